"""The police promise certain response to violence, and keep the promise or not (M21)."""

from __future__ import annotations

from marketsim.chance import moment, uniform
from marketsim.compiled import loop
from marketsim.entities.accounts import CALLS_WAITING
from marketsim.entities.clock import DAY, HOURS_PER_DAY, TICK, Clock
from marketsim.entities.dealers import AT_SPOT, is_in_the_market
from marketsim.entities.ledger import CALLED_IN, DEALER, NO_CAUSE, OFFICER, record
from marketsim.entities.police import DRUG_SQUAD, LOCAL_OFFICER, LOCAL_PATROL
from marketsim.entities.turns import take_turn
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.processes.offenders import ARRESTED
from marketsim.model.today import DAYS_PER_WEEK, Today
from marketsim.rules.deterrence import fading, risk_after
from marketsim.rules.discretion import belief_after
from marketsim.rules.enforcement import is_arrested_for


def dealers_are_called_in(world: World, today: Today, now: Clock) -> Call:
    """Once a week those believed most violent, and whoever sells with them, hear what the next act will bring.

    The time of it is shared among the posts of the local patrol, who lose it as they come on duty.
    """
    dealers, officers, call_ins = world.dealers, world.officers, today.call_ins
    return _call_in, (
        now, today.ticks_per_hour, dealers.key, dealers.standing, dealers.cell, dealers.crew,
        dealers.believed_violent, dealers.warned, officers.body, officers.call_ins, today.police.officers,
        world.around.dealer_order, world.around.order, world.around.drawn, world.ledger.rows, world.ledger.filled,
        call_ins.called, call_ins.promised, call_ins.call_in_time, call_ins.warning_half_life,
    )  # fmt: skip


@loop
def _call_in(
    now, ticks_per_hour, key, standing, cell, crew_of, believed_violent, warned, body, time_called_in, posts,
    dealer_order, order, drawn, rows, filled, called, promised, call_in_time, warning_half_life,
):  # fmt: skip
    hours = HOURS_PER_DAY
    left = fading(hours, half_life=warning_half_life)
    waiting = 0
    for dealer in dealer_order:
        warned[dealer] *= left
        believed = max(
            believed_violent[dealer, LOCAL_OFFICER],
            max(believed_violent[dealer, LOCAL_PATROL], believed_violent[dealer, DRUG_SQUAD]),
        )
        if now[DAY] % DAYS_PER_WEEK == 0 and is_in_the_market(standing[dealer]) and believed > 0:
            waiting = take_turn(order, drawn, waiting, dealer, -believed)
    for position in range(waiting):
        if position >= called:
            break
        dealer = order[position]
        record(
            rows, filled, now[TICK], cell[dealer], CALLED_IN, NO_CAUSE, OFFICER, -1, DEALER, dealer, 1, 0, 0
        )
        for other in range(key.shape[0]):
            if other == dealer or (crew_of[dealer] >= 0 and crew_of[other] == crew_of[dealer]):
                warned[other] = max(warned[other], promised)
    met = min(waiting, called)
    for officer in range(body.shape[0]):
        if body[officer] == LOCAL_PATROL:
            time_called_in[officer] = int(met * call_in_time * ticks_per_hour / max(1, posts[LOCAL_PATROL]))


def warnings_are_heeded(world: World, today: Today, now: Clock) -> Call:
    """Who was warned counts on arrest for the next act of violence, beside the risk that selling brings."""
    dealers = world.dealers
    return _heed_warnings, (
        dealers.perceived_risk, dealers.warned, dealers.risk_of_force, today.call_ins.warning_works,
    )  # fmt: skip


@loop
def _heed_warnings(perceived_risk, warned, risk_of_force, warning_works):
    for dealer in range(warned.shape[0]):
        lesson = min(1.0, warning_works * warned[dealer])
        risk_of_force[dealer] = risk_after(perceived_risk[dealer], lesson)


def those_warned_are_sought_out(world: World, today: Today, now: Clock) -> Call:
    """Every hour a car is called to whoever was warned and is sought, as far as the promise is delivered."""
    dealers, street = world.dealers, world.street
    return _seek_out, (
        now, dealers.key, dealers.standing, dealers.cell, dealers.warned, dealers.sought_until, dealers.sought_since,
        dealers.sought_severity, street.calls, street.alarms, street.called_at, world.around.dealers_out,
        world.accounts, today.call_ins.delivered,
    )  # fmt: skip


@loop
def _seek_out(
    now, key, standing, cell, warned, sought_until, sought_since, sought_severity, calls, alarms, called_at,
    dealers_out, accounts, delivered,
):  # fmt: skip
    tick = now[TICK]
    for dealer in dealers_out:
        if dealer < 0:
            break
        if standing[dealer] != AT_SPOT or warned[dealer] <= 0 or sought_until[dealer] <= tick:
            continue
        seriousness, arrests_offenders = sought_severity[dealer], delivered
        spot = cell[dealer]
        if alarms[spot] > 0 or not is_arrested_for(
            seriousness, arrests_offenders, uniform(key[dealer], moment(sought_since[dealer]), ARRESTED)
        ):
            continue
        if calls[spot] == 0:
            called_at[spot] = tick
        alarms[spot] += 1
        accounts[CALLS_WAITING] += 1


def promises_are_judged(world: World, today: Today, now: Clock) -> Call:
    """Each arrest for violence, and each known act left without one for too long, shows whether the promise is kept."""
    dealers, call_ins = world.dealers, today.call_ins
    return _judge_promises, (
        now, today.ticks_per_hour, dealers.caught_by, dealers.caught_for, dealers.warned, dealers.sought_until,
        dealers.sought_since, world.around.dealer_order, call_ins.answered_within, call_ins.word_spreads,
    )  # fmt: skip


@loop
def _judge_promises(
    now, ticks_per_hour, caught_by, caught_for, warned, sought_until, sought_since, dealer_order, answered_within,
    word_spreads,
):  # fmt: skip
    tick = now[TICK]
    due = int(answered_within * HOURS_PER_DAY * ticks_per_hour)
    for offender in dealer_order:
        kept = caught_by[offender] >= 0 and caught_for[offender] != NO_CAUSE
        broken = sought_until[offender] > tick and tick - sought_since[offender] == due
        if warned[offender] <= 0 or not (kept or broken):
            continue
        for dealer in range(warned.shape[0]):
            if warned[dealer] > 0:
                warned[dealer] = belief_after(
                    belief=warned[dealer], evidence=1.0 if kept else 0.0, weight=word_spreads
                )
