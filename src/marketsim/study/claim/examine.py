"""One claim examined: its standing in every world of every ensemble, its path, its controls, and the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from marketsim.measures import Measure
from marketsim.study.analysis.discovery import box_of
from marketsim.study.analysis.sensitivity import influences
from marketsim.study.claim.compared import Compared
from marketsim.study.claim.judging import InWorlds, Standing, in_each_world, power, replicates_for
from marketsim.study.claim.needs import needs
from marketsim.study.claim.pool import REFERENCE
from marketsim.study.claim.quantities import Quantity, quantity_of
from marketsim.study.claim.runs import Runs, compared, effects_of, lived
from marketsim.study.claim.shares import by_subset, taken_apart
from marketsim.study.claim.told import InEnsemble, Interval, Mediated, State, TakenApart, Untouched, Verdict
from marketsim.study.claim.verdict import Tally, alike, decided, is_emergent
from marketsim.study.experiment import Experiment
from marketsim.study.experiment.claims import CONCENTRATION, Claim, NegativeControl, by_cell, effect_of, terms
from marketsim.study.experiment.sampling import MissingExtra

Values = NDArray[np.float64]
ENSEMBLES = PRIOR, ACCEPTED, SCEPTICAL = "prior", "accepted", "sceptical"
MOST_ASSUMPTIONS = 5
ENOUGH_POWER = 0.9


@dataclass(frozen=True)
class Evidence:
    """The runs that one claim is examined by.

    Attributes
    ----------
    ensembles : prior, accepted and sceptical worlds, those that have been run
    knocked_out : accepted worlds with every subset of the named mechanisms knocked out
    mediated : what passes through each mediator
    rests_on : name → digest of what decides these runs
    notes : what else is to be said about it
    """

    ensembles: Mapping[str, Runs]
    knocked_out: Runs | None = None
    mediated: Mediated | None = None
    rests_on: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def examined(
    experiment: Experiment, claim: Claim, evidence: Evidence, measures: tuple[Measure, ...]
) -> Verdict:
    """Examine one claim by all that has been run."""
    days = experiment.document.days
    quantity = quantity_of(claim, days)
    judged = {name: in_worlds(runs, claim, quantity) for name, runs in evidence.ensembles.items()}
    judged_in = next((name for name in (ACCEPTED, PRIOR) if name in judged and judged[name].judged), PRIOR)
    here = judged.get(judged_in)
    tally = tally_of(here)
    decision = decided(tally, claim.grade, claim.direction, claim.confidence)
    prior = judged.get(PRIOR)
    notes = list(evidence.notes) + [
        f"the model does not measure {name} yet" for name in missing(claim, evidence)
    ]
    if judged_in == PRIOR and ACCEPTED in judged and here and here.judged:
        notes.append(
            "none of its accepted worlds has been run; the verdict is about prior ones and can be no finding"
        )
    notes += gaps(evidence, judged)
    fails_where, assumptions, more = where(evidence.ensembles.get(PRIOR), prior)
    spread = usual_spread(here)
    replicates = experiment.document.most_replicates
    helped = here.helped if here else 0.0
    seen = claim.confidence, helped, claim.direction
    return Verdict(
        experiment=experiment.name,
        question=experiment.document.question,
        claim=claim.model_dump(mode="json"),
        unit=unit_of(claim, measures),
        relative=claim.relative,
        window=quantity.window,
        replicates=replicates,
        verdict=decision.verdict,
        alone=decision.verdict,
        chance=decision.chance,
        judged_in=judged_in,
        ensembles={name: in_ensemble(one) for name, one in judged.items()},
        emergent=bool(
            prior and is_emergent(prior.higher, prior.lower, prior.judged, confidence=claim.confidence)
        ),
        driven_by_assumptions=driven(judged),
        assumptions=assumptions,
        fails_where=fails_where,
        shares=apart(claim, evidence.knocked_out, quantity),
        mediation=evidence.mediated,
        placebo=placebo(claim, evidence.ensembles, judged_in),
        negative_control=left_alone(claim, evidence.ensembles.get(judged_in), quantity),
        power=power(claim.effect, spread, replicates, *seen) if spread and claim.effect else None,
        replicates_needed=replicates_for(claim.effect, spread, ENOUGH_POWER, *seen)
        if spread and claim.effect
        else None,
        needs=needs(tally, decision.verdict, here, claim, experiment.document),
        notes=[*notes, *more],
        rests_on=evidence.rests_on,
    )


def in_worlds(runs: Runs, claim: Claim, quantity: Quantity) -> InWorlds:
    """Judge a claim in every world of an ensemble."""
    found = in_each_world(compared(runs, claim, quantity), claim.direction, claim.effect, claim.confidence)
    return replace(found, unknown=int((lived(runs, claim) & ~np.isfinite(found.estimate)).sum()))


def tally_of(judged: InWorlds | None) -> Tally:
    """Return in how many worlds a claim holds and fails; it is open where the measure has no value."""
    return Tally(judged.judged + judged.unknown, judged.held, judged.failed) if judged else Tally(0, 0, 0)


def gaps(evidence: Evidence, judged: Mapping[str, InWorlds]) -> list[str]:
    """Say in how many worlds the measure has no value, and how many runs ended in an error."""
    told = [
        f"in {one.unknown} {name} worlds the measure has no value, as nothing happened of which it is a share or no "
        "dose was as large; they count as open"
        for name, one in judged.items()
        if one.unknown
    ]
    failed = sum(runs.failed for runs in evidence.ensembles.values())
    return told + ([f"{failed} runs of these ensembles ended in an error and are missing"] if failed else [])


def in_ensemble(judged: InWorlds) -> InEnsemble:
    """Keep what an ensemble says."""
    tally = tally_of(judged)
    known = judged.estimate[np.isfinite(judged.estimate)]
    return InEnsemble(
        worlds=tally.worlds,
        held=tally.held,
        failed=tally.failed,
        open=tally.open,
        share=tally.share,
        higher=judged.higher,
        lower=judged.lower,
        effect=Interval.of(judged.effect) if judged.effect else None,
        spread=percentiles(known) if len(known) else None,
    )


def percentiles(values: Values) -> tuple[float, float, float]:
    """Return the 5th, 50th and 95th percentile of ``float64[worlds]``."""
    low, middle, high = np.percentile(values, [5, 50, 95])
    return float(low), float(middle), float(high)


def driven(judged: Mapping[str, InWorlds]) -> bool:
    """Whether what is known of the real scene leaves the share as it was, so that assumptions alone decide it."""
    if not {PRIOR, ACCEPTED} <= judged.keys():
        return False
    return alike(tally_of(judged[ACCEPTED]), tally_of(judged[PRIOR]))


def missing(claim: Claim, evidence: Evidence) -> list[str]:
    """Return the measures of a claim that no run has: their mechanism is not in the model yet."""
    found = set()
    for runs in evidence.ensembles.values():
        for quantity, values in runs.values.items():
            if quantity.measure == claim.measure and runs.outcomes and not np.isfinite(values).any():
                found |= {*terms(claim.measure), *terms(claim.per or "")}
    return sorted(found - {""})


def where(runs: Runs | None, judged: InWorlds | None) -> tuple[list[str], list[str], list[str]]:
    """Say where the claim fails among prior worlds, and which facts move its effect most; and what hindered that."""
    if (
        runs is None
        or judged is None
        or judged.judged + judged.unknown < len(judged.estimate)
        or not runs.experiment.uncertain
    ):
        return [], [], []
    told, ranked, notes = list[str](), list[str](), list[str]()
    known = np.isfinite(judged.estimate)
    worlds = tuple(world for world, one in zip(runs.experiment.worlds, known, strict=True) if one)
    experiment = replace(runs.experiment, worlds=worlds)
    try:
        ranked = [one.key for one in influences(experiment, judged.estimate[known])[:MOST_ASSUMPTIONS]]
        for standing, words in ((Standing.FAILS, "It fails"), (Standing.HOLDS, "It holds")):
            box = box_of(experiment, judged.standing[known] == standing)
            if box:
                told.append(box.in_words(words))
    except MissingExtra as problem:
        notes.append(str(problem))
    return told, ranked, notes


def usual_spread(judged: InWorlds | None) -> float | None:
    """Return the usual standard deviation of a paired difference from replicate to replicate, where it differs."""
    if judged is None:
        return None
    known = judged.spread[judged.spread > 0]
    return float(np.median(known)) if len(known) else None


def apart(claim: Claim, runs: Runs | None, quantity: Quantity) -> TakenApart | None:
    """Take the effect apart over the mechanisms that the claim names."""
    if runs is None or not claim.knock_outs or not runs.has(*claim.compared):
        return None
    number = runs.shape[1] // 2 ** len(claim.knock_outs)
    effect = effects_of(runs, claim, quantity, slice(number))
    found = taken_apart(by_subset(effect, number, claim.knock_outs), claim.knock_outs)
    if found is None:
        return None
    return TakenApart(
        whole=Interval.of(found.whole),
        left=Interval.of(found.left),
        each={name: Interval.of(one) for name, one in found.each.items()},
        without={name: Interval.of(one) for name, one in found.alone.items()},
        worlds=found.worlds,
    )


def placebo(claim: Claim, ensembles: Mapping[str, Runs], judged_in: str) -> Untouched:
    """Compare a policy that changes nothing with the reference: every outcome must be the same to the last bit."""
    what = f"{claim.placebo} − {REFERENCE}"
    runs = ensembles.get(judged_in)
    if runs is None or not runs.has(claim.placebo, REFERENCE):
        return Untouched(what=what, state="not run")
    pairs = runs.same(claim.placebo, REFERENCE)
    if not pairs:
        return Untouched(what=what, state="not run")
    return Untouched(what=what, state="left alone" if all(pairs.values()) else "moved", worlds=len(pairs))


def left_alone(claim: Claim, runs: Runs | None, quantity: Quantity) -> Untouched | None:
    """Judge the negative control: its mean over worlds, interval and all, lies within its margin."""
    asked = claim.negative_control
    if asked is None:
        return None
    treated, control = arms_of(asked, claim)
    what = f"{asked.measure.replace('_', ' ')}, {treated} − {control}"
    if runs is None or not runs.has(treated, control):
        return Untouched(what=what, state="not run")
    other = Quantity(asked.measure, None, quantity.window)
    sides = Compared(runs.of(treated, other), runs.of(control, other), isinstance(asked.margin, str))
    mean, margin = sides.effect(claim.confidence), effect_of(asked.margin)
    if mean is None:
        return Untouched(what=what, state="not run")
    within = -margin <= mean.low and mean.high <= margin
    surely = mean.low > 0 or mean.high < 0
    state: State = "left alone" if within else "moved" if surely and abs(mean.value) > margin else "open"
    return Untouched(what=what, state=state, effect=Interval.of(mean), worlds=mean.replicates)


def arms_of(asked: NegativeControl, claim: Claim) -> tuple[str, str]:
    """Return what a negative control compares: as the claim does unless it says otherwise."""
    return asked.treatment or claim.treatment, asked.control or claim.control or REFERENCE


def unit_of(claim: Claim, measures: tuple[Measure, ...]) -> str:
    """Return the unit in which a claim's effect is told."""
    if claim.relative:
        return "of the control"
    if claim.per:
        return "1"
    if not claim.measure.startswith(CONCENTRATION) and (kept := by_cell(claim.measure)):
        return next(f"{one.unit}/day" for one in measures if one.cell and one.name == kept)
    names = terms(claim.measure)
    return next((one.unit for one in measures if not one.cell and one.name in names), "1")
