"""Calls come in, wait for a car, are answered, or lapse (M14, M15)."""

from __future__ import annotations

from marketsim.chance import about, moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.accounts import CALLS_WAITING
from marketsim.entities.clock import TICK, Clock
from marketsim.entities.ledger import (
    ACTOR,
    BY_ALARM,
    BY_COMPLAINT,
    CALL,
    CALL_LAPSED,
    COMPLAINT,
    KIND,
    NO_CAUSE,
    NOBODY,
    OFFICER,
    RECORDED,
    TOLD,
    TOLD_BY_VICTIM,
    record,
)  # fmt: skip
from marketsim.entities.police import CALLS
from marketsim.entities.scales import MINUTES_PER_HOUR
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.capacity import has_lapsed, urgency

WRITTEN = stream("complaint is written down")
PHONES = stream("complaints about a place are phoned in")


def calls_come_in(world: World, today: Today, now: Clock) -> Call:
    """Complaints are written down or not; some are calls for a car, which lapse when they wait too long."""
    street, capacity = world.street, today.capacity
    return _come_in, (
        now, today.ticks_per_hour, today.entry_key, world.residents.key, street.complained, street.calls,
        street.alarms, street.called_at, world.accounts, world.ledger.rows, world.ledger.filled,
        capacity.complaints_phoned, capacity.call_lapses, today.reporting.complaints_recorded,
    )  # fmt: skip


@loop
def _come_in(
    now, ticks_per_hour, entry_key, key, complained, calls, alarms, called_at, accounts, rows, filled,
    complaints_phoned, call_lapses, complaints_recorded,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    for row in range(filled[1], filled[0]):
        if rows[row, KIND] == COMPLAINT:
            rows[row, TOLD] = TOLD_BY_VICTIM
            rows[row, RECORDED] = uniform(key[rows[row, ACTOR]], word, WRITTEN) < complaints_recorded
    for place in range(complained.shape[0]):
        waiting = calls[place] + alarms[place]
        waited = (tick - called_at[place]) / ticks_per_hour
        if waiting > 0 and has_lapsed(waited, longest=call_lapses):
            record(rows, filled, tick, place, CALL_LAPSED, NO_CAUSE, NOBODY, -1, NOBODY, -1, waiting, 0, 0)
            accounts[CALLS_WAITING] -= waiting
            waiting = calls[place] = alarms[place] = 0
        if complained[place] == 0 or uniform(about(entry_key, place), word, PHONES) >= complaints_phoned:
            continue
        if waiting == 0:
            called_at[place] = tick
        calls[place] += complained[place]
        accounts[CALLS_WAITING] += complained[place]


def calls_are_answered(world: World, today: Today, now: Clock) -> Call:
    """An officer free for calls drives to the most urgent one and stays there a while under the body's orders."""
    officers, street, capacity = world.officers, world.street, today.capacity
    return _answer, (
        now, today.ticks_per_hour, officers.task, officers.cell, officers.busy_until, officers.answers,
        officers.stays_until, world.around.officer_order, street.calls, street.alarms, street.called_at,
        world.accounts, world.ledger.rows, world.ledger.filled, capacity.alarm_weight, capacity.call_time,
    )  # fmt: skip


@loop
def _answer(
    now, ticks_per_hour, task, cell, busy_until, answers, stays_until, officer_order, calls, alarms, called_at,
    accounts, rows, filled, alarm_weight, call_time,
):  # fmt: skip
    tick = now[TICK]
    for officer in officer_order:
        if task[officer] != CALLS or busy_until[officer] > tick:
            continue
        if answers[officer] >= 0:
            if stays_until[officer] < 0 and cell[officer] == answers[officer]:
                minutes = int(call_time * ticks_per_hour / MINUTES_PER_HOUR)
                stays_until[officer] = tick + max(1, minutes)
            elif 0 <= stays_until[officer] <= tick:
                answers[officer] = -1
        if answers[officer] >= 0 or accounts[CALLS_WAITING] == 0:
            continue
        most = 0.0
        for place in range(calls.shape[0]):
            if calls[place] + alarms[place] == 0:
                continue
            complaints = calls[place]
            asks = urgency(alarms[place], complaints, alarm_weight)
            if asks > most or (asks == most and called_at[place] < called_at[answers[officer]]):
                most = asks
                answers[officer] = place
        place = answers[officer]
        stays_until[officer] = -1
        waited = int((tick - called_at[place]) * MINUTES_PER_HOUR / ticks_per_hour)
        cause = BY_ALARM if alarms[place] > 0 else BY_COMPLAINT
        record(rows, filled, tick, place, CALL, cause, OFFICER, officer, NOBODY, -1, 1, waited, 0)
        accounts[CALLS_WAITING] -= calls[place] + alarms[place]
        calls[place] = 0
        alarms[place] = 0
