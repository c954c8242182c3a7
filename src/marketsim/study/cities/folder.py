"""A city as a folder of tables, written whole or not at all from the GeoJSON of its streets and places."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from marketsim.entities.city import KINDS, Frame
from marketsim.entities.city.about import FILE
from marketsim.entities.city.checks import check
from marketsim.entities.city.city import MOST_CELLS
from marketsim.entities.city.ground import lay_ground
from marketsim.entities.city.tables import COLUMNS, FOLDER, Block, Street, Vertices, Zone
from marketsim.entities.city.walking import largest_piece
from marketsim.parameters.errors import BadDocument, BadValue
from marketsim.study.cities.draft import Draft, drafted
from marketsim.study.cities.spots import rooms_among
from marketsim.study.cities.sun import sunrise_and_sunset
from marketsim.study.store import must_be_writable


@dataclass(frozen=True)
class Imported:
    """A city that has been read in.

    Attributes
    ----------
    folder : where it lies
    streets : stretches of street; cells : on which one can stand
    told : what was missing and what is assumed instead, one line each
    """

    folder: Path
    streets: int
    cells: int
    told: tuple[str, ...]


def import_city(
    streets: Path, out: Path, places: Path | None = None, name: str = "", cell_edge: int = 0, centre: str = ""
) -> Imported:
    """Read streets and places, lay them out as a city, and write its folder.

    Parameters
    ----------
    out : a folder that is new or empty
    cell_edge : even whole metres; 0 for what the file says, or else that of our own city
    centre : longitude and latitude of the middle of the scene, degrees; empty for the first station exit, or else the
        middle of the streets
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise BadValue(f"--out {out}: is there already; name a new folder")
    must_be_writable(out.resolve().parent, "--out")
    draft, told = drafted(streets, places, name or out.resolve().name, cell_edge, centre)
    with TemporaryDirectory(dir=out.resolve().parent) as place:
        made = Path(place) / "city"
        made.mkdir()
        _write(made, draft)
        check(made)
        cells, cut_off = _cells(made, draft.frame)
        if not 0 < cells <= MOST_CELLS:
            raise BadDocument(
                f"{streets}: has {cells:,} cells of {draft.frame.edge} m on which one can stand; allowed is 1 to "
                f"{MOST_CELLS:,}, so give fewer streets, or larger cells with --cell"
            )
        if cut_off:
            told.append(f"{cut_off:,} cells cannot be reached from the rest and are left out")
        if out.exists():
            out.rmdir()
        shutil.move(made, out)
    return Imported(out, len(draft.streets), cells, tuple(told))


def _cells(folder: Path, frame: Frame) -> tuple[int, int]:
    """Return how many cells can be stood on, and how many more cannot be reached."""
    walkable = lay_ground(frame, folder).kind < len(KINDS)
    if not walkable.any() or walkable.sum() > 4 * MOST_CELLS:
        return int(walkable.sum()), 0
    kept = int(largest_piece(walkable).sum())
    return kept, int(walkable.sum()) - kept


def _write(folder: Path, draft: Draft) -> None:
    frame = "\n".join(f"{name} = {value!r}" for name, value in asdict(draft.frame).items())
    rooms = "\n".join(f"{room} = {_quoted(name)}" for room, name in rooms_among(draft.places).items())
    (folder / FILE).write_text(
        f"name = {_quoted(draft.name)}\nattribution = {_quoted(draft.attribution)}\n\n[frame]\n{frame}\n\n"
        f"[rooms]\n{rooms}\n",
        encoding="utf-8",
    )
    _table(folder, "streets", (_row(street) for street in draft.streets))
    _table(folder, "blocks", (_row(block) for block in draft.blocks))
    _table(folder, "zones", (_row(zone) for zone in draft.zones))
    _table(folder, "places", draft.places)
    shutil.copyfile(FOLDER / "footfall.csv", folder / "footfall.csv")
    sun = sunrise_and_sunset(*draft.frame.in_degrees(0, 0))
    _table(
        folder, "daylight",
        ({"month": month, "sunrise": rise, "sunset": down} for month, (rise, down) in enumerate(sun, start=1)),
    )  # fmt: skip


def _row(one: Street | Block | Zone) -> dict[str, Any]:
    return asdict(one) | {"vertices": _text(one.vertices)}


def _text(line: Vertices) -> str:
    return " ".join(f"{x},{y}" for x, y in line)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _table(folder: Path, name: str, rows: Iterable[dict[str, Any]]) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS[name], lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
