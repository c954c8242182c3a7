"""The page of the tick: what happens in five minutes, at the hour and at midnight, in order."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from typing import Any

from marketsim.model.schedule import EVERY_DAY, EVERY_HOUR, EVERY_TICK, PERSONAL
from marketsim.study.document.markdown import first_line, sentence, table, title

MECHANISM = re.compile(r"M\d+")


def schedule() -> str:
    """Return the process overview: every process in its order, with its mechanism and its file."""
    parts = (("Every tick", EVERY_TICK), ("Every hour", EVERY_HOUR), ("Every day", EVERY_DAY))
    body = "\n".join(f"## {heading}\n\n{_processes(processes)}" for heading, processes in parts)
    return (
        f"{title('What happens, and in which order')}\n"
        "A *personal* process writes only the row of whoever acts, so that it makes no difference in which order "
        "people are taken; a *clearing* one gives out something scarce or brings people together, by a priority drawn "
        f"by chance.\n\n{body}"
    )


def mechanisms_of(documented: str | None) -> str:
    """Return the mechanisms of the specification that a text names, such as ``M3, M9``."""
    return ", ".join(dict.fromkeys(MECHANISM.findall(documented or "")))


def _processes(processes: Iterable[Any]) -> str:
    rows = []
    for process in processes:
        module = sys.modules[process.__module__]
        mechanism = mechanisms_of(process.__doc__) or mechanisms_of(module.__doc__)
        kind = "personal" if process in PERSONAL else "clearing"
        file = f"`{process.__module__.removeprefix('marketsim.').replace('.', '/')}.py`"
        rows.append((sentence(process.__name__), first_line(process.__doc__), mechanism, kind, file))
    return table(("process", "what happens", "mechanism", "kind", "file"), rows)
