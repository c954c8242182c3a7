"""In which worlds a policy raises violence and in which it lowers it: ``python docs/signs.py NAME FOLDER [DAYS]``.

Hands a finished sweep to ``marketsim sweep report`` and keeps what it found in ``docs/signs.json``, beside what other
sweeps found; ``docs/signs.md`` is written from that and from nothing else, and nobody edits it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from textwrap import fill
from typing import Any

from marketsim.study.intervals import Mean
from marketsim.study.measure import words
from marketsim.study.numerals import interval

DOCS = Path(__file__).parent
FIGURES, PAGE = DOCS / "signs.json", DOCS / "signs.md"
KEPT = (
    "question",
    "days",
    "planned",
    "done",
    "replicates",
    "influences",
    "boxes",
    "notes",
    "cite",
)
COUNTED = (
    "measure",
    "control_mean",
    "difference",
    "low",
    "high",
    "worlds_higher",
    "worlds_surely_higher",
    "worlds_lower",
    "worlds_surely_lower",
)
BESIDE = (
    "arrests_of_dealers",
    "complaints",
    "dealers_elsewhere",
    "overdoses",
    "trust_in_local_officer",
    "visible_use",
)
"""Told beside violence and its causes."""
WIDE = 120
HEAD = """# Which way it goes, and what that depends on

Nothing in the model says whether a policy raises or lowers violence. Here the same policies are lived in worlds drawn
from the whole ranges of everything that is assumed, whether or not such a world looks like the scene that is known; the
sign of a difference is counted world by world. *Surely* means that the 95 % interval of a world's own pairs leaves out
zero: where nothing differed at all, chance would make one world in forty surely higher and one in forty surely lower.
This page is written by `docs/signs.py`. Simulated, not observed.
"""


def found(name: str, folder: str, days: str | None) -> dict[str, Any]:
    """Return what is kept of a sweep, from its report over some of the days."""
    window = ["--days", days] if days else []
    command = [sys.executable, "-m", "marketsim", "sweep", "report", name, "--out", folder, *window, "--json"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    told = json.loads(done.stdout)
    ground = json.loads((Path(told["report"]).parent / "manifest.json").read_text("utf-8"))["ground"]
    contrasts: dict[str, list[dict[str, Any]]] = {}
    for row in told["differences"]:
        if row["theme"] == "violence" or row["measure"] in BESIDE:
            name_of_contrast = f"{words(row['treated'])} against {words(row['control'])}".capitalize()
            contrasts.setdefault(name_of_contrast, []).append({key: row[key] for key in COUNTED})
    return {
        "experiment": name,
        "source": ground["source"],
        **{key: told[key] for key in KEPT},
        "contrasts": contrasts,
    }


def page(kept: dict[str, dict[str, Any]]) -> str:
    """Return the page."""
    told = [section(one) for _, one in sorted(kept.items())] or ["No sweep has been kept yet.\n"]
    return "\n".join([fill_paragraphs(HEAD), *told])


def section(one: dict[str, Any]) -> str:
    """Return what one sweep found."""
    first, last = one["days"]
    runs = f"{one['done']} of {one['planned']} runs, {one['replicates']} replicates a world, days {first} to {last}"
    parts = [
        f"## {one['question']} Days {first} to {last}",
        f"`{one['experiment']}`: {runs}; source `{one['source'][:16]}`; cite it as *{one['cite']}*",
        *(strongest(measure, ranked) for measure, ranked in one["influences"].items()),
        *one["boxes"],
        *one["notes"],
    ]
    tables = [table(contrast, rows) for contrast, rows in one["contrasts"].items()]
    return "\n\n".join([*map(fill_paragraph, parts), *tables]) + "\n"


def table(contrast: str, rows: list[dict[str, Any]]) -> str:
    """Return violence by cause and by whom it reaches, and what goes with it."""
    head = f"| {contrast}, a day | control | difference | 95 % interval | higher in (surely) | lower in (surely) |"
    lines = [head, "|---|--:|--:|:-:|--:|--:|"]
    for row in rows:
        change, reach = interval(Mean(row["difference"], row["low"], row["high"], 0))
        higher, lower = (
            f"{row[f'worlds_{way}']} ({row[f'worlds_surely_{way}']})" for way in ("higher", "lower")
        )
        told = words(row["measure"])
        lines.append(f"| {told} | {row['control_mean']:.3g} | {change} | {reach} | {higher} | {lower} |")
    return "\n".join(lines)


def strongest(measure: str, ranked: list[dict[str, Any]]) -> str:
    """Name the facts that move a difference most."""
    told = ", ".join(f"`{one['parameter']}` ({one['strength']:.0%})" for one in ranked)
    return f"What moves the difference in {words(measure)} most, with the share of the variance of ranks: {told}."


def fill_paragraphs(text: str) -> str:
    """Break the lines of every paragraph."""
    return "\n\n".join(map(fill_paragraph, text.strip().split("\n\n"))) + "\n"


def fill_paragraph(text: str) -> str:
    """Break the lines of a paragraph; a heading stays in one."""
    if text.startswith("#"):
        return text
    return fill(" ".join(text.split()), WIDE, break_on_hyphens=False, break_long_words=False)


def main(arguments: list[str]) -> None:
    """Keep what a sweep found beside the others, and write the page."""
    name, folder, *days = arguments
    kept = json.loads(FIGURES.read_text("utf-8")) if FIGURES.is_file() else {}
    kept[" ".join([name, *days])] = found(name, folder, days[0] if days else None)
    FIGURES.write_text(json.dumps(kept, indent=1, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")
    PAGE.write_text(page(kept), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
