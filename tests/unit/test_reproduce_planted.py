"""A bit planted in a rule is found by the command that makes a result again, without living much more than a run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from marketsim import __main__ as command_line
from marketsim.model.market import Market
from marketsim.provenance import PACKAGE, digest_of
from marketsim.study.reproduce.programs import Program
from marketsim.study.scenario import SETTLING_DAYS

TRUST = ("trust_officer", "trust_police", "trust_staff")
DAY = 288
LIVED = """
import sys
import numpy as np
from marketsim.model.simulate import RunSpec, market_of

market = market_of(RunSpec.from_json(eval(sys.argv[1])))
people, told, lived = market.world.people, [], []
for tick in range(int(sys.argv[2])):
    for process in market.one_at_a_time():
        told.append((str(tick), process))
        lived.append([getattr(people, name).copy() for name in sys.argv[4:]])
np.savez(sys.argv[3], told=np.array(told), lived=np.array(lived), numbers=people.number)
"""


@pytest.fixture
def planted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a copy of the program in which one rule gives one bit more, and a result that it has made."""
    shutil.copytree(PACKAGE, tmp_path / "marketsim", ignore=shutil.ignore_patterns("__pycache__"))
    rules = tmp_path / "marketsim" / "rules" / "trust.py"
    changed = rules.read_text("utf-8").replace(
        "trust + trust_strength * change", "trust + trust_strength * change + 1e-16"
    )
    assert changed != rules.read_text("utf-8")
    rules.write_text(changed, "utf-8")
    soon = tmp_path / "marketsim" / "study" / "scenario.py"
    soon.write_text(
        soon.read_text("utf-8").replace(f"SETTLING_DAYS = {SETTLING_DAYS}", "SETTLING_DAYS = 5"), "utf-8"
    )
    monkeypatch.chdir(tmp_path)
    run_with(tmp_path, "-m", "marketsim", *"run as_today --days 5 --scale 0.06 --out there".split())
    return tmp_path


def run_with(source: Path, *arguments: str) -> None:
    """Run Python with another source of the program."""
    environment = {**os.environ, "PYTHONPATH": str(source)}
    subprocess.run([sys.executable, "-P", *arguments], env=environment, check=True, capture_output=True)


def first_otherwise(asked: dict[str, object], theirs: Path, ours: Path) -> tuple[int, str, str, str]:
    """When, by which process, in which attribute and whose trust two programs part; read off their whole first day."""
    sides = []
    for source in (ours, theirs):
        kept = theirs / f"lived by {source.name}.npz"
        run_with(source, "-c", LIVED, repr(asked), str(DAY), str(kept), *TRUST)
        sides.append(np.load(kept))
    one, other = sides
    assert (one["told"] == other["told"]).all()
    act, attribute, row = np.argwhere(one["lived"].view(np.uint64) != other["lived"].view(np.uint64))[0]
    tick, process = one["told"][act]
    return int(tick), str(process), TRUST[attribute], f"person {one['numbers'][row]}"


@pytest.fixture
def lived(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """How many days this program and the other one have been made to live."""
    days = {"here": 0.0, "there": 0.0}
    ticks, one_at_a_time = Market.ticks, Market.one_at_a_time

    def counted(market: Market, how_many: int) -> None:
        days["here"] += how_many / DAY
        ticks(market, how_many)

    def counted_one(market: Market) -> Iterator[str]:
        days["here"] += 1 / DAY
        return one_at_a_time(market)

    def asks(program: Program, question: str, *about: object, **more: int) -> bytes:
        days["there"] += {"midnights": more.get("days", 0), "steps": 1}.get(
            question, more.get("step", 0) / DAY
        )
        return ask(program, question, *about, **more)

    ask = Program._ask
    monkeypatch.setattr(Market, "ticks", counted)
    monkeypatch.setattr(Market, "one_at_a_time", counted_one)
    monkeypatch.setattr(Program, "_ask", asks)
    return days


def test_a_bit_planted_in_a_rule_is_found_by_its_tick_decision_and_agent_within_twice_the_run(
    planted: Path, lived: dict[str, float], capsys: pytest.CaptureFixture[str]
) -> None:
    """The result comes from the changed copy of the program; this one makes it again."""
    asked = json.loads((planted / "there" / "manifest.json").read_text())["identity"]
    assert asked["source"] == digest_of(planted / "marketsim")
    command_line.exit_code(["reproduce", "there", "--json"])
    (told,) = json.loads(capsys.readouterr().out)["runs"]
    parting = told["parting"]
    tick, process, attribute, agent = first_otherwise(asked["asked"], planted, PACKAGE.parent)
    assert (parting["tick"], parting["process"]) == (tick, process)
    assert (parting["table"], parting["attribute"], parting["agent"]) == ("people", attribute, agent)
    assert any(rule.startswith("trust") for rule in parting["rules"])
    assert abs(float(parting["there"]) - float(parting["here"])) < 1e-15
    assert any("rules/trust.py: " in remark for remark in told["remarks"])
    run = asked["asked"]["settling_days"] + asked["asked"]["days"]
    assert run < lived["here"] <= 2 * run  # the run itself is made again within that
    assert 0 < lived["there"] <= run
