"""What it would take to decide an undecided claim: more worlds, or more replicates in them."""

from __future__ import annotations

import math

import numpy as np

from marketsim.study.claim.judging import InWorlds, Standing
from marketsim.study.claim.verdict import Tally, worlds_needed
from marketsim.study.experiment.claims import Claim
from marketsim.study.experiment.document import Document

MOST_TIMES = 100


def needs(tally: Tally, verdict: str, judged: InWorlds | None, claim: Claim, asked: Document) -> str:
    """Say what it would take to decide an undecided claim."""
    if verdict != "undecided":
        return ""
    replicates = asked.most_replicates
    if not tally.worlds or judged is None:
        runs = worlds_needed() * replicates * len(claim.arms)
        return (
            f"No runs yet: were it the only claim it would take {worlds_needed()} worlds {allowing(0)} with "
            f"{replicates} replicates under {len(claim.arms)} policies: {runs} runs of {asked.days} days."
        )
    told = []
    exceptions = min(tally.failed, tally.held)
    wanted = worlds_needed(exceptions)
    if wanted > tally.worlds and exceptions < wanted / 4:
        told.append(
            f"it takes {wanted} worlds {allowing(exceptions)}, were it the only claim ({tally.worlds} were run)"
        )
    if tally.open:
        told.append(more_replicates(judged, claim, replicates))
    if not told:
        return "The share of worlds lies between the verdicts."
    sentence = "; ".join(told)
    return f"{sentence[0].upper()}{sentence[1:]}."


def allowing(exceptions: int) -> str:
    """Say how many worlds may be of the other kind."""
    return f"with at most {exceptions} of the other kind" if exceptions else "without one of the other kind"


def more_replicates(judged: InWorlds, claim: Claim, replicates: int) -> str:
    """Say how many replicates would close half of the open worlds, at their present scatter."""
    left = judged.standing == Standing.OPEN
    known = left & np.isfinite(judged.low) & np.isfinite(judged.high) & np.isfinite(judged.estimate)
    if not known.any():
        return (
            "a second replicate would tell more"
            if replicates < 2
            else "these runs do not tell what would close them"
        )
    half = (judged.high - judged.low)[known] / 2
    border = np.array([0.0, claim.effect, -claim.effect])
    away = np.abs(judged.estimate[known][:, None] - border).min(axis=1)
    times = np.median((half / np.maximum(away, 1e-3 * half)) ** 2)
    if times > MOST_TIMES:
        return f"more than {MOST_TIMES * replicates} replicates a world would close half of the open ones"
    return f"about {math.ceil(times * replicates)} replicates a world would close half of the open ones"
