"""Whether what came out here is what came out there: to the last bit, to ten digits, or not."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from marketsim.study.reproduce.parting import Parting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marketsim.study.record import Record
    from marketsim.study.reproduce.originals import Original

IDENTICAL, NEAR, DIFFERENT = "IDENTICAL", "IDENTICAL TO 10 DIGITS", "DIFFERENT"
DIGITS = 1e-10


@dataclass(frozen=True)
class Farthest:
    """The value that is furthest off, relative to its size.

    Attributes
    ----------
    measure : its name
    place : day counted from 0, or the cell; nothing for a mean over all days
    there, here : the values
    relative : difference over the larger of the two
    """

    measure: str
    place: int | None
    there: float
    here: float
    relative: float


@dataclass(frozen=True)
class Verdict:
    """What is to be said of one run that was made again.

    Attributes
    ----------
    word : IDENTICAL, IDENTICAL TO 10 DIGITS, or DIFFERENT
    outcome_there, outcome_here : the digests that were compared
    compared : which values were at hand: ``days``, ``means`` or ``digest`` alone
    farthest : the value furthest off, where any is
    midnight : the first midnight that differs, as the day before it; −1 is the settling
    columns : which columns differ then
    parting : the first decision that differs, where the program that made the original can be asked
    remarks : what else differs: program, numbers, libraries; and what could not be found out
    """

    id: str
    policy: str
    replicate: int
    word: str
    outcome_there: str
    outcome_here: str
    compared: str
    farthest: Farthest | None = None
    midnight: int | None = None
    columns: tuple[str, ...] = ()
    parting: Parting | None = None
    remarks: tuple[str, ...] = ()

    def document(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self)


def judged(original: Original, record: Record, remarks: tuple[str, ...] = ()) -> Verdict:
    """Compare an original with the same run made here."""
    compared, off = "digest", None
    if original.days:
        compared = "days"
        off = farthest(original.days, record.days) or farthest(original.cells, record.cells)
        same_measures = set(original.days) <= set(record.days)
    elif original.means:
        compared = "means"
        off = farthest(_as_arrays(original.means), _as_arrays(record.means()), placed=False)
        same_measures = set(original.means) <= set(record.means())
    if original.outcome == record.outcome:
        word = IDENTICAL
    elif compared == "digest":
        word = DIFFERENT
        remarks = (*remarks, "its values are not at hand, so that how near they are cannot be said")
    else:
        word = NEAR if same_measures and (off is None or off.relative <= DIGITS) else DIFFERENT
    return Verdict(
        original.id, original.policy, int(original.asked["replicate"]), word, original.outcome, record.outcome,
        compared, off, remarks=remarks,
    )  # fmt: skip


def _as_arrays(means: Mapping[str, float]) -> dict[str, np.ndarray]:
    return {name: np.array([value]) for name, value in means.items()}


def farthest(
    there: Mapping[str, np.ndarray], here: Mapping[str, np.ndarray], placed: bool = True
) -> Farthest | None:
    """Return the value furthest off in the arrays over days or cells that both have; nothing where all are the same."""
    found: Farthest | None = None
    for name in sorted(set(there) & set(here)):
        one, other = (np.asarray(side[name], np.float64).ravel() for side in (there, here))
        if one.shape != other.shape:
            return Farthest(name, None, float(len(one)), float(len(other)), float("inf"))
        relative = _relative(one, other)
        place = int(relative.argmax()) if len(relative) else 0
        if len(relative) and relative[place] > (found.relative if found else 0.0):
            found = Farthest(
                name,
                place if placed else None,
                float(one[place]),
                float(other[place]),
                float(relative[place]),
            )
    return found


def _relative(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return the difference of two values over the larger one; none where both are the same, also if no number."""
    same = (one == other) | (np.isnan(one) & np.isnan(other))
    size = np.maximum(np.abs(one), np.abs(other))
    with np.errstate(invalid="ignore", divide="ignore"):
        relative = np.abs(one - other) / size
    return np.where(same, 0.0, np.where(np.isfinite(relative), relative, np.inf))


def worst(verdicts: list[Verdict]) -> str:
    """Return what is to be said of several runs together: the worst of what is said of each."""
    order = (IDENTICAL, NEAR, DIFFERENT)
    return max((one.word for one in verdicts), key=order.index, default=IDENTICAL)
