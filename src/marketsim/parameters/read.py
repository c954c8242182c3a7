"""Reading a TOML file that anybody may have written: bounded, and every fault told in one line."""

from __future__ import annotations

import math
import re
import tomllib
from pathlib import Path
from typing import Any

from marketsim.parameters.errors import BadDocument, shown

LARGEST_FILE = 64 * 1024
LONGEST_LINE = 2_000
DEEPEST = 8
LARGEST_WHOLE = 2**53
PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")


def read_toml(path: str | Path) -> dict[str, Any]:
    """Return what a TOML file says.

    Refused are files above 64 kB, lines above 2,000 characters, nesting deeper than 8 tables,
    numbers that are not finite and whole numbers that a float cannot hold.
    """
    file = Path(path)
    text = _text(file)
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > LONGEST_LINE:
            raise BadDocument(
                f"{file}:{number}: the line has {len(line)} characters; allowed is {LONGEST_LINE}"
            )
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadDocument(_where(file, str(error))) from None
    except RecursionError:
        raise BadDocument(f"{file}: is nested too deeply; allowed is {DEEPEST} levels") from None
    except ValueError as error:
        raise BadDocument(f"{file}: {shown(str(error))}") from None
    _refuse_the_extreme(file, "", document, 0)
    return document


def _text(file: Path) -> str:
    try:
        if not file.is_file():
            found = "is a folder" if file.is_dir() else "is not a file" if file.exists() else "does not exist"
            raise BadDocument(f"{file}: {found}; expected a TOML file")
        with file.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadDocument(f"{shown(str(file))}: cannot be read ({reason})") from None
    if len(content) > LARGEST_FILE:
        raise BadDocument(f"{file}: is larger than {LARGEST_FILE // 1024} kB, the most allowed")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadDocument(f"{file}:{line}: is not UTF-8 text") from None


def _where(file: Path, message: str) -> str:
    """Put the line that the TOML reader names behind the file name, where editors look for it."""
    place = PLACE.search(message)
    line = f":{place[1]}" if place and place[1] else ""
    said = PLACE.sub("", message)
    return f"{file}{line}: {' '.join(said.split())}"


def _refuse_the_extreme(file: Path, key: str, value: object, depth: int) -> None:
    if depth > DEEPEST:
        raise BadDocument(f"{file}: {shown(key)} is nested too deeply; allowed is {DEEPEST} levels")
    if isinstance(value, dict):
        for name, inner in value.items():
            _refuse_the_extreme(file, f"{key}.{name}" if key else name, inner, depth + 1)
    elif isinstance(value, list):
        for position, inner in enumerate(value, start=1):
            _refuse_the_extreme(file, f"{key}[{position}]", inner, depth + 1)
    elif isinstance(value, float) and not math.isfinite(value):
        raise BadDocument(f"{file}: {shown(key)} is {value}; expected a finite number")
    elif isinstance(value, int) and abs(value) > LARGEST_WHOLE:
        raise BadDocument(f"{file}: {shown(key)} is too large; allowed is up to {LARGEST_WHOLE}")
