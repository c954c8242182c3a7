"""What the heaviest loops could not do without: rows looked at, bytes, draws, exponentials and far reads.

Each is counted by hand from the state just before the loop runs, and priced with what one such thing costs on this
machine in this run, measured in the barest compiled loop. The sum is the loop's floor. A row looked at has its price
from rows of which nobody can foretell whether they act: the processor guesses wrong as it does in the model.
"""

from __future__ import annotations

from collections import defaultdict
from time import thread_time

import numpy as np
from numba import njit

from marketsim.arithmetic import chance_within
from marketsim.chance import stream, uniform
from marketsim.entities.dealers import AT_SPOT
from marketsim.entities.people import HANGING, HERE, LOOKING, RAISING, SLEEPING, TO_USE, USING
from marketsim.entities.scales import DECIMETRES_PER_METRE
from marketsim.entities.world import World
from marketsim.parameters import declared

THINGS = ("rows", "bytes", "draws", "exponentials", "far reads")
IN_VIEW = declared().buying.field_of_vision * DECIMETRES_PER_METRE
BARE = stream("a draw that decides nothing")


@njit
def _find(whereabouts, found):
    here = 0
    for row in range(whereabouts.shape[0]):
        if whereabouts[row] == HERE:
            found[here] = row
            here += 1
    return here


@njit
def _read(column):
    total = 0
    for row in range(column.shape[0]):
        total += column[row]
    return total


@njit
def _draw(key, word, drawn):
    for row in range(key.shape[0]):
        drawn[row] = uniform(key[row], word, BARE)


@njit
def _grow(rate, drawn):
    for row in range(rate.shape[0]):
        drawn[row] = chance_within(rate[row], 0.1)


@njit
def _look_far(table, where, whither):
    total = 0
    for row in range(where.shape[0]):
        total += table[where[row], whither[row]]
    return total


def prices(world: World, rows: int = 4096) -> dict[str, float]:
    """Seconds that one of each of THINGS costs here."""
    dice = np.random.default_rng(1)
    column, drawn = np.arange(rows, dtype=np.int64), np.zeros(rows)
    keys, rates = np.arange(rows, dtype=np.uint64), dice.random(rows)
    where, whither = dice.integers(0, world.city.cells, (2, 500_000))
    table = world.city.distance
    many = 64 * rows
    unforeseen = (dice.random(many) < (world.people.whereabouts == HERE).mean()).astype(np.int8) * np.int8(
        HERE
    )
    return {
        "rows": _best(_find, unforeseen, np.zeros(many, dtype=np.int64)) / many,
        "bytes": _best(_read, column) / column.nbytes,
        "draws": _best(_draw, keys, BARE, drawn) / rows,
        "exponentials": _best(_grow, rates, drawn) / rows,
        "far reads": _best(_look_far, table, where, whither) / len(where),
    }


def _best(function, *arguments, tries: int = 20) -> float:
    """The shortest of some runs, in seconds, the first one uncounted."""
    function(*arguments)
    taken = []
    for _ in range(tries):
        began = thread_time()
        for _ in range(10):
            function(*arguments)
        taken.append((thread_time() - began) / 10)
    return min(taken)


class Counted:
    """Adds up, tick by tick, what the heaviest loops are about to need."""

    def __init__(self) -> None:
        self.needs: dict[str, dict[str, float]] = defaultdict(lambda: dict.fromkeys(THINGS, 0.0))
        self.ticks: dict[str, int] = defaultdict(int)

    def watch(self, name: str, world: World) -> None:
        """Count what the process of this name needs, if its floor is known."""
        count = COUNTS.get(name)
        if count:
            self.ticks[name] += 1
            for thing, number in count(world).items():
                self.needs[name][thing] += number

    def floors(self, price: dict[str, float]) -> dict[str, float]:
        """Seconds per tick below which each counted loop cannot fall."""
        return {
            name: sum(price[thing] * number for thing, number in needs.items()) / self.ticks[name]
            for name, needs in self.needs.items()
        }

    def per_tick(self) -> dict[str, float]:
        """How many of each thing the counted loops need together in a tick."""
        ticks = max(self.ticks.values())
        return {thing: sum(needs[thing] for needs in self.needs.values()) / ticks for thing in THINGS}


def _walk(world: World) -> dict[str, float]:
    """Everybody's whereabouts, where those here stand and go; for walkers a far read of where the walk ends."""
    people = world.people
    here = people.whereabouts == HERE
    walkers = here & (people.cell != people.bound_for)
    return {
        "bytes": len(people) + 8 * here.sum() + 4 * walkers.sum(),
        "far reads": walkers.sum(),
    }


def _choose_a_dealer(world: World) -> dict[str, float]:
    """For each looking and each dealer in view: a far read, a draw, a halving; three far reads for the known."""
    people = world.people
    looks = (people.whereabouts == HERE) & (people.doing == LOOKING) & (people.target_dealer < 0)
    sellers = world.dealers.cell[world.dealers.standing == AT_SPOT]
    apart = world.city.distance[people.cell[looks][:, np.newaxis], sellers]
    looking, pairs = looks.sum(), (apart <= IN_VIEW).sum()
    scanned = (people.whereabouts == HERE).sum()
    return {
        "rows": len(people), "bytes": scanned + looking * 60 + len(world.dealers) + 32 * pairs,
        "draws": pairs, "exponentials": pairs, "far reads": pairs + 3 * looking,
    }  # fmt: skip


def _choose_where_to_use(world: World) -> dict[str, float]:
    """For everybody about to use: a look at two rooms; for those who will hide, a draw per cell around."""
    people, around = world.people, world.around
    choosing = (people.whereabouts == HERE) & (people.doing == TO_USE) & (people.use_place == 0)
    cells = people.cell[choosing]
    near = (around.near_from[cells + 1] - around.near_from[cells]).sum() * 0.5
    scanned = (people.whereabouts == HERE).sum()
    return {
        "rows": len(people), "bytes": 2 * scanned + 32 * near, "draws": near + 2 * choosing.sum(),
        "exponentials": 2 * choosing.sum(), "far reads": 2 * choosing.sum(),
    }  # fmt: skip


def _attack(world: World) -> dict[str, float]:
    """For everybody awake in company: a draw and an exponential, a second one for those raising money."""
    people = world.people
    awake = (people.whereabouts == HERE) & (people.doing != SLEEPING)
    together = awake & (world.street.crowd[people.cell] > 1)
    raising = together & (people.doing == RAISING)
    agitated = together & (people.craving > 1)
    return {
        "rows": len(people), "bytes": len(people) + 16 * awake.sum() + 40 * together.sum(),
        "draws": (together.sum() + raising.sum()), "exponentials": agitated.sum() + raising.sum(),
    }  # fmt: skip


def _grow_needy(world: World) -> dict[str, float]:
    """For everybody here and not using: six numbers read, one written."""
    people = world.people
    here = (people.whereabouts == HERE) & (people.doing != USING)
    return {"rows": len(people), "bytes": 41 * here.sum()}


def _raise_money(world: World) -> dict[str, float]:
    """For everybody raising money: two draws and exponentials, the columns they read."""
    people = world.people
    raising = ((people.whereabouts == HERE) & (people.doing == RAISING)).sum()
    return {"rows": len(people), "bytes": 60 * raising, "draws": 2 * raising, "exponentials": 2 * raising}


def _decide(world: World) -> dict[str, float]:
    """For everybody free: what they need, hold and fear; a draw for some."""
    people = world.people
    free = (people.whereabouts == HERE) & ((people.doing == HANGING) | (people.doing == RAISING))
    return {
        "rows": len(people),
        "bytes": 8 * len(people) + 64 * free.sum(),
        "draws": (free & (people.doing == RAISING)).sum(),
    }


def _presence(world: World) -> dict[str, float]:
    """Every cell's officers in view and presence, read and written."""
    return {"bytes": 24 * world.city.cells}


def _gather(world: World) -> dict[str, float]:
    """Everybody's whereabouts and each cell's counts; a step for those here, and the cells in sight of each seller."""
    people, dealers, around = world.people, world.dealers, world.around
    here = (people.whereabouts == HERE).sum()
    spots = dealers.cell[dealers.standing == AT_SPOT]
    seen = (around.near_from[spots + 1] - around.near_from[spots]).sum() * 0.5
    counts = world.street.crowd.itemsize + world.street.dealers_in_sight.itemsize
    return {
        "rows": len(people), "bytes": counts * world.city.cells + 32 * here + 20 * seen, "draws": len(spots),
        "exponentials": len(spots),
    }  # fmt: skip


def _come_and_go(world: World) -> dict[str, float]:
    """Everybody's whereabouts; of those here what they do, until when, and where and when they go home."""
    people = world.people
    here = (people.whereabouts == HERE).sum()
    return {"rows": len(people), "bytes": 8 * len(people) + 34 * here}


COUNTS = {
    "people_walk": _walk,
    "people_choose_a_dealer": _choose_a_dealer,
    "people_choose_where_to_use": _choose_where_to_use,
    "people_attack": _attack,
    "people_grow_needy": _grow_needy,
    "people_raise_money": _raise_money,
    "people_decide": _decide,
    "presence_is_felt": _presence,
    "crowds_gather": _gather,
    "people_come_and_go": _come_and_go,
}
