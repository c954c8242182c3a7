"""Who works on a store: each driver holds a lock for as long as it lives, and no clock has a say in it."""

from __future__ import annotations

import platform
import sys
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

from marketsim.parameters.errors import MarketsimError

FOLDER = "drivers"
OPENING = "opening"
OVER_THE_NETWORK = {
    *"nfs nfs4 cifs smb smb2 smb3 smbfs afs afpfs ncpfs ceph glusterfs lustre gpfs beegfs pvfs2 orangefs".split(),
    *"fuse.sshfs fuse.glusterfs fuse.ceph fuse.s3fs fuse.gcsfuse fuse.rclone fuse.davfs davfs".split(),
}


class OverTheNetwork(MarketsimError):
    """A folder on another machine, where locks and journals cannot be relied on."""


class Driver:
    """One of the processes that work on a store: the present one."""

    def __init__(self, store: Path) -> None:
        self.folder = store / FOLDER
        self.folder.mkdir(parents=True, exist_ok=True)
        self.name = uuid4().hex
        self.host = platform.node() or "unnamed"
        self.lock = lock_of(self.folder, self.name)
        self.lock.acquire(timeout=60)

    def leave(self) -> None:
        """Stop being a driver; whoever looks finds the lock free or gone."""
        self.lock.release()
        Path(self.lock.lock_file).unlink(missing_ok=True)


def lock_of(folder: Path, name: str) -> FileLock:
    """Return the lock that a driver holds for its life."""
    return FileLock(folder / f"{name}.lock", is_singleton=False)


def is_dead(store: Path, name: str) -> bool:
    """Whether a driver is dead, which is when its lock can be taken; then its lock is removed."""
    path = store / FOLDER / f"{name}.lock"
    if not path.exists():
        return True
    lock = lock_of(store / FOLDER, name)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return False
    lock.release()
    path.unlink(missing_ok=True)
    return True


def living(store: Path) -> list[str]:
    """Return the drivers that are at work on a store."""
    names = (path.stem for path in (store / FOLDER).glob("*.lock"))
    return [name for name in names if name != OPENING and not is_dead(store, name)]


def refuse_the_network(folder: Path) -> None:
    """Refuse a folder on a network file system."""
    kind = file_system_of(folder)
    if kind in OVER_THE_NETWORK:
        raise OverTheNetwork(
            f"{folder}: lies on a network file system ({kind}), where a journal breaks; "
            "name a folder on this machine's own disk with --out and copy the export"
        )


def file_system_of(folder: Path) -> str:
    """Return the kind of file system that a folder is, or will be, on; empty where that cannot be known."""
    if not sys.platform.startswith("linux"):
        return ""
    place, best = folder.resolve(), ("", "")
    with suppress(OSError):
        for line in Path("/proc/self/mountinfo").read_text("utf-8", "surrogateescape").splitlines():
            before, _, after = line.partition(" - ")
            mounted = before.split()[4].encode().decode("unicode_escape")
            if place.is_relative_to(mounted) and len(mounted) >= len(best[0]):
                best = (mounted, after.split()[0])
    return best[1]
