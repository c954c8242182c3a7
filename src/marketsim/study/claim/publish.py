"""What a trial leaves for its readers: verdicts, digests of every run, accepted worlds and a page."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from marketsim.parameters.errors import MarketsimError
from marketsim.study.claim.beside import RANKING
from marketsim.study.claim.calibration import Calibration
from marketsim.study.claim.outcomes import OUTCOMES, compared_with, outcomes_of
from marketsim.study.claim.page import page
from marketsim.study.claim.patterns import accepted, quantities
from marketsim.study.claim.pool import REFERENCE
from marketsim.study.claim.quantities import Quantity
from marketsim.study.claim.ranking import COST, harms, ranking
from marketsim.study.claim.rests_on import Asked, stale
from marketsim.study.claim.shelf import Shelf
from marketsim.study.claim.stored import VERDICTS, WORLDS, read_verdicts, shipped, worlds_kept
from marketsim.study.claim.told import Verdict
from marketsim.study.claim.trial import Trial, arguments_of_the_house
from marketsim.study.claim.twins import recoveries
from marketsim.study.claim.verdicts import Judgement, judge
from marketsim.study.claim.vouched import sources_like_todays
from marketsim.study.experiment.worlds import Point
from marketsim.study.identity import digest, short
from marketsim.study.manifest import citation
from marketsim.study.store import write


class NothingKept(MarketsimError):
    """There are no verdicts to hold runs against."""


REPORT = "arguments.html"

FEWEST_POLICIES = 3


def publish(trial: Trial) -> tuple[list[Verdict], dict[str, Any]]:
    """Judge by all that has been run, keep the verdicts beside those of other trials, and write the page.

    Returns
    -------
    The verdicts of this trial, and how its runs compare with those that came with the package: ``same``, ``differing``.
    """
    judgement = judge(trial)
    mine = {one.key for one in judgement.verdicts}
    told = {
        name: one | {"again": accepted_again(name, trial)}
        for name, one in (trial.told | calibrations(trial)).items()
    }
    new = Shelf(judgement.verdicts, told, trial.accepted_worlds(), outcomes_of(judgement))
    every = Shelf.read(trial.folder).beside(new)
    every.write(trial.folder)
    shown = [one for one in every.verdicts if one.key in mine]
    write(trial.folder / RANKING, json.dumps(rankings(trial)).encode())
    write(trial.folder / REPORT, report(trial, shown, every.calibration).encode())
    return shown, verified(judgement)


def rankings(trial: Trial) -> list[dict[str, Any]]:
    """Return how every policy of every pool does on every harm, by ensemble, days and first experiment."""
    found: list[dict[str, Any]] = []
    measures = harms(trial.measures)
    weights = {one.measure: one.worth for each in trial.experiments for one in each.document.weight}
    for group in trial.groups():
        days = group[0].document.days
        wanted = {*(one.name for one in measures), *weights, COST}
        for name, pool in trial.pools_of(group).items():
            runs = trial.read(pool, [Quantity(one, None, (1, days)) for one in sorted(wanted)])
            if runs.outcomes and len(pool.experiment.arms) >= FEWEST_POLICIES:
                told = ranking(runs, measures, (1, days), REFERENCE, weights)
                found.append({"ensemble": name, "days": days, "for": group[0].name, **told})
    return found


def keep(folder: Path, place: Path) -> list[Path]:
    """Put verdicts, digests and accepted worlds beside those that travel with the package, in the place of older ones.

    So a trial may be kept argument by argument, wherever each was examined.
    """
    ranked = {
        tuple(one[name] for name in ("ensemble", "days", "for")): one
        for file in (place / RANKING, folder / RANKING)
        if file.is_file()
        for one in json.loads(file.read_bytes())
    }
    write(place / RANKING, json.dumps(list(ranked.values())).encode())
    return [*Shelf.read(place).beside(Shelf.read(folder)).write(place), place / RANKING]


def take_shipped_worlds(trial: Trial) -> None:
    """Take the accepted worlds that came with the package, where calibrating anew would accept the same ones."""
    place = shipped()
    shelf = Shelf.read(place) if place else Shelf()
    for name in sorted(trial.calibrations.keys() & shelf.calibration.keys()):
        known = shelf.calibration[name]
        same = trial.accepts_by_sources(name, sources_like_todays())
        if known["rests_on"] in same and known["wanted"] >= trial.wanted_worlds:
            trial.given[name], trial.told[name] = shelf.worlds.get(name, []), known
            del trial.calibrations[name]


def report(trial: Trial, verdicts: list[Verdict], calibration: dict[str, Any]) -> str:
    """Return the page."""
    claims = {
        (one.name, claim.name): Asked.by(one, claim)
        for one in trial.experiments
        for claim in one.document.claim
    }
    old = {one.key: stale(one, claims.get(one.key), trial.known.digest) for one in verdicts}
    title = (
        trial.experiments[0].document.question if len(trial.experiments) == 1 else "The arguments on trial"
    )
    name = short(digest([one.rests_on for one in verdicts]))
    return page(title, verdicts, calibration, old, citation(name))


def verified(judgement: Judgement) -> dict[str, Any]:
    """Hold the runs against the digests that came with the package."""
    place = shipped()
    same, differing = compared_with(judgement, place / OUTCOMES) if place else (0, [])
    return {"same": same, "differing": differing}


def calibrations(trial: Trial) -> dict[str, Any]:
    """Return what every calibration came to: accepted worlds, rejections, waves, and which facts can be learned."""
    return {name: told_of(name, one, trial) for name, one in trial.calibrated.items()}


def told_of(name: str, calibration: Calibration, trial: Trial) -> dict[str, Any]:
    """Return what one calibration came to; rejections and what can be learned are of the first wave, the prior's."""
    _, first = calibration.waves[0]
    keys = [one.key for one in calibration.ranges]
    tolerance = np.array([(one.high - one.low) / 2 for one in trial.known.pattern])
    found, twins = recoveries(keys, calibration.shares()[: len(first.values)], first.values, tolerance)
    return {
        "rests_on": trial.accepts_by(name),
        "wanted": trial.wanted_worlds if trial.is_calibrated(name) else 0,
        "worlds": calibration.judged,
        "accepted": len(calibration.accepted),
        "waves": [
            {"worlds": int(judged.finished.sum()), "accepted": len(judged.worlds)}
            for _, judged in calibration.waves
        ],
        "patterns": first.rejections(),
        "twins": twins,
        "learned": [dict(vars(one)) for one in found if one.can_be_learned],
    }


def accepted_again(name: str, trial: Trial) -> dict[str, dict[str, int]]:
    """Judge an ensemble's worlds once more by the runs of the trial, which are longer and have other luck, by days."""
    found = {}
    for group in trial.groups():
        days, pool = group[0].document.days, trial.pools_of(group).get(name)
        if pool is None:
            continue
        judged = accepted(trial.known, trial.read(pool, list(quantities(trial.known, days).values())))
        if judged.finished.any():
            found[f"{days} days"] = {"worlds": int(judged.finished.sum()), "accepted": len(judged.worlds)}
    return found


def examined_by_those_shipped() -> list[str]:
    """Return the experiments of which runs came with the package; of others there is nothing to hold runs against."""
    place = shipped()
    verdicts, _ = read_verdicts(place / VERDICTS) if place else ([], {})
    run = {one.experiment for one in verdicts if one.here and one.here.worlds}
    return [name for name in arguments_of_the_house() if name in run] or arguments_of_the_house()


def again(trial_of: Callable[[dict[str, list[Point]]], Trial]) -> Trial:
    """Return the trial that runs again what came with the package, in the accepted worlds that came with it.

    Parameters
    ----------
    trial_of : makes a trial of given accepted worlds
    """
    place = shipped()
    worlds = worlds_kept(place / WORLDS) if place else {}
    if not worlds:
        raise NothingKept("no verdicts came with this package; run 'marketsim check' to make them")
    return trial_of(worlds)
