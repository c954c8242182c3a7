"""Which numbers hold on a day: the declared ones, changed by every change of the policy up to that day."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from marketsim.parameters.errors import BadDay, Conflict, MarketsimError, WrongKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marketsim.parameters import Numbers
    from marketsim.policies.policy import Change, Policy


def in_force(policy: Policy, day: int, numbers: Numbers, start: date) -> Numbers:
    """Return the numbers that hold on a day of a run.

    Parameters
    ----------
    policy : what the city does
    day : days since the run began, 0 on its first day
    numbers : what holds without the policy; returned itself before the first change
    start : the run's first date
    """
    due = tuple(change for change in in_order(policy, start) if change.day(start) <= day)
    return _after(due, numbers) if due else numbers


def in_order(policy: Policy, start: date) -> list[Change]:
    """Return the changes by day; of two on the same day the one written later comes later."""
    return sorted(policy.changes, key=lambda change: change.day(start))


def change_days(policy: Policy, start: date) -> tuple[int, ...]:
    """Return the days of a run on which the policy changes something, in order."""
    return tuple(sorted({max(0, change.day(start)) for change in policy.changes}))


def check(policy: Policy, numbers: Numbers, start: date, days: int, levers_set: Iterable[str] = ()) -> None:
    """Refuse a policy that could not do in this run what it says.

    A run may begin in the middle of a dated policy: what was changed before is in force from its first day, and
    what comes after its last day does not come.

    Parameters
    ----------
    days : the run's length; days 0 … days - 1 are counted
    levers_set : keys of levers set by hand, which the policy must leave alone
    """
    by_hand = tuple(levers_set)
    for place, change in enumerate(policy.changes, start=1):
        try:
            _refuse_a_parameter(change, numbers)
            _refuse_what_is_set_by_hand(change, by_hand)
            numbers.changed({change.lever: change.to})
        except MarketsimError as error:
            raise error.inside(f"{policy.name}: change {place}") from None
    first = min((change.day(start) for change in policy.changes), default=0)
    if first >= days:
        last = start + timedelta(days=max(0, days - 1))
        raise BadDay(
            f"{policy.name}: begins on day {first}; the run has only {days} day{'s' * (days != 1)}, {start} to {last}, "
            "so nothing would change"
        )


@lru_cache(maxsize=256)
def _after(due: tuple[Change, ...], numbers: Numbers) -> Numbers:
    for change in due:
        numbers = numbers.changed({change.lever: change.to})
    return numbers


def _refuse_a_parameter(change: Change, numbers: Numbers) -> None:
    if numbers.declaration(change.lever).kind != "lever":
        raise WrongKind(
            f"{change.lever} is a parameter, a fact that no policy changes; give it with --assume"
        )


def _refuse_what_is_set_by_hand(change: Change, by_hand: tuple[str, ...]) -> None:
    for key in by_hand:
        if f"{key}.".startswith(f"{change.lever}.") or f"{change.lever}.".startswith(f"{key}."):
            raise Conflict(f"{change.lever} is changed by the policy, so it cannot also be set by hand")
