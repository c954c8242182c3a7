"""The map as files: a picture, and lines and points for other programs; written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from marketsim.parameters.errors import BadValue
from marketsim.study.store import must_be_writable, write

if TYPE_CHECKING:
    from marketsim.entities.city import City

ENDINGS = {"png": (".png",), "geojson": (".geojson", ".json")}


def write_maps(png: Path | None, geojson: Path | None, city: Path | None = None) -> dict[str, Path]:
    """Write the files that are asked for, of our own city or of that in a folder, and return them by kind."""
    wanted = {kind: path for kind, path in (("png", png), ("geojson", geojson)) if path is not None}
    for kind, path in wanted.items():
        must_be_a_file(path, kind)
    from marketsim.entities.city import read_city
    from marketsim.study.atlas import draw_map, export_geojson

    shown = read_city() if city is None else read_city(folder=city.resolve())
    makers: dict[str, Callable[[City, Path], None]] = {"png": draw_map, "geojson": export_geojson}
    with TemporaryDirectory() as folder:
        for kind, path in wanted.items():
            made = Path(folder) / f"map{ENDINGS[kind][0]}"
            makers[kind](shown, made)
            write(path, made.read_bytes())
    return wanted


def must_be_a_file(path: Path, kind: str) -> None:
    """Refuse a file that could not be written or whose name says that it is of another kind, without writing it.

    Parameters
    ----------
    kind : str
        The option by which the file was named, such as ``png``; its endings are allowed.
    """
    if path.suffix.lower() not in ENDINGS[kind]:
        raise BadValue(f"--{kind} {path}: expected a name ending in {' or '.join(ENDINGS[kind])}")
    if path.is_dir():
        raise BadValue(f"--{kind} {path}: is a folder; expected a file")
    must_be_writable(path.parent, f"--{kind}")
