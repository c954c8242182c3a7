"""On what a step turned: everything that differs between two histories is tried, and what made the difference told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from marketsim.study.explain.histories import IDENTITY, alike, row_of, value_of, who_differ
from marketsim.study.explain.trials import Becomes, Bench, Effect, Swap
from marketsim.study.naming import pair_words, row_words

if TYPE_CHECKING:
    from collections.abc import Sequence

GROUPS = {"street": "cells", "rooms": "consumption rooms"}
MOST_PARTS, MOST_NAMED = 64, 4
NEAREST = ("officers", "dealers", "rooms", "street", "residents")
"""Tables in the order in which what they hold is followed; others, and the people themselves, come after."""
Thing = TypeVar("Thing")
POLICY, SOMEBODY, NOTHING_SINGLE = "policy", "somebody", "nothing single"


@dataclass(frozen=True)
class Turned:
    """What it turned on, in one step.

    Attributes
    ----------
    on : ``policy``, ``somebody`` (a row of a table), or ``nothing single`` where no one thing made the difference
    levers : numbers in force on which it turned, with their values in both histories
    table, number, attribute : whose attribute; the attribute is empty where only several together made the difference
    agent : who that is, in words
    here, there : the attribute in this history and in the other one, in words
    also : what else it turned on at the same moment
    together : whether only several things together made the difference, of which this is the first
    more : the others of them
    """

    on: str
    levers: tuple[tuple[str, str, str], ...] = ()
    table: str = ""
    number: int = -1
    attribute: str = ""
    agent: str = ""
    here: str = ""
    there: str = ""
    also: tuple[str, ...] = ()
    together: bool = False
    more: tuple[str, ...] = ()


def turned_on(bench: Bench, effect: Effect, owners: Sequence[tuple[str, int]]) -> Turned:
    """Find on what an effect turned: on which levers, on whom, and on what about them.

    Everything that differs is tried. Of what alone makes a difference the levers are followed first, then the police,
    dealers and places, then other people, and at last those whom it is about; where nothing alone does, all of it
    together is tried, and then as little of it as still makes the difference.
    """
    if not bench.brings(effect):
        return Turned(NOTHING_SINGLE)
    every = list(candidates(bench, effect, owners))
    decisive = sorted((swap for swap in every if not bench.brings(effect, [swap])), key=directness(owners))
    together: tuple[Swap, ...] = ()
    if not decisive:
        together = fewest(tuple(every), lambda some: not bench.brings(effect, some))
        if bench.brings(effect, together):
            return Turned(NOTHING_SINGLE)
    first = decisive[0] if decisive else next((swap for swap in together if not swap.levers), together[0])
    others = [swap for swap in together if swap is not first]
    narrowed = narrow(bench, effect, first, others)
    rest = decisive[1:] if decisive else others
    also = tuple(dict.fromkeys(words_of(bench, swap) for swap in rest))
    if narrowed.levers:
        told = tuple((key, *bench.levers[key]) for key in narrowed.levers)
        return Turned(POLICY, told, also=also)
    return somebody(bench, narrowed, also, bool(others))


def directness(owners: Sequence[tuple[str, int]]) -> Callable[[Swap], int]:
    """Return the order in which decisive things are followed: the nearest to the policy first."""

    def order(swap: Swap) -> int:
        if swap.levers:
            return 0
        if len(swap.numbers) == 1 and (swap.table, swap.numbers[0]) in owners:
            return len(NEAREST) + 1
        return NEAREST.index(swap.table) + 1 if swap.table in NEAREST else len(NEAREST)

    return order


def candidates(bench: Bench, effect: Effect, owners: Sequence[tuple[str, int]]) -> Iterator[Swap]:
    """Give everything that differs and might have made the difference, one after another.

    What an attribute was before comes last of all: that it stayed as it was explains nothing.
    """
    itself = effect.attribute if isinstance(effect, Becomes) else ""
    if bench.levers:
        yield Swap(levers=tuple(bench.levers))
    for table, number in owners:
        differ = differing_attributes(bench, table, number)
        names = tuple(name for name in differ if name != itself)
        if names:
            yield Swap(table, (number,), names)
    for table in bench.market.world.tables():
        numbers = who_differ(bench.market.world, bench.other.world, table)
        others = tuple(number for number in numbers if (table, number) not in owners)
        if others:
            yield Swap(table, others)
    if itself and itself in differing_attributes(bench, *owners[0]):
        yield Swap(owners[0][0], (owners[0][1],), (itself,))


def differing_attributes(bench: Bench, table: str, number: int) -> list[str]:
    """Return in what somebody is not as in the other history."""
    worlds = bench.market.world, bench.other.world
    if any(row_of(world, table, number) < 0 for world in worlds):
        return []
    return [
        name
        for name in worlds[0].tables()[table].columns
        if name not in IDENTITY and not alike(*(value_of(world, table, number, name) for world in worlds))
    ]


def narrow(bench: Bench, effect: Effect, swap: Swap, others: Sequence[Swap] = ()) -> Swap:
    """Return as little of a decisive swap as is decisive still: few levers, few rows, few attributes."""

    def prevents(one: Swap) -> bool:
        return not bench.brings(effect, [one, *others])

    if swap.levers:
        return Swap(levers=fewest(swap.levers, lambda some: prevents(Swap(levers=some))))
    numbers = fewest(swap.numbers, lambda some: prevents(Swap(swap.table, some, swap.attributes)))
    names = swap.attributes or tuple(
        dict.fromkeys(name for one in numbers for name in differing_attributes(bench, swap.table, one))
    )
    return Swap(swap.table, numbers, fewest(names, lambda some: prevents(Swap(swap.table, numbers, some))))


def fewest(things: tuple[Thing, ...], prevents: Callable[[tuple[Thing, ...]], bool]) -> tuple[Thing, ...]:
    """Return few of the things that together still prevent: without any one part of them they do not, or it is one.

    Parts are left out, halves first and then smaller ones, as long as what is left still prevents.
    """
    parts = 2
    while len(things) > 1:
        size = max(1, len(things) // parts)
        left = next(
            (
                rest
                for begins in range(0, len(things), size)
                if (rest := things[:begins] + things[begins + size :]) and prevents(rest)
            ),
            None,
        )
        if left is not None:
            things, parts = left, max(2, parts - 1)
        elif size == 1 or parts > MOST_PARTS:
            break
        else:
            parts = min(2 * parts, len(things))
    return things


def somebody(bench: Bench, swap: Swap, also: tuple[str, ...], together: bool) -> Turned:
    """Tell on whom it turned, and on what about them; of several the first, and that there were more."""
    number, attribute = swap.numbers[0], swap.attributes[0]
    here, there = told_both(bench, swap.table, number, attribute)
    agents = tuple(words_of(bench, Swap(swap.table, (one,))) for one in swap.numbers[1 : 1 + MOST_NAMED])
    return Turned(
        SOMEBODY, (), swap.table, number, attribute, words_of(bench, Swap(swap.table, (number,))), here, there,
        also, together or len(swap.numbers) > 1 or len(swap.attributes) > 1,
        (*swap.attributes[1 : 1 + MOST_NAMED], *agents),
    )  # fmt: skip


def words_of(bench: Bench, swap: Swap) -> str:
    """Return what is swapped, in words."""
    if swap.levers:
        return "the policy"
    world = bench.market.world
    if len(swap.numbers) > 1:
        return f"{len(swap.numbers)} {GROUPS.get(swap.table, swap.table)}"
    return row_words(world, swap.table, row_of(world, swap.table, swap.numbers[0]))


def told_both(bench: Bench, table: str, number: int, attribute: str) -> tuple[str, str]:
    """Return an attribute of somebody as it is in both worlds, in words that let one see the difference."""
    worlds = bench.market.world, bench.other.world
    rows = [row_of(world, table, number) for world in worlds]
    if min(rows) < 0:
        return tuple("nobody is there" if row < 0 else "there" for row in rows)  # type: ignore[return-value]
    values = [getattr(world.tables()[table], attribute)[row] for world, row in zip(worlds, rows, strict=True)]
    return pair_words(worlds[0], table, attribute, values[0], values[1], bench.here.when)
