"""1990 to 2026: what changed on the map and in the law, and the replay of those years where one is stored."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from marketsim.entities.city import PLACE_KINDS, read_city
from marketsim.measures.declared import MEASURES
from marketsim.study.manifest import Manifest, read_manifest
from marketsim.study.run import DAYS_FILE
from marketsim.study.store import RESULTS
from marketsim_dashboards.site.naming import measure_words
from marketsim_dashboards.words.catalogue import words

FIRST_YEAR, LAST_YEAR = 1990, 2026
POLICY = "history_1990_2026"
FOLDER = RESULTS / "history"
COMMAND = f"marketsim run {POLICY} --from 1990-01-01 --days 13149 --out {FOLDER}"
TOLD_OF = ("consumption room", "health room", "drop-in", "shelter", "police station", "metro station")


def years_in(language: str) -> list[dict[str, Any]]:
    """Every year in which something is known to have changed."""
    told = words(language)["pages"]["history"]
    years: dict[int, list[str]] = {int(year): [text] for year, text in told["events"].items()}
    places = read_city().places
    for index, name in enumerate(places.name):
        if PLACE_KINDS[places.kind[index]] not in TOLD_OF:
            continue
        for ordinal, key in ((int(places.opened[index]), "opened"), (int(places.closed[index]), "closed")):
            if ordinal:
                text = told[key].format(place=name)
                year = years.setdefault(dt.date.fromordinal(ordinal).year, [])
                year += [] if text in year else [text]
    return [{"year": year, "told": years[year]} for year in sorted(years) if FIRST_YEAR <= year <= LAST_YEAR]


def replay_of(language: str, folder: Path = FOLDER) -> dict[str, Any] | None:
    """Yearly means of the headline measures of a stored replay; nothing where there is none that can be read."""
    manifest = read_manifest(folder / "manifest.json")
    if not isinstance(manifest, Manifest) or not (folder / DAYS_FILE).is_file():
        return None
    import pyarrow.compute as compute
    import pyarrow.parquet as parquet

    table = parquet.read_table(folder / DAYS_FILE, page_checksum_verification=True, partitioning=None)
    table = table.append_column("year", compute.year(table["date"]))
    means = table.group_by(["year", "measure"]).aggregate([("value", "mean")]).to_pylist()
    found = {(row["year"], row["measure"]): row["value_mean"] for row in means}
    shown = [one for one in MEASURES if one.headline and any(one.name == name for _, name in found)]
    years = sorted({year for year, _ in found})
    asked = manifest.identity.asked
    return {
        "policy": asked["policy"]["name"],
        "start": asked["start"],
        "days": asked["days"],
        "names": [measure_words(one, language)["label"] for one in shown],
        "rows": [[year, *(found[year, one.name] for one in shown)] for year in years],
    }
