"""A verdict in words: effect with its interval, in how many worlds it holds, where it fails, what carries it."""

from __future__ import annotations

import math

from marketsim.study.claim.told import InEnsemble, Interval, Mediated, TakenApart, Untouched, Verdict
from marketsim.study.claim.verdict import ASSUMED, wilson
from marketsim.study.intervals import Mean
from marketsim.study.measure import unit_words, words
from marketsim.study.numerals import NOT_KNOWN, interval, number
from marketsim.study.report.prose import TRANSIENT_ENDS

ENSEMBLE_WORDS = {
    "prior": "prior worlds",
    "accepted": "accepted worlds",
    "sceptical": "worlds that a sceptic would choose",
}
SMALL_SHARE = 0.05


def sentence(verdict: Verdict) -> str:
    """Say the verdict with its effect, its shares and its window."""
    here = verdict.here
    if here is None or not here.worlds:
        return f"{said(verdict.verdict)}: nothing has been run that it could be judged by."
    worlds = ENSEMBLE_WORDS.get(verdict.judged_in, verdict.judged_in)
    each = f"{verdict.replicates} replicate{'s' if verdict.replicates > 1 else ''} each"
    counted = f"it holds in {here.held} of {here.worlds} {worlds} ({each})"
    counted += f", fails in {here.failed}, and is open in {here.open}"
    measured = f"{contrast(verdict)}, the difference in {quantity(verdict)} is {effect(verdict)}"
    measured += f" on average over these worlds (days {verdict.window[0]}–{verdict.window[1]})."
    if verdict.verdict == ASSUMED:
        return f"{said(verdict.verdict)}: the model is given it. {measured}"
    told = [f"{said(verdict.verdict)}: {counted}.", measured, *failing(verdict)]
    if verdict.verdict != verdict.alone:
        told.append(
            f"Its own worlds would do to call it {verdict.alone}; to be as sure of so many claims together takes more."
        )
    if verdict.driven_by_assumptions:
        told.append(driven(verdict))
    return " ".join(told)


def failing(verdict: Verdict) -> list[str]:
    """Say whether an effect that fails goes the other way or is only too small."""
    if (ways := failing_ways(verdict)) is None:
        return []
    against, small = ways
    rest = f", and too small to matter in the other {small}" if small else ""
    return [f"Of those in which it fails it is surely the other way in {against}{rest}."]


def failing_ways(verdict: Verdict) -> tuple[int, int] | None:
    """Return in how many worlds a failing effect surely goes the other way, and in how many it is only too small.

    Nothing where it fails in none, or where that is not the question.
    """
    here, direction = verdict.here, str(verdict.claim["direction"])
    if here is None or not here.failed or direction not in ("higher", "lower"):
        return None
    against = min(here.failed, here.lower if direction == "higher" else here.higher)
    return against, here.failed - against


def said(verdict: str) -> str:
    """Return a verdict as the first word of a sentence."""
    return verdict[:1].upper() + verdict[1:]


def contrast(verdict: Verdict) -> str:
    """Say what is compared."""
    claim = verdict.claim
    treated = words(str(claim["treatment"]))
    if claim.get("match"):
        low, high = (words(str(one)) for one in claim["match"]["between"])
        return f"Under {treated}, against {low} and {high} at equal {words(str(claim['match']['measure']))}"
    if claim.get("control") is None:
        return f"Under {treated}, against a level of {number(float(claim['than']))}"
    return f"Under {treated}, against {words(str(claim['control']))}"


def quantity(verdict: Verdict) -> str:
    """Say what is measured."""
    told = words(" ".join(str(verdict.claim["measure"]).split())).replace(" + ", " and ")
    told = f"{told} per {words(str(verdict.claim['per']))}" if verdict.claim.get("per") else told
    return (
        f"recorded {told}" if verdict.claim.get("events") == "recorded" and "recorded" not in told else told
    )


def effect(verdict: Verdict) -> str:
    """Write the mean effect with its interval and unit."""
    here = verdict.here
    return written(here.effect, verdict) if here and here.effect else NOT_KNOWN


def written(one: Interval, verdict: Verdict) -> str:
    """Write an interval in a verdict's unit."""
    mean = as_mean(one, 100.0 if verdict.relative else 1.0)
    change, reach = interval(mean)
    if verdict.relative:
        return f"{change} % ({reach} %) of {'that level' if verdict.claim.get('control') is None else 'the control'}"
    unit = unit_words(verdict.unit)
    return f"{change}{' ' + unit if unit else ''} ({reach})"


def as_mean(one: Interval, times: float = 1.0) -> Mean:
    """Return a kept interval as a mean."""
    value, low, high = (math.nan if each is None else each * times for each in (one.value, one.low, one.high))
    return Mean(
        value, low if math.isfinite(low) else -math.inf, high if math.isfinite(high) else math.inf, one.number
    )


def share(ensemble: InEnsemble | None) -> str:
    """Write the share of worlds in which a claim holds."""
    if ensemble is None or ensemble.share is None:
        return NOT_KNOWN
    return f"{ensemble.share:.0%} of {ensemble.worlds}"


def threshold(verdict: Verdict) -> str:
    """Say which effect is the smallest that matters, and why."""
    reason = str(verdict.claim["reason"]).rstrip(".")
    return f"What matters begins at {verdict.claim['smallest_effect']}: {reason[:1].lower()}{reason[1:]}."


def counted(ensemble: InEnsemble | None) -> str:
    """Write in how many worlds a claim holds and fails; it is open in the others."""
    if ensemble is None or not ensemble.worlds:
        return NOT_KNOWN
    return f"{ensemble.held} · {ensemble.failed} of {ensemble.worlds}"


def driven(verdict: Verdict) -> str:
    """Say that assumptions alone decide it, and name them."""
    named = ", ".join(told_key(key) for key in verdict.assumptions)
    which = f" Those that move the effect most are {named}." if named else ""
    return f"Driven by assumptions: what is known of the scene leaves the share as it was.{which}"


def told_key(key: str) -> str:
    """Return a parameter's name as it is read."""
    return words(key.replace(".", ": "))


def path(apart: TakenApart | None, verdict: Verdict) -> str:
    """Say what each mechanism carries."""
    if apart is None:
        return (
            "Its path has not been taken apart yet."
            if verdict.claim.get("knock_outs")
            else "It names no path."
        )
    each = "; ".join(f"{told_key(name)} {written(one, verdict)}" for name, one in apart.each.items())
    left = written(apart.left, verdict)
    whole = written(apart.whole, verdict)
    warning = ""
    if apart.whole.value and apart.left.value and abs(apart.left.value) > 0.5 * abs(apart.whole.value):
        warning = (
            " More than half survives the full set: it is an artefact, an identity, or a path nobody named."
        )
    return (
        f"Of {whole} in {apart.worlds} worlds, the named mechanisms carry: {each}; with all of them knocked out "
        f"{left} is left.{warning}"
    )


def through(mediated: Mediated | None, verdict: Verdict) -> str:
    """Say what passes through each mediator."""
    if mediated is None:
        return ""
    each = "; ".join(f"{name} {written(one, verdict)}" for name, one in mediated.each.items())
    told = [f"Held to their course in the control, the mediators carry: {each}."]
    if mediated.together:
        told.append(f"All of them at once carry {written(mediated.together, verdict)}")
        told[-1] += f" of {written(mediated.whole, verdict)}."
    if mediated.interaction:
        told.append(
            f"The interaction, what that is beyond their sum, is {written(mediated.interaction, verdict)}."
        )
    if "incapacitation" in mediated.each:
        told.append("Incapacitation is held one way: whom only the treated world detains is let go.")
    return " ".join(told)


def controls(verdict: Verdict) -> str:
    """Say whether the placebo and the negative control were left alone."""
    told = [untouched("Placebo", verdict.placebo)]
    if verdict.negative_control:
        told.append(untouched("Negative control", verdict.negative_control))
    return " ".join(told)


def untouched(name: str, one: Untouched) -> str:
    """Say whether one thing was left alone."""
    if name == "Placebo" and one.state == "left alone":
        return f"Placebo: exactly zero in all {one.worlds} pairs of runs."
    return f"{name} ({words(one.what)}): {one.state}."


def strength(verdict: Verdict) -> str:
    """Say how likely the smallest effect that matters would have been seen in one world."""
    if verdict.power is None:
        return "Its power is not known."
    asked = "to stay within" if str(verdict.claim["direction"]).startswith("no") else "to tell the sign of"
    told = f"Power {asked} the smallest effect that matters: {verdict.power:.2f} in a world of usual scatter"
    if verdict.power >= 0.9:
        return f"{told}."
    wanted = (
        f"; about {verdict.replicates_needed} replicates a world would give 0.9"
        if verdict.replicates_needed
        else ""
    )
    return f"{told}, which is too little{wanted}."


def window(verdict: Verdict) -> str:
    """Say which window it is about."""
    first, last = verdict.window
    if last <= TRANSIENT_ENDS:
        return f"Days {first}–{last}: the transient after the switch."
    return f"Days {first}–{last} after the switch."


def grade(verdict: Verdict) -> str:
    """Say whether the result is put in, mixed, or emergent, by what was found and not by what was hoped for."""
    declared = str(verdict.claim["grade"])
    if declared == "input":
        return "an input of the model"
    if verdict.emergent:
        return "emergent: both signs are found in prior worlds"
    prior = verdict.ensembles.get("prior")
    if prior is None or not prior.worlds:
        return declared
    counted = f"in {prior.worlds} prior worlds the sign is surely up in {prior.higher} and surely down in {prior.lower}"
    if wilson(min(prior.higher, prior.lower), prior.worlds)[2] < SMALL_SHARE:
        return f"composite: {counted}, so the other one is hardly within reach"
    return f"{declared} by what was expected; {counted}, too few worlds to say whether both are within reach"
