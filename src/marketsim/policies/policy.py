"""A policy is data: dated changes of levers, with what it represents and where that is described."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from marketsim.parameters.errors import BadDocument, UnknownName, did_you_mean, shown
from marketsim.parameters.read import read_toml

LIBRARY = Path(__file__).parent / "library"
POLICY_KEYS = ("about", "source", "change")
CHANGE_KEYS = ("from", "from_day", "lever", "to")
LAST_DAY = 100_000


@dataclass(frozen=True, slots=True)
class Change:
    """A lever that is set to a value from a date, or from a day of the run counted from 0."""

    lever: str
    to: str
    from_date: date | None = None
    from_day: int | None = None

    def day(self, start: date) -> int:
        """Return the day on which the change applies in a run beginning at ``start``; undated: day 0."""
        if self.from_date is not None:
            return (self.from_date - start).days
        return self.from_day or 0

    def document(self) -> dict[str, Any]:
        """Return the change as a policy file (or JSON) says it."""
        when: dict[str, Any] = {}
        if self.from_date is not None:
            when = {"from": self.from_date.isoformat()}
        elif self.from_day is not None:
            when = {"from_day": self.from_day}
        return {**when, "lever": self.lever, "to": self.to}


@dataclass(frozen=True, slots=True)
class Policy:
    """What the city does: a name, what it represents, its sources and its changes."""

    name: str
    about: str
    source: tuple[str, ...]
    changes: tuple[Change, ...]

    def document(self) -> dict[str, Any]:
        """Return the policy as plain data; ``policy_from`` with it gives the same policy back."""
        return {
            "about": self.about,
            "source": list(self.source),
            "change": [change.document() for change in self.changes],
        }


def library() -> tuple[str, ...]:
    """Return the names of the policies that come with the model."""
    return tuple(sorted(file.stem for file in LIBRARY.glob("*.toml")))


def read_policy(name_or_path: str | Path) -> Policy:
    """Read a policy of the library by its name, or any other from a TOML file."""
    given = str(name_or_path)
    if given in library():
        return _read(LIBRARY / f"{given}.toml")
    if isinstance(name_or_path, Path) or given.endswith(".toml") or "/" in given or "\\" in given:
        return _read(Path(given))
    raise UnknownName(
        f"no policy is called '{shown(given)}'{did_you_mean(given, library())}; "
        f"expected a TOML file or one of {', '.join(library())}"
    )


def policy_from(document: Mapping[str, Any], name: str, where: str = "") -> Policy:
    """Make a policy of plain data, refusing whatever a policy does not have; ``where`` heads the errors."""
    where = where or name
    _only(document, POLICY_KEYS, where)
    about = document.get("about")
    if not isinstance(about, str) or not about.strip():
        raise BadDocument(f"{where}: 'about' is missing; expected a sentence on what the policy represents")
    changes = document.get("change", [])
    if not isinstance(changes, list) or not all(isinstance(change, Mapping) for change in changes):
        raise BadDocument(f"{where}: 'change' is not a list; expected one [[change]] for each change")
    return Policy(
        name,
        " ".join(about.split()),
        _sources(document.get("source"), where),
        tuple(_change(change, f"{where}: change {place}") for place, change in enumerate(changes, start=1)),
    )


def _read(file: Path) -> Policy:
    return policy_from(read_toml(file), file.stem, where=str(file))


def _only(document: Mapping[str, Any], allowed: tuple[str, ...], where: str) -> None:
    for key in document:
        if key not in allowed:
            nearest = did_you_mean(str(key), allowed)
            raise BadDocument(f"{where}: '{shown(key)}' is unknown; allowed is {', '.join(allowed)}{nearest}")


def _sources(given: object, where: str) -> tuple[str, ...]:
    listed = [given] if isinstance(given, str) else given
    if not isinstance(listed, list) or not listed or not all(isinstance(key, str) and key for key in listed):
        raise BadDocument(f"{where}: 'source' is missing; expected keys such as source = [\"werb-2011\"]")
    return tuple(listed)


def _change(given: Mapping[str, Any], where: str) -> Change:
    _only(given, CHANGE_KEYS, where)
    lever, to = given.get("lever"), given.get("to")
    if not isinstance(lever, str) or not lever:
        raise BadDocument(f"{where}: 'lever' is missing; expected the lever's name such as 'topic.lever'")
    if not isinstance(to, str | int | float):
        raise BadDocument(f"{where}: 'to' is missing; expected a value with unit such as to = \"8 h\"")
    if "from" in given and "from_day" in given:
        raise BadDocument(f"{where}: says both 'from' and 'from_day'; expected one of them")
    written = ("no", "yes")[to] if isinstance(to, bool) else str(to)
    return Change(lever, written, _date(given.get("from"), where), _day(given.get("from_day"), where))


def _date(given: object, where: str) -> date | None:
    if given is None or type(given) is date:
        return given
    try:
        return date.fromisoformat(given)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise BadDocument(f"{where}: 'from' is {shown(given)}; expected a date such as 2012-10-01") from None


def _day(given: object, where: str) -> int | None:
    if given is None:
        return None
    if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given <= LAST_DAY:
        raise BadDocument(f"{where}: 'from_day' is {shown(given)}; expected a whole day such as 0 or 30")
    return given
