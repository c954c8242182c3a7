"""Prosecutors take so many cases a week; the others wait, and are dropped when they wait too long (M14)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.accounts import CASES_TAKEN
from marketsim.entities.clock import HOURS_PER_DAY, TICK, WEEKDAY, Clock
from marketsim.entities.dealers import DETAINED, is_in_the_market
from marketsim.entities.ledger import CASE_DROPPED, DEALER, NO_CAUSE, NOBODY, PROSECUTION, record
from marketsim.entities.turns import take_turn
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.capacity import has_lapsed
from marketsim.rules.lengths import length_around

TURN = stream("turn of a case that waits for the prosecutors")
CUSTODY = stream("length of custody in a case that waited")
REPLACED_IN = stream("time until a dealer whose case waited is replaced")


def prosecutors_take_cases(world: World, today: Today, now: Clock) -> Call:
    """Each week brings new room; the cases that have waited longest come first, and the dealer is fetched."""
    dealers, enforcement = world.dealers, today.enforcement
    return _take, (
        now, today.ticks_per_hour, dealers.key, dealers.standing, dealers.cell, dealers.case_waits, dealers.custom,
        dealers.free_at, dealers.replaced_at, world.street.vacant, world.around.order, world.around.drawn,
        world.accounts, world.ledger.rows, world.ledger.filled, today.drug_squad.case_slots,
        today.capacity.backlog_lapses, enforcement.seller_custody, today.deterrence.custody_bites,
        today.learning.replacement_days,
    )  # fmt: skip


@loop
def _take(
    now, ticks_per_hour, key, standing, cell, case_waits, custom, free_at, replaced_at, vacant, order, drawn, accounts,
    rows, filled, case_slots, backlog_lapses, seller_custody, custody_bites, replacement_days,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    if now[WEEKDAY] == 0:
        accounts[CASES_TAKEN] = 0
    waiting = 0
    for dealer in range(key.shape[0]):
        if case_waits[dealer] < 0:
            continue
        waited = (tick - case_waits[dealer]) / ticks_per_hour
        if has_lapsed(waited, longest=backlog_lapses * HOURS_PER_DAY):
            case_waits[dealer] = -1
            record(
                rows, filled, tick, cell[dealer], CASE_DROPPED, NO_CAUSE, DEALER, dealer, NOBODY, -1, 1, 0, 0
            )
        elif is_in_the_market(standing[dealer]):
            turn = case_waits[dealer] + uniform(key[dealer], word, TURN)
            waiting = take_turn(order, drawn, waiting, dealer, turn)
    for position in range(waiting):
        if accounts[CASES_TAKEN] >= case_slots:
            break
        dealer = order[position]
        accounts[CASES_TAKEN] += 1
        case_waits[dealer] = -1
        mean = seller_custody * HOURS_PER_DAY
        hours_held = length_around(mean, uniform(key[dealer], word, CUSTODY))
        record(
            rows, filled, tick, cell[dealer], PROSECUTION, NO_CAUSE, NOBODY, -1, DEALER, dealer, 1,
            int(hours_held), 0,
        )  # fmt: skip
        free_at[dealer] = tick + int(hours_held * custody_bites * ticks_per_hour)
        if free_at[dealer] > tick:
            standing[dealer] = DETAINED
        mean = replacement_days * HOURS_PER_DAY
        replaced_at[dealer] = tick + int(
            length_around(mean, uniform(key[dealer], word, REPLACED_IN)) * ticks_per_hour
        )
        vacant[cell[dealer]] += custom[dealer]
