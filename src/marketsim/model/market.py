"""The market: a world, a policy and a clock, advanced a tick or a day at a time; it knows no Mesa."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from marketsim.entities.beginning import world_of
from marketsim.entities.city import City
from marketsim.entities.clock import DAY, NEW_HOUR, SECOND, SECONDS_PER_DAY, TICK, WEEKDAY, clock
from marketsim.entities.world import Snapshot, World
from marketsim.frames import Memory
from marketsim.measures.observer import Observer
from marketsim.model.driver import Driver
from marketsim.model.newcomers import dealers_enter, people_join_and_quit
from marketsim.model.today import Today
from marketsim.parameters import Numbers
from marketsim.policies import Policy, in_force


class Market:
    """One run: a replicate of a policy in a world.

    Parameters
    ----------
    numbers : the declared world with whatever was changed by hand
    policy : what the city does, from day 0 on
    city : the map
    start : the first counted day
    replicate : which luck
    tick_seconds : length of a tick, s; divides an hour
    scale : share of the population, 1 for all
    settling_days : days under the unchanged numbers before day 0
    keep_events : whether the observer keeps every event of the counted days; it changes nothing that happens
    """

    def __init__(
        self, numbers: Numbers, policy: Policy, city: City, *, start: date, replicate: int = 0,
        tick_seconds: int = 300, scale: float = 1.0, settling_days: int = 0,
        keep_events: bool = False,
    ) -> None:  # fmt: skip
        self.numbers, self.policy, self.city = numbers, policy, city
        self.start, self.replicate, self.tick_seconds, self.scale = start, replicate, tick_seconds, scale
        self.world: World = world_of(numbers, city, replicate, scale)
        self.day = -settling_days
        self.now = clock()
        self._memory = Memory((*self.world.shared_arrays(), self.now))
        self._lasting = Driver(self.world, self.now, self._memory)
        self.observer = Observer(self.world, keep_events=keep_events)
        self.today: Today | None = None
        self.driver: Driver | None = None

    @property
    def date(self) -> date:
        """The calendar day of the next or present tick."""
        return self.start + timedelta(days=self.day)

    def tick(self) -> None:
        """Advance by one tick; the first of a day plans it, the last one counts it."""
        self.ticks(1)

    def ticks(self, how_many: int) -> None:
        """Advance by some ticks."""
        while how_many > 0:
            driver = self.driver or self.begin_day()
            left = self._ticks_left()
            going = min(how_many, left)
            driver.run(going)
            how_many -= going
            if going == left:
                self._end_day()

    def run_day(self) -> None:
        """Advance to the end of the day."""
        self.ticks(self._ticks_left())

    def one_at_a_time(self) -> Iterator[str]:
        """Take one tick process by process, giving the name of each that has acted; the bits are the same.

        On the first tick of a day the daily processes come before the others, as they do in a run.
        """
        if self.driver is None:
            yield from self._morning()
        last = self._ticks_left() == 1
        yield from (self.driver or self.begin_day()).one_at_a_time()
        if last:
            self._end_day()

    def begin_day(self) -> Driver:
        """Do what is done before the first tick of a day, and bind the processes."""
        for _ in self._morning():
            pass
        assert self.driver is not None
        return self.driver

    def go_on_under(self, numbers: Numbers) -> None:
        """Go on from the middle of a day under other numbers, for the rest of it."""
        passed = int(self.now[SECOND]) // self.tick_seconds
        self.today = self._today(numbers, self.world.tick - passed)
        self.driver = Driver(self.world, self.now, self._memory)
        self.driver.take_up(self.today)

    def snapshot(self) -> Snapshot:
        """Copy the state between two days."""
        return self.world.snapshot()

    def resume(self, snapshot: Snapshot, day: int = 0) -> None:
        """Go on from a state between two days, on the given day."""
        self.world.restore(snapshot)
        self.day = day
        self.now[SECOND] = 0
        self.driver = None

    def _today(self, numbers: Numbers, first_tick: int) -> Today:
        return Today(numbers, self.city, self.date, first_tick, self.tick_seconds, self.replicate, self.scale)

    def _ticks_left(self) -> int:
        return (SECONDS_PER_DAY - int(self.now[SECOND])) // self.tick_seconds

    def _morning(self) -> Iterator[str]:
        """Begin a day, giving the name of each daily process once it has acted."""
        world, now = self.world, self.now
        numbers = in_force(self.policy, self.day, self.numbers, self.start)
        now[TICK], now[SECOND], now[NEW_HOUR] = world.tick, 0, 1
        self.today = today = self._today(numbers, world.tick)
        now[WEEKDAY], now[DAY] = today.weekday, self.day
        world.line_up()
        self.observer.begin(world)
        yield from self._lasting.begin(today)
        for arrive in (dealers_enter, people_join_and_quit):
            arrive(world, today, world.tick, self.replicate)
            yield arrive.__name__
        world.line_up()
        self._lasting.take_up(today)
        self.driver = self._lasting

    def _end_day(self) -> None:
        self.observer.observe(self.world, self.today, counted=self.day >= 0)
        self.world.ledger.empty()
        self.day += 1
        self.now[SECOND] = 0
        self.driver = None
