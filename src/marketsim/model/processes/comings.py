"""People arrive on the scene, walk about it, sleep, and leave it again (M16)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.accounts import COCAINE_USED, HEROIN_USED, MONEY_IN
from marketsim.entities.city.links import walked_before
from marketsim.entities.clock import HOURS_PER_DAY, SECOND, TICK, Clock, hour_of, is_between
from marketsim.entities.facilities import CUSTODY, HOSPITAL
from marketsim.entities.ledger import AT_HOME, NO_CAUSE, NOBODY, PERSON, TAKEN_HOME, record
from marketsim.entities.people import (
    ANOTHER_SCENE,
    AWAY,
    HANGING,
    HERE,
    IN_CUSTODY,
    IN_HOSPITAL,
    IN_TREATMENT,
    INDOORS,
    LEAVING,
    NOWHERE,
    OUTSIDE_HOME,
    RAISING,
    SLEEPING,
)  # fmt: skip
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.deterrence import fading
from marketsim.rules.displacement import comes_today, goes_to_another_scene, is_kept_away
from marketsim.rules.lengths import length_around
from marketsim.rules.need import is_in_withdrawal
from marketsim.rules.trust import trust_later

COMES = stream("comes to the scene today")
SCENE = stream("goes to another scene today")
ARRIVAL = stream("hour of arrival")
STAY = stream("length of stay")
CRAVING = stream("craving on arrival")


def people_plan_the_day(world: World, today: Today, now: Clock) -> Call:
    """At midnight everybody who is not on the scene decides whether and when to come, or to go elsewhere."""
    people, displacement = world.people, today.displacement
    scene_pull = displacement.scene_pull * today.scene_reach
    return _plan, (
        now, today.ticks_per_hour, today.payday, people.key, people.whereabouts, people.home, people.attendance,
        people.perceived_risk, people.disappointed, people.trust_officer, people.trust_police, people.arrives,
        people.leaves, people.money, people.benefit, world.accounts,
        displacement.stays_away, displacement.word_of_mouth, displacement.goes_elsewhere, scene_pull,
        today.scene.stay, today.scene.first_arrivals, today.scene.last_arrivals, today.scene.trust,
        today.trust.returns_in, today.deterrence.risk_half_life,
    )  # fmt: skip


@loop
def _plan(
    now, ticks_per_hour, payday, key, whereabouts, home, attendance,
    perceived_risk, disappointed, trust_officer, trust_police, arrives, leaves, money, benefit, accounts,
    stays_away, word_of_mouth, goes_elsewhere, scene_pull, stay, first_arrivals, last_arrivals, usual_trust,
    returns_in, risk_half_life,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    hours = HOURS_PER_DAY
    left = fading(hours, risk_half_life)
    usual = usual_trust
    for person in range(key.shape[0]):
        if whereabouts[person] == NOWHERE:
            continue
        perceived_risk[person] *= left
        trust = trust_officer[person]
        trust_officer[person] = trust_later(trust, usual, hours, returns_in)
        trust = trust_police[person]
        trust_police[person] = trust_later(trust, usual, hours, returns_in)
        if payday and whereabouts[person] in (HERE, INDOORS, AWAY, ANOTHER_SCENE):
            money[person] += benefit[person]
            accounts[MONEY_IN] += benefit[person]
        if whereabouts[person] != AWAY and whereabouts[person] != ANOTHER_SCENE:
            continue
        chance = uniform(key[person], word, COMES)
        comes = home[person] != OUTSIDE_HOME or comes_today(
            attendance[person],
            perceived_risk[person],
            disappointed[person],
            stays_away,
            word_of_mouth,
            chance,
        )
        disappointed[person] = 0
        if comes:
            wait = first_arrivals + (last_arrivals - first_arrivals) * uniform(key[person], word, ARRIVAL)
            arrives[person] = tick + int(wait * ticks_per_hour)
            mean = stay
            leaves[person] = arrives[person] + int(
                length_around(mean, uniform(key[person], word, STAY)) * ticks_per_hour
            )
            whereabouts[person] = AWAY
        elif is_kept_away(attendance[person], chance) and goes_to_another_scene(
            goes_elsewhere, scene_pull, uniform(key[person], word, SCENE)
        ):
            whereabouts[person] = ANOTHER_SCENE
            arrives[person] = -1
        else:
            whereabouts[person] = AWAY
            arrives[person] = -1


def people_come_and_go(world: World, today: Today, now: Clock) -> Call:
    """Whoever is due arrives with the day's money; whoever has had enough goes home and uses the rest there."""
    people = world.people
    return _come_and_go, (
        now, today.ticks_per_hour, people.key, people.whereabouts, people.doing, people.busy_until, people.arrives,
        people.leaves, people.home, people.wakes, people.entrance, people.cell, people.bound_for, people.craving,
        people.allowance, people.met, people.money, people.heroin, people.cocaine, world.accounts,
        world.ledger.rows, world.ledger.filled, today.scene.sleep, today.money.income_strength,
        today.need.need_strength, world.around.picked,
    )  # fmt: skip


@loop
def _come_and_go(
    now, ticks_per_hour, key, whereabouts, doing, busy_until, arrives, leaves, home, wakes, entrance, cell,
    bound_for, craving, allowance, met, money, heroin, cocaine, accounts, rows, filled, sleep, income_strength,
    need_strength, picked,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    hour = hour_of(now[SECOND])
    moved = 0
    for person in range(key.shape[0]):
        where = whereabouts[person]
        picked[moved] = person
        arriving = (where == AWAY) & (arrives[person] >= 0) & (arrives[person] <= tick)
        detained = (where == IN_HOSPITAL) | (where == IN_CUSTODY) | (where == IN_TREATMENT)
        moved += arriving | (detained & (busy_until[person] <= tick)) | (where == HERE)
    for person in picked[:moved]:
        where = whereabouts[person]
        if where == AWAY:
            whereabouts[person] = HERE
            arrives[person] = -1
            doing[person] = HANGING
            cell[person] = entrance[person]
            bound_for[person] = entrance[person]
            craving[person] = min(1.0, need_strength) * uniform(key[person], word, CRAVING)
            brought = max(0, int(allowance[person] * income_strength) - money[person])
            money[person] += brought
            accounts[MONEY_IN] += brought
        elif where != HERE:
            if where != IN_TREATMENT:
                met[person] = CUSTODY if where == IN_CUSTODY else HOSPITAL
            whereabouts[person] = AWAY
            arrives[person] = tick if home[person] != OUTSIDE_HOME else -1
        elif busy_until[person] <= tick and (doing[person] == HANGING or doing[person] == RAISING):
            if home[person] == OUTSIDE_HOME:
                if tick >= leaves[person]:
                    doing[person] = LEAVING
                    bound_for[person] = entrance[person]
            elif is_between(hour, wakes[person] - sleep, wakes[person]) and not is_in_withdrawal(
                craving[person]
            ):
                doing[person] = SLEEPING
                bound_for[person] = entrance[person]
                busy_until[person] = tick + int((wakes[person] - hour) * ticks_per_hour)
        elif doing[person] == LEAVING and cell[person] == entrance[person]:
            whereabouts[person] = AWAY
            doing[person] = HANGING
            held = heroin[person] + cocaine[person]
            if held > 0:
                record(
                    rows, filled, tick, cell[person], TAKEN_HOME, NO_CAUSE, PERSON, person, NOBODY, -1,
                    1, held, AT_HOME,
                )  # fmt: skip
                accounts[HEROIN_USED] += heroin[person]
                accounts[COCAINE_USED] += cocaine[person]
                heroin[person] = 0
                cocaine[person] = 0
        elif doing[person] == SLEEPING and busy_until[person] <= tick:
            doing[person] = HANGING


def people_walk(world: World, today: Today, now: Clock) -> Call:
    """People walk along the streets toward where they are bound."""
    people = world.people
    return _walk, (
        today.stride, people.whereabouts, people.cell, people.bound_for, today.walks, world.city.distance,
        world.city.way, world.city.beside, world.around.picked,
    )  # fmt: skip


@loop
def _walk(stride, whereabouts, cell, bound_for, walks, distance, way, beside, picked):
    under_way = 0
    for person in range(cell.shape[0]):
        picked[under_way] = person
        under_way += (whereabouts[person] == HERE) & (cell[person] != bound_for[person])
    for person in picked[:under_way]:
        cell[person] = walked_before(cell[person], bound_for[person], stride, walks, distance, way, beside)
