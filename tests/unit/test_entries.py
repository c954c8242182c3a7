"""A loop's entry does what the loop does, is kept on disk, and is made again when anything it reaches is edited."""

import subprocess
import sys

import numpy as np
import pytest
from test_compiled import environment, house, machine_files

from marketsim.calls import Bound
from marketsim.compiled import loop
from marketsim.entries import LoopFailed
from marketsim.frames import Memory

__all__ = ["house"]

LOOP = '''
from marketsim.compiled import loop
from marketsim.entries import LoopFailed
from marketsim.rules.probe import doubled

@loop
def each(numbers, total, more):
    """Add up."""
    for row in range(numbers.shape[0]):
        if numbers[row] > 2:
            return
        total[0] += doubled(numbers[row]) + more
'''
ASK = """
import numpy as np
from marketsim.calls import Bound
from marketsim.frames import Memory
from marketsim.model.probe import each
total = np.zeros(1)
Bound([(each, (np.arange(4), total, 0.5))], Memory()).call(0)
print(total[0])
"""


@pytest.fixture
def shop(house):
    (house / "marketsim/model/probe.py").write_text(LOOP, encoding="utf-8")
    return house


def ask(shop, before=""):
    command = [sys.executable, "-c", before + ASK]
    asked = subprocess.run(command, env=environment(shop), capture_output=True, text=True, check=True)
    return float(asked.stdout)


def entries(shop):
    """Which entries are kept, as files that a second compilation would have put anew."""
    return {path.name: path.stat().st_ino for path in machine_files(shop)}


def edit(path, before, after):
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_an_entry_is_compiled_once_on_a_machine(shop):
    assert ask(shop) == 7.5
    first = entries(shop)
    assert len(first) == 1
    assert ask(shop) == 7.5
    assert entries(shop) == first


def test_an_edited_rule_in_another_file_gives_another_entry(shop):
    ask(shop)
    edit(shop / "marketsim/rules/probe.py", "2 * x", "3 * x")
    assert ask(shop) == 10.5
    assert len(entries(shop)) == 2


@pytest.mark.parametrize(("before", "after", "then"), [("> 2", "> 1", 3.0), ("+ more", "- more", 4.5)])
def test_a_loop_edited_while_a_process_runs_is_compiled_as_it_was_read(shop, before, after, then):
    during = f"""
import pathlib
from marketsim.model import probe
page = pathlib.Path(probe.__file__)
page.write_text(page.read_text().replace({before!r}, {after!r}))
"""
    assert ask(shop, during) == 7.5
    assert ask(shop) == then


def test_a_damaged_entry_is_made_again(shop):
    ask(shop)
    (kept,) = machine_files(shop)
    kept.write_bytes(kept.read_bytes()[:-100])
    assert ask(shop) == 7.5
    assert kept.stat().st_size > 100


def test_a_loop_without_source_has_an_entry_too():
    names = {"__name__": __name__}
    exec("def put(numbers, at, value):\n    numbers[at] = value\n", names)
    numbers = np.zeros(3)
    Bound([(loop(names["put"]), (numbers, 1, 2.5))], Memory()).call(0)
    assert numbers.tolist() == [0.0, 2.5, 0.0]


def test_a_start_that_finds_all_loops_on_disk_does_not_wake_the_compiler():
    """Which would take longer than all else that it does."""
    first_tick = """
import sys
from marketsim.model.simulate import market_of
from marketsim.study.scenario import scenario, world
market_of(scenario("as_today", world([], [], "2018-03-05", 1, 0.05), 0)).tick()
print("marketsim.compiling" in sys.modules, "numba.np.arraymath" in sys.modules)
"""
    for _ in range(2):
        ran = subprocess.run([sys.executable, "-c", first_tick], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "False"]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("2 * x", 6), ("x / 2", 1.5), ("x > 2", True), ("np.uint64(x) - np.uint64(4)", 2**64 - 1)],
)
def test_what_a_compiled_function_gives_is_read_as_what_it_is(answer, expected):
    names = {"__name__": __name__, "np": np}
    exec(f"def give(x):\n    return {answer}\n", names)
    given = loop(names["give"])(3)
    assert given == expected
    assert type(given) is type(expected)


def test_a_loop_that_ends_in_an_error_says_so():
    @loop
    def fails(numbers):
        if numbers[0] > 0:
            raise ValueError("too much")

    fails(np.zeros(1))
    with pytest.raises(LoopFailed, match="NUMBA_DISABLE_JIT=1"):
        fails(np.ones(1))


def test_nothing_may_be_bound():
    assert Bound([], Memory()).calls.shape == (0, 2)
