"""Which science a result came from: one digest over every file that can change a number.

Pages, reports and the command line are left out, so that mending a style sheet does not make results stale.
"""

from collections.abc import Collection, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

PACKAGE = Path(__file__).parent
CHAPTERS = (
    "arithmetic.py", "asked_once.py", "calls.py", "chance.py", "compiled.py", "compiling.py", "entries.py", "frames.py",
    "inside.py", "machine_code.py", "only_inside.py", "settled.py", "parameters", "entities", "rules", "policies",
    "measures", "model",
)  # fmt: skip
CODE = frozenset({".py"})
SOURCES = CODE | {".toml", ".csv", ".geojson", ".json"}


def source_files(package: Path = PACKAGE, kinds: Collection[str] = SOURCES) -> Iterator[Path]:
    """Every file of the chapters that decide results, in one order on every machine."""
    for chapter in CHAPTERS:
        place = package / chapter
        found = place.rglob("*") if place.is_dir() else (place,)
        for path in sorted(found, key=lambda path: path.relative_to(package).as_posix()):
            if path.suffix in kinds and path.is_file():
                yield path


def digest_of(package: Path = PACKAGE, kinds: Collection[str] = SOURCES) -> str:
    """The SHA-256 of names and contents of these files, whatever their line endings."""
    total = sha256()
    for path in source_files(package, kinds):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        total.update(path.relative_to(package).as_posix().encode() + b"\0")
        total.update(sha256(content).digest())
    return total.hexdigest()


@cache
def source_digest() -> str:
    """The digest of everything that decides results: code, numbers, policies and map tables."""
    return digest_of()


@cache
def code_digest() -> str:
    """The digest of the code alone, which decides what a compiled loop does."""
    return digest_of(kinds=CODE)
