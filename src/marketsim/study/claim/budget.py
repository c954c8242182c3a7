"""What a trial will take, said before it is run: runs, hours of one processor, and what is done already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from marketsim.study.claim.pool import Pool
from marketsim.study.claim.trial import Trial, is_sampled
from marketsim.study.executor import Here
from marketsim.study.sweep.drive import Drive
from marketsim.study.sweep.store import SweepStore, known

SECONDS_IN_AN_HOUR = 3600.0


@dataclass(frozen=True)
class Row:
    """What one pool takes.

    Attributes
    ----------
    hours, hours_left : h of one processor; none before anything has been timed
    """

    pool: str
    arms: int
    worlds: int
    replicates: int
    days: int
    runs: int
    done: int
    hours: float | None = None
    hours_left: float | None = None


def budget(trial: Trial, pilot: bool = True) -> list[Row]:
    """Return what every pool takes.

    Accepted worlds are not known before the calibration has been run; until then as many are reckoned as there are
    prior ones.

    Parameters
    ----------
    pilot : whether to time one turn where nothing has been timed yet; its runs are kept
    """
    pools = list(every(trial))
    pace = seconds_a_day(trial, pools)
    if pace is None and pilot and pools:
        smallest = min((pool for _, pool in pools), key=lambda pool: days_of(pool) / max(pool.runs, 1))
        with smallest.planned(trial.folder) as store:
            Drive(smallest.sweep, store).carry_on(Here(), most_turns=1)
        pace = seconds_a_day(trial, pools)
    return [row(trial, name, pool, pace) for name, pool in pools]


def every(trial: Trial) -> Iterator[tuple[str, Pool]]:
    """Give every pool of a trial with its name, ensembles that are not known yet standing in as the prior's size."""
    for name in filter(trial.is_run, trial.calibrations):
        yield f"calibrating {name} worlds", trial.calibrating(name)
        if name in trial.calibrated and (further := trial.calibrating_further(name)):
            yield f"calibrating {name} worlds further", further
    for group in trial.groups():
        days = group[0].document.days
        pools = trial.pools_of(group)
        for name in filter(trial.is_run, pools):
            yield f"{name} worlds, {days} days", pools[name]
        if is_sampled(group[0]):
            unknown = trial.calibrations.keys() - pools.keys() - known_ensembles(trial)
            for name in sorted(filter(trial.is_run, unknown)):
                yield f"{name} worlds, {days} days (not known yet)", pools["prior"]
    seen = set()
    for done, claim, pool in trial.paths():
        if pool.sweep.digest not in seen:
            seen.add(pool.sweep.digest)
            yield f"{done}: {claim.name}", pool


def known_ensembles(trial: Trial) -> set[str]:
    """Return the ensembles whose calibration has been run, whether or not any world was accepted."""
    return {name for name, judged in trial.calibrated.items() if judged.judged}


def days_of(pool: Pool) -> float:
    """Return how many simulated days a pool comes to; its arms share their settling."""
    asked = pool.experiment.document
    return pool.runs * (asked.days + asked.settling_days / max(len(pool.experiment.arms), 1))


def seconds_a_day(trial: Trial, pools: list[tuple[str, Pool]]) -> float | None:
    """Return what a simulated day has taken so far, s; none where nothing has been run."""
    seconds = days = 0.0
    for _, pool in pools:
        place = pool.place(trial.folder)
        if known(place):
            with SweepStore.found(place) as store:
                [(spent, done)] = store.journal.ask(
                    "SELECT sum(seconds), count(*) FROM runs WHERE state = 'done'"
                )
            seconds += spent or 0.0
            days += done * days_of(pool) / max(pool.runs, 1)
    return seconds / days if days else None


def row(trial: Trial, name: str, pool: Pool, pace: float | None) -> Row:
    """Return what one pool takes."""
    done = 0
    place = pool.place(trial.folder)
    if known(place) and "not known yet" not in name:
        with SweepStore.found(place) as store:
            done = store.journal.counts()["done"]
    hours = days_of(pool) * pace / SECONDS_IN_AN_HOUR if pace is not None else None
    asked = pool.experiment
    return Row(
        name, len(asked.arms), len(asked.worlds), asked.document.most_replicates, asked.document.days, pool.runs, done,
        hours, None if hours is None else hours * (1 - done / max(pool.runs, 1)),
    )  # fmt: skip


def told(rows: list[Row]) -> list[dict[str, Any]]:
    """Return the budget as lines of a table, the total last."""
    total = Row(
        "in all", 0, 0, 0, 0, sum(one.runs for one in rows), sum(one.done for one in rows),
        added([one.hours for one in rows]), added([one.hours_left for one in rows]),
    )  # fmt: skip
    lines = []
    for one in [*rows, total]:
        plain = {
            key: ("" if value in (None, 0) and key != "done" else value) for key, value in asdict(one).items()
        }
        for key in ("hours", "hours_left"):
            plain[key] = f"{plain[key]:.2f}" if isinstance(plain[key], float) else plain[key]
        lines.append({key: str(value) for key, value in plain.items()})
    return lines


def added(hours: list[float | None]) -> float | None:
    """Return a sum, or nothing where one part is not known."""
    known_ones = [one for one in hours if one is not None]
    return sum(known_ones) if len(known_ones) == len(hours) else None
