"""1990 to 2026: what changed on the map and in the law, and the replay of those years where one is stored."""

from __future__ import annotations

import datetime as dt
import logging
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from marketsim.entities.city import PLACE_KINDS, read_city
from marketsim.measures.declared import CELL_MEASURES, MEASURES
from marketsim.provenance import source_digest
from marketsim.study.claim.history import AGREES, DISAGREES, NOT_COVERED, OPEN
from marketsim.study.claim.replay import FOLDER, DamagedReplay, Replay, kept_replay
from marketsim_dashboards.ground import marked_places
from marketsim_dashboards.site.judged import localised
from marketsim_dashboards.site.naming import measure_words, with_unit
from marketsim_dashboards.stage.packing import pack
from marketsim_dashboards.words.catalogue import words
from marketsim_dashboards.words.translated import said

FIRST_YEAR, LAST_YEAR = 1990, 2026
COMMAND = "marketsim check --history"
TOLD_OF = ("consumption room", "health room", "drop-in", "shelter", "police station", "metro station")
VERDICTS = {AGREES: "agrees", DISAGREES: "disagrees", OPEN: "open", NOT_COVERED: "not_covered"}
log = logging.getLogger(__name__)


def years_in(language: str) -> list[dict[str, Any]]:
    """Every year in which something is known to have changed; a place that goes on with other hours has not closed."""
    told = words(language)["pages"]["history"]
    years: dict[int, list[str]] = {int(year): [text] for year, text in told["events"].items()}
    places = read_city().places
    told_of = [at for at, kind in enumerate(places.kind) if PLACE_KINDS[kind] in TOLD_OF]
    opened = {(places.name[at], int(places.opened[at])) for at in told_of}
    closed = {(places.name[at], int(places.closed[at])) for at in told_of}
    for at in told_of:
        name, first, last = places.name[at], int(places.opened[at]), int(places.closed[at])
        if first and (name, first - 1) not in closed:
            what = told["what"].get(name, told["what"][PLACE_KINDS[places.kind[at]]])
            tell(years, first, told["opened"].format(place=name, what=what))
        if last and (name, last + 1) not in opened:
            tell(years, last, told["closed"].format(place=name))
    return [{"year": year, "told": years[year]} for year in sorted(years) if FIRST_YEAR <= year <= LAST_YEAR]


def tell(years: dict[int, list[str]], ordinal: int, text: str) -> None:
    """Tell of a day in its year, once."""
    year = years.setdefault(dt.date.fromordinal(ordinal).year, [])
    year += [] if text in year else [text]


def stored(folder: Path | None = None) -> Replay | None:
    """The stored replay; nothing where there is none that can be read."""
    file = kept_replay(folder or FOLDER)
    if file is None:
        return None
    try:
        return _read(file, file.stat().st_mtime_ns)
    except DamagedReplay as problem:
        log.warning("%s", problem)
        return None


@lru_cache(1)
def _read(file: Path, changed: int) -> Replay:
    del changed
    return Replay.read(file)


def replay_in(language: str, folder: Path | None = None) -> dict[str, Any] | None:
    """What the page tells of a stored replay: what it is, its years, what was held against it, and its film."""
    replay = stored(folder)
    if replay is None:
        return None
    about = replay.about
    shown = [one for one in MEASURES if one.name in about["measures"]]
    columns = [about["measures"].index(one.name) for one in shown]
    means = replay.years.mean(axis=0)
    layers = {one.name: measure_words(one, language) for one in CELL_MEASURES}
    return {
        "replicates": about["replicates"],
        "start": about["start"],
        "days": about["days"],
        "scale": about["scale"],
        "stale": about["source"] != source_digest(),
        "names": [with_unit(measure_words(one, language)) for one in shown],
        "rows": [[year, *means[at, columns].tolist()] for at, year in enumerate(about["years"])],
        "held": [happening(one, language) for one in about["held"]],
        "months": len(replay.film),
        "layers": [
            {key: layers[one][key] for key in ("name", "label", "unit")}
            for one in about["layers"]
            if one in layers
        ],
        "rooms": rooms(),
    }


def happening(one: dict[str, str], language: str) -> dict[str, Any]:
    """Something documented, and what the replay did at the time."""
    texts, spoken = said(language, "happenings", f"{one['date']} {one['measure']}", {"what": one["what"]})
    return {
        "date": one["date"],
        "what": texts["what"],
        "language": spoken,
        "change": localised(one["change"], language),
        "verdict": VERDICTS[one["verdict"]],
        "prediction": one["prediction"] == "yes",
    }


def rooms() -> list[dict[str, Any]]:
    """The consumption rooms of the model, with the days between which they were open; others are not in the replay."""
    city = read_city()
    named = {*city.rooms, *city.rooms_before}
    return [one for one in marked_places(city) if one["name"] in named]


def film() -> bytes | None:
    """The film for the browser: uint16[months, layers, squares], and the middles of the squares in metres."""
    replay = stored()
    if replay is None:
        return None
    about = {"start": replay.about["start"], "edge": replay.about["edge"], "layers": replay.about["layers"]}
    places = {"x": replay.x.astype(np.float32), "y": replay.y.astype(np.float32)}
    return pack(about, {"film": replay.film, **places})
