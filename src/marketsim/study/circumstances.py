"""Where and with what a run was made: told beside its identity, never part of it."""

from __future__ import annotations

import os
import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

LIBRARIES = ("marketsim", "numpy", "numba", "scipy", "mesa")


def circumstances(seconds: float) -> dict[str, Any]:
    """Describe this machine without naming it.

    Parameters
    ----------
    seconds : float, s
        How long the run took.
    """
    return {
        "python": platform.python_version(),
        **{name: version_of(name) for name in LIBRARIES},
        "platform": f"{platform.system()} {platform.machine()}",
        "processors": processors(),
        "seconds": round(seconds, 6),
    }


@cache
def version_of(package: str) -> str:
    """Return the installed version of a package."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def processors() -> int:
    """Return how many processors this process may use; as many workers are started unless told otherwise."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1
