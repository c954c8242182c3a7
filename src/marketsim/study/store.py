"""Where results are kept: whole or not at all, never overwritten, and found again by what determines them."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile
from typing import Protocol

from marketsim.parameters.errors import CannotKeep as CannotKeep
from marketsim.parameters.errors import MarketsimError
from marketsim.study.manifest import AnyManifest, read_manifest
from marketsim.study.record import DamagedRecord, Record, from_bytes

RESULTS = Path("marketsim-results")
MANIFEST = "manifest.json"
RUNS = "runs"
NAMED_BY = 16


class NotWritable(MarketsimError):
    """A folder in which results cannot be kept; found out before anything is run."""


class AlreadyThere(MarketsimError):
    """A folder that holds something else; results are never overwritten."""


class Store(Protocol):
    """Keeps the record of every finished run, whatever happens to the machine meanwhile."""

    def kept(self, run: str) -> Record | None:
        """Return the record of a run, or nothing when there is none or it is damaged."""
        ...

    def keep(self, run: str, data: bytes) -> None:
        """Keep the record of a run."""
        ...


class Folder:
    """A folder with one result: each run's record, the files made from them, and last of all the manifest.

    A folder without a manifest is unfinished: the same command carries on from the runs that it holds.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def kept(self, run: str) -> Record | None:
        """Return the record of a run, or nothing when there is none or it is damaged."""
        try:
            record = from_bytes(self.place_of(run).read_bytes())
        except (OSError, DamagedRecord):
            return None
        return record if record.run == run else None

    def keep(self, run: str, data: bytes) -> None:
        """Keep the record of a run."""
        write(self.place_of(run), data)

    def place_of(self, run: str) -> Path:
        """Return the file that holds a run's record."""
        return self.path / RUNS / f"{run[:NAMED_BY]}.run"

    def finish(self, files: Mapping[str, bytes], manifest: Callable[[dict[str, str]], bytes]) -> None:
        """Write the files of the result, and then the manifest that lists them."""
        for name, data in files.items():
            write(self.path / name, data)
        sums = {name: sha256(data).hexdigest() for name, data in files.items()}
        write(self.path / MANIFEST, manifest(sums))

    def manifest(self) -> AnyManifest | None:
        """Return the manifest, if the result is whole: every file listed is there, bit for bit."""
        manifest = read_manifest(self.path / MANIFEST)
        if manifest is None:
            return None
        whole = all(sum_of(self.path / name) == expected for name, expected in manifest.files.items())
        return manifest if whole else None


def folder_for(command: str, digest: str, out: Path | None) -> tuple[Folder, AnyManifest | None]:
    """Return the folder for a result, and the manifest of the same result if it is there already, whole.

    Parameters
    ----------
    command : str
        The command, such as ``compare``.
    digest : str
        What determines the result; names the folder unless ``out`` is given.
    out : Path, optional
        A folder asked for; it may exist, but must not hold another result.
    """
    places = [out] if out else numbered(RESULTS / f"{command}-{digest[:8]}")
    for path in places:
        folder = Folder(path)
        manifest = folder.manifest()
        if manifest is not None and manifest.determined == digest:
            return folder, manifest
        if not (path / MANIFEST).exists():
            must_be_writable(path)
            return folder, None
    raise AlreadyThere(
        f"{places[0]}: holds another or a damaged result, which is never overwritten; "
        "name an empty folder with --out"
    )


def numbered(path: Path, most: int = 99) -> list[Path]:
    """Return a path and the ones to fall back on when it holds something damaged: ``…-2``, ``…-3``."""
    return [path, *(path.with_name(f"{path.name}-{number}") for number in range(2, most))]


def must_be_writable(path: Path, option: str = "--out") -> None:
    """Refuse a folder that cannot be written to, without writing anything."""
    nearest = path
    while not nearest.exists() and nearest != nearest.parent:
        nearest = nearest.parent
    if not nearest.is_dir():
        raise NotWritable(f"{path}: {nearest} is a file, not a folder; name another with {option}")
    try:
        TemporaryFile(dir=nearest).close()  # trying is the only answer that holds everywhere
    except OSError:
        raise NotWritable(
            f"{path}: {nearest.resolve()} cannot be written to; name another with {option}"
        ) from None


def write(path: Path, data: bytes) -> None:
    """Write a file so that at every instant either all of it is there or none of it."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as problem:
        unfinished.unlink(missing_ok=True)
        raise CannotKeep(f"{path}: {why(problem)}; everything finished before is kept") from problem


def why(problem: OSError) -> str:
    """Say why a file could not be written."""
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full"
    return (problem.strerror or str(problem)).lower()


def sum_of(path: Path) -> str | None:
    """Return the SHA-256 of a file's bytes, or nothing when it cannot be read."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
