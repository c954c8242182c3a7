"""Verdicts as they are kept: one JSON file for all arguments, and a table of every world they were judged in."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from marketsim.parameters.errors import MarketsimError
from marketsim.study.claim.told import SCHEMA, Verdict
from marketsim.study.experiment.reading import PLACES
from marketsim.study.store import RESULTS, write

VERDICTS, WORLDS = "verdicts.json", "accepted.parquet"
FOLDER = RESULTS / "check"
SHIPPED = "stored"
"""The folder beside the experiments of the house in which their verdicts travel with the package."""


class DamagedVerdicts(MarketsimError):
    """A file of verdicts that cannot be read, or that another version wrote."""


def read_verdicts(file: Path) -> tuple[list[Verdict], dict[str, Any]]:
    """Read kept verdicts, and what was kept about how worlds were accepted; nothing where there is no such file."""
    try:
        document = json.loads(file.read_bytes())
    except FileNotFoundError:
        return [], {}
    except (OSError, ValueError) as problem:
        raise DamagedVerdicts(f"{file}: cannot be read ({problem})") from None
    if not isinstance(document, dict) or document.get("schema_version") != SCHEMA:
        raise DamagedVerdicts(
            f"{file}: was written by another version; run 'marketsim check' to make it anew"
        )
    try:
        return [Verdict.model_validate(one) for one in document["verdicts"]], document.get("calibration", {})
    except (ValidationError, KeyError, TypeError):
        raise DamagedVerdicts(
            f"{file}: is not a file of verdicts; run 'marketsim check' to make it anew"
        ) from None


def keep_verdicts(file: Path, verdicts: list[Verdict], calibration: dict[str, Any]) -> None:
    """Write verdicts so that at every instant either all of them are there or none."""
    document = {
        "schema_version": SCHEMA,
        "calibration": calibration,
        "verdicts": [one.model_dump(mode="json") for one in verdicts],
    }
    write(file, json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False).encode() + b"\n")


def shipped() -> Path | None:
    """Return the folder of the verdicts that came with the package; none where none did."""
    return next((place / SHIPPED for place in PLACES if (place / SHIPPED).is_dir()), None)


def kept_verdicts(folder: Path | None = None) -> tuple[list[Verdict], dict[str, Any]]:
    """Return the verdicts made here, or those that came with the package where there are none.

    Parameters
    ----------
    folder : where they were made; ``marketsim-results/check`` unless told otherwise
    """
    found = read_verdicts((folder or FOLDER) / VERDICTS)
    if found[0] or folder is not None:
        return found
    place = shipped()
    return read_verdicts(place / VERDICTS) if place else ([], {})


def worlds_table(worlds: dict[str, list[dict[str, str]]]) -> bytes:
    """Write the accepted worlds as a table: ensemble, number, and each fact as text with unit."""
    import pyarrow as pa

    keys = sorted({key for rows in worlds.values() for row in rows for key in row})
    rows = [
        {"ensemble": name, "world": number, **{key: row.get(key, "") for key in keys}}
        for name, each in worlds.items()
        for number, row in enumerate(each)
    ]
    fields = [("ensemble", pa.string()), ("world", pa.int32()), *((key, pa.string()) for key in keys)]
    return as_parquet(pa.Table.from_pylist(rows, pa.schema(fields)))


def as_parquet(table: Any) -> bytes:
    """Write a table whose pages carry checksums."""
    import pyarrow.parquet as parquet

    file = io.BytesIO()
    parquet.write_table(table, file, write_page_checksum=True, compression="zstd")
    return file.getvalue()


def worlds_kept(file: Path) -> dict[str, list[dict[str, str]]]:
    """Read the accepted worlds that were kept, by ensemble; none where there is no such file."""
    import pyarrow.parquet as parquet

    if not file.is_file():
        return {}
    rows = parquet.read_table(file, page_checksum_verification=True, partitioning=None).to_pylist()
    found: dict[str, list[dict[str, str]]] = {}
    for row in sorted(rows, key=lambda one: (one["ensemble"], one["world"])):
        facts = {key: text for key, text in row.items() if key not in ("ensemble", "world") and text}
        found.setdefault(row["ensemble"], []).append(facts)
    return found
