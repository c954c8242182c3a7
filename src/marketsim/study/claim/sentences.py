"""A verdict in words: effect with its interval, in how many worlds it holds, and where it fails."""

from __future__ import annotations

import math

from marketsim.study.claim.told import InEnsemble, Interval, Verdict
from marketsim.study.claim.verdict import ASSUMED, CONTINGENT, beyond_chance
from marketsim.study.intervals import Mean
from marketsim.study.measure import unit_words, words
from marketsim.study.numerals import NOT_KNOWN, SPACE, interval, number
from marketsim.study.report.prose import TRANSIENT_ENDS

ENSEMBLE_WORDS = {
    "prior": "prior worlds",
    "accepted": "accepted worlds",
    "sceptical": "worlds that a sceptic would choose",
}
FATES = {
    "other_way": "the effect surely goes the other way",
    "too_small": "it is too small to matter",
    "fails": "it fails",
    "open": "it is open",
}
"""What may become of a claim in a world it does not hold in."""


def sentence(verdict: Verdict) -> str:
    """Say the verdict with its effect, its shares and its window."""
    return f"{called(verdict)}. {in_words(verdict)}"


def called(verdict: Verdict) -> str:
    """Return the verdict as a sentence; of a contingent one also what depends on the world."""
    name = f"{verdict.verdict[:1].upper()}{verdict.verdict[1:]}"
    return f"{name} in its {what}" if (what := depends(verdict)) else name


def depends(verdict: Verdict) -> str:
    """Return whether the sign or only the size of a contingent effect depends on the world."""
    if verdict.verdict != CONTINGENT or (ways := failing_ways(verdict)) is None or verdict.here is None:
        return ""
    confidence = float(verdict.claim["confidence"])
    return "sign" if beyond_chance(ways[0], verdict.here.worlds, confidence) else "size"


def in_words(verdict: Verdict) -> str:
    """Say the effect, and in how many worlds it is what the claim says."""
    here = verdict.here
    if here is None or not here.worlds:
        return "Nothing has been run that it could be judged by."
    measured = (
        f"{contrast(verdict)}, the difference in {quantity(verdict)} is {effect(verdict)} on average over these worlds "
        f"({window(verdict)})."
    )
    if verdict.verdict == ASSUMED:
        return f"The model is given it. {measured}"
    parts = [measured, in_worlds(verdict, here)]
    if verdict.verdict != verdict.alone:
        parts.append(
            f"Its own worlds would do to call it {verdict.alone}; to be as sure of so many claims together takes more."
        )
    if verdict.driven_by_assumptions:
        parts += [
            "Driven by assumptions: what is known of the scene leaves the share as it was.",
            moved_by(verdict),
        ]
    return " ".join(part for part in parts if part)


def in_worlds(verdict: Verdict, here: InEnsemble) -> str:
    """Say in how many worlds a claim holds, and what it does in the others."""
    each = f"{verdict.replicates} replicate{'s' if verdict.replicates > 1 else ''} each"
    worlds = ENSEMBLE_WORDS.get(verdict.judged_in, verdict.judged_in)
    holds = f"Of {here.worlds} {worlds} ({each}) the claim holds in {here.held}"
    return f"{'; '.join([holds, *(f'in {n} {FATES[fate]}' for fate, n in fates(verdict, here).items())])}."


def fates(verdict: Verdict, here: InEnsemble) -> dict[str, int]:
    """Return what becomes of a claim in the worlds it does not hold in, and in how many of them."""
    against, small = failing_ways(verdict) or (0, 0)
    counts = (against, small, here.failed - against - small, here.open)
    return {fate: number for fate, number in zip(FATES, counts, strict=True) if number}


def failing_ways(verdict: Verdict) -> tuple[int, int] | None:
    """Return in how many worlds a failing effect surely goes the other way, and in how many it is only too small.

    Nothing where it fails in none, or where that is not the question.
    """
    here, direction = verdict.here, str(verdict.claim["direction"])
    if here is None or not here.failed or direction not in ("higher", "lower"):
        return None
    against = min(here.failed, here.lower if direction == "higher" else here.higher)
    return against, here.failed - against


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
    """Write an interval in a verdict's unit, and what it is a share of."""
    if not verdict.relative:
        return bare(one, verdict)
    return (
        f"{bare(one, verdict)} of {'that level' if verdict.claim.get('control') is None else 'the control'}"
    )


def bare(one: Interval, verdict: Verdict) -> str:
    """Write an interval in a verdict's unit."""
    change, reach = interval(as_mean(one, 100.0 if verdict.relative else 1.0))
    if verdict.relative:
        return f"{change}{SPACE}% ({reach}{SPACE}%)"
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


def window(verdict: Verdict) -> str:
    """Say which window it is about."""
    first, last = verdict.window
    return f"days {first}–{last}{', the transient' if is_transient(verdict) else ''}"


def is_transient(verdict: Verdict) -> bool:
    """Whether it is about the first weeks after a switch."""
    return verdict.window[1] <= TRANSIENT_ENDS and verdict.claim.get("control") is not None


def threshold(verdict: Verdict) -> str:
    """Say which effect is the smallest that matters, and why."""
    reason = str(verdict.claim["reason"]).rstrip(".")
    return f"What matters begins at {verdict.claim['smallest_effect']}: {reason[:1].lower()}{reason[1:]}."


def counted(ensemble: InEnsemble | None) -> str:
    """Write in how many worlds a claim holds and fails; it is open in the others."""
    if ensemble is None or not ensemble.worlds:
        return NOT_KNOWN
    return f"{ensemble.held} · {ensemble.failed} of {ensemble.worlds}"


def moved_by(verdict: Verdict) -> str:
    """Name the assumptions that move the effect most."""
    named = ", ".join(told_key(key) for key in verdict.assumptions)
    return f"The assumptions that move it most are {named}." if named else ""


def told_key(key: str) -> str:
    """Return a parameter's name as it is read."""
    return words(key.replace(".", ": "))
