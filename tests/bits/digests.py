"""Computes the golden scenarios in one setting and tells their digests: ``python tests/bits/digests.py``.

Run by ``python -m tests.bits`` in an environment of its own, which holds marketsim's packages and nothing else.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import runpy
import sys
from importlib.metadata import version
from pathlib import Path

GOLDEN = Path(__file__).parents[1] / "golden" / "scenarios.py"
LIBRARIES = ("numpy", "numba", "scipy", "mesa")
PLAIN = "MARKETSIM_BITS_PLAIN"


def on_a_plain_processor() -> None:
    """Begin again as if the processor had nothing beyond SSE2, for compiled loops as for NumPy's own."""
    if PLAIN in os.environ:
        return
    from numpy._core._multiarray_umath import __cpu_dispatch__

    told = {
        PLAIN: "yes",
        "NPY_DISABLE_CPU_FEATURES": " ".join(__cpu_dispatch__),
        "NUMBA_CPU_NAME": "generic",
        "NUMBA_CPU_FEATURES": "",
    }
    os.execve(sys.executable, [sys.executable, "-W", "ignore", *sys.argv], {**os.environ, **told})


def one_by_one() -> dict[str, str]:
    """Compute them here, as the golden test does."""
    golden = runpy.run_path(str(GOLDEN))
    return {name: golden["digest"](name) for name in golden["SCENARIOS"]}


def through_mesa() -> dict[str, str]:
    """Compute them as a Mesa model that is stepped."""
    from marketsim.model.mesa_model import MarketModel

    golden = runpy.run_path(str(GOLDEN))
    found = {}
    for name in golden["SCENARIOS"]:
        model = MarketModel(policy=name, settling_days=golden["SETTLING_DAYS"], ticks_per_step=288)
        for _ in range(golden["DAYS"]):
            model.step()
        assert len(model.agents)
        found[name] = model.digest
    return found


def by_workers(number: int) -> dict[str, str]:
    """Compute them in so many processes at once, three times over, so that each process has something to do."""
    from marketsim.policies import read_policy
    from marketsim.study.engine import OURS
    from marketsim.study.executor import Delivered, Failed, Work, executor
    from marketsim.study.identity import identify
    from marketsim.study.job import Job, perform
    from marketsim.study.record import from_bytes

    golden = runpy.run_path(str(GOLDEN))
    from marketsim.model.simulate import RunSpec
    from marketsim.study.identity import ground_of

    works, named = [], {}
    for name in golden["SCENARIOS"]:
        policy = read_policy(name)
        spec = RunSpec(
            policy={**policy.document(), "name": policy.name},
            days=golden["DAYS"],
            settling_days=golden["SETTLING_DAYS"],
        )
        run = identify(spec, ground_of(spec)).run
        named[run] = name
        works += [
            Work(f"{name} {time}", Job(name, OURS, [(run, spec.to_json())], anew=True).document())
            for time in range(3)
        ]
    found: dict[str, set[str]] = {}
    for happening in executor(number).perform(perform, iter(works)):
        if isinstance(happening, Failed):
            raise SystemExit(happening.details)
        if isinstance(happening, Delivered):
            record = from_bytes(happening.data)
            found.setdefault(named[record.run], set()).add(record.outcome)
    return {name: " and ".join(sorted(outcomes)) for name, outcomes in found.items()}


def main() -> None:
    """Tell the digests and with what they were computed, as one JSON document."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--plain-processor", action="store_true")
    asked.add_argument("--through-mesa", action="store_true")
    asked.add_argument("--workers", type=int, default=0)
    given = asked.parse_args()
    if given.plain_processor:
        on_a_plain_processor()
    compute = through_mesa if given.through_mesa else one_by_one
    digests = by_workers(given.workers) if given.workers else compute()
    from marketsim.provenance import source_digest

    told = {
        "digests": digests,
        "source": source_digest(),
        "versions": {"python": platform.python_version(), **{name: version(name) for name in LIBRARIES}},
    }
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
