"""The driver takes the day's processes, bound once, through its ticks."""

from __future__ import annotations

import numpy as np

from marketsim.entities.clock import NEW_HOUR, SECOND, SECONDS_PER_HOUR, TICK
from marketsim.entities.world import World
from marketsim.model.schedule import EVERY_HOUR, EVERY_TICK
from marketsim.model.today import Today


class Driver:
    """All loops of a day with their arguments; ``run`` calls them tick by tick in the order of the schedule."""

    def __init__(self, world: World, today: Today, now: np.ndarray) -> None:
        self.world, self.now, self.seconds = world, now, today.seconds
        self.every_tick = [process(world, today, now) for process in EVERY_TICK]
        self.every_hour = [process(world, today, now) for process in EVERY_HOUR]

    def run(self, ticks: int) -> None:
        """Advance by some ticks within the day."""
        now = self.now
        for _ in range(ticks):
            now[NEW_HOUR] = now[SECOND] % SECONDS_PER_HOUR == 0
            for loop, arguments in self.every_tick:
                loop(*arguments)
            if (now[SECOND] + self.seconds) % SECONDS_PER_HOUR == 0:
                for loop, arguments in self.every_hour:
                    loop(*arguments)
            now[TICK] += 1
            now[SECOND] += self.seconds
        self.world.tick = int(now[TICK])
