"""All arguments judged together: every claim of a trial examined by its runs, and the many held to one standard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from marketsim.study.claim import bundle
from marketsim.study.claim.examine import ACCEPTED, Evidence, examined, in_worlds
from marketsim.study.claim.judging import Standing
from marketsim.study.claim.mediation import EVERYTHING, label, mediated
from marketsim.study.claim.needs import allowing
from marketsim.study.claim.patterns import accepted, quantities
from marketsim.study.claim.quantities import quantities_of, quantity_of, written_of
from marketsim.study.claim.regression import against_the_truth
from marketsim.study.claim.rests_on import Asked, rests_on
from marketsim.study.claim.runs import Runs, effects_of
from marketsim.study.claim.told import Mediated, Verdict
from marketsim.study.claim.trial import Trial
from marketsim.study.claim.verdict import (
    ASSUMED,
    LEVEL,
    REFUTED,
    SUPPORTED,
    Decision,
    after_many,
    worlds_needed,
)
from marketsim.study.experiment import Experiment
from marketsim.study.experiment.claims import Claim


@dataclass
class Judgement:
    """What a trial came to.

    Attributes
    ----------
    verdicts : one a claim, in the order of the experiments
    runs : "accepted worlds, 60 days" and the like → the runs it was judged by
    """

    verdicts: list[Verdict]
    runs: dict[str, Runs] = field(default_factory=dict)


def judge(trial: Trial) -> Judgement:
    """Examine every claim by what has been run, and judge all of them together."""
    found = Judgement([])
    for group in trial.groups():
        days = group[0].document.days
        wanted = [*trial.wanted(group), *quantities(trial.known, days).values()]
        ensembles = {name: trial.read(pool, wanted) for name, pool in trial.pools_of(group).items()}
        found.runs |= {
            f"{name} worlds, {days} days, for {group[0].name}": runs for name, runs in ensembles.items()
        }
        for experiment in group:
            for claim in experiment.document.claim:
                evidence = Evidence(
                    ensembles,
                    knocked_out(trial, experiment, claim),
                    passing_through(trial, experiment, claim),
                    rests_on(Asked.by(experiment, claim), trial.known.digest, ensembles),
                    (
                        *unaccepted(trial, ensembles),
                        *steady(trial, claim, ensembles.get(ACCEPTED), days),
                        *observer(experiment, claim, ensembles),
                        *parts(experiment, claim, ensembles),
                    ),
                )
                found.verdicts.append(examined(experiment, claim, evidence, trial.measures))
    found.verdicts = together(found.verdicts)
    return found


def knocked_out(trial: Trial, experiment: Experiment, claim: Claim) -> Runs | None:
    """Return the runs with a claim's mechanisms knocked out."""
    pool = trial.knocking_out(experiment, claim)
    runs = trial.read(pool, quantities_of(claim, experiment.document.days)) if pool else None
    return runs if runs and runs.outcomes else None


def passing_through(trial: Trial, experiment: Experiment, claim: Claim) -> Mediated | None:
    """Return what passes through each mediator that a claim names."""
    pool = trial.clamping(experiment, claim)
    if pool is None:
        return None
    quantity = quantity_of(claim, experiment.document.days)
    runs = trial.read(pool, [quantity])
    held = {"": claim.treatment} | {one: label(claim.treatment, one) for one in (*claim.clamps, EVERYTHING)}
    arms = {one: claim.model_copy(update={"treatment": arm}) for one, arm in held.items() if runs.has(arm)}
    return mediated({one: effects_of(runs, asked, quantity) for one, asked in arms.items()}, claim.clamps)


def unaccepted(trial: Trial, ensembles: dict[str, Runs]) -> tuple[str, ...]:
    """Say when a verdict is about prior worlds for want of accepted ones."""
    if not trial.calibrations or ACCEPTED in ensembles:
        return ()
    return ("no accepted worlds have been run; the verdict is about prior ones and can be no finding",)


def steady(trial: Trial, claim: Claim, runs: Runs | None, days: int) -> tuple[str, ...]:
    """Say what becomes of a claim in the worlds that meet every pattern again in the longer runs of the trial."""
    if runs is None or not runs.has(*claim.compared, *(one.policy for one in trial.known.pattern)):
        return ()
    found = in_worlds(runs, claim, quantity_of(claim, days))
    again = accepted(trial.known, runs).met.all(axis=1) & np.isfinite(found.estimate)
    held, failed = (int((found.standing[again] == one).sum()) for one in (Standing.HOLDS, Standing.FAILS))
    worlds = f"in the {again.sum()} worlds that meet every pattern again over these {days} days"
    return (f"{worlds} it holds in {held} and fails in {failed}",) if again.any() else ()


def parts(experiment: Experiment, claim: Claim, ensembles: dict[str, Runs]) -> tuple[str, ...]:
    """Say what each part of a bundle does, where an experiment crosses them."""
    if not bundle.crossed(experiment):
        return ()
    quantity = quantity_of(claim, experiment.document.days)
    return tuple(
        f"{name.capitalize()} worlds: {told}"
        for name, runs in ensembles.items()
        for told in bundle.in_words(experiment, runs, quantity)
    )


def observer(experiment: Experiment, claim: Claim, ensembles: dict[str, Runs]) -> tuple[str, ...]:
    """Say what an observer's slope comes to in worlds where the truth is known from another claim."""
    truth = next((one for one in experiment.document.claim if one.name == claim.truth), None)
    if truth is None:
        return ()
    days, told = experiment.document.days, []
    for name, runs in ensembles.items():
        written = runs.of(claim.treatment, written_of(claim, days))
        known = in_worlds(runs, truth, quantity_of(truth, days))
        told += [
            f"{name.capitalize()} worlds: {one.in_words()}"
            for one in against_the_truth(written, (known.low, known.high), truth.effect)
            if one.worlds
        ]
    return tuple(told)


def together(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Hold many claims to one standard: of those supported or refuted, at most 5 % are to be so by chance."""
    decisions = [Decision(one.alone, 1.0 if one.chance is None else one.chance) for one in verdicts]
    tested = sum(one.verdict != ASSUMED for one in decisions)
    return [
        one.model_copy(update={"verdict": verdict, "needs": demoted(one, verdict, tested)})
        for one, verdict in zip(verdicts, after_many(decisions), strict=True)
    ]


def demoted(verdict: Verdict, among_many: str, tested: int) -> str:
    """Say what would decide a claim that stands alone but not among so many; of any other what was said before."""
    if verdict.alone not in (SUPPORTED, REFUTED) or verdict.here is None:
        return verdict.needs
    if among_many == verdict.alone:
        return ""
    here = verdict.here
    exceptions = here.worlds - (here.held if verdict.alone == SUPPORTED else here.failed)
    wanted = worlds_needed(exceptions, level=LEVEL / tested)
    return (
        f"It takes {wanted} worlds {allowing(exceptions)} to be sure among {tested} claims, "
        f"whatever the others come to ({here.worlds} were run)."
    )
