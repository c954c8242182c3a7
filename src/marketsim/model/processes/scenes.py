"""Once a day people and sellers move between this market and the scenes around it (M16, M21)."""

from __future__ import annotations

from marketsim.chance import about, moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.accounts import NEWCOMERS
from marketsim.entities.clock import TICK, Clock
from marketsim.entities.people import ANOTHER_SCENE, AWAY, NOWHERE
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.demand import thwarted_after
from marketsim.rules.displacement import comes_here_instead, gives_up_a_closed_scene

GIVES_UP = stream("seller gives up a closed scene")
COMES_HERE = stream("seller of a closed scene comes here")
WHICH = stream("which scene a person goes to")


def people_take_stock(world: World, today: Today, now: Clock) -> Call:
    """Everybody averages how often the days of late ended without drugs for want of a dealer or of money's worth."""
    people = world.people
    return _take_stock, (people.whereabouts, people.disappointed, people.thwarted, today.demand.taking_stock)


@loop
def _take_stock(whereabouts, disappointed, thwarted, taking_stock):
    for person in range(whereabouts.shape[0]):
        if whereabouts[person] != NOWHERE:
            thwarted[person] = thwarted_after(thwarted[person], disappointed[person], taking_stock)


def people_choose_a_scene(world: World, today: Today, now: Clock) -> Call:
    """Whoever goes to another scene today goes to one by its draw; where none is open they stay at home."""
    people = world.people
    return _choose_scene, (now, people.key, people.whereabouts, people.scene, today.scene_draw)


@loop
def _choose_scene(now, key, whereabouts, scene, scene_draw):
    word = moment(now[TICK])
    for person in range(key.shape[0]):
        scene[person] = -1
        if whereabouts[person] != ANOTHER_SCENE:
            continue
        left = uniform(key[person], word, WHICH) * scene_draw[-1]
        for each in range(scene_draw.shape[0]):
            if scene[person] < 0 and left < scene_draw[each]:
                scene[person] = each
        if scene[person] < 0:
            whereabouts[person] = AWAY


def sellers_of_closed_scenes_arrive(world: World, today: Today, now: Clock) -> Call:
    """Sellers give up a scene as far as it is closed; some of them take up selling here."""
    scenes, elsewhere = world.scenes, today.elsewhere
    return _arrive, (
        now, scenes.key, scenes.sellers, scenes.arriving, world.accounts, elsewhere.scene_open,
        elsewhere.arrival_days, elsewhere.arrives_here,
    )  # fmt: skip


@loop
def _arrive(now, key, sellers, arriving, accounts, scene_open, arrival_days, arrives_here):
    word = moment(now[TICK])
    for scene in range(key.shape[0]):
        arriving[scene] = 0
        for seller in range(sellers[scene]):
            who = about(key[scene], seller)
            if not gives_up_a_closed_scene(scene_open[scene], arrival_days, uniform(who, word, GIVES_UP)):
                continue
            sellers[scene] -= 1
            arriving[scene] += comes_here_instead(arrives_here, uniform(who, word, COMES_HERE))
        accounts[NEWCOMERS] += arriving[scene]
