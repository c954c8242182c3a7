"""Which facts could be learned from the patterns at all: worlds take turns at being the truth to be recovered."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
FEWEST_ALIKE = 8
MOST_TWINS = 200
SHUFFLES, SURE = 99, 95.0


@dataclass(frozen=True)
class Recovery:
    """How well one fact is recovered.

    Attributes
    ----------
    key : the parameter
    learned : share of its prior variance that is gone when a world is picked out by its patterns; 0 nothing, 1 all
    by_chance : what patterns that say nothing would seem to teach about the best of as many facts
    """

    key: str
    learned: float
    by_chance: float

    @property
    def can_be_learned(self) -> bool:
        """Whether the patterns teach more than chance would seem to."""
        return self.learned > self.by_chance


def recoveries(
    keys: list[str], points: Values, seen: Values, tolerance: Values, draw: int = 0
) -> tuple[list[Recovery], int]:
    """Let worlds take turns at being the truth, and return how well each fact is recovered, and from how many turns.

    A truth is known only by its patterns. Worlds within the patterns' tolerance of it are accepted, as those within
    the tolerance of the real scene are, and their mean is the guess at each of its facts.

    Parameters
    ----------
    points : float64[worlds, keys], each fact as a share of its range
    seen : float64[worlds, patterns]
    tolerance : float64[patterns], half the width of each pattern
    """
    whole = np.isfinite(seen).all(axis=1)
    points, seen = points[whole], seen[whole]
    alike = alike_worlds(seen, tolerance)
    turns = [place for place, accepted in enumerate(alike) if len(accepted) >= FEWEST_ALIKE]
    if not turns or not keys:
        return [], 0
    learned = gain(points, alike, turns)
    luck = np.random.default_rng(draw)
    by_chance = [gain(points[luck.permutation(len(points))], alike, turns).max() for _ in range(SHUFFLES)]
    bound = float(np.percentile(by_chance, SURE))
    found = [Recovery(key, float(one), bound) for key, one in zip(keys, learned, strict=True)]
    return sorted(found, key=lambda one: -one.learned), len(turns)


def alike_worlds(seen: Values, tolerance: Values) -> list[NDArray[np.int64]]:
    """Return for each of the first worlds which others have its patterns, within the tolerance.

    Parameters
    ----------
    seen : float64[worlds, patterns]
    tolerance : float64[patterns]
    """
    found = []
    for truth in range(min(len(seen), MOST_TWINS)):
        near = (np.abs(seen - seen[truth]) <= tolerance).all(axis=1)
        near[truth] = False
        found.append(np.flatnonzero(near))
    return found


def gain(points: Values, alike: list[NDArray[np.int64]], turns: list[int]) -> Values:
    """Return the share of each fact's variance that guessing from worlds alike removes; below 0 guessing does harm.

    Parameters
    ----------
    points : float64[worlds, facts]
    alike : for each world, int64[n], the worlds alike
    turns : the worlds that are guessed
    """
    guesses = np.array([points[alike[turn]].mean(axis=0) for turn in turns])
    truth = points[turns]
    prior = ((truth - points.mean(axis=0)) ** 2).mean(axis=0)
    return 1 - ((guesses - truth) ** 2).mean(axis=0) / np.where(prior > 0, prior, np.inf)
