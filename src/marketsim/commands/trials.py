"""Trials that are not about claims: of the judge, of estimators, of history, and of the verdicts that were shipped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from marketsim.commands.exits import FAILED_RUNS
from marketsim.commands.telling import answer, progress, show, tell

if TYPE_CHECKING:
    from marketsim.study.claim.arguments import Argument
    from marketsim.study.executor import Executor

SHORT = 12


def prove(workers: int | None, folder: Path, keep: Path | None, as_json: bool) -> None:
    """Put the judge on trial, and say on how many measures it was honest."""
    from marketsim.study.claim.beside import PIPELINE
    from marketsim.study.claim.proving import BOUNDS, EXPERIMENT, proofs
    from marketsim.study.experiment import Experiment
    from marketsim.study.terminal import of_documents

    found = Experiment.read(EXPERIMENT).run(workers, folder).found
    told = [one.document() for one in proofs({name: one[0, 0] for name, one in found.values.items()})]
    keep_beside(PIPELINE, told, folder, keep)
    if as_json:
        answer({"pipeline": told, "bounds": list(BOUNDS)})
        return
    columns = (
        "measure",
        "significant",
        "in_shares",
        "upward",
        "comparisons",
        "covered",
        "found",
        "expected",
        "honest",
    )
    show(of_documents([{key: rounded(one[key]) for key in columns} for one in told], columns))
    honest = sum(one["honest"] for one in told)
    tell(
        f"{honest} of {len(told)} measures have between {BOUNDS[0]} and {BOUNDS[1]} of 200 significant at 5 %"
    )


def audited(workers: int | None, worlds: int | None, folder: Path, keep: Path | None, as_json: bool) -> None:
    """Put estimators of displacement on trial, and say how often they are right."""
    from marketsim.study.claim.audit import ENGINE, EXPERIMENT, audits
    from marketsim.study.claim.beside import AUDIT
    from marketsim.study.claim.pool import Pool, united
    from marketsim.study.experiment import Experiment
    from marketsim.study.identity import ground_on
    from marketsim.study.sweep.drive import Drive
    from marketsim.study.terminal import of_documents

    asked = Experiment.read(EXPERIMENT)
    pool = Pool("audit", united("audit", [asked], asked.worlds[:worlds]), ENGINE, ground_on(ENGINE))
    with pool.planned(folder) as store:
        with progress(pool.runs) as show_progress:
            Drive(pool.sweep, store, show_progress).carry_on(hands(workers, asked.document.limits.minutes))
        told = [one.document() for one in audits(store, pool.experiment)]
    keep_beside(AUDIT, told, folder, keep)
    if as_json:
        answer({"audit": told})
        return
    columns = (
        "policy", "event", "seen", "width", "follow_up", "pairs", "truth", "bias", "covered", "found", "wrong",
        "quotient_right",
    )  # fmt: skip
    show(of_documents([{key: rounded(one[key]) for key in columns} for one in told], columns))
    tell(folder / AUDIT)


def replayed(workers: int | None, folder: Path, keep: Path | None, as_json: bool) -> None:
    """Replay the history, and say what went as it is documented to have gone."""
    from marketsim.study.claim import replay
    from marketsim.study.claim.beside import HISTORY
    from marketsim.study.claim.history import EXPERIMENT, documents
    from marketsim.study.engine import make_ready
    from marketsim.study.experiment import Experiment
    from marketsim.study.store import write
    from marketsim.study.sweep.export import export
    from marketsim.study.terminal import of_documents

    asked = Experiment.read(EXPERIMENT)
    make_ready()
    with progress(asked.document.most_replicates) as show_progress:
        held, film = replay.replayed(
            asked, hands(workers, asked.document.limits.minutes), folder, show_progress
        )
    files = [film, *export(asked, folder, folder / "days.parquet")]
    if keep:
        write(keep / film.name, film.read_bytes())
        files.append(keep / film.name)
    told = documents(held)
    keep_beside(HISTORY, told, folder, keep)
    if as_json:
        answer({"history": told, "files": [str(one) for one in files]})
        return
    columns = ("date", "what", "measure", "expected", "change", "verdict", "prediction")
    show(of_documents(told, columns))
    for file in files:
        tell(file)


def keep_beside(name: str, told: list[dict[str, Any]], folder: Path, keep: Path | None) -> None:
    """Keep what a trial beside the claims has found, and put it where verdicts travel with the package."""
    import json

    from marketsim.study.store import write

    for place in filter(None, (folder, keep)):
        write(place / name, json.dumps(told, indent=1).encode() + b"\n")


def hands(workers: int | None, minutes: float) -> Executor:
    """Return the processes that do the work."""
    from marketsim.study.circumstances import processors
    from marketsim.study.processes import Processes
    from marketsim.study.scenario import whole

    return Processes(
        whole("--workers", processors() if workers is None else workers, 1, 1024), patience=60 * minutes
    )


def rounded(value: Any) -> str:
    """Write a number as it fits into a table."""
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def run_again(workers: int | None, worlds: int, folder: Path, keep: Path | None, as_json: bool) -> None:
    """Run the first worlds again, hold every run against the one that was shipped, and print the shipped verdicts.

    Where another source has made those, and all are the same to the bit, that is kept beside them: they stand.
    """
    from marketsim.provenance import source_digest
    from marketsim.study.claim.arguments import arguments
    from marketsim.study.claim.outcomes import OUTCOMES, compared_with, read_outcomes
    from marketsim.study.claim.publish import again, examined_by_those_shipped
    from marketsim.study.claim.stored import shipped
    from marketsim.study.claim.trial import Trial
    from marketsim.study.claim.verdicts import judge
    from marketsim.study.claim.vouched import vouch
    from marketsim.study.experiment import Experiment

    experiments = [Experiment.read(name) for name in examined_by_those_shipped()]
    trial = again(
        lambda given: Trial(
            experiments, folder, worlds, given={"accepted": given["accepted"]}, shows_paths=False
        )
    )
    planned = sum(pool.runs for group in trial.groups() for pool in trial.pools_of(group).values())
    does = hands(workers, experiments[0].document.limits.minutes)
    with progress(planned) as show_progress:
        whole = trial.run(does, lambda _, now: show_progress(now))
    place = shipped()
    assert place is not None  # or there would have been nothing to run again
    same, differing = compared_with(judge(trial), place / OUTCOMES, across_sources=True)
    made_with = read_outcomes(place / OUTCOMES)[1]
    if keep and whole and same and not differing and made_with != source_digest():
        tell(vouch(keep, made_with, same))
    tell_again(arguments(place), made_with, same, differing, as_json)
    if differing or not whole:
        raise typer.Exit(FAILED_RUNS)


def tell_again(cards: list[Argument], made_with: str, same: int, differing: list[str], as_json: bool) -> None:
    """Print the shipped verdicts, and how the runs that were made again compare with those they rest on."""
    from marketsim.study.terminal import of_documents

    told = [
        {"row": one.row, "claim": one.name, "verdict": one.verdict, "stale": "; ".join(one.stale)}
        for one in cards
    ]
    if as_json:
        answer({"identical": same, "different": differing, "made_with": made_with, "verdicts": told})
        return
    show(of_documents(told, ("row", "claim", "verdict", "stale")))
    tell(f"{same} runs IDENTICAL to those of source {made_with[:SHORT]}, {len(differing)} DIFFERENT")
    for line in differing[:3]:
        tell(f"DIFFERENT: {line}")
    if not same and not differing:
        tell("none of these runs was shipped: the experiments have changed since")
