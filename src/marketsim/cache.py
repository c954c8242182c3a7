"""A folder in the user's cache that nobody else can write to, for things quicker kept than made."""

import atexit
import logging
import os
import shutil
import stat
import tempfile
from functools import cache
from hashlib import sha256
from pathlib import Path

import platformdirs

CHECKSUM_BYTES = 32
log = logging.getLogger(__name__)


class NotPrivate(OSError):
    """A cache folder that somebody else owns or could write to."""


def require_private(folder: Path) -> None:
    """Make the folder if need be, close it to everybody else, and refuse one that belongs to another user."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not hasattr(os, "getuid"):
        return
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        raise NotPrivate(f"{folder} belongs to another user or is a link")
    if stat.S_IMODE(found.st_mode) & 0o077:
        folder.chmod(0o700)


@cache
def _temporary() -> Path:
    """One private folder for this process, gone at its end."""
    folder = Path(tempfile.mkdtemp(prefix="marketsim-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def private_folder(name: str) -> Path:
    """The folder ``name`` in the user's cache, or a temporary one with a warning where that is impossible.

    Parameters
    ----------
    name : str
        One folder name, such as ``"compiled-3f9a"``.

    Returns
    -------
    Path
        A folder that exists, is writable, belongs to the user and is closed to everybody else.
    """
    try:
        home = platformdirs.user_cache_path("marketsim", appauthor=False)
        for folder in (home, home / name):
            require_private(folder)
        tempfile.TemporaryFile(dir=home / name).close()
        return home / name
    except OSError as problem:
        log.warning("the cache is not used in this run: %s", problem)
        folder = _temporary() / name
        require_private(folder)
        return folder


def read_whole(path: Path) -> bytes | None:
    """What `write_whole` put into a file, which counts as used now; None where it is missing or damaged."""
    try:
        content = path.read_bytes()
        os.utime(path)
    except OSError:
        return None
    checksum, payload = content[:CHECKSUM_BYTES], content[CHECKSUM_BYTES:]
    return payload if sha256(payload).digest() == checksum else None


def write_whole(path: Path, payload: bytes) -> bool:
    """Put this into a file behind its checksum, so that nobody ever sees half of it; whether that was possible."""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as part:
            part.write(sha256(payload).digest() + payload)
        Path(part.name).replace(path)
    except OSError as problem:
        log.info("not kept: %s", problem)
        return False
    return True


def forget_older(folder: Path, kept: int) -> None:
    """Delete all but the ``kept`` most recently used folders of this one's kind (``kind-…``), itself included."""
    kind = folder.name.partition("-")[0]
    try:
        os.utime(folder)
        alike = sorted(folder.parent.glob(f"{kind}-*"), key=lambda path: path.lstat().st_mtime, reverse=True)
    except OSError:
        return
    for old in alike[kept:]:
        shutil.rmtree(old, ignore_errors=True)


def forget_older_files(folder: Path, name: str, kept: int) -> None:
    """Delete all but the ``kept`` most recently used files of one name (``name-…``)."""
    try:
        alike = sorted(folder.glob(f"{name}-*"), key=lambda path: path.lstat().st_mtime, reverse=True)
    except OSError:
        return
    for old in alike[kept:]:
        old.unlink(missing_ok=True)
