"""How a command ends: the exit code says what kind of end it was, and one line says why."""

from __future__ import annotations

from marketsim.commands.telling import tell

DONE, FAILED_RUNS, BAD_INPUT, INPUT_OUTPUT, INTERRUPTED = 0, 1, 2, 74, 130
GOES_ON = "interrupted; finished runs are kept, and the same command carries on"
EPILOG = (
    "Exit codes: 0 done, 1 finished with failed runs, checks or DIFFERENT, 2 bad input, 74 input/output or disk full, "
    "130 interrupted."
)


def explained(problem: Exception) -> int:
    """Complain about one of our own errors; any other is a fault of the program and shown in full."""
    from marketsim.parameters.errors import CannotKeep, MarketsimError

    if hasattr(problem, "format_message"):  # a mistake in how the command was typed
        return complain(problem.format_message(), BAD_INPUT)
    if isinstance(problem, CannotKeep):
        return complain(problem, INPUT_OUTPUT)
    if isinstance(problem, MarketsimError):
        return complain(problem, BAD_INPUT)
    from marketsim.study.run import RunFailed  # after the mistakes, which are told without waiting for it

    if isinstance(problem, RunFailed):
        import logging

        logging.getLogger(__name__).info(problem.details)
        return complain(f"the run failed: {problem}", FAILED_RUNS)
    raise problem


def complain(problem: object, code: int) -> int:
    """Say on one line what is wrong, and return the exit code."""
    tell("marketsim: " + " ".join(str(problem).split()))
    return code
