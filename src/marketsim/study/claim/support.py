"""What speaks for a verdict beside its worlds: what carries the effect, what was left alone, power and grade."""

from __future__ import annotations

from marketsim.study.claim.sentences import bare, told_key, written
from marketsim.study.claim.told import Mediated, TakenApart, Untouched, Verdict
from marketsim.study.claim.verdict import wilson
from marketsim.study.measure import words

SMALL_SHARE = 0.05
ENOUGH = 0.9
"""The power that a claim should have at the smallest effect that matters."""


def path(verdict: Verdict) -> str:
    """Say what each mechanism carries, by knocking them out, and what passes through each mediator, by holding it."""
    named, apart, mediated = verdict.claim.get("knock_outs"), verdict.shares, verdict.mediation
    told = [
        knocked_out(apart, verdict) if apart else "",
        through(mediated, verdict) if mediated else "",
        "The mechanisms it names have not been knocked out yet." if named and apart is None else "",
    ]
    return " ".join(one for one in told if one)


def knocked_out(apart: TakenApart, verdict: Verdict) -> str:
    """Say what each mechanism carries."""
    each = "; ".join(f"{told_key(name)} {bare(one, verdict)}" for name, one in apart.each.items())
    warning = ""
    if apart.whole.value and apart.left.value and abs(apart.left.value) > 0.5 * abs(apart.whole.value):
        warning = (
            " More than half survives the full set: it is an artefact, an identity, or a path nobody named."
        )
    return (
        f"In {apart.worlds} worlds with knock-outs the effect is {written(apart.whole, verdict)}; the named mechanisms "
        f"carry: {each}; with all of them knocked out {bare(apart.left, verdict)} is left.{warning}"
    )


def through(mediated: Mediated, verdict: Verdict) -> str:
    """Say what passes through each mediator."""
    each = "; ".join(f"{name} {bare(one, verdict)}" for name, one in mediated.each.items())
    where = f"In {mediated.worlds} worlds in which mediators were held to their course in the control"
    told = [f"{where} the effect is {written(mediated.whole, verdict)}, and they carry: {each}."]
    if mediated.together:
        told.append(f"All at once they carry {bare(mediated.together, verdict)}.")
    if mediated.interaction:
        told.append(f"Beyond their sum, the interaction, that is {bare(mediated.interaction, verdict)}.")
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
    """Say how likely the smallest effect that matters would have been seen in a world of usual scatter."""
    if verdict.power is None:
        return "Its power is not known."
    if verdict.power >= ENOUGH:
        return f"Power {verdict.power:.2f}."
    needed = verdict.replicates_needed
    wanted = f": about {needed} replicates a world would give {ENOUGH}" if needed else ""
    return f"Power {verdict.power:.2f}, too little{wanted}."


def grade(verdict: Verdict) -> str:
    """Say whether the result is put in, mixed, or emergent, by what was found and not by what was hoped for."""
    declared = str(verdict.claim["grade"])
    if declared == "input":
        return "an input of the model"
    if verdict.emergent:
        return "emergent: both signs are found in prior worlds"
    prior = verdict.ensembles.get("prior")
    if prior is None or not prior.worlds:
        return f"{declared} by what was expected, and not examined in prior worlds"
    counted = f"in {prior.worlds} prior worlds the sign is surely up in {prior.higher} and surely down in {prior.lower}"
    if wilson(min(prior.higher, prior.lower), prior.worlds)[2] < SMALL_SHARE:
        return f"composite: {counted}, so the other one is hardly within reach"
    return f"{declared} by what was expected; {counted}, too few worlds to say whether both are within reach"
