"""Whoever collapses is found or not: by staff, company with or without naloxone, passers-by, or nobody (M5)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.accounts import COCAINE_LOST, DEATHS, HEROIN_LOST, MONEY_OUT
from marketsim.entities.clock import SECOND, TICK, Clock, hour_of, is_between
from marketsim.entities.facilities import HEALTH_ROOM
from marketsim.entities.ledger import (
    DEATH,
    IN_ROOM,
    NALOXONE_USED,
    NEAR_HEALTH_ROOM,
    NO_CAUSE,
    NOBODY,
    OVERDOSE,
    PERSON,
    record,
)  # fmt: skip
from marketsim.entities.people import DEAD, HANGING, HERE, HEROIN, IN_HOSPITAL, SLEEPING
from marketsim.entities.scales import DECIMETRES_PER_METRE
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.overdose import dies, help_comes, naloxone_is_at_hand, saved

DIES = stream("an overdose kills")
GIVES = stream("who of the company gives naloxone")
RECOGNISED = stream("an overdose is recognised as a bad batch")


def the_collapsed_are_found(world: World, today: Today, now: Clock) -> Call:
    """Help comes to those who collapsed, with naloxone or without, or it does not."""
    people, street, city, overdose = world.people, world.street, world.city, today.overdose
    return _rescue, (
        now, today.ticks_per_hour, people.key, people.whereabouts, people.doing, people.busy_until, people.cell,
        people.use_place, people.last_drug, people.collapsed, people.naloxone, people.tainted, people.money,
        people.heroin, people.cocaine, people.overdoses, street.crowd, street.passing, street.findability,
        world.facilities.heard, world.outreach.on_duty, world.outreach.cell, city.distance, world.around.people_here,
        world.accounts, world.ledger.rows, world.ledger.filled,
        overdose.room_saves, overdose.help_window, overdose.company_helps, overdose.passers_carry,
        overdose.aid_saves, overdose.naloxone_works, overdose.fatality, overdose.hospital_hours,
        overdose.recognised, overdose.staff_saves, today.facilities.opens, today.facilities.closes,
        today.outreach.reach,
    )  # fmt: skip


@loop
def _rescue(
    now, ticks_per_hour, key, whereabouts, doing, busy_until, cell, use_place, last_drug, collapsed, naloxone,
    tainted, money, heroin, cocaine, overdoses_survived, crowd, street_passing,
    street_findability, heard, on_duty, worker_cell, decimetres, people_here, accounts, rows, filled,
    room_saves, help_window, company_helps, passers_carry, aid_saves, naloxone_works, fatality, hospital_hours,
    recognised, staff_saves, opens, closes, reach,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    hour = hour_of(now[SECOND])
    for person in people_here:
        if person < 0:
            break
        if not collapsed[person]:
            continue
        collapsed[person] = False
        here = cell[person]
        place = use_place[person]
        staffed = place == NEAR_HEALTH_ROOM and is_between(hour, opens[HEALTH_ROOM], closes[HEALTH_ROOM])
        for worker in range(worker_cell.shape[0]):
            if on_duty[worker] and decimetres[here, worker_cell[worker]] <= reach * DECIMETRES_PER_METRE:
                staffed = True
        passing = street_passing[here]
        company = crowd[here] > 1
        findability = street_findability[here]
        opioid = last_drug[person] == HEROIN
        giver = -1
        if opioid and place != IN_ROOM and not staffed:
            giver = _who_has_naloxone(person, word, key, whereabouts, doing, cell, naloxone, people_here)
        kit = giver >= 0
        if kit:
            naloxone[giver] -= 1
            record(
                rows, filled, tick, here, NALOXONE_USED, NO_CAUSE, PERSON, giver, PERSON, person, 1, 1, place
            )
        helped = help_comes(passing, findability, company, help_window, company_helps)
        at_hand = naloxone_is_at_hand(kit, passing, findability, help_window, passers_carry)
        helped = saved(helped, aid_saves, at_hand, opioid, naloxone_works)
        if staffed:
            helped = staff_saves
        if place == IN_ROOM:
            helped = room_saves
        if tainted[person] and uniform(key[person], word, RECOGNISED) < recognised:
            for facility in range(heard.shape[0]):
                heard[facility] += 1
        if dies(helped, fatality, uniform(key[person], word, DIES)):
            record(rows, filled, tick, here, DEATH, NO_CAUSE, PERSON, person, NOBODY, -1, 1, 0, place)
            whereabouts[person] = DEAD
            accounts[DEATHS] += 1
            accounts[MONEY_OUT] += money[person]
            accounts[HEROIN_LOST] += heroin[person]
            accounts[COCAINE_LOST] += cocaine[person]
            money[person] = 0
            heroin[person] = 0
            cocaine[person] = 0
        else:
            record(rows, filled, tick, here, OVERDOSE, NO_CAUSE, PERSON, person, NOBODY, -1, 1, 0, place)
            overdoses_survived[person] += 1
            whereabouts[person] = IN_HOSPITAL
            busy_until[person] = tick + int(hospital_hours * ticks_per_hour)
        doing[person] = HANGING
        use_place[person] = 0


@loop
def _who_has_naloxone(person, word, key, whereabouts, doing, cell, naloxone, people_here):
    """Somebody on the same cell who can give naloxone, their own or the collapsed person's; -1 for nobody."""
    giver = -1
    least = 1.0
    somebody = False
    for near_by in people_here:
        if near_by < 0:
            break
        if (
            near_by == person
            or cell[near_by] != cell[person]
            or whereabouts[near_by] != HERE
            or doing[near_by] == SLEEPING
        ):
            continue
        somebody = True
        lot = uniform(key[near_by] ^ key[person], word, GIVES)
        if naloxone[near_by] > 0 and lot < least:
            least = lot
            giver = near_by
    if giver < 0 and somebody and naloxone[person] > 0:
        giver = person
    return giver
