"""Staff of rooms, facilities and outreach give people they meet naloxone and clean equipment, and warn them (M5)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.clock import TICK, Clock
from marketsim.entities.facilities import HEALTH_ROOM
from marketsim.entities.ledger import (
    EQUIPMENT,
    NALOXONE_HANDED_OUT,
    NO_CAUSE,
    PERSON,
    SERVICE,
    WARNING,
    record,
)
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.infection import sets_carried
from marketsim.rules.overdose import believes_a_warning, loses_naloxone, takes_naloxone_along
from marketsim.rules.trust import trust_after

TAKES_NALOXONE = stream("takes naloxone along")
LOSES = stream("loses naloxone")
BELIEVES = stream("believes a warning of a bad batch")


def staff_help_people(world: World, today: Today, now: Clock) -> Call:
    """Whoever has just met staff may leave with naloxone, clean equipment, a warning, and another trust in them."""
    people, care = world.people, today.care
    return _help, (
        now, people.key, people.met, people.cell, people.trust_staff, people.naloxone, people.warned_until,
        people.injects, people.perceived_risk, people.equipment,
        world.facilities.warns_until, world.ledger.rows, world.ledger.filled, care.naloxone, care.equipment, care.warns,
        care.trust_by_meeting, today.trust.trust_strength, today.infection.most_carried,
        today.infection.equipment_invites_stop, today.infection.fear_of_carrying,
    )  # fmt: skip


@loop
def _help(
    now, key, met, cell, trust_staff, naloxone, warned_until, injects, perceived_risk, equipment,
    warns_until, rows, filled, hands_naloxone, hands_equipment, warns,
    trust_by_meeting, trust_strength, most_carried, equipment_invites_stop, fear_of_carrying,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    warning = warns_until[HEALTH_ROOM]
    change = trust_by_meeting
    for person in range(key.shape[0]):
        if met[person] < 0:
            continue
        service = met[person]
        met[person] = -1
        here = cell[person]
        offered = hands_naloxone[service]
        if naloxone[person] == 0 and takes_naloxone_along(
            offered, trust_staff[person], uniform(key[person], word, TAKES_NALOXONE)
        ):
            naloxone[person] = 1
            record(
                rows, filled, tick, here, NALOXONE_HANDED_OUT, NO_CAUSE, SERVICE, service, PERSON, person, 1,
                1, 0,
            )  # fmt: skip
        wanted = sets_carried(most_carried, perceived_risk[person], equipment_invites_stop, fear_of_carrying)
        given = min(hands_equipment[service], wanted - equipment[person])
        if injects[person] and given > 0:
            equipment[person] += given
            record(
                rows, filled, tick, here, EQUIPMENT, NO_CAUSE, SERVICE, service, PERSON, person, 1, given, 0
            )
        if warning > max(tick, warned_until[person]) and believes_a_warning(
            warns[service], trust_staff[person], uniform(key[person], word, BELIEVES)
        ):
            warned_until[person] = warning
            record(rows, filled, tick, here, WARNING, NO_CAUSE, SERVICE, service, PERSON, person, 1, 0, 0)
        trust_staff[person] = trust_after(trust_staff[person], change, trust_strength)


def naloxone_is_lost(world: World, today: Today, now: Clock) -> Call:
    """What is carried against an overdose that may never come is lost, given away or left at home."""
    people = world.people
    return _lose, (now, people.key, people.naloxone, today.care.naloxone_kept)


@loop
def _lose(now, key, naloxone, naloxone_kept):
    word = moment(now[TICK])
    for person in range(key.shape[0]):
        if naloxone[person] > 0 and loses_naloxone(naloxone_kept, uniform(key[person], word, LOSES)):
            naloxone[person] -= 1
