"""What a sweep takes, in words and round numbers."""

from __future__ import annotations

from typing import Any

SECONDS_IN_A_MINUTE, MINUTES_IN_AN_HOUR = 60.0, 60.0
UNITS = ("bytes", "kB", "MB", "GB", "TB")


def in_words(quoted: dict[str, Any]) -> list[dict[str, str]]:
    """Return a plan as lines of a table."""
    design = f"{quoted['arms']} arms × {quoted['worlds']} worlds × {quoted['replicates']} replicates"
    lines = [("runs", f"{quoted['runs']}: {design}; {quoted['done']} done, {quoted['failed']} failed")]
    if quoted["seconds_a_run"]:
        lines += [
            ("time a run", f"{quoted['seconds_a_run']:.2g} s"),
            ("time in all", hours(quoted["core_hours"]) + " of one processor"),
            ("time left", hours(quoted["core_hours_left"]) + " of one processor"),
            ("disk", size(quoted["bytes"])),
        ]
    if expected := quoted["expected"]:
        measure = expected["measure"].replace("_", " ")
        wide = f"about {expected['half_width']:.2g} in {measure} for {expected['contrast']}"
        lines.append(("half-width", f"{wide}, over {expected['over']}"))
        if expected["target"]:
            when = f"after about {expected['replicates_for_target']} replicates"
            lines.append(("stops at", f"{expected['target']:g}, {when}"))
    return [{"what": what, "how much": much} for what, much in lines]


def hours(number: float) -> str:
    """Return a time in the unit in which it is read most easily."""
    minutes = number * MINUTES_IN_AN_HOUR
    if minutes < 1:
        return f"{minutes * SECONDS_IN_A_MINUTE:.2g} s"
    return f"{minutes:.2g} min" if minutes < 2 * MINUTES_IN_AN_HOUR else f"{number:.3g} h"


def size(number: float) -> str:
    """Return a size in the unit in which it is read most easily."""
    place = 0
    while number >= 1000 and place < len(UNITS) - 1:
        number, place = number / 1000, place + 1
    return f"{number:.3g} {UNITS[place]}"
