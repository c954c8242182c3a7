"""Each week the local officer's report names people who frighten others, and something is done about them (M12)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.clock import DAY, HOURS_PER_DAY, TICK, Clock
from marketsim.entities.ledger import (
    ACTOR,
    ACTOR_KIND,
    ARREST,
    CASED,
    FOCUS_LIST,
    KIND,
    LISTED,
    NO_CAUSE,
    OFFICER,
    PERSON,
    TOLD,
    TOLD_BY_VICTIM,
    VIOLENCE,
    record,
)  # fmt: skip
from marketsim.entities.people import (
    AWAY,
    DETAINED_FOR_IT,
    GIVEN_ATTENTION,
    GIVEN_SUPPORT,
    HANGING,
    HERE,
    IN_CUSTODY,
    NOT_LISTED,
    ONLY_LISTED,
    SHUT_OUT,
)
from marketsim.entities.police import LOCAL_OFFICER
from marketsim.entities.turns import take_turn
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.deterrence import fading
from marketsim.rules.discretion import belief_after
from marketsim.rules.focus import aggression_after, response_to

TURN = stream("place on the list of focus persons")
RESPONSE = stream("response to a focus person")


def frightening_is_noticed(world: World, today: Today, now: Clock) -> Call:
    """Violence by people that an officer saw or was told of makes the local officer think of them as frightening."""
    return _notice, (
        world.people.frightening, world.ledger.rows, world.ledger.filled, today.discretion.belief_from_sight,
        today.discretion.belief_from_tip,
    )  # fmt: skip


@loop
def _notice(frightening, rows, filled, belief_from_sight, belief_from_tip):
    for row in range(filled[1], filled[0]):
        if rows[row, KIND] != VIOLENCE or rows[row, ACTOR_KIND] != PERSON:
            continue
        if rows[row, CASED] or rows[row, TOLD] == TOLD_BY_VICTIM:
            person = rows[row, ACTOR]
            frightening[person] = belief_after(
                belief=frightening[person],
                evidence=1.0,
                weight=belief_from_tip if rows[row, TOLD] else belief_from_sight,
            )


def focus_persons_are_listed(world: World, today: Today, now: Clock) -> Call:
    """Every week those most believed frightening are listed anew, each with a response; other memories fade."""
    people, focus = world.people, today.focus
    return _list, (
        now, today.ticks_per_hour, people.key, people.whereabouts, people.doing, people.busy_until, people.cell,
        people.frightening, people.focus, people.excluded, people.aggression, world.around.order, world.around.drawn,
        world.ledger.rows, world.ledger.filled, focus.listed, focus.report_every, focus.frightening_from,
        focus.support, focus.attention, focus.exclusion, focus.detention, focus.detained_for, focus.support_calms,
        focus.attention_calms, focus.response_strength, today.discretion.belief_half_life,
    )  # fmt: skip


@loop
def _list(
    now, ticks_per_hour, key, whereabouts, doing, busy_until, cell, frightening, focus, excluded, aggression, order,
    drawn, rows, filled, listed, report_every, frightening_from, support, attention, exclusion, detention, detained_for,
    support_calms, attention_calms, response_strength, belief_half_life,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    hours = HOURS_PER_DAY
    left = fading(hours, half_life=belief_half_life)
    waiting = 0
    for person in range(key.shape[0]):
        frightening[person] *= left
        if now[DAY] % report_every != 0:
            continue
        if focus[person] == SHUT_OUT:
            excluded[person] = False
        focus[person] = NOT_LISTED
        if frightening[person] >= frightening_from and listed > 0:
            turn = uniform(key[person], word, TURN) - frightening[person] / frightening_from
            waiting = take_turn(order, drawn, waiting, person, turn)
    for position in range(waiting):
        if position >= listed:
            break
        person = order[position]
        focus[person] = ONLY_LISTED + response_to(
            support, attention, exclusion, detention, uniform(key[person], word, RESPONSE)
        )
        record(
            rows, filled, tick, cell[person], LISTED, NO_CAUSE, OFFICER, -1, PERSON, person, 1, focus[person],
            LOCAL_OFFICER,
        )  # fmt: skip
        if focus[person] == GIVEN_SUPPORT:
            aggression[person] = aggression_after(aggression[person], response_strength, calms=support_calms)
        elif focus[person] == GIVEN_ATTENTION:
            aggression[person] = aggression_after(
                aggression[person], response_strength, calms=attention_calms
            )
        elif focus[person] == SHUT_OUT:
            if excluded[person] or response_strength == 0:
                focus[person] = ONLY_LISTED
            excluded[person] = excluded[person] or response_strength > 0
        elif focus[person] == DETAINED_FOR_IT and response_strength > 0:
            if whereabouts[person] != HERE and whereabouts[person] != AWAY:
                continue
            whereabouts[person] = IN_CUSTODY
            doing[person] = HANGING
            busy_until[person] = tick + int(detained_for * ticks_per_hour)
            record(
                rows, filled, tick, cell[person], ARREST, FOCUS_LIST, OFFICER, -1, PERSON, person, 1,
                int(detained_for), LOCAL_OFFICER,
            )  # fmt: skip
