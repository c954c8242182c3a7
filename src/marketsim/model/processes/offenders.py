"""Known offenders are sought, and arrested by officers who meet them; thieves are caught in the act (M13, M14, M21)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.accounts import CASES_TAKEN
from marketsim.entities.clock import HOURS_PER_DAY, TICK, Clock
from marketsim.entities.dealers import AT_SPOT, DETAINED
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
    TARGET,
    TARGET_KIND,
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
from marketsim.rules.enforcement import is_arrested_for, is_recognised
from marketsim.rules.lengths import length_around

ARRESTED = stream("offender is arrested for violence")
RECOGNISED = stream("officer recognises somebody sought for violence")
CUSTODY = stream("length of a person's custody for violence")
THEFT_TOLD = stream("theft is told")
CAUGHT = stream("officer catches a thief")


def offenders_are_sought(world: World, today: Today, now: Clock) -> Call:
    """Whoever is known to have used violence in this tick is sought from now on; who was arrested is so no longer."""
    people, dealers = world.people, world.dealers
    return _seek, (
        now, today.ticks_per_hour, people.whereabouts, people.sought_until, people.sought_since, people.sought_for,
        people.sought_severity, dealers.standing, dealers.sought_until, dealers.sought_since, dealers.sought_for,
        dealers.sought_severity, world.ledger.rows, world.ledger.filled, today.reporting.sought_days,
        today.call_ins.answered_within,
    )  # fmt: skip


@loop
def _seek(
    now, ticks_per_hour, whereabouts, sought_until, sought_since, sought_for, sought_severity, standing,
    dealer_sought_until, dealer_sought_since, dealer_sought_for, dealer_sought_severity, rows, filled, sought_days,
    answered_within,
):  # fmt: skip
    tick = now[TICK]
    lasts = int(sought_days * HOURS_PER_DAY * ticks_per_hour)
    due = int(answered_within * HOURS_PER_DAY * ticks_per_hour)
    for row in range(filled[1], filled[0]):
        kind = rows[row, KIND]
        if kind == ARREST and rows[row, TARGET_KIND] == DEALER:
            dealer_sought_until[rows[row, TARGET]] = tick
        elif kind == ARREST:
            sought_until[rows[row, TARGET]] = tick
        if kind != VIOLENCE or not rows[row, CASED]:
            continue
        offender, seriousness, cause = rows[row, ACTOR], rows[row, SEVERITY], rows[row, CAUSE]
        if rows[row, ACTOR_KIND] == DEALER and standing[offender] != DETAINED:
            _open_case(
                dealer_sought_until, dealer_sought_since, dealer_sought_for, dealer_sought_severity, offender, tick,
                lasts, due, cause, seriousness,
            )  # fmt: skip
        elif rows[row, ACTOR_KIND] == PERSON and whereabouts[offender] != IN_CUSTODY:
            _open_case(
                sought_until, sought_since, sought_for, sought_severity, offender, tick, lasts, due, cause,
                seriousness,
            )  # fmt: skip


@loop
def _open_case(until, since, sought_for, severity, offender, tick, lasts, due, cause, seriousness):
    """Seek an offender for an act; whoever is sought already is so for longer, and for the worst of the acts."""
    already = until[offender] > tick
    if not already or tick - since[offender] > due:
        since[offender] = tick
    severity[offender] = max(severity[offender], seriousness) if already else seriousness
    until[offender] = tick + lasts
    sought_for[offender] = cause


def people_sought_are_arrested(world: World, today: Today, now: Clock) -> Call:
    """An officer with time who meets a person sought for violence may recognise and arrest that person."""
    people, officers, reporting, enforcement = (
        world.people,
        world.officers,
        today.reporting,
        today.enforcement,
    )
    return _arrest_people, (
        now, today.hours, today.ticks_per_hour, people.key, people.whereabouts, people.doing, people.busy_until,
        people.cell, people.sought_until, people.sought_since, people.sought_for, people.sought_severity, officers.key,
        officers.body, officers.cell, officers.busy_until, officers.work, world.city.distance,
        world.around.officers_out, world.around.people_here, world.accounts, world.ledger.rows, world.ledger.filled,
        today.presence.reach, reporting.recognised, reporting.arrests_offenders, reporting.offender_custody,
        today.drug_squad.case_slots, enforcement.arrest_time, enforcement.short_custody,
    )  # fmt: skip


@loop
def _arrest_people(
    now, hours, ticks_per_hour, key, whereabouts, doing, busy_until, cell, sought_until, sought_since, sought_for,
    sought_severity, officer_key, body, officer_cell, officer_busy_until, work, decimetres, officers_out, people_here,
    accounts, rows, filled, reach, recognised, arrests_offenders, offender_custody, case_slots, arrest_time,
    short_custody,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    for person in people_here:
        if person < 0:
            break
        if sought_until[person] <= tick or whereabouts[person] != HERE:
            continue
        here = cell[person]
        seriousness, cause = sought_severity[person], sought_for[person]
        officer = _met_by(
            tick, hours, here, seriousness, 0.0, key[person], sought_since[person], officer_key, body, officer_cell,
            officer_busy_until, decimetres, officers_out, reach, recognised, arrests_offenders,
        )  # fmt: skip
        if officer < 0:
            continue
        work[officer] = ARRESTING
        officer_busy_until[officer] = tick + int(arrest_time * ticks_per_hour)
        hours_held = short_custody
        prosecuted = seriousness > 1 and accounts[CASES_TAKEN] < case_slots
        if prosecuted:
            accounts[CASES_TAKEN] += 1
            mean = offender_custody * HOURS_PER_DAY
            hours_held = length_around(mean, uniform(key[person], word, CUSTODY))
            record(
                rows, filled, tick, here, PROSECUTION, cause, NOBODY, -1, PERSON, person, 1, int(hours_held), 0
            )  # fmt: skip
        record(
            rows, filled, tick, here, ARREST, cause, OFFICER, officer, PERSON, person, 1 + prosecuted,
            int(hours_held), body[officer],
        )  # fmt: skip
        whereabouts[person] = IN_CUSTODY
        doing[person] = HANGING
        busy_until[person] = tick + int(hours_held * ticks_per_hour)


def dealers_sought_are_arrested(world: World, today: Today, now: Clock) -> Call:
    """The same with dealers at their spots; for those warned what is delivered of the promise counts, if it is more."""
    dealers, officers, reporting = world.dealers, world.officers, today.reporting
    return _arrest_dealers, (
        now, today.hours, today.ticks_per_hour, dealers.key, dealers.standing, dealers.cell, dealers.caught_by,
        dealers.caught_for, dealers.warned, dealers.sought_until, dealers.sought_since, dealers.sought_for,
        dealers.sought_severity, officers.key, officers.body, officers.cell, officers.busy_until, officers.work,
        world.city.distance, world.around.officers_out, world.around.dealers_out, today.presence.reach,
        reporting.recognised, reporting.arrests_offenders, today.call_ins.delivered, today.enforcement.arrest_time,
    )  # fmt: skip


@loop
def _arrest_dealers(
    now, hours, ticks_per_hour, key, standing, cell, caught_by, caught_for, warned, sought_until, sought_since,
    sought_for, sought_severity, officer_key, body, officer_cell, officer_busy_until, work, decimetres, officers_out,
    dealers_out, reach, recognised, arrests_offenders, delivered, arrest_time,
):  # fmt: skip
    tick = now[TICK]
    for dealer in dealers_out:
        if dealer < 0:
            break
        if sought_until[dealer] <= tick or standing[dealer] != AT_SPOT or caught_by[dealer] >= 0:
            continue
        promised = delivered if warned[dealer] > 0 else 0.0
        officer = _met_by(
            tick, hours, cell[dealer], sought_severity[dealer], promised, key[dealer], sought_since[dealer],
            officer_key, body, officer_cell, officer_busy_until, decimetres, officers_out, reach, recognised,
            arrests_offenders,
        )  # fmt: skip
        if officer < 0:
            continue
        work[officer] = ARRESTING
        officer_busy_until[officer] = tick + int(arrest_time * ticks_per_hour)
        caught_by[dealer] = body[officer]
        caught_for[dealer] = sought_for[dealer]


@loop
def _met_by(
    tick, hours, place, seriousness, promised, dice, since, officer_key, body, officer_cell, officer_busy_until,
    decimetres, officers_out, reach, recognised, answered_by_arrest,
):  # fmt: skip
    """The first officer with time in view of the place who recognises the offender and is to make the arrest, or −1.

    Whether a body answers the act by arrest is drawn once for each act, not at every meeting.
    """
    for officer in officers_out:
        if officer < 0:
            break
        arrests_offenders = answered_by_arrest[body[officer]]
        if officer_busy_until[officer] > tick or arrests_offenders == 0:
            continue
        if decimetres[officer_cell[officer], place] > reach * DECIMETRES_PER_METRE:
            continue
        arrests_offenders = max(arrests_offenders, promised)
        if is_recognised(
            recognised, hours, uniform(officer_key[officer] ^ dice, moment(tick), RECOGNISED)
        ) and is_arrested_for(seriousness, arrests_offenders, uniform(dice, moment(since), ARRESTED)):
            return officer
    return -1


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
