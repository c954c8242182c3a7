"""Officers go on duty; each hour of it is given to one task and booked to the work that it took (M14)."""

from __future__ import annotations

import numpy as np

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.clock import DAY, SECOND, TICK, Clock, hour_of, is_between
from marketsim.entities.police import (
    AGAINST_THIEVES,
    ANSWERING,
    CALLING_IN,
    CALLS,
    DRUG_SQUAD,
    ELSEWHERE,
    IN_NIGHTLIFE,
    LOCAL_OFFICER,
    OFF_DUTY,
    ON_A_CASE,
    ON_PATROL,
    OTHER_DISTRICTS,
    PICKPOCKETS,
    PUBLIC_USE,
    REPORTING,
    STREET_DEALING,
    THE_SCENE,
)
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.capacity import task_of_the_hour
from marketsim.rules.residents import share_with_attention

TASK = stream("officer spends this hour on the scene")
USUAL_WORK = np.array([ON_PATROL, ANSWERING, ON_PATROL, ON_PATROL, AGAINST_THIEVES, IN_NIGHTLIFE, ELSEWHERE])
"""What an officer's time goes to while nothing keeps the officer busy, in the order of TASKS."""


def officers_take_up_duty(world: World, today: Today, now: Clock) -> Call:
    """Each hour of duty goes to one task by the priorities of the body; whoever is busy is so whatever the task."""
    officers, police, priorities, capacity = world.officers, today.police, today.priorities, today.capacity
    return _take_up, (
        now, today.seconds, today.ticks_per_hour, today.hour_key, today.team, police.officers, officers.key,
        officers.body, officers.shift, officers.on_duty, officers.task, officers.minds_dealing, officers.minds_use,
        officers.minds_theft, officers.busy_until, officers.work, officers.attention, officers.answers,
        officers.target, officers.call_ins, officers.hours_used, world.around.officer_order, world.around.officers_out,
        police.duty_begins, police.duty_ends, police.street_share, priorities.calls, priorities.dealing,
        priorities.public_use, priorities.pickpockets, priorities.nightlife, capacity.nightlife_begins,
        capacity.nightlife_ends, today.focus.listed, today.focus.report_every, today.focus.report_time,
    )  # fmt: skip


@loop
def _take_up(
    now, seconds, ticks_per_hour, hour_key, team, posts, key, body, shift, on_duty, task, minds_dealing, minds_use,
    minds_theft, busy_until, work, attention, answers, target, call_ins, hours_used, officer_order, officers_out,
    duty_begins, duty_ends, street_share, calls, dealing, public_use, pickpockets, nightlife, nightlife_begins,
    nightlife_ends, listed, report_every, report_time,
):  # fmt: skip
    tick = now[TICK]
    hour = hour_of(now[SECOND])
    word = moment(hour_key[int(hour)])
    at_night = is_between(hour, nightlife_begins, nightlife_ends)
    if now[SECOND] == 0:
        hours_used[:] = 0
    for officer in range(key.shape[0]):
        kind = body[officer]
        in_post = team[kind] <= shift[officer] < team[kind] + posts[kind]
        given = OFF_DUTY
        if in_post and is_between(hour, duty_begins[kind], duty_ends[kind]):
            share = share_with_attention(street_share[kind], attention[officer])
            given = task_of_the_hour(
                share, calls[kind], dealing[kind], public_use[kind], pickpockets[kind],
                nightlife[kind] * at_night, uniform(key[officer], word, TASK),
            )  # fmt: skip
            if answers[officer] >= 0:
                given = CALLS
            if (
                listed > 0
                and now[DAY] % report_every == 0
                and kind == LOCAL_OFFICER
                and task[officer] == OFF_DUTY
            ):
                busy_until[officer] = tick + int(report_time * ticks_per_hour)
                work[officer] = REPORTING
            if call_ins[officer] > 0 and busy_until[officer] <= tick:
                busy_until[officer] = tick + call_ins[officer]
                work[officer] = CALLING_IN
                call_ins[officer] = 0
        elif task[officer] == OFF_DUTY and busy_until[officer] <= tick:
            continue
        task[officer] = given
        waits_for_calls = given == CALLS and answers[officer] < 0
        on_duty[officer] = given < OTHER_DISTRICTS and not waits_for_calls
        busy = busy_until[officer] > tick
        here = on_duty[officer] and not busy
        minds_dealing[officer] = here and given in (THE_SCENE, STREET_DEALING, CALLS)
        minds_use[officer] = here and given in (THE_SCENE, PUBLIC_USE, CALLS)
        minds_theft[officer] = here and given == PICKPOCKETS
        if given == OFF_DUTY:
            answers[officer] = -1
        if not busy and given != OFF_DUTY:
            on_a_case = kind == DRUG_SQUAD and target[officer] >= 0 and on_duty[officer]
            work[officer] = ON_A_CASE if on_a_case else USUAL_WORK[given]
        if busy or given != OFF_DUTY:
            hours_used[officer, work[officer]] += seconds
    out = 0
    for officer in officer_order:
        if on_duty[officer]:
            officers_out[out] = officer
            out += 1
    officers_out[out] = -1
