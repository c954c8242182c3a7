"""Where two histories part: the day by its checkpoint, then the tick, then the process, then who and what."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from marketsim.entities.clock import SECONDS_PER_DAY
from marketsim.study.naming import moment_words, pair_words, row_words
from marketsim.study.reproduce.witness import Act, Here, Witness, Written

if TYPE_CHECKING:
    from marketsim.entities.world import Snapshot, World
    from marketsim.model.simulate import RunSpec

BEGINNING = "the first morning"
ARRIVALS = {
    "dealers_enter": "Free places in the market are taken up by newcomers.",
    "people_join_and_quit": "Some people leave the pool for good, and newcomers join.",
    BEGINNING: "Everybody is put in place before the first tick.",
}
PEOPLE_FIRST = ("people", "dealers", "officers", "residents", "rooms", "street")
MOST_NAMED = 8
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Parting:
    """The first thing that is otherwise.

    Attributes
    ----------
    day : counted from 0; below 0 in the settling
    tick : of the run, counted from the first day of settling
    when : date and time of the tick
    process : the decision, by its name in the schedule; ``about`` says it in a sentence
    rules : rules that this process asks
    table, attribute, agent : what differs, and whose it is
    there, here : the two values, in words
    rows : how many rows of the table differ in that attribute after the process
    also : other columns that the same process left different
    """

    day: int
    tick: int
    when: str
    process: str
    about: str
    rules: tuple[str, ...]
    table: str
    attribute: str
    agent: str
    there: str
    here: str
    rows: int
    also: tuple[str, ...] = ()

    def document(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self)


def parting_of(
    spec: RunSpec, day: int, morning: Snapshot | None, there: Witness, here: Here | None = None
) -> Parting | None:
    """Find where a day that begins alike and ends differently parts, or nothing when both relive it alike.

    Parameters
    ----------
    spec : the run
    day : the day that ends differently; below 0 in the settling
    morning : the state with which it begins, the same in both; nothing on the first morning of all
    there, here : who relives it; here is this very program unless told otherwise
    """
    here = here or Here()
    ours, theirs = at_once(lambda: here.steps(spec, day, morning), lambda: there.steps(spec, day, morning))
    step = ours.first_difference(theirs)
    if step is None:
        return None
    our_acts, their_acts = at_once(
        lambda: here.acts(spec, day, morning, step), lambda: there.acts(spec, day, morning, step)
    )
    world = here.market_before(spec, day, morning, step).world
    return first_otherwise(spec, world, day, our_acts, their_acts)


def first_otherwise(
    spec: RunSpec, world: World, day: int, ours: list[Act], theirs: list[Act]
) -> Parting | None:
    """Return what the first process that acted otherwise left different; the world stands as it did before them."""
    tick = world.tick
    second = (tick * spec.tick_seconds) % SECONDS_PER_DAY
    when = moment_words(spec.start, day, second)
    for one, other in zip(ours, theirs, strict=False):
        if one.process != other.process:
            return Parting(
                day, tick, when, one.process, about_process(one.process), (), "schedule", "order", "everybody",
                other.process, one.process, 0,
            )  # fmt: skip
        left = {name: pair for name, pair in after_both(other, one).items() if not _alike(*pair)}
        if left:
            return _told(left, world, day, tick, when, one.process)
    return None


def after_both(there: Act, here: Act) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Return each column, shape (rows, …), that either act wrote, as it stood after both; unwritten is left alone."""
    names = list(dict.fromkeys([*here.written, *there.written]))
    kept: dict[str, tuple[np.ndarray, np.ndarray]] = {}
    for name in names:
        one, other = here.written.get(name), there.written.get(name)
        left_alone = (one or other).before  # type: ignore[union-attr]
        kept[name] = (_after(other, left_alone), _after(one, left_alone))
    return kept


def _after(written: Written | None, left_alone: np.ndarray) -> np.ndarray:
    return left_alone if written is None else written.after


def _alike(one: np.ndarray, other: np.ndarray) -> bool:
    return one.shape == other.shape and one.tobytes() == other.tobytes()


def _told(
    left: dict[str, tuple[np.ndarray, np.ndarray]], world: World, day: int, tick: int, when: str, process: str
) -> Parting:
    """Tell the first of what a process left different: somebody rather than a place, a place rather than a sum."""
    rank = {table: place for place, table in enumerate(PEOPLE_FIRST)}
    last = len(rank)
    name = min(left, key=lambda column: rank.get(column.partition(".")[0], last))
    table, _, attribute = name.partition(".")
    there, here = left[name]
    rows = rows_that_differ(there, here)
    row = rows[0] if rows else -1
    values = (there[row], here[row]) if rows else (len(there), len(here))
    there_told, here_told = pair_words(world, table, attribute, *values)
    return Parting(
        day=day,
        tick=tick,
        when=when,
        process=process,
        about=about_process(process),
        rules=rules_of(process),
        table=table,
        attribute=attribute,
        agent=row_words(world, table, row),
        there=there_told,
        here=here_told,
        rows=len(rows),
        also=tuple(column for column in left if column != name)[:MOST_NAMED],
    )


def rows_that_differ(one: np.ndarray, other: np.ndarray) -> list[int]:
    """Return the rows of two columns, shape (rows, …), that differ to the last bit, in their common length."""
    both = min(len(one), len(other))
    if not both:
        return []
    plain = [np.ascontiguousarray(side[:both]).view(np.uint8).reshape(both, -1) for side in (one, other)]
    found: list[int] = np.flatnonzero((plain[0] != plain[1]).any(axis=1)).tolist()
    return found


def at_the_beginning(spec: RunSpec) -> Parting:
    """Say that already the world as it was made is otherwise; the two programs place people differently."""
    day = -spec.settling_days
    return Parting(
        day, 0, moment_words(spec.start, day, 0), BEGINNING, ARRIVALS[BEGINNING], (), "every table", "every attribute",
        "everybody", "as made there", "as made here", 0,
    )  # fmt: skip


def parting_from_the_beginning(
    spec: RunSpec, days: int, there: Witness, here: Here | None = None
) -> Parting | None:
    """Find where two runs part within so many days, settling first, when all that is known is whom to ask."""
    here = here or Here()
    ours, theirs = at_once(lambda: here.midnights(spec, days), lambda: there.midnights(spec, days))
    midnight = ours.first_difference(theirs)
    if midnight is None:
        return None
    if midnight == 0:
        return at_the_beginning(spec)
    morning = here.morning_after(spec, midnight - 1)
    return parting_of(spec, midnight - 1 - spec.settling_days, morning, there, here)


def about_process(name: str) -> str:
    """Return what a process does, in the sentence written above it."""
    process = processes().get(name)
    return ARRIVALS.get(name, "") if process is None else (process.__doc__ or "").split("\n")[0]


def rules_of(name: str) -> tuple[str, ...]:
    """Return the rules that a process asks, by their names."""
    process = processes().get(name)
    if process is None:
        return ()
    module = import_module(process.__module__)
    ours = [value for value in vars(module).values() if hasattr(value, "py_func")]
    loops = [value for value in ours if value.py_func.__module__ == module.__name__]
    asked = {told for one in loops for told in one.py_func.__code__.co_names}
    return tuple(
        sorted(
            told for told in asked if ".rules." in str(getattr(getattr(module, told, None), "__module__", ""))
        )
    )


def processes() -> dict[str, Any]:
    """Return every process of the schedule by its name."""
    from marketsim.model.schedule import EVERY_DAY, EVERY_HOUR, EVERY_TICK

    return {process.__name__: process for process in (*EVERY_DAY, *EVERY_TICK, *EVERY_HOUR)}


def at_once(ours: Callable[[], Answer], theirs: Callable[[], Answer]) -> tuple[Answer, Answer]:
    """Ask both sides at the same time: the other one usually answers from another process."""
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(theirs)
        return ours(), asked.result()
