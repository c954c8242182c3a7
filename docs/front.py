"""The picture and the figures of the front page, made by the program: ``python docs/front.py``, or ``nox -s front``.

What follows is handed to ``marketsim compare``, such as ``--days 20 --replicates 4`` for a first look. The figures are
kept in ``docs/front.json``; the front page shows them between two marks, and nobody edits what stands between these.
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
from marketsim.study.numerals import decimals, fixed, interval, percent
from marketsim.study.report.prose import in_words, listed, window

DOCS = Path(__file__).parent
FIGURES, PICTURE, PAGE = DOCS / "front.json", DOCS / "twin_worlds.png", DOCS.parent / "README.md"
BEGIN, END = "<!-- found: begin; written by docs/front.py -->", "<!-- found: end -->"
SHOWN = {
    "violence": "violent acts and threats",
    "visible_use": "uses outside, in view",
    "complaints": "complaints",
    "overdoses": "overdoses, fatal and not",
    "dealers_elsewhere": "dealers who sell elsewhere: displacement",
    "trust_in_local_officer": "trust in the local officer, 0 to 1",
}
"""Measure → what the front page calls it."""

WIDE = 120
LIMITS = (
    "**This is the declared world only**: every number at its declared value. The intervals cover chance, not that a "
    "number may be wrong; another point in the declared ranges may turn a sign around, which `marketsim check` tries. "
    "Simulated, not observed: no forecast for Copenhagen."
)
BLOCK = """{begin}

{setting}

| a day | {control} | {treated} | difference | 95 % interval | relative |
|---|--:|--:|--:|:-:|--:|
{rows}

{answer}

{limits}

{origin}

{end}"""


def found(arguments: list[str]) -> dict[str, Any]:
    """Compare, draw the picture, and return the figures to be kept."""
    command = [sys.executable, "-m", "marketsim", "compare", *arguments, "--png", str(PICTURE), "--json"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    told = json.loads(done.stdout)
    manifest = json.loads(Path(told["folder"], "manifest.json").read_text("utf-8"))
    first = told["differences"][0]
    contrast = {name: first[name] for name in ("treated", "control")}
    rows = {row["measure"]: row for row in told["differences"] if contrast.items() <= row.items()}
    return {
        **{name: told[name] for name in ("id", "cite", "days", "from", "replicates")},
        "source": manifest["ground"]["source"],
        "rerun": manifest["rerun"],
        **contrast,
        "differences": [rows[name] for name in SHOWN],
    }


def block(figures: dict[str, Any]) -> str:
    """Return what the front page says was found, from what is kept and from nothing else."""
    treated, control = words(figures["treated"]), words(figures["control"])
    setting = (
        f"{figures['replicates']} pairs of worlds with the same people and the same luck, {figures['days']} days from "
        f"{in_words(figures['from'])}, {treated} against {control}. {window(figures['days'])}"
    )
    origin = (
        f"Made by `{figures['rerun']}` with the source `{figures['source'][:16]}`; cite it as "
        f"*{figures['cite']}*"
    )
    return BLOCK.format(
        begin=BEGIN,
        end=END,
        setting=fill(setting, WIDE),
        treated=treated,
        control=control,
        rows="\n".join(map(line, figures["differences"])),
        answer=fill(answer(figures["differences"], treated, control), WIDE),
        limits=fill(LIMITS, WIDE),
        origin=fill(origin, WIDE, break_on_hyphens=False),
    )


def answer(rows: list[dict[str, Any]], treated: str, control: str) -> str:
    """Say which signs are established and which are not."""
    kinds = ((1, "higher"), (-1, "lower"), (0, "not told from chance"))
    found = {kind: [words(row["measure"]) for row in rows if sign(row) == wanted] for wanted, kind in kinds}
    told = "; ".join(f"{kind}: {listed(names)}" for kind, names in found.items() if names)
    return f"Under {treated}, compared with {control}, {told}."


def sign(row: dict[str, Any]) -> int:
    """Return 1 or −1 where the interval leaves out zero, and otherwise 0."""
    return 0 if not row["sign_established"] else 1 if row["difference"] > 0 else -1


def line(row: dict[str, Any]) -> str:
    """Return a line of the table."""
    places = decimals(row["treated_mean"], row["control_mean"])
    change, reach = interval(Mean(row["difference"], row["low"], row["high"], row["replicates"]))
    marked = f"**{change}**" if row["sign_established"] else change
    means = (fixed(row[name], places) for name in ("control_mean", "treated_mean"))
    return (
        f"| {SHOWN[row['measure']]} | {' | '.join(means)} | {marked} | {reach} | {percent(row['relative'])} |"
    )


def shown_on(page: str, told: str) -> str:
    """Return the page with what was found between its marks."""
    before, _, rest = page.partition(BEGIN)
    return before + told + rest.partition(END)[2]


def main(arguments: list[str]) -> None:
    """Compare, keep the figures, and write them on the front page."""
    figures = found(arguments)
    FIGURES.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", "utf-8")
    PAGE.write_text(shown_on(PAGE.read_text("utf-8"), block(figures)), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
