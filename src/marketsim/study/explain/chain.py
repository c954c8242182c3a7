"""How something came about: link by link back towards the policy, each link found by trials, not by order in time."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from marketsim.study.explain.happening import Happening
from marketsim.study.explain.histories import Histories, alike, value_of
from marketsim.study.explain.trials import Becomes, Bench, Effect, Occurs, Swap
from marketsim.study.explain.turning import POLICY, SOMEBODY, Turned, told_both, turned_on, words_of
from marketsim.study.naming import attribute_words

MOST_LINKS = 16


@dataclass(frozen=True)
class Link:
    """One step of a chain.

    Attributes
    ----------
    day, step : when; step 0 is the morning
    process : the decision by which it came about
    event : what happened, where it is an event
    agent, attribute, value, instead : whose attribute came to be what, and what in the other history
    meaning : what the attribute is
    changed : whether it changed in this step here, and in the other history
    turned : on what
    beside : events of that tick, in one history only, that involve the same ones
    """

    day: int
    step: int
    process: str
    turned: Turned
    event: Happening | None = None
    table: str = ""
    agent: str = ""
    attribute: str = ""
    meaning: str = ""
    value: str = ""
    instead: str = ""
    changed: tuple[bool, bool] = (True, True)
    beside: tuple[Happening, ...] = ()


@dataclass(frozen=True)
class Chain:
    """How one event came about that happened in one history only: the event first, then back in time."""

    links: tuple[Link, ...]

    @property
    def event(self) -> Happening:
        """The event that is explained."""
        event = self.links[0].event
        assert event is not None
        return event

    @property
    def reaches_the_policy(self) -> bool:
        """Whether the chain has been followed back to the levers that differ."""
        return self.links[-1].turned.on == POLICY

    def document(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {"reaches_the_policy": self.reaches_the_policy, "links": [asdict(link) for link in self.links]}


def chain_to(histories: Histories, event: Happening, most: int = MOST_LINKS) -> Chain:
    """Follow an event that happened in one history back to where it came from, at most so many links."""
    side, day, step = event.side, event.day, event.step
    whose: tuple[str, int, str] | None = None
    links: list[Link] = []
    while len(links) < most:
        bench = Bench(histories, side, day, step)
        effect = Occurs(event) if whose is None else Becomes(*whose, after(bench, *whose))
        turned = turned_on(bench, effect, event.involved if whose is None else [whose[:2]])
        links.append(link_of(histories, bench, effect, turned))
        if turned.on != SOMEBODY:
            break
        whose = turned.table, turned.number, turned.attribute
        came = histories.came_about(*whose, day, step)
        if came is None:
            break
        day, step = came
    return Chain(tuple(links))


def after(bench: Bench, table: str, number: int, attribute: str) -> Any:
    """Return what somebody's attribute is after the step."""
    bench.lived()
    value = value_of(bench.market.world, table, number, attribute)
    bench.back()
    return value


def link_of(histories: Histories, bench: Bench, effect: Effect, turned: Turned) -> Link:
    """Tell one step: by which process, what came about, and what else happened then to the same ones."""
    process = process_of(bench, effect)
    if isinstance(effect, Occurs):
        return Link(bench.day, bench.step, process, turned, effect.event)
    assert isinstance(effect, Becomes)
    whose = effect.table, effect.number, effect.attribute
    before = [value_of(market.world, *whose) for market in (bench.market, bench.other)]
    bench.lived()
    changed = [
        not alike(value, value_of(market.world, *whose))
        for value, market in zip(before, (bench.market, bench.other), strict=True)
    ]
    here, there = told_both(bench, *whose)
    agent = words_of(bench, Swap(effect.table, (effect.number,)))
    meaning = attribute_words(bench.market.world, effect.table, effect.attribute)
    bench.back()
    return Link(
        bench.day, bench.step, process, turned, None, effect.table, agent, effect.attribute, meaning, here, there,
        (changed[0], changed[1]), beside(histories, bench.day, bench.step, (effect.table, effect.number)),
    )  # fmt: skip


def beside(histories: Histories, day: int, step: int, whom: tuple[str, int]) -> tuple[Happening, ...]:
    """Return the events of a tick, in one history only, that involve somebody."""
    one, other = (
        [event for event in events if event.step == max(step, 1) and whom in event.involved]
        for events in histories.events[day]
    )
    known = {event.who for event in one} & {event.who for event in other}
    return tuple(event for event in (*one, *other) if event.who not in known)


def process_of(bench: Bench, effect: Effect) -> str:
    """Return the process that recorded the event, or the last that changed the attribute in either history."""
    if not isinstance(effect, Becomes):
        processes = (one for one in bench.apart() if effect.is_there(bench.market.world, bench.filled))
        found = next(processes, "")
        bench.back()
        return found
    whose = effect.table, effect.number, effect.attribute
    found, before = "", [value_of(market.world, *whose) for market in (bench.market, bench.other)]
    for process in bench.apart():
        now = [value_of(market.world, *whose) for market in (bench.market, bench.other)]
        if not all(alike(*pair) for pair in zip(before, now, strict=True)):
            found, before = process, now
    bench.back()
    return found
