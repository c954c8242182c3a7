"""The benchmark step: eight processes of a tick on arrays that can be made larger than the city's own."""

from __future__ import annotations

from dataclasses import dataclass
from time import thread_time
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tests.benchmark.clockwork import do_nothing, settled_market
from tests.benchmark.port.library import arguments_of, name_of, port_of

from marketsim.calls import Bound, Given
from marketsim.chance import identities
from marketsim.entities.clock import SECOND, TICK
from marketsim.frames import Frame, Memory
from marketsim.model.driver import Driver
from marketsim.model.market import Market
from marketsim.model.processes.choices import people_choose_a_dealer, people_decide
from marketsim.model.processes.comings import people_walk
from marketsim.model.processes.needs import people_grow_needy, people_raise_money
from marketsim.model.processes.patrols import presence_is_felt
from marketsim.model.processes.places import people_choose_where_to_use
from marketsim.model.processes.spots import crowds_gather

STEP = (
    presence_is_felt, people_grow_needy, people_raise_money, people_decide, people_choose_a_dealer,
    people_choose_where_to_use, people_walk, crowds_gather,
)  # fmt: skip
NAMES = tuple(process.__name__ for process in STEP)
NOON = 12 * 12
TICKS, TRIES = 24, 5
TIMES = (1, 10, 100)


class OfTheStep(Driver):
    """Our driver over the benchmark step alone."""

    def __init__(self, market: Market, given: Given) -> None:
        assert market.today is not None
        super().__init__(market.world, market.now, Memory())
        self.seconds = market.today.seconds
        self._often, self._hourly = Bound(given, Memory()), Bound([(do_nothing, (market.now,))], Memory())


class Step:
    """The step from noon of a settled day, for both sides on the same arrays.

    Parameters
    ----------
    market : a market at noon
    times : by how many the people are multiplied; everybody has luck of their own, and dealers, officers and map
        stay as they are
    """

    def __init__(self, market: Market, times: int = 1) -> None:
        assert market.today is not None
        self.now, self.seconds = market.now, market.today.seconds
        given = [process(market.world, market.today, market.now) for process in STEP]
        more = _more_people(market, times)
        # What loops leave here decides nothing, and the port walks and looks at people in its own way.
        self._no_state = {id(market.today.walks), id(more[id(market.world.around.picked)])}
        self.given = [
            (each, tuple(more.get(id(argument), argument) for argument in arguments))
            for each, arguments in given
        ]
        self.people = times * int((market.world.people.number >= 0).sum())
        self._ours, self._port = OfTheStep(market, self.given), port_of(self.given)
        frames = [Frame(arguments, Memory()).words for _, arguments in self.given]
        self._frames = frames, np.array([frame.ctypes.data for frame in frames], dtype=np.uint64)
        self.beginning = self.state()

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Every array of state that the step may write to, named by the first loop that is given it."""
        named = [(f"{name_of(called)}.{name}", each) for called, arguments in self.given
                 for name, each in arguments_of(called, arguments)]  # fmt: skip
        found: dict[int, tuple[str, NDArray[Any]]] = {id(self.now): ("now", self.now)}
        for name, each in named:
            if isinstance(each, np.ndarray) and each.flags.writeable and id(each) not in self._no_state:
                found.setdefault(id(each), (name, each))
        return dict(found.values())

    def state(self) -> dict[str, NDArray[Any]]:
        """A copy of them."""
        return {name: array.copy() for name, array in self.arrays().items()}

    def begin_again(self) -> None:
        """Put every array back to noon."""
        for name, array in self.arrays().items():
            array[...] = self.beginning[name]

    def megabytes(self) -> float:
        """What all arrays of the step take."""
        held = [argument for _, arguments in self.given for argument in arguments]
        sizes = {id(each): each.nbytes for each in held if isinstance(each, np.ndarray)}
        return sum(sizes.values()) / 1e6

    def ours(self, ticks: int) -> None:
        """Some ticks by our compiled loops."""
        self._ours.run(ticks)

    def port(self, ticks: int) -> None:
        """Some ticks by the port."""
        self._port(self.now.ctypes.data, ticks, self.seconds, self._frames[1].ctypes.data)


def _more_people(market: Market, times: int) -> dict[int, NDArray[Any]]:
    """What takes the place of each array that has a row per person, by the array's identity."""
    world, rows = market.world, len(market.world.people)
    more = {id(array): np.concatenate([array] * times) for array in world.people.arrays().values()}
    more[id(world.people.key)] = identities(
        market.replicate, "person", np.arange(times * rows, dtype=np.int64)
    )
    order = world.around.people_order
    more[id(order)] = np.concatenate([order + copy * rows for copy in range(times)])
    more[id(world.around.people_here)] = np.full(times * rows + 1, -1, dtype=np.int64)
    more[id(world.around.picked)] = np.zeros(max(times * rows, world.city.cells + 1), dtype=np.int64)
    return more


def at_noon(settling_days: int) -> Market:
    """A market that has run for some days and then until noon."""
    market = settled_market(settling_days)
    market.ticks(NOON)
    assert market.now[SECOND] == NOON * market.tick_seconds
    assert market.now[TICK] == market.world.tick
    return market


@dataclass
class BesideC:
    """The step by our loops and by the port.

    Attributes
    ----------
    people : how many there are, on the scene or away
    ours, port : s per tick, of several tries the shortest
    megabytes : what the arrays take that both work on, the walks of the map among them
    """

    people: int
    ours: float
    port: float
    megabytes: float

    @property
    def ratio(self) -> float:
        """How many times as long ours take."""
        return self.ours / self.port


def beside_c(market: Market, times: int) -> BesideC:
    """Time both sides over two hours from noon, taking turns."""
    step = Step(market, times)
    ours, port = [], []
    for _ in range(TRIES):
        for side, taken in ((step.ours, ours), (step.port, port)):
            step.begin_again()
            began = thread_time()
            side(TICKS)
            taken.append((thread_time() - began) / TICKS)
    step.begin_again()
    return BesideC(step.people, min(ours), min(port), step.megabytes())
