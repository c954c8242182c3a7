"""One planted bit is found again: its tick, the decision that made it, and whose it is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from markets import spec

from marketsim.entities.clock import TICK
from marketsim.model.market import Market
from marketsim.model.simulate import settle
from marketsim.provenance import source_digest
from marketsim.study.reproduce import witness
from marketsim.study.reproduce.again import Watch
from marketsim.study.reproduce.checkpoints import Taker
from marketsim.study.reproduce.parting import parting_from_the_beginning, parting_of, rules_of
from marketsim.study.reproduce.programs import CannotAsk, Program, brought_back, changed_since, keep_source
from marketsim.study.reproduce.state import Moment, columns_of, copied, differing
from marketsim.study.reproduce.witness import Here, acts_from_bytes, acts_to_bytes, from_bytes, to_bytes

SHORT = spec(days=2, settling_days=1, scale=0.06)
FLIPPED = "people.offending"


class Flips(Market):
    """A market in which one bit flips, after one process of one tick."""

    tick_of, process_of, row_of = -1, "", 0

    def ticks(self, how_many: int) -> None:
        """Advance, taking the tick of the flip apart."""
        for _ in range(how_many):
            if self.world.tick == self.tick_of:
                list(self.one_at_a_time())
            else:
                super().ticks(1)

    def one_at_a_time(self) -> Iterator[str]:
        """Take a tick process by process, and flip, unless it is the morning that does."""
        begun = self.driver is not None
        for process in super().one_at_a_time():
            begun = begun or self.driver is not None
            if begun:
                self.flip(process)
            yield process

    def _morning(self) -> Iterator[str]:
        for process in super()._morning():
            self.flip(process)
            yield process

    def flip(self, process: str) -> None:
        """Flip the bit, if it is time."""
        if (self.now[TICK], process) == (self.tick_of, self.process_of):
            column = columns_of(self.world)[FLIPPED]
            column[self.row_of] = np.nextafter(column[self.row_of], np.inf)


class Flipped(Here):
    """A witness of the market in which one bit flips."""

    def __init__(self, tick: int, process: str, row: int) -> None:
        super().__init__()
        self.flip = tick, process, row

    def market_on(self, *asked: object) -> Market:
        """The same market, but for the bit."""
        market = super().market_on(*asked)  # type: ignore[arg-type]
        market.__class__ = Flips
        market.tick_of, market.process_of, market.row_of = self.flip  # type: ignore[attr-defined]
        return market


@pytest.mark.parametrize(
    ("tick", "process", "row"),
    [
        (288 + 100, "people_walk", 3),
        (288, "officers_patrol", 7),
        (288 + 287, "arrests_are_made", 11),
        (288 + 11, "street_remembers", 0),
        (288 + 288, "dealers_learn", 5),
        (288 + 288, "people_join_and_quit", 5),
        (77, "people_decide", 2),
        (0, "people_plan_the_day", 2),
    ],
)
def test_one_flipped_bit_is_found_by_its_tick_process_attribute_and_person(
    tick: int, process: str, row: int
) -> None:
    found = parting_from_the_beginning(SHORT, days=3, there=Flipped(tick, process, row))
    assert found is not None
    assert (found.tick, found.process, f"{found.table}.{found.attribute}") == (tick, process, FLIPPED)
    assert (found.rows, found.agent) == (1, f"person {row}")
    assert found.day == tick // 288 - 1
    assert float(found.there) == np.nextafter(float(found.here), np.inf)


def test_a_day_that_both_live_alike_has_no_parting() -> None:
    assert parting_of(SHORT, 0, settle(SHORT), Here()) is None
    assert parting_from_the_beginning(SHORT, 3, Here()) is None


def test_a_world_put_back_in_the_middle_of_a_day_goes_on_as_it_did() -> None:
    market = Here().market_on(SHORT, 0, settle(SHORT))
    market.begin_day()
    market.ticks(100)
    moment = Moment(market)
    market.ticks(30)
    once = copied(columns_of(market.world))
    market.ticks(20)
    moment.restore()
    market.ticks(30)
    assert differing(once, columns_of(market.world)) == []


def test_mornings_and_acts_travel_whole() -> None:
    morning = settle(SHORT)
    again = from_bytes(to_bytes(morning))
    assert again.tick == morning.tick
    market = Here().market_on(SHORT, 0, morning)
    market.resume(again, 0)
    taker, other = Taker(), Taker()
    taker(market.world)
    market.resume(morning, 0)
    other(market.world)
    assert taker.checkpoints().first_difference(other.checkpoints()) is None
    acts = Here().acts(SHORT, 0, morning, 0)
    back = acts_from_bytes(acts_to_bytes(acts))
    assert [act.process for act in back] == [act.process for act in acts]
    for one, two in zip(acts, back, strict=True):
        assert one.written.keys() == two.written.keys()
        assert all((one.written[name].after == two.written[name].after).all() for name in one.written)


def test_a_watch_keeps_the_last_morning_that_agreed() -> None:
    here = Here()
    taker = Taker()
    for market in list(here.every_midnight(SHORT))[:0]:
        taker(market.world)
    for number, market in enumerate(here.every_midnight(SHORT)):
        if number >= SHORT.settling_days:
            taker(market.world)
    original = taker.checkpoints()
    original.sums[2, original.names.index("dealers.cash")] += 1
    watch = Watch(original)
    for number, market in enumerate(here.every_midnight(SHORT)):
        if number >= SHORT.settling_days:
            watch(market.world)
    assert (watch.parted, watch.columns) == (2, ("dealers.cash",))
    assert watch.morning is not None
    assert watch.morning.tick == 2 * 288


def test_a_process_names_the_rules_that_it_asks() -> None:
    assert "liking_after" in rules_of("people_buy")
    assert rules_of("dealers_enter") == ()


def test_a_program_that_cannot_be_asked_says_why_in_one_line() -> None:
    with pytest.raises(CannotAsk, match="no such file"):
        Program("/nowhere/python")
    with Program(sys.executable, Path("/nowhere")) as program:
        program.process.kill()
        with pytest.raises(CannotAsk, match="cannot be asked") as refused:
            program.midnights(SHORT, 1)
    assert "\n" not in str(refused.value)


def test_the_source_that_made_a_result_is_kept_and_comes_back_as_it_was() -> None:
    keep_source()
    assert changed_since(source_digest()) == []
    with brought_back(source_digest()) as program:
        assert program is not None
        theirs = program.midnights(SHORT, 1)
    assert theirs.first_difference(Here().midnights(SHORT, 1)) is None
    with brought_back("0" * 64) as nobody:
        assert nobody is None


def test_going_back_to_a_morning_takes_days_and_not_the_whole_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(witness, "KEPT_EVERY", 2)
    run, here = spec(days=3, settling_days=3, scale=0.06), Here()
    here.midnights(run, 6)
    expected = [copied(columns_of(market.world)) for market in Here().every_midnight(run)]
    days, run_day = [], Market.run_day
    monkeypatch.setattr(Market, "run_day", lambda market: days.append(market.day) or run_day(market))
    for midnight, columns in enumerate(expected):
        morning = here.morning_after(run, midnight)
        market = here.market_on(run, 0, morning)
        assert differing(columns, columns_of(market.world)) == []
    assert days == [-3, -1, 1]
