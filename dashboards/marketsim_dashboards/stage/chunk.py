"""A chunk: six hours of both worlds, packed for the browser."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from marketsim.entities.city import City
from marketsim.entities.ledger import (
    ACTOR,
    ACTOR_KIND,
    CAUSE,
    CELL,
    KIND,
    SEVERITY,
    TARGET,
    TARGET_KIND,
    TICK,
)
from marketsim_dashboards.stage.cast import ABSENT
from marketsim_dashboards.stage.packing import pack
from marketsim_dashboards.stage.side import CHUNKS_A_DAY, TICK_SECONDS, TICKS_A_CHUNK, Scene, Side
from marketsim_dashboards.stage.story import SIDES

WAYPOINTS = 3
LONGEST_WALK = 64
SENT = (KIND, CAUSE, CELL, SEVERITY, ACTOR_KIND, ACTOR, TARGET_KIND, TARGET)
"""What is told of each event, after the tick of the chunk in which it happened."""
FULL = 255


def play(sides: tuple[Side, Side], index: int) -> bytes:
    """Live through a chunk and pack what was to be seen.

    Arrays, for each of the two worlds (``left.`` and ``right.``) and each kind of agent:
    ``….number`` int32[agents], ``….cell`` uint16[ticks + 1, agents] (65,535 for absent), ``….state`` likewise,
    ``….walk`` uint16[walks, 2 + waypoints]: tick, agent, and the cells passed on the way;
    for each world ``events`` int32[events, 9], and ``heat.…`` uint8[cells] by cell measure.
    """
    arrays: dict[str, NDArray[Any]] = {}
    about: dict[str, Any] = {"index": index, "ticks": TICKS_A_CHUNK, "seconds": TICK_SECONDS}
    heats = []
    for name, side in zip(SIDES, sides, strict=True):
        side.go_to(index * TICKS_A_CHUNK)
        scene, first = side.play(TICKS_A_CHUNK), side.market.world.tick - TICKS_A_CHUNK
        for kind in side.kinds:
            arrays |= {
                f"{name}.{kind.name}.{key}": one for key, one in people(scene, kind.name, side.city).items()
            }
        arrays[f"{name}.events"] = events(scene.rows, first)
        heats.append(side.heat())
        about[name] = {"rooms": side.rooms(), "days": latest(side, index)}
    about["most"] = {one: float(max(heat[one].max() for heat in heats)) for one in heats[0]}
    for name, heat in zip(SIDES, heats, strict=True):
        for one, cells in heat.items():
            scale = FULL / about["most"][one] if about["most"][one] > 0 else 0.0
            arrays[f"{name}.heat.{one}"] = np.ceil(cells * scale).clip(0, FULL).astype(np.uint8)
    day = dt.date.fromisoformat(sides[0].spec.start) + dt.timedelta(days=index // CHUNKS_A_DAY)
    return pack({**about, "date": day.isoformat()}, arrays)


def latest(side: Side, index: int) -> list[dict[str, Any]]:
    """The measures of the day that ends with this chunk; none at other times of the day."""
    if (index + 1) % CHUNKS_A_DAY:
        return []
    day = index // CHUNKS_A_DAY
    return [{"day": day, **{name: float(value) for name, value in side.days(day)[0].items()}}]


def people(scene: Scene, kind: str, city: City) -> dict[str, NDArray[Any]]:
    """Whoever of a kind was out at any time of the chunk; a row taken over by somebody else is two of them."""
    cells, states, numbers = scene.cells[kind], scene.states[kind], scene.numbers[kind]
    seen = np.unique(numbers[cells != ABSENT])
    place = np.full((len(cells), len(seen)), ABSENT, dtype=np.uint16)
    state = np.zeros((len(cells), len(seen)), dtype=np.uint8)
    tick, row = np.nonzero(cells != ABSENT)
    column = np.searchsorted(seen, numbers[tick, row])
    place[tick, column], state[tick, column] = cells[tick, row], states[tick, row]
    return {
        "number": seen.astype(np.int32),
        "cell": place,
        "state": state,
        "walk": walks(place, city),
    }


def walks(place: NDArray[np.uint16], city: City) -> NDArray[np.uint16]:
    """The way taken between two ticks, uint16[walks, 2 + waypoints]: tick, agent and the cells at even parts of it."""
    before, after = place[:-1], place[1:]
    tick, agent = np.nonzero((before != after) & (before != ABSENT) & (after != ABSENT))
    here, goal = before[tick, agent].astype(np.int64), after[tick, agent].astype(np.int64)
    steps = [here]
    while len(steps) <= LONGEST_WALK and bool((steps[-1] != goal).any()):
        now = steps[-1]
        steps.append(city.next_cell(now, goal).astype(np.int64))
    way = np.stack(steps)
    length = (way != goal).sum(axis=0)
    parts = [
        way[np.rint(length * (part / (WAYPOINTS + 1))).astype(np.int64), np.arange(len(tick))]
        for part in range(1, WAYPOINTS + 1)
    ]
    return np.stack([tick, agent, *parts], axis=1).astype(np.uint16)


def events(rows: NDArray[np.int64], first_tick: int) -> NDArray[np.int32]:
    """What happened, int32[events, 9]: the tick of the chunk and the columns SENT."""
    return np.column_stack([rows[:, TICK] - first_tick, rows[:, list(SENT)]]).astype(np.int32)
