"""Officers who are free arrest for violence and theft; without a free officer nobody is arrested (M13, M14, M21)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.accounts import CASES_TAKEN
from marketsim.entities.clock import HOURS_PER_DAY, TICK, Clock
from marketsim.entities.dealers import AT_SPOT
from marketsim.entities.ledger import (
    ACTOR,
    ACTOR_KIND,
    ARREST,
    CASED,
    CAUSE,
    CELL,
    DEALER,
    KIND,
    NOBODY,
    OFFICER,
    PERSON,
    PROSECUTION,
    RECORDED,
    SEVERITY,
    STEALING,
    THEFT,
    TOLD,
    TOLD_BY_WITNESS,
    VIOLENCE,
    record,
)  # fmt: skip
from marketsim.entities.people import HANGING, HERE, IN_CUSTODY
from marketsim.entities.police import ARRESTING
from marketsim.entities.scales import DECIMETRES_PER_METRE
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.enforcement import is_arrested_for
from marketsim.rules.lengths import length_around

ARRESTED = stream("offender is arrested for violence")
CUSTODY = stream("length of a person's custody for violence")
THEFT_TOLD = stream("theft is told")
CAUGHT = stream("officer catches a thief")


def offenders_are_arrested(world: World, today: Today, now: Clock) -> Call:
    """For each act of this tick with a known offender one free officer, if there is one, may make the arrest."""
    people, dealers, officers = world.people, world.dealers, world.officers
    reporting, enforcement = today.reporting, today.enforcement
    return _arrest_offenders, (
        now, today.ticks_per_hour, people.key, people.whereabouts, people.doing, people.busy_until, dealers.key,
        dealers.standing, dealers.caught_by, dealers.caught_for, dealers.warned, officers.key, officers.body,
        officers.busy_until, officers.work, world.around.officers_out, world.accounts, world.ledger.rows,
        world.ledger.filled, reporting.arrests_offenders, today.call_ins.delivered, reporting.offender_custody,
        today.drug_squad.case_slots, enforcement.arrest_time, enforcement.short_custody,
    )  # fmt: skip


@loop
def _arrest_offenders(
    now, ticks_per_hour, key, whereabouts, doing, busy_until, dealer_key, standing, caught_by, caught_for, warned,
    officer_key, body, officer_busy_until, work, officers_out, accounts, rows, filled, answered_by_arrest, delivered,
    offender_custody, case_slots, arrest_time, short_custody,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    for row in range(filled[1], filled[0]):
        if rows[row, KIND] != VIOLENCE or not rows[row, CASED]:
            continue
        offender, seriousness, cause = rows[row, ACTOR], rows[row, SEVERITY], rows[row, CAUSE]
        by_dealer = rows[row, ACTOR_KIND] == DEALER
        if by_dealer and (standing[offender] != AT_SPOT or caught_by[offender] >= 0):
            continue
        if not by_dealer and whereabouts[offender] != HERE:
            continue
        dice = dealer_key[offender] if by_dealer else key[offender]
        for officer in officers_out:
            if officer < 0:
                break
            kind = body[officer]
            arrests_offenders = answered_by_arrest[kind]
            if officer_busy_until[officer] > tick or arrests_offenders == 0:
                continue
            if by_dealer and warned[offender] > 0:
                arrests_offenders = max(arrests_offenders, delivered)
            if not is_arrested_for(
                seriousness, arrests_offenders, uniform(officer_key[officer] ^ dice, word, ARRESTED)
            ):
                break
            work[officer] = ARRESTING
            officer_busy_until[officer] = tick + int(arrest_time * ticks_per_hour)
            if by_dealer:
                caught_by[offender] = kind
                caught_for[offender] = cause
                break
            here = rows[row, CELL]
            hours_held = short_custody
            prosecuted = seriousness > 1 and accounts[CASES_TAKEN] < case_slots
            if prosecuted:
                accounts[CASES_TAKEN] += 1
                mean = offender_custody * HOURS_PER_DAY
                hours_held = length_around(mean, uniform(dice, word, CUSTODY))
                record(
                    rows, filled, tick, here, PROSECUTION, cause, NOBODY, -1, PERSON, offender, 1,
                    int(hours_held), 0,
                )  # fmt: skip
            record(
                rows, filled, tick, here, ARREST, cause, OFFICER, officer, PERSON, offender, 1 + prosecuted,
                int(hours_held), kind,
            )  # fmt: skip
            whereabouts[offender] = IN_CUSTODY
            doing[offender] = HANGING
            busy_until[offender] = tick + int(hours_held * ticks_per_hour)
            break


def thieves_are_caught(world: World, today: Today, now: Clock) -> Call:
    """Thefts are told by who lost something; an officer on pickpockets may catch the thief in the act."""
    people, officers, reporting, enforcement = (
        world.people,
        world.officers,
        today.reporting,
        today.enforcement,
    )
    return _catch, (
        now, today.ticks_per_hour, people.key, people.whereabouts, people.doing, people.busy_until, officers.key,
        officers.minds_theft, officers.cell, officers.body, officers.busy_until, officers.work,
        world.city.distance, world.around.officers_out, world.ledger.rows, world.ledger.filled,
        reporting.thefts_told, reporting.catches_thieves, today.presence.reach, enforcement.arrest_time,
        enforcement.short_custody,
    )  # fmt: skip


@loop
def _catch(
    now, ticks_per_hour, key, whereabouts, doing, busy_until, officer_key, minds_theft, officer_cell, body,
    officer_busy_until, work, decimetres, officers_out, rows, filled, thefts_told, catches_thieves, reach,
    arrest_time, short_custody,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    for row in range(filled[1], filled[0]):
        if rows[row, KIND] != THEFT:
            continue
        here, thief = rows[row, CELL], rows[row, ACTOR]
        if uniform(key[thief], word, THEFT_TOLD) < thefts_told:
            rows[row, TOLD] = TOLD_BY_WITNESS
            rows[row, RECORDED] = 1
        for officer in officers_out:
            if officer < 0:
                break
            # Several thieves in one tick do not hide behind each other: the order of rows must not matter.
            if not minds_theft[officer] or whereabouts[thief] != HERE:
                continue
            if decimetres[officer_cell[officer], here] > reach * DECIMETRES_PER_METRE:
                continue
            if uniform(officer_key[officer] ^ key[thief], word, CAUGHT) >= catches_thieves:
                continue
            rows[row, RECORDED] = 1
            rows[row, CASED] = 1
            work[officer] = ARRESTING
            officer_busy_until[officer] = tick + int(arrest_time * ticks_per_hour)
            record(
                rows, filled, tick, here, ARREST, STEALING, OFFICER, officer, PERSON, thief, 1,
                int(short_custody), body[officer],
            )  # fmt: skip
            whereabouts[thief] = IN_CUSTODY
            doing[thief] = HANGING
            busy_until[thief] = tick + int(short_custody * ticks_per_hour)
