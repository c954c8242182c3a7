"""A few short runs and what they came to; run as a program it writes down what they come to now, and why.

python tests/golden/scenarios.py "the reason why results have changed"
"""

import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path

from marketsim.model.simulate import RunSpec, settle, simulate
from marketsim.policies import read_policy

WRITTEN = Path(__file__).with_name("digests.toml")
SCENARIOS = ("as_today", "crackdown", "harm_reduction")
DAYS, SETTLING_DAYS = 3, 1


def digest(name: str) -> str:
    """What a scenario comes to, in one word."""
    policy = read_policy(name)
    document = {**policy.document(), "name": policy.name}
    spec = RunSpec(policy=document, days=DAYS, settling_days=SETTLING_DAYS)
    return simulate(spec, settle(spec, anew=True)).digest


def written() -> dict[str, str]:
    """What is written down for each scenario."""
    return tomllib.loads(WRITTEN.read_text(encoding="utf-8"))["digests"]


def write(reason: str) -> None:
    """Write down what the scenarios come to now, with the reason, the latest first."""
    before = WRITTEN.read_text(encoding="utf-8") if WRITTEN.exists() else ""
    reasons = [line for line in before.splitlines() if line.startswith("# 2")]
    lines = [
        "# What three short runs come to. A different digest says that results changed, never that they are right.",
        "# Changes and their reasons, the latest first:",
        f"# {datetime.now(UTC).date().isoformat()}: {reason}",
        *reasons,
        "",
        "[digests]",
        *(f'{name} = "{digest(name)}"' for name in SCENARIOS),
    ]
    WRITTEN.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2 or not sys.argv[1].strip():
        raise SystemExit('say why results have changed: python tests/golden/scenarios.py "the reason"')
    write(sys.argv[1])
