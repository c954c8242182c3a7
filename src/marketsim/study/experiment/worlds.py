"""Which worlds an experiment looks at: sets of facts, sampled once and shared by every policy."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from marketsim.parameters import Declaration, declared
from marketsim.parameters.errors import BadDocument, Conflict, MarketsimError, OutOfRange, WrongKind, shown
from marketsim.study.experiment.arms import read
from marketsim.study.experiment.document import MOST_WORLDS, Design, Document, Value
from marketsim.study.experiment.drawn import Drawn
from marketsim.study.experiment.drawn import Point as Point
from marketsim.study.experiment.sampling import SAMPLERS, Range, one_at_a_time

LARGEST_MATRIX = 64 * 1024 * 1024
MOST_RUNS = 5_000_000
MOST_FACTS_OF_SOBOL = 20
SUBSETS = ("latin_hypercube", "sobol")
"""Kinds of which any first worlds are worlds drawn at random."""
NEEDS = {
    "grid": "uncertain", "list": "world", "matrix": "file", "latin_hypercube": "worlds", "sobol": "worlds",
    "saltelli": "worlds", "morris": "trajectories",
}  # fmt: skip


def worlds_of(document: Document, folder: Path, runs_a_world: int) -> Sequence[Point]:
    """Return every world as the parameters that the design gives it: key → text with unit."""
    design = document.design
    must_fit_together(document)
    if design.kind == "fixed":
        must_not_be_too_many(1, runs_a_world)
        return ({},)
    if design.kind == "grid":
        return grid(design, runs_a_world)
    if design.kind == "list":
        must_not_be_too_many(len(design.world), runs_a_world)
        return listed(design)
    if design.kind == "matrix":
        return matrix(folder / str(design.file), runs_a_world)
    ranges = ranges_of(document)
    if design.kind == "one_at_a_time":
        must_not_be_too_many(1 + 2 * len(ranges), runs_a_world)
        return one_at_a_time(ranges)
    if design.kind == "sobol" and len(ranges) > MOST_FACTS_OF_SOBOL:
        raise OutOfRange(
            f"'design.kind' is \"sobol\" with {len(ranges)} uncertain facts; allowed is up to {MOST_FACTS_OF_SOBOL}, "
            'as with more it draws facts together that have nothing to do with each other; use "latin_hypercube"'
        )
    number = SAMPLERS[design.kind].number(design, len(ranges))
    places = chosen(number, design)
    must_not_be_too_many(len(places), runs_a_world)
    return Drawn(ranges, SAMPLERS[design.kind].sample(design, ranges)).among(places)


def chosen(number: int, design: Design) -> Sequence[int]:
    """Which of the drawn worlds are run."""
    if design.only is None:
        return range(min(number, design.first or number))
    if design.first:
        raise Conflict("'design.first' and 'design.only' are both given; say once which worlds are run")
    twice = sorted({one for one in design.only if design.only.count(one) > 1})
    if twice:
        raise Conflict(f"'design.only' names world {twice[0]} twice; say it once")
    if max(design.only) >= number:
        raise OutOfRange(f"'design.only' names world {max(design.only)}; allowed is 0 to {number - 1}")
    return design.only


def must_not_be_too_many(worlds: int, runs_a_world: int) -> None:
    """Refuse more than anybody can run, before any world is made."""
    if worlds > MOST_WORLDS:
        raise OutOfRange(f"'design' makes {worlds} worlds; allowed is up to {MOST_WORLDS}")
    if worlds * runs_a_world > MOST_RUNS:
        raise OutOfRange(f"makes up to {worlds * runs_a_world} runs; allowed is up to {MOST_RUNS}")


def must_fit_together(document: Document) -> None:
    """Refuse a design that lacks what it needs, or says what would not be used."""
    design = document.design
    need = NEEDS.get(design.kind)
    if need and not getattr(design, need):
        raise BadDocument(f"'design.{need}' is missing; a design of kind \"{design.kind}\" needs it")
    used = {need} | ({"uncertain", "grades"} if design.kind in (*SAMPLERS, "one_at_a_time") else set())
    for key in ("first", "only"):
        if getattr(design, key) and design.kind not in SUBSETS:
            raise Conflict(
                f"'design.{key}' is not used by a design of kind \"{design.kind}\", which is read as a whole; "
                "leave it out"
            )
    for key in ("worlds", "trajectories", "file", "world", "uncertain", "grades"):
        if getattr(design, key) and key not in used:
            raise Conflict(f"'design.{key}' is not used by a design of kind \"{design.kind}\"; leave it out")
    if design.kind in ("sobol", "saltelli") and (number := design.worlds or 1) & (number - 1):
        below = 1 << (number.bit_length() - 1)
        raise OutOfRange(
            f"'design.worlds' is {number}; a design of kind \"{design.kind}\" needs a power of two such as "
            f"{below} or {2 * below}"
        )
    if design.kind == "morris" and design.levels % 2:
        raise OutOfRange(
            f"'design.levels' is {design.levels}; a design of kind \"morris\" needs an even number such as "
            f"{design.levels - 1} or {design.levels + 1}"
        )
    both = sorted(set(document.assume) & set(design.uncertain))
    if both:
        raise Conflict(f"'assume.{both[0]}' is also uncertain under [design.uncertain]; say it once")


def parameter(where: str, key: str) -> Declaration:
    """Return the declaration of an uncertain fact, refusing anything else."""
    try:
        declaration = declared().declaration(key)
    except MarketsimError as error:
        raise error.inside(f"'{where}'") from None
    if declaration.kind != "parameter":
        raise WrongKind(f"'{where}.{key}' is a lever, which the city chooses; put it under [design.levers]")
    return declaration


def point(where: str, given: dict[str, Value]) -> Point:
    """Read one world that is written out."""
    found = {}
    for key, value in given.items():
        declaration = parameter(where, key)
        found[key] = declaration.text(read(f"{where}.{key}", declaration, value))
    return found


def listed(design: Design) -> tuple[Point, ...]:
    """Return the worlds that are written out, each once."""
    found: dict[frozenset[tuple[str, str]], int] = {}
    worlds = []
    for place, given in enumerate(design.world, start=1):
        worlds.append(point(f"design.world.{place}", given))
        first = found.setdefault(frozenset(worlds[-1].items()), place)
        if first != place:
            raise Conflict(f"'design.world.{place}' is the same world as 'design.world.{first}'; say it once")
    return tuple(worlds)


def grid(design: Design, runs_a_world: int) -> tuple[Point, ...]:
    """Return every combination of the values that are written out."""
    for key, values in design.uncertain.items():
        if not isinstance(values, list) or not values:
            raise BadDocument(
                f'\'design.uncertain.{key}\' is {shown(values)}; a grid needs values such as ["4 h", "8 h"]'
            )
    number = prod(len(values) for values in design.uncertain.values() if isinstance(values, list))
    must_not_be_too_many(number, runs_a_world)
    each = {
        key: [point("design.uncertain", {key: value})[key] for value in values]
        for key, values in design.uncertain.items()
        if isinstance(values, list)
    }
    for key, texts in each.items():
        if len(set(texts)) < len(texts):
            raise Conflict(f"'design.uncertain.{key}' gives the same value twice")
    return tuple(dict(zip(each, values, strict=True)) for values in product(*each.values()))


def matrix(file: Path, runs_a_world: int) -> tuple[Point, ...]:
    """Read worlds from a CSV file: a header of parameter names, then one world a line."""
    try:
        if file.stat().st_size > LARGEST_MATRIX:
            raise BadDocument(f"'design.file' {file}: is larger than {LARGEST_MATRIX >> 20} MB")
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        reason = getattr(problem, "strerror", None) or "is not UTF-8 text"
        raise BadDocument(f"'design.file' {file}: cannot be read ({reason})") from None
    rows = csv.reader(io.StringIO(text))
    header = [name.strip() for name in next(rows, [])]
    if not header or len(set(header)) < len(header):
        raise BadDocument(f"'design.file' {file}: the first line must name each parameter once")
    found = []
    for number, row in enumerate(rows, start=2):
        if len(row) != len(header):
            raise BadDocument(f"'design.file' {file}:{number}: has {len(row)} values; expected {len(header)}")
        values: dict[str, Value] = {key: value.strip() for key, value in zip(header, row, strict=True)}
        found.append(point(f"design.file {file.name}:{number}", values))
    if not found:
        raise BadDocument(f"'design.file' {file}: has no worlds, only a header")
    must_not_be_too_many(len(found), runs_a_world)
    return tuple(found)


def ranges_of(document: Document) -> tuple[Range, ...]:
    """Return each uncertain parameter with its range; declared ones, unless the file gives another."""
    design, found = document.design, {}
    for one in declared().declarations():
        if one.kind == "parameter" and one.grade in design.grades and one.key not in document.assume:
            found[one.key] = Range(one.key, one, one.low, one.high)
    for key, given in design.uncertain.items():
        declaration = parameter("design.uncertain", key)
        low, high = declaration.low, declaration.high
        if given != "declared":
            if not isinstance(given, list) or len(given) != 2:
                raise BadDocument(
                    f"'design.uncertain.{key}' is {shown(given)}; expected \"declared\" or two values such as "
                    f'["{declaration.text(_form(declaration, low))}", "{declaration.text(_form(declaration, high))}"]'
                )
            low, high = (float(read(f"design.uncertain.{key}", declaration, value)) for value in given)
            if not low < high:
                raise OutOfRange(f"'design.uncertain.{key}' is {shown(given)}; the first must be the lower")
        found[key] = Range(key, declaration, low, high)
    if not found:
        raise BadDocument(
            f"'design.uncertain' is missing; a design of kind \"{design.kind}\" needs uncertain parameters"
        )
    return tuple(found.values())


def _form(declaration: Declaration, number: float) -> Any:
    convert: Callable[[float], Any] = declaration.form
    return convert(number)


def coordinates(worlds: Sequence[Point], keys: list[str]) -> NDArray[np.float64]:
    """Return worlds as numbers in declared units, as an array over (world, parameter); unnamed ones as declared."""
    found = np.empty((len(worlds), len(keys)))
    for place, key in enumerate(keys):
        one = declared().declaration(key)
        usual = float(np.mean([float(number) for number in one.default]))
        if isinstance(worlds, Drawn):
            column = worlds.column(key)
            found[:, place] = usual if column is None else column
        else:
            found[:, place] = [float(one.read(world[key])) if key in world else usual for world in worlds]
    return found
