"""Offending comes in spells, and a partnership of police and treatment approaches the most active (M2, M17)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.clock import HOURS_PER_DAY, TICK, Clock
from marketsim.entities.facilities import PARTNERSHIP
from marketsim.entities.ledger import ARREST, OFFICER, PERSON, STEALING, record
from marketsim.entities.people import AWAY, HANGING, HERE, IN_CUSTODY, NO_TREATMENT, NOWHERE
from marketsim.entities.police import LOCAL_PATROL
from marketsim.entities.turns import take_turn
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import DAYS_PER_WEEK, Today
from marketsim.rules.offending import is_in_a_spell, known_offences_later, offending_at_present

SPELL = stream("a spell of offending begins or ends")
TURN = stream("turn among those equally active")
WHOLE = stream("how many are approached today")
ARRESTED = stream("is arrested for going on offending")


def offending_comes_and_goes(world: World, today: Today, now: Clock) -> Call:
    """Every day spells of offending begin and end, and what the police know of earlier offences fades."""
    people, money = world.people, today.money
    return _drift, (
        now, people.key, people.whereabouts, people.offending, people.offending_now, people.in_a_spell,
        people.known_offences, money.offending_spell, money.active_share, money.spell_strength,
        money.offence_memory,
    )  # fmt: skip


@loop
def _drift(
    now, key, whereabouts, offending, offending_now, in_spell_now, offences_known, offending_spell, active_share,
    spell_strength, offence_memory,
):  # fmt: skip
    word = moment(now[TICK])
    for person in range(key.shape[0]):
        if whereabouts[person] == NOWHERE:
            continue
        in_a_spell = is_in_a_spell(
            in_a_spell=in_spell_now[person], offending_spell=offending_spell, active_share=active_share, days=1.0,
            chance=uniform(key[person], word, SPELL),
        )  # fmt: skip
        in_spell_now[person] = in_a_spell
        offending_now[person] = offending_at_present(
            offending[person], in_a_spell, active_share, spell_strength
        )
        known_offences = offences_known[person]
        offences_known[person] = known_offences_later(known_offences, offence_memory, days=1.0)


def the_most_active_are_approached(world: World, today: Today, now: Clock) -> Call:
    """Those with most offences known are met with an offer of treatment; who goes on without it may be arrested."""
    people, partnership = world.people, today.partnership
    return _approach, (
        now, today.ticks_per_hour, DAYS_PER_WEEK, today.entry_key, people.key, people.whereabouts, people.doing,
        people.busy_until, people.cell, people.treatment, people.waits_for, people.met, people.known_offences,
        people.offended, people.approached_until, world.around.order, world.around.drawn, world.ledger.rows,
        world.ledger.filled, partnership.approaches, partnership.from_offences, partnership.follow_up,
        partnership.arrests_refusers, partnership.custody,
    )  # fmt: skip


@loop
def _approach(
    now, ticks_per_hour, days_per_week, entry_key, key, whereabouts, doing, busy_until, cell, treatment, waits_for,
    met, known_offences, offended, approached_until, order, drawn, rows, filled, approaches, from_offences,
    follow_up, arrests_refusers, custody,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    waiting = 0
    for person in range(key.shape[0]):
        again = offended[person]
        offended[person] = False
        here = whereabouts[person] == HERE or whereabouts[person] == AWAY
        if not here or treatment[person] != NO_TREATMENT or waits_for[person] > 0:
            continue
        if approached_until[person] > tick:
            if again and uniform(key[person], word, ARRESTED) < arrests_refusers:
                record(
                    rows, filled, tick, cell[person], ARREST, STEALING, OFFICER, -1, PERSON, person, 1, 0,
                    LOCAL_PATROL,
                )  # fmt: skip
                whereabouts[person] = IN_CUSTODY
                doing[person] = HANGING
                busy_until[person] = tick + int(custody * HOURS_PER_DAY * ticks_per_hour)
        elif known_offences[person] >= from_offences:
            turn = uniform(key[person], word, TURN) - known_offences[person]
            waiting = take_turn(order, drawn, waiting, person, turn)
    expected = approaches / days_per_week
    today = int(expected)
    today += uniform(entry_key, word, WHOLE) < expected - today
    for position in range(min(today, waiting)):
        person = order[position]
        met[person] = PARTNERSHIP
        approached_until[person] = tick + int(follow_up * HOURS_PER_DAY * ticks_per_hour)
