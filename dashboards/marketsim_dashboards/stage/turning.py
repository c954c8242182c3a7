"""On which lever did it turn? One world lived again, each time with a single lever set as it is in the other."""

from __future__ import annotations

import datetime as dt
from typing import Any

from numpy.typing import NDArray

from marketsim.entities.ledger import ACTOR, ACTOR_KIND, CAUSE, CELL, KIND, TARGET, TARGET_KIND, TICK
from marketsim.parameters import Numbers
from marketsim.policies import in_force, policy_from
from marketsim_dashboards.stage.side import TICKS_A_CHUNK, TICKS_A_DAY, Memory, Side
from marketsim_dashboards.stage.story import SIDES, Story

COMPARED = (TICK, CELL, KIND, CAUSE, ACTOR_KIND, ACTOR, TARGET_KIND, TARGET)
MOST_TRIED = 24
"""Levers tried one by one; policies that differ in more of them differ in everything."""
MOST_NAMED = 3
"""What any of more levers alone would have prevented turns on none of them."""

Row = NDArray[Any]


def numbers_on(story: Story, side: int, day: int) -> Numbers:
    """The numbers that hold in one world on a day."""
    spec = story.spec(side)
    document = {key: value for key, value in spec.policy.items() if key != "name"}
    policy = policy_from(document, spec.policy["name"])
    return in_force(policy, day, spec.numbers(), dt.date.fromisoformat(story.start))


def levers_between(story: Story, day: int) -> list[dict[str, Any]]:
    """The levers that the two worlds have otherwise on a day: ``key``, and for each world ``key → text``."""
    both = [numbers_on(story, side, day) for side in (0, 1)]
    found = []
    for one in both[0].declarations():
        keys = [key for key in one.keys if one.kind == "lever" and both[0].text(key) != both[1].text(key)]
        if keys:
            texts = [{key: numbers.text(key) for key in keys} for numbers in both]
            found.append({"key": one.key, **dict(zip(SIDES, texts, strict=True))})
    return found


def levers_of(
    happened: list[tuple[int, Row]], story: Story, memory: Memory, day: int, differ: list[dict[str, Any]]
) -> list[list[str]]:
    """For each event, the levers each of which alone, set as in the other world, keeps it from happening.

    Parameters
    ----------
    happened : the world and the ledger's row of each event, its tick counted from the story's first
    story, memory : the two worlds, and the mornings known of them
    day : the morning from which on a lever is set otherwise
    differ : the levers that the two have otherwise, of ``levers_between``
    """
    if len(differ) == 1:
        return [[differ[0]["key"]] for _ in happened]
    found: list[list[str]] = [[] for _ in happened]
    tried = differ if len(differ) <= MOST_TRIED else []
    for which in sorted({world for world, _ in happened}) if tried else ():
        last = max(int(row[TICK]) for world, row in happened if world == which)
        side = Side(story, which, memory)
        for lever in tried:
            side.turn_to(with_lever(story, which, day, lever), which)
            known: set[tuple[int, ...]] = set()
            for tick in range(day * TICKS_A_DAY, last + 1, TICKS_A_CHUNK):
                known |= {tuple(row) for row in side.happened(tick)[:, list(COMPARED)].tolist()}
            for place, (world, row) in enumerate(happened):
                if world == which and tuple(row[list(COMPARED)].tolist()) not in known:
                    found[place].append(lever["key"])
    return [keys if len(keys) <= MOST_NAMED else [] for keys in found]


def with_lever(story: Story, which: int, day: int, lever: dict[str, Any]) -> Story:
    """The story with one lever of a world set, from a day on, as it is in the other."""
    slot = story.slots[which]
    for key, text in lever[SIDES[1 - which]].items():
        slot = slot.with_lever(day, key, text)
    return story.with_slot(which, slot)
