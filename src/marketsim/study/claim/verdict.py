"""From standings in many worlds to one of four verdicts: supported, refuted, contingent or undecided."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

SHARE = 0.95
"""In how large a share of worlds a claim must hold (or fail) to be supported (or refuted)."""
LEVEL = 0.05
SUPPORTED, REFUTED, CONTINGENT, UNDECIDED, ASSUMED = (
    "supported", "refuted", "contingent", "undecided", "assumed",
)  # fmt: skip
VERDICTS = (SUPPORTED, REFUTED, CONTINGENT, UNDECIDED, ASSUMED)


@dataclass(frozen=True)
class Tally:
    """In how many worlds a claim was judged, held and failed; the rest are open."""

    worlds: int
    held: int
    failed: int

    @property
    def open(self) -> int:
        """In how many worlds the runs leave it open."""
        return self.worlds - self.held - self.failed

    @property
    def share(self) -> float | None:
        """The share of worlds in which the claim holds; open ones do not count as holding."""
        return self.held / self.worlds if self.worlds else None


def chance_of_so_few(exceptions: int, worlds: int, share: float = SHARE) -> float:
    """Return how likely no more exceptions than these are, if the claim held in just under that share of all worlds.

    The one-sided exact binomial test: at most 5 % for 59 worlds without an exception, or 93 with one.
    """
    from scipy.special import bdtr

    return float(bdtr(exceptions, worlds, 1 - share)) if worlds else 1.0


def worlds_needed(exceptions: int = 0, share: float = SHARE, level: float = LEVEL) -> int:
    """Return how many worlds are needed to tell, with so many exceptions among them."""
    number = exceptions + 1
    while chance_of_so_few(exceptions, number, share) > level:
        number += 1
    return number


def both_ways(
    tally: Tally, direction: str = "higher", confidence: float = 0.95, level: float = LEVEL
) -> bool:
    """Whether a claim holds in some worlds and fails in others, more of each than chance alone would show.

    In a world without any effect chance takes an interval past it on either side in half of ``1 − confidence``; a claim
    of no difference fails on both sides.
    """
    sides = 2 if direction == "no difference" else 1
    return beyond_chance(tally.held, tally.worlds, confidence, level) and beyond_chance(
        tally.failed, tally.worlds, confidence, level, sides
    )


@dataclass(frozen=True)
class Decision:
    """What a tally comes to.

    Attributes
    ----------
    verdict : by this claim's own test
    chance : the smaller of the chances of so few exceptions if the claim were not supported, or not refuted
    """

    verdict: str
    chance: float


def decided(
    tally: Tally, grade: str = "emergent", direction: str = "higher", confidence: float = 0.95,
    level: float = LEVEL,
) -> Decision:  # fmt: skip
    """Return the verdict on one claim; an input of the model is assumed and never supported, but may be refuted."""
    for_it = chance_of_so_few(tally.worlds - tally.held, tally.worlds)
    against_it = chance_of_so_few(tally.worlds - tally.failed, tally.worlds)
    chance = min(for_it, against_it)
    if against_it <= level:
        return Decision(REFUTED, chance)
    if both_ways(tally, direction, confidence, level):
        return Decision(CONTINGENT, chance)
    if grade == "input" and not beyond_chance(tally.failed, tally.worlds, confidence, level):
        return Decision(ASSUMED, chance)
    return Decision(SUPPORTED if for_it <= level else UNDECIDED, chance)


def benjamini_hochberg(chances: Sequence[float], level: float = LEVEL) -> list[bool]:
    """Return which of many tests stand when at most that share of those that stand may be expected to be false.

    Source: Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57, 289–300.
    """
    order = sorted(range(len(chances)), key=lambda place: chances[place])
    last = max(
        (rank for rank, place in enumerate(order, start=1) if chances[place] <= level * rank / len(order)),
        default=0,
    )
    stand = [False] * len(chances)
    for place in order[:last]:
        stand[place] = True
    return stand


def after_many(decisions: Sequence[Decision], level: float = LEVEL) -> list[str]:
    """Return the verdicts when all these claims are judged together.

    Of the claims called supported or refuted, no more than 5 % are to be expected to be so by chance. A claim that is
    supported or refuted alone, but not among so many, is undecided: more worlds would tell.
    """
    tested = [place for place, one in enumerate(decisions) if one.verdict != ASSUMED]
    kept = benjamini_hochberg([decisions[place].chance for place in tested], level)
    stands = dict(zip(tested, kept, strict=True))
    return [
        UNDECIDED if one.verdict in (SUPPORTED, REFUTED) and not stands[place] else one.verdict
        for place, one in enumerate(decisions)
    ]


def wilson(held: int, worlds: int, confidence: float = 0.95) -> tuple[float, float, float]:
    """Return Wilson's interval of a share: its lower end, the share itself, its upper end."""
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    share = held / worlds
    middle = (share + z * z / (2 * worlds)) / (1 + z * z / worlds)
    half = z / (1 + z * z / worlds) * math.sqrt(share * (1 - share) / worlds + z * z / (4 * worlds**2))
    return max(0.0, min(middle - half, share)), share, min(1.0, max(middle + half, share))


def alike(one: Tally, other: Tally, within: float = 0.2, confidence: float = 0.95) -> bool:
    """Whether a claim's shares in two ensembles surely differ by less than that; never where all worlds are open."""
    if not one.held + one.failed or not other.held + other.failed:
        return False
    below, above = apart(one, other, confidence)
    return -within < below and above < within


def apart(one: Tally, other: Tally, confidence: float = 0.95) -> tuple[float, float]:
    """Return the interval of how far a claim's shares in two ensembles lie apart.

    Source: Newcombe (1998), Statistics in Medicine 17, 873–890, method 10, from two Wilson intervals.
    """
    (low, middle, high), (other_low, other_middle, other_high) = (
        wilson(each.held, each.worlds, confidence) for each in (one, other)
    )
    difference = middle - other_middle
    below = difference - math.hypot(middle - low, other_high - other_middle)
    above = difference + math.hypot(high - middle, other_middle - other_low)
    return below, above


def is_emergent(higher: int, lower: int, worlds: int, least: float = 0.05, confidence: float = 0.95) -> bool:
    """Whether both signs are found, each surely, in at least that share of prior worlds and more than by chance."""
    rarer = min(higher, lower)
    return worlds > 0 and rarer >= least * worlds and beyond_chance(rarer, worlds, confidence)


def beyond_chance(
    surely: int, worlds: int, confidence: float = 0.95, level: float = LEVEL, sides: int = 1
) -> bool:
    """Whether more worlds have an interval past zero, on one side or on both, than worlds without any effect would."""
    from scipy.special import bdtrc

    return surely > 0 and float(bdtrc(surely - 1, worlds, sides * (1 - confidence) / 2)) <= level
