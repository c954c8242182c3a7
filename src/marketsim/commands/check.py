"""``marketsim check``: put arguments on trial, and say what stands, where, and why."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from marketsim.commands.exits import FAILED_RUNS
from marketsim.commands.options import Json, Out
from marketsim.commands.telling import answer, compile_if_needed, progress, show, tell

if TYPE_CHECKING:
    from marketsim.study.claim.budget import Row
    from marketsim.study.claim.told import Verdict
    from marketsim.study.claim.trial import Trial

FOLDER = "marketsim-results/check"
BUDGET = ("pool", "arms", "worlds", "replicates", "days", "runs", "done", "hours", "hours_left")


def check(
    experiment: Annotated[
        str | None,
        typer.Argument(
            metavar="[EXPERIMENT]", help="An experiment with claims; all arguments of the library without."
        ),
    ] = None,
    plan: Annotated[bool, typer.Option("--plan", help="Only say what it takes.")] = False,
    judge: Annotated[bool, typer.Option("--judge", help="Run nothing; judge by what has been run.")] = False,
    worlds: Annotated[
        int | None, typer.Option(help="Only the first so many worlds of each ensemble.")
    ] = None,
    ensemble: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Run this ensemble only (prior, accepted or sceptical; may be given again); verdicts rest on what was "
            "run of the others, too.",
        ),
    ] = None,
    anew: Annotated[
        bool, typer.Option("--anew", help="Accept worlds anew, also where those shipped are of this model.")
    ] = False,
    paths: Annotated[
        bool, typer.Option("--paths/--no-paths", help="Knock out mechanisms and hold mediators, too.")
    ] = True,
    workers: Annotated[int | None, typer.Option(help="Processes at once; as many as processors.")] = None,
    pipeline: Annotated[
        bool,
        typer.Option(
            "--pipeline", help="Put the judge itself on trial: like with like, and a planted difference."
        ),
    ] = False,
    replay: Annotated[
        bool, typer.Option("--history", help="Replay 1990 to 2026, and hold it against what is documented.")
    ] = False,
    audit: Annotated[
        bool,
        typer.Option("--audit", help="Put estimators of displacement on trial, against what really moved."),
    ] = False,
    verify: Annotated[
        bool,
        typer.Option(
            "--verify",
            help="Run the first worlds again, and hold them against the verdicts shipped; with --keep, let those stand "
            "that another source has made with the same bits.",
        ),
    ] = False,
    findings: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write what was found about all arguments, as Markdown."),
    ] = None,
    keep: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Copy the verdicts to where they travel with the package."),
    ] = None,
    out: Out = None,
    as_json: Json = False,
) -> None:
    """Put claims on trial: run what they need, once, and print a verdict on each.

    The budget is said first. Ctrl-C stops it, and the same command carries on, over nights if need be.
    """
    folder = out or Path(FOLDER)
    if pipeline or replay or audit or verify:
        from marketsim.commands import trials

        compile_if_needed()
        if pipeline:
            trials.prove(workers, folder / "pipeline", keep, as_json)
        elif replay:
            trials.replayed(workers, folder / "history", keep, as_json)
        elif audit:
            trials.audited(workers, worlds, folder, keep, as_json)
        else:
            trials.run_again(workers, worlds or 1, folder / "again", keep, as_json)
        return
    from marketsim.study.claim.budget import budget
    from marketsim.study.claim.publish import REPORT, publish, take_shipped_worlds
    from marketsim.study.claim.publish import keep as keep_verdicts

    trial = asked_for(experiment, folder, worlds)
    trial.shows_paths = paths
    trial.runs_only = known_ensembles(ensemble or ())
    if not anew:
        take_shipped_worlds(trial)
    if not judge:
        compile_if_needed()
    trial.accept_all()
    rows = budget(trial, pilot=not judge)
    if plan:
        tell_budget(rows, as_json)
        return

    if judge:
        trial.gather()
    whole = judge or carried_on(trial, workers, rows)
    verdicts, verified = publish(trial)
    for file in keep_verdicts(trial.folder, keep) if keep else ():
        tell(file)
    if findings:
        write_findings(findings, keep or trial.folder)
    tell_all(verdicts, verified, trial.folder / REPORT, as_json)
    if not whole or verified["differing"]:
        raise typer.Exit(FAILED_RUNS)


def known_ensembles(names: Collection[str]) -> Collection[str]:
    """Return these ensembles; a misspelt one is told."""
    from marketsim.parameters.errors import UnknownName, did_you_mean
    from marketsim.study.claim.examine import ENSEMBLES

    for name in names:
        if name not in ENSEMBLES:
            near = did_you_mean(name, ENSEMBLES)
            raise UnknownName(f"--ensemble {name}: is none; allowed are {', '.join(ENSEMBLES)}{near}")
    return names


def asked_for(experiment: str | None, folder: Path, worlds: int | None) -> Trial:
    """Return the trial that is asked for; every mistake in it is told before anything is run."""
    from marketsim.study.claim.trial import Trial, arguments_of_the_house
    from marketsim.study.experiment import Experiment
    from marketsim.study.scenario import whole

    names = [experiment] if experiment else arguments_of_the_house()
    if worlds is not None:
        whole("--worlds", worlds, 1, 1_000_000)
    return Trial([Experiment.read(name) for name in names], folder, worlds)


def tell_budget(rows: list[Row], as_json: bool) -> None:
    """Print what it will take."""
    from marketsim.study.claim.budget import told
    from marketsim.study.terminal import of_documents

    if as_json:
        answer({"budget": [vars(one) for one in rows]})
    else:
        show(of_documents(told(rows), BUDGET))


def carried_on(trial: Trial, workers: int | None, rows: list[Row]) -> bool:
    """Say what it takes, and run what is left; return whether no run failed."""
    import signal

    from marketsim.commands.trials import hands
    from marketsim.study.claim.budget import told

    tell(in_a_line(told(rows)[-1]))
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    does = hands(workers, trial.experiments[0].document.limits.minutes)
    with progress(sum(one.runs for one in rows)) as show_progress:
        return trial.run(does, lambda _, now: show_progress(now))


def write_findings(file: Path, folder: Path) -> None:
    """Write what was found about all arguments."""
    from marketsim.study.claim.arguments import arguments
    from marketsim.study.claim.beside import beside
    from marketsim.study.claim.findings import findings
    from marketsim.study.store import write

    write(file, findings(arguments(folder), beside(folder)).encode())
    tell(file)


def in_a_line(total: dict[str, str]) -> str:
    """Say what it will take."""
    hours = f", about {total['hours_left']} h of one processor" if total["hours_left"] else ""
    return f"{total['runs']} runs, {total['done']} of them done{hours}; Ctrl-C stops, the same command carries on"


def tell_all(verdicts: list[Verdict], verified: dict[str, Any], report: Path, as_json: bool) -> None:
    """Print every verdict."""
    from marketsim.study.claim.sentences import effect, sentence, share
    from marketsim.study.terminal import of_documents

    if as_json:
        told = [
            one.model_dump(mode="json") | {"told": sentence(one), "finding": one.finding} for one in verdicts
        ]
        answer({"verdicts": told, "verified": verified, "report": str(report)})
    else:
        lines = [
            {
                "row": one.row, "claim": str(one.claim["name"]), "verdict": one.verdict, "effect": effect(one),
                "prior": share(one.ensembles.get("prior")), "accepted": share(one.ensembles.get("accepted")),
            }
            for one in verdicts
        ]  # fmt: skip
        show(of_documents(lines, ("row", "claim", "verdict", "effect", "prior", "accepted")))
        for one in verdicts:
            tell(" ".join(part for part in (one.row, sentence(one)) if part))
    if verified["same"] or verified["differing"]:
        differing = len(verified["differing"])
        tell(f"{verified['same']} runs IDENTICAL to those that came with the package, {differing} DIFFERENT")
        for one in verified["differing"][:3]:
            tell(f"DIFFERENT: {one}")
    tell(report)
