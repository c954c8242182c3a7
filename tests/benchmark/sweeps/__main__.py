"""Measure what sweeps cost: ``python -m tests.benchmark.sweeps [--runs 60] [--sampled 40] [--beside 60]``.

``--runs 1000`` does the whole sweep of a thousand runs; ``--write`` writes the page.
"""

import argparse
import os
import sys
from pathlib import Path

from tests.benchmark.measured import machine
from tests.benchmark.sweeps.measured import DAYS, before_the_first_run, beside_bare_loops, costs
from tests.benchmark.sweeps.page import page
from tests.benchmark.sweeps.thousand import ONE_WORLD, SAMPLED_WORLDS, timed
from tests.benchmark.yardstick import yardstick

from marketsim.measures import declared

PAGE = Path(__file__).parents[3] / "docs" / "many_runs.md"
WORLDS, MANY = 500, 20_000

if __name__ == "__main__":
    options = argparse.ArgumentParser(prog="python -m tests.benchmark.sweeps")
    options.add_argument("--runs", type=int, default=60, help="how many of the thousand runs are done")
    options.add_argument("--sampled", type=int, default=40, help="how many runs are done in sampled worlds")
    options.add_argument("--beside", type=int, default=60, help="how many runs are done beside bare loops")
    options.add_argument("--seconds", type=float, default=1.0, help="how long each of those takes")
    options.add_argument("--write", action="store_true", help=f"write {PAGE.name}")
    asked = options.parse_args()
    busy = os.getloadavg()[0] > 0.5
    before = yardstick()
    measures = sum(not one.cell for one in declared())
    text = page(
        beside_bare_loops(asked.beside, asked.seconds), timed(ONE_WORLD, asked.runs),
        timed(SAMPLED_WORLDS, asked.sampled), before_the_first_run(MANY), costs(1, WORLDS), costs(WORLDS, 1), WORLDS,
        DAYS, measures, machine(), min(before, yardstick()), busy,
    )  # fmt: skip
    if asked.write:
        PAGE.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
