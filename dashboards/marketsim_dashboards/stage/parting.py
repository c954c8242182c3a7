"""Why did this happen? The first events in which two worlds with the same luck parted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from numpy.typing import NDArray

from marketsim.entities.ledger import (
    ACTOR,
    ACTOR_KIND,
    CALLED_IN,
    CASE,
    CAUSE,
    CELL,
    DEALER,
    KIND,
    LISTED,
    OFFICER,
    PERSON,
    POLICE_FORCE,
    PROSECUTION,
    ROOM,
    SERVICE,
    TARGET,
    TARGET_KIND,
    TICK,
    TREATMENT_OFFERED,
    VIOLENCE,
    WORKER,
    in_words,
)
from marketsim_dashboards.stage.looking import name_of
from marketsim_dashboards.stage.side import TICKS_A_CHUNK, TICKS_A_DAY, Side
from marketsim_dashboards.stage.story import LEFT, RIGHT, SIDES, Story
from marketsim_dashboards.stage.turning import COMPARED, Row, levers_between, levers_of

MOST = 8
FIRST_OF_ALL = 2
"""The very first events are told whoever did them; of the others, what the policy did itself comes before the rest."""
MOST_ALIKE = 2
"""How often the same kind of thing in the same world is told before others have had their turn."""
MOST_OWN = MOST // 2
"""How many of the policy's own deeds are waited for."""
DAYS_LOOKED_AT = 14
"""How long the first parting is looked for, and the first violence by which the worlds differ."""
DAYS_WAITED = 1
"""How long after the first parting the policy's own hand is waited for."""
BOTH = "both"
HANDS = (OFFICER, ROOM, SERVICE, WORKER)
"""Those by whom a policy acts."""
ACTS = (LISTED, CALLED_IN, CASE, PROSECUTION, TREATMENT_OFFERED)
"""What a policy does where the ledger names nobody who did it."""
NAMED = (PERSON, DEALER, OFFICER)
"""Those whose number is told."""
WHO = ((ACTOR_KIND, ACTOR), (TARGET_KIND, TARGET))
DECIMETRES = 10

Event = dict[int, Row]
"""World → row: what happened in one of them, or what the same one did in each of the two at the same moment."""
Told = Callable[[Row], tuple[int, ...]]


def partings(sides: tuple[Side, Side], story: Story) -> dict[str, Any]:
    """The first events that one world has and the other has not, in the order in which they happened.

    Where something was changed by hand later than on the first morning, the changed world is set beside itself without
    that change, from that morning on (``changed`` names the side): what the change did could not be told from two
    worlds that have parted before.

    Of each event: in which world, when (``tick`` of the story), where, what, who did it to whom and why; ``instead``,
    what the same one did in the other world; ``violence``, whether it is the first violence by which the two differ;
    and ``levers``, each of which alone, set as in the other world, keeps it from happening. ``differ`` are all levers
    that the two have otherwise.
    """
    pair, changed = compared(story)
    day, stood = story.last_change, [side.tick for side in sides]
    for which, side in enumerate(sides):
        side.turn_to(pair, which)
    found = chosen(list(events(sides, day)), partial(as_told, sides[LEFT].city.street))
    differ = levers_between(pair, day)
    tried = found if len(differ) == 1 else traced(found)
    turned_on = iter(levers_of(list(map(row_of, tried)), pair, sides[LEFT].memory, day, differ))
    violence = next(filter(of_violence, found), None)
    told = [
        {**event(sides, one), "levers": next(turned_on, []), "violence": one is violence} for one in found
    ]
    for which, (side, tick) in enumerate(zip(sides, stood, strict=True)):
        side.turn_to(story, which)
        side.go_to(tick)
    return {"events": told, "differ": differ, "from_day": day, "changed": changed}


def compared(story: Story) -> tuple[Story, str]:
    """The two worlds that are compared, as a story, and the side that stands beside itself unchanged, if one does."""
    day = story.last_change
    late = [side for side, slot in enumerate(story.slots) if slot.before(day) != slot] if day else []
    if len(late) != 1:
        return story, ""
    slot = story.slots[late[0]]
    return story.with_slot(LEFT, slot).with_slot(RIGHT, slot.before(day)), SIDES[late[0]]


def events(sides: tuple[Side, Side], day: int) -> Iterator[Event]:
    """What parts the two worlds from the morning of a day on, as long as more is worth knowing.

    After that nothing but the first violence by which they differ.
    """
    told = partial(as_told, sides[LEFT].city.street)
    last = until = (day + DAYS_LOOKED_AT) * TICKS_A_DAY
    found, own, violence = 0, 0, False
    for tick in range(day * TICKS_A_DAY, last, TICKS_A_CHUNK):
        wanted = tick < until and (found < MOST or own < MOST_OWN)
        if violence and not wanted:
            return
        left, right = (side.happened(tick) for side in sides)
        for one in paired(left, right, told):
            if not (wanted or (of_violence(one) and not violence)):
                continue
            if not found:
                until = min(until, tick + DAYS_WAITED * TICKS_A_DAY)
            found += 1
            own += of_the_policy(one)
            violence |= of_violence(one)
            yield one


def paired(left: NDArray[Any], right: NDArray[Any], told: Told) -> list[Event]:
    """What only one of the worlds has; what the same one did otherwise at the same tick is one event of both.

    What happens in the other world as well, only at another moment, parts nothing.
    """
    here, there = missing(left, right), missing(right, left)
    both: list[Event] = []
    for same in (_who_did_what, _who):
        found, here, there = matched(here, there, same)
        both += found
    known = [{told(row) for row in rows} for rows in (left, right)]
    single = [
        {which: row}
        for which, rows in enumerate((here, there))
        for row in rows
        if told(row) not in known[1 - which]
    ]
    return sorted([*both, *single], key=lambda one: (moment(one), min(one)))


def missing(here: NDArray[Any], there: NDArray[Any]) -> list[Row]:
    """The rows of one world that the other has not, as they are compared."""
    known = {tuple(row) for row in there[:, list(COMPARED)].tolist()}
    return [row for row in here if tuple(row[list(COMPARED)].tolist()) not in known]


def matched(here: list[Row], there: list[Row], same: Told) -> tuple[list[Event], list[Row], list[Row]]:
    """Rows of both worlds that have a known actor and are the same in some respect, and what is left of each."""
    waiting: dict[tuple[int, ...], list[Row]] = {}
    for row in there:
        waiting.setdefault(same(row), []).append(row)
    both, left_over = [], []
    for row in here:
        others = waiting.get(same(row)) if row[ACTOR] >= 0 else None
        if others:
            both.append({LEFT: row, RIGHT: others.pop(0)})
        else:
            left_over.append(row)
    return both, left_over, [row for rows in waiting.values() for row in rows]


def chosen(found: list[Event], told: Told) -> list[Event]:
    """Those that are told: the very first and the first violence, then what the policy did itself; no two alike."""
    different: dict[tuple[tuple[int, ...], ...], Event] = {}
    for one in found:
        different.setdefault(tuple(told(row) for _, row in sorted(one.items())), one)
    every = list(different.values())
    seen: Counter[tuple[int, ...]] = Counter()
    repeated = []
    for one in every:
        alike = (min(one), len(one), int(one[min(one)][KIND]))
        repeated.append(seen[alike] >= MOST_ALIKE)
        seen[alike] += 1
    first = {*range(FIRST_OF_ALL), next((at for at, one in enumerate(every) if of_violence(one)), 0)}
    order = sorted(
        range(len(every)),
        key=lambda place: (place not in first, repeated[place], not of_the_policy(every[place])),
    )
    return sorted((every[place] for place in order[:MOST]), key=moment)


def traced(found: list[Event]) -> list[Event]:
    """Those of which it is tried on which lever they turn: not violence that comes after all others.

    By then so much has parted that almost any lever would have prevented it, and every day more is lived for each.
    """
    return found[:-1] if found and of_violence(found[-1]) else found


def row_of(one: Event) -> tuple[int, Row]:
    """The first world that has the event, and its row there."""
    return min(one), one[min(one)]


def of_violence(one: Event) -> bool:
    """Whether it is violence in one of the worlds, that of the police apart, as the measure of violence has it."""
    return any(row[KIND] == VIOLENCE and row[CAUSE] != POLICE_FORCE for row in one.values())


def moment(one: Event) -> int:
    """The tick of an event."""
    return min(int(row[TICK]) for row in one.values())


def of_the_policy(one: Event) -> bool:
    """Whether it is the doing of those by whom a policy acts."""
    return any(row[ACTOR_KIND] in HANDS or row[KIND] in ACTS for row in one.values())


def as_told(streets: NDArray[Any], row: Row) -> tuple[int, ...]:
    """What a sentence says of a row: two rows alike in it could not be told apart."""
    numbers = [row[who] if row[kind] in NAMED else -1 for kind, who in WHO]
    street = streets[row[CELL]] if row[CELL] >= 0 else -1
    return tuple(map(int, (street, row[KIND], row[CAUSE], row[ACTOR_KIND], row[TARGET_KIND], *numbers)))


def _who_did_what(row: Row) -> tuple[int, ...]:
    return (*_who(row), int(row[KIND]))


def _who(row: Row) -> tuple[int, ...]:
    return int(row[TICK]), int(row[ACTOR_KIND]), int(row[ACTOR])


def event(sides: tuple[Side, Side], one: Event) -> dict[str, Any]:
    """One event in plain words of the model, for the page to tell in its language."""
    told = [
        {"tick": int(row[TICK]), "street": name_of(sides[which], int(row[CELL])), **in_words(row)}
        for which, row in sorted(one.items())
    ]
    if len(told) == 1:
        return {"world": SIDES[min(one)], **told[0]}
    away = int(sides[LEFT].city.distance[one[LEFT][CELL], one[RIGHT][CELL]])
    return {"world": BOTH, **told[0], "instead": told[1], "metres": round(away / DECIMETRES)}
