"""What determines a run, and the names it is therefore known by."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from marketsim.model.simulate import RunSpec


SHORT = 8


def canonical(document: Any) -> bytes:
    """Write plain data so that equal data give equal bytes, in whatever order it was put together."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode()


def digest(document: Any) -> str:
    """Return the SHA-256 of plain data, over its values and not over any file's bytes."""
    return sha256(canonical(document)).hexdigest()


def digest_of_list(documents: Iterable[Any]) -> str:
    """Return the SHA-256 that :func:`digest` gives for a list of plain data, of which only one is held at a time."""
    total, between = sha256(b"["), b""
    for one in documents:
        total.update(between + canonical(one))
        between = b","
    total.update(b"]")
    return total.hexdigest()


def digest_of_columns(columns: Mapping[str, np.ndarray]) -> str:
    """Return the SHA-256 of named columns of any shape (rows, …), as little-endian float64, by name."""
    total = sha256()
    for name in sorted(columns):
        values = np.ascontiguousarray(columns[name], dtype="<f8")
        total.update(canonical([name, list(values.shape)]))
        total.update(values.tobytes())
    return total.hexdigest()


def short(full: str) -> str:
    """Return the name a run is cited by, such as ``ms1:8f3a1c22``."""
    return f"ms1:{full[:SHORT]}"


@dataclass(frozen=True)
class Ground:
    """Everything a run stands on besides what was asked: the program, its map and every number in force."""

    source: str
    map: str
    numbers: dict[str, Any]


@dataclass(frozen=True)
class Identity:
    """What determines one run.

    ``spec`` is the digest of what was asked for, ``run`` of all that determines the answer: the program's source,
    the resolved numbers, the map, the policy, the replicate, the days and the tick. Where another city's folder lies
    decides nothing; its map does.
    """

    ground: Ground
    asked: dict[str, Any]
    spec: str
    run: str

    @property
    def id(self) -> str:
        """The short name the run is cited by."""
        return short(self.run)


def identify(spec: RunSpec, ground: Ground) -> Identity:
    """Name a run by what determines it."""
    asked = spec.to_json()
    wanted = asked | ({"city": ground.map} if asked.get("city") else {})
    answered_by = {name: value for name, value in wanted.items() if name not in ("levers", "parameters")}
    return Identity(
        ground=ground,
        asked=asked,
        spec=digest(wanted),
        run=digest({"source": ground.source, "map": ground.map, "numbers": ground.numbers, **answered_by}),
    )


def ground_of(spec: RunSpec) -> Ground:
    """Return what a run of our own model stands on."""
    from marketsim.model.simulate import city_of
    from marketsim.parameters import declared
    from marketsim.provenance import source_digest

    numbers = declared().changed({**spec.levers, **spec.parameters})
    return Ground(source=source_digest(), map=city_of(spec).digest, numbers=dict(numbers.resolved()))


def ground_on(name: str) -> Callable[[RunSpec], Ground]:
    """Return what runs of another engine stand on: our own model, and the page that makes another one of it."""
    page = find_spec(name)
    code = sha256(Path(str(page and page.origin)).read_bytes()).hexdigest()

    def ground(spec: RunSpec) -> Ground:
        ours = ground_of(spec)
        return replace(ours, source=digest([ours.source, code]))

    return ground
