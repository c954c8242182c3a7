"""What the model says when a word, a number or a file given to it cannot be right: one line that helps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LONGEST_SHOWN = 60


class MarketsimError(Exception):
    """A mistake in what was asked for; its text is the one line shown to whoever asked."""

    def inside(self, place: str | Path) -> Self:
        """Return the same error with the file (or the part of it) that it was found in, in front."""
        return type(self)(f"{place}: {self}")


class UnknownName(MarketsimError):
    """A name that nothing has: a misspelt lever, policy, source or word."""


class BadUnit(MarketsimError):
    """A unit that is unknown, missing, or of another kind than the one declared."""


class BadValue(MarketsimError):
    """A value that is not of the declared kind: words for a number, a fraction for a count."""


class OutOfRange(MarketsimError):
    """A value outside the declared range."""


class WrongKind(MarketsimError):
    """A parameter given as a lever, or a lever given as a parameter."""


class Conflict(MarketsimError):
    """Two requests that cannot both hold, such as a lever set by hand that the policy changes."""


class BadDay(MarketsimError):
    """A change whose day lies outside the days of the run."""


class BadDocument(MarketsimError):
    """A file that cannot be read or does not have the expected shape."""


class CannotKeep(MarketsimError):
    """The disk is full or broken; everything finished before stays."""


class BadDeclaration(MarketsimError):
    """A number declared wrongly in the program itself; found when the program starts."""


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """Return ``"; did you mean 'nearest'?"``, or nothing when no choice is near."""
    from difflib import get_close_matches  # only mistakes pay for it

    word = word[:LONGEST_SHOWN]
    known = list(dict.fromkeys(choices))
    nearest = get_close_matches(word, known, n=1, cutoff=0.6) or get_close_matches(
        word.rpartition(".")[2], [choice.rpartition(".")[2] for choice in known], n=1, cutoff=0.8
    )
    if not nearest:
        return ""
    full = nearest[0] if nearest[0] in known else next(c for c in known if c.rpartition(".")[2] == nearest[0])
    return f"; did you mean '{full}'?"


def shown(value: object) -> str:
    """Return a value as it can be shown on one line: printable, and not longer than a line."""
    text = value if isinstance(value, str) and value.isprintable() else repr(value)
    text = text.strip() or repr(value)
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"
