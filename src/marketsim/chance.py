"""The dice: one number per decision, person and tick, the same in every policy's world.

A draw is a pure function of *(replicate, decision, person, tick)*. Nothing is remembered between draws, so
the order in which people are looked at, how many others exist and which other decisions are taken cannot
change anybody's luck, and two policies can be compared person by person.

A person's stored key holds the replicate and who they are (``identity``); a tick has one word (``moment``); a
decision is named where it is taken (``PLACE = stream("place of use")``). ``uniform`` combines the three by
exclusive-or, a multiplication and Stafford's two-multiplication finaliser. The functions call ``np.multiply``
and ``np.add`` because these wrap around silently in Python as well as compiled.
"""

from hashlib import sha256

import numpy as np
from numba import njit
from numpy.typing import NDArray

BELOW_2_63 = 0x7FFFFFFFFFFFFFFF

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
DECISION_FACTOR = np.uint64(0xD1342543DE82EF95)
SPREAD = np.uint64(0xF1357AEA2E62A9C5)
FIRST_FACTOR = np.uint64(0xBF58476D1CE4E5B9)
SECOND_FACTOR = np.uint64(0x94D049BB133111EB)

SHIFT_30 = np.uint64(30)
SHIFT_27 = np.uint64(27)
SHIFT_31 = np.uint64(31)
SHIFT_32 = np.uint64(32)
SHIFT_11 = np.uint64(11)
PER_2_53 = 1.0 / 9007199254740992.0


def stream(name: str) -> np.uint64:
    """The word of one decision, from its name: the first 63 bits of the name's SHA-256."""
    return np.uint64(int.from_bytes(sha256(name.encode()).digest()[:8], "big") & BELOW_2_63)


@njit
def scrambled(word: np.uint64) -> np.uint64:
    """The word with every bit depending on every bit: SplitMix64's finaliser, which maps no two alike."""
    word = np.multiply(word ^ (word >> SHIFT_30), FIRST_FACTOR)
    word = np.multiply(word ^ (word >> SHIFT_27), SECOND_FACTOR)
    return word ^ (word >> SHIFT_31)


@njit
def moment(tick: int) -> np.uint64:
    """The word of one tick, counted in ticks since the run began (settling counts below 0)."""
    return scrambled(np.multiply(np.add(np.uint64(np.int64(tick)), GOLDEN), SPREAD))


@njit
def uniform(key: np.uint64, moment: np.uint64, decision: np.uint64) -> float:
    """One decision's own number in [0, 1), of 53 bits.

    Parameters
    ----------
    key : uint64, the stored ``identity`` of a row
    moment : uint64, the word of the tick
    decision : uint64, the ``stream`` of the decision
    """
    now = np.add(moment, np.multiply(decision, DECISION_FACTOR))
    word = np.multiply(key ^ now, SPREAD)
    return np.int64(scrambled(word ^ (word >> SHIFT_32)) >> SHIFT_11) * PER_2_53


def identities(replicate: int, kind: str, numbers: NDArray[np.int64]) -> NDArray[np.uint64]:
    """The stored keys of several rows of one kind; no two rows of a kind share one.

    Parameters
    ----------
    replicate : int
        Which repetition of the world this is.
    kind : str
        What the rows are, such as ``"person"`` or ``"dealer"``.
    numbers : int64[n]
        Which one of its kind each row is, such as the n-th arrival of a day.

    Returns
    -------
    uint64[n]
    """
    plain = getattr(scrambled, "py_func", scrambled)
    words = np.array([replicate], dtype=np.int64).view(np.uint64)
    family = plain(plain(np.multiply(words, GOLDEN)) ^ stream(kind))
    rows = np.asarray(numbers, dtype=np.int64).view(np.uint64)
    keys: NDArray[np.uint64] = plain(plain(np.add(np.multiply(rows, GOLDEN), family)) ^ family)
    return keys


def identity(replicate: int, kind: str, number: int) -> np.uint64:
    """The stored key of one row, for example ``identity(0, "person", 12)``."""
    return np.uint64(identities(replicate, kind, np.array([number], dtype=np.int64))[0])


@njit
def about(key: np.uint64, number: int) -> np.uint64:
    """The word of somebody's opinion about one of many numbered things, such as a spot on the map."""
    return key ^ scrambled(np.add(np.uint64(np.int64(number)), GOLDEN))
