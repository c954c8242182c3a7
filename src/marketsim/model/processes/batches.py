"""Bad batches reach some dealers at random, and staff who hear of overdoses warn of them (M5)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.clock import HOURS_PER_DAY, TICK, Clock
from marketsim.entities.dealers import EMPTY
from marketsim.entities.ledger import BAD_BATCH, DEALER, NO_CAUSE, NOBODY, record
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.money import comes_within

ARRIVES = stream("a bad batch reaches the market")
REACHED = stream("a bad batch reaches a dealer")


def bad_batches_arrive(world: World, today: Today, now: Clock) -> Call:
    """On some days a bad batch comes, and part of the dealers sell from it for a while."""
    dealers, overdose = world.dealers, today.overdose
    return _arrive, (
        now, today.ticks_per_hour, today.entry_key, dealers.key, dealers.standing, dealers.cell,
        dealers.tainted_until, world.ledger.rows, world.ledger.filled, overdose.bad_batch_rate,
        overdose.bad_batch_reach, overdose.bad_batch_days,
    )  # fmt: skip


@loop
def _arrive(
    now, ticks_per_hour, entry_key, key, standing, cell, tainted_until, rows, filled,
    bad_batch_rate, bad_batch_reach, bad_batch_days,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    days = 1.0
    if not comes_within(bad_batch_rate, strength=1.0, hours=days, chance=uniform(entry_key, word, ARRIVES)):
        return
    for dealer in range(key.shape[0]):
        if standing[dealer] != EMPTY and uniform(key[dealer], word, REACHED) < bad_batch_reach:
            tainted_until[dealer] = tick + int(bad_batch_days * HOURS_PER_DAY * ticks_per_hour)
            record(rows, filled, tick, cell[dealer], BAD_BATCH, NO_CAUSE, NOBODY, -1, DEALER, dealer, 1, 0, 0)


def staff_hear_of_bad_batches(world: World, today: Today, now: Clock) -> Call:
    """Every hour staff of all services share what they heard, and warn for some days after the last case."""
    facilities = world.facilities
    return _hear, (
        now, today.ticks_per_hour, facilities.heard, facilities.warns_until, today.overdose.warning_days,
    )  # fmt: skip


@loop
def _hear(now, ticks_per_hour, heard, warns_until, warning_days):
    for facility in range(heard.shape[0]):
        if heard[facility] > 0:
            warns_until[facility] = now[TICK] + int(warning_days * HOURS_PER_DAY * ticks_per_hour)
    heard[:] = 0
