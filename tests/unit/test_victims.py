"""Violence reaches those who are not of the market, and those at work in it; who is reached shows in the ledger."""

import numpy as np
import pytest
from markets import STORM, after, highest, impossible, market

from marketsim.entities.accounts import MONEY_IN, MONEY_OUT
from marketsim.entities.clock import NEW_HOUR, TICK
from marketsim.entities.dealers import AT_SPOT
from marketsim.entities.ledger import (
    ACTOR,
    ACTOR_KIND,
    ARREST,
    ASKED_TO_MOVE,
    BUSINESS,
    CASED,
    CAUSE,
    DEALER,
    EXTORTION,
    FRAUD,
    KIND,
    OFFICER,
    ON_DUTY,
    PERSON,
    POLICE_FORCE,
    RECORDED,
    RESIDENT,
    RIP_OFF,
    ROOM,
    STOP,
    TARGET,
    TARGET_KIND,
    VIOLENCE,
    WORKER,
)
from marketsim.entities.ledger import record as compiled_record
from marketsim.entities.people import HERE, RAISING
from marketsim.entities.police import LOCAL_PATROL, MUNICIPAL_GUARDS
from marketsim.model.processes.at_work import encounters_turn_violent, staff_are_attacked
from marketsim.model.processes.extortion import dealers_extort, the_cheated_answer
from marketsim.model.processes.outsiders import dealers_are_robbed, outsiders_are_attacked

record = getattr(compiled_record, "py_func", compiled_record)
FIERCE = {
    **highest(
        "violence.outburst_rate", "money.robbery_rate", "victims.outsiders_attacked", "victims.outsiders_robbed",
        "victims.dealers_robbed", "victims.fraud_answered", "victims.extortion_rate", "victims.staff_rate",
        "victims.resistance", "victims.shops_robbed", "turf.sight",
    ),
    "presence.calm": "0", "presence.eyes_calm": "0",
}  # fmt: skip


def fierce(changes=None):
    """A market at noon in which everybody is out, in need and ready to attack."""
    here = market({**FIERCE, **(changes or {})}, scale=0.3)
    here.ticks(12 * 12)
    people, dealers = here.world.people, here.world.dealers
    there, sellers = (np.flatnonzero(table.number >= 0) for table in (people, dealers))
    people.whereabouts[there], people.doing[there], people.craving[there] = HERE, RAISING, 1.5
    people.aggression[there], people.offending_now[there], people.trust_staff[there] = 1.0, 30.0, 0.0
    here.world.around.people_here[: len(there) + 1] = [*there, -1]
    dealers.standing[sellers], dealers.force[sellers], dealers.cash[sellers] = AT_SPOT, 0.0, 50_000
    here.world.around.dealers_out[: len(sellers) + 1] = [*sellers, -1]
    return here


def done(here, process, hours=40):
    """The acts of violence that come of a process at the turn of so many hours."""
    ledger = here.world.ledger
    begun = int(ledger.filled[0])
    for _ in range(hours):
        here.now[TICK] += 12
        here.now[NEW_HOUR] = 1
        loop, arguments = process(here.world, here.today, here.now)
        loop(*arguments)
    rows = ledger.today()[begun:]
    return rows[rows[:, KIND] == VIOLENCE]


def holdings(here):
    """All money in hand, less what has come in and plus what has gone."""
    people, dealers, accounts = here.world.people, here.world.dealers, here.world.accounts
    return people.money.sum() + dealers.cash.sum() - accounts[MONEY_IN] + accounts[MONEY_OUT]


def test_passers_by_and_shops_are_reached_and_no_money_comes_from_nowhere():
    here = fierce()
    before = holdings(here)
    acts = done(here, outsiders_are_attacked)
    assert set(acts[:, TARGET_KIND]) == {RESIDENT, BUSINESS}
    assert set(acts[:, ACTOR_KIND]) == {PERSON}
    assert holdings(here) == before


def test_where_nobody_passes_no_passer_by_is_attacked():
    here = fierce()
    here.world.street.passing[:] = 0
    assert not len(done(here, outsiders_are_attacked))


def test_who_is_ready_to_use_force_is_not_robbed():
    here = fierce()
    before = holdings(here)
    assert set(done(here, dealers_are_robbed)[:, TARGET_KIND]) == {DEALER}
    assert holdings(here) == before
    here.world.dealers.force[:] = 1.0
    assert not len(done(here, dealers_are_robbed))


@pytest.mark.parametrize(("share", "victim"), [("0", PERSON), ("1", BUSINESS)])
def test_dealers_make_sellers_or_shops_in_sight_pay(share, victim):
    here = fierce({"victims.shops_extorted": share})
    people, dealers, residents = here.world.people, here.world.dealers, here.world.residents
    dealers.force[:] = 1.0
    people.sold_at[:], people.money[:] = 10**9, 10_000
    before = holdings(here)
    acts = done(here, dealers_extort)
    assert set(acts[:, TARGET_KIND]) == {victim}
    assert set(acts[:, CAUSE]) == {EXTORTION}
    assert victim == PERSON or residents.owns_business[acts[:, TARGET]].all()
    assert holdings(here) == before
    people.sold_at[:], residents.owns_business[:] = -(10**9), False
    assert not len(done(here, dealers_extort))


def cheated(here, reputation, force):
    """What comes of twenty people being cheated by one dealer."""
    world, ledger = here.world, here.world.ledger
    world.dealers.reputation[0], world.dealers.force[0] = reputation, force
    ledger.filled[1] = ledger.filled[0]
    for person in range(20):
        record(
            ledger.rows, ledger.filled, here.now[TICK], 0, RIP_OFF, 0, DEALER, 0, PERSON, person, 1, 500, 0
        )
    return done(here, the_cheated_answer, hours=1)


@pytest.mark.parametrize(("force", "who"), [(0.0, PERSON), (1e6, DEALER)])
def test_the_cheated_answer_and_the_stronger_side_is_the_offender(force, who):
    here = fierce()
    before = holdings(here)
    acts = cheated(here, reputation=0.0, force=force)
    assert set(acts[:, CAUSE]) == {FRAUD}
    assert set(acts[:, ACTOR_KIND]) == {who}
    assert holdings(here) == before


def test_a_dealer_who_is_feared_cheats_in_peace():
    assert not len(cheated(fierce(), reputation=1.0, force=0.0))


def test_staff_of_rooms_and_on_outreach_are_reached_and_trust_in_them_soothes():
    here = fierce({"victims.trust_soothes": "1"})
    people, rooms, outreach = here.world.people, here.world.rooms, here.world.outreach
    outreach.on_duty[:], outreach.cell[:] = True, people.cell[1]
    people.cell[:] = people.cell[1]
    people.cell[::2] = rooms.cell[np.flatnonzero(here.today.room_exists)[0]]
    assert set(done(here, staff_are_attacked)[:, TARGET_KIND]) == {ROOM, WORKER}
    people.trust_staff[:] = 1.0
    assert not len(done(here, staff_are_attacked))


def met(here, kind, body):
    """What comes of encounters of an officer of a body with forty people who half trust the police."""
    world = here.world
    world.people.trust_police[:] = world.people.trust_officer[:] = 0.5
    officer = int(np.flatnonzero(world.officers.body == body)[0])
    rows, filled = world.ledger.rows, world.ledger.filled
    filled[1] = filled[0]
    for person in range(40):
        record(rows, filled, here.now[TICK], 0, kind, 0, OFFICER, officer, PERSON, person, 1, 0, body)
    return done(here, encounters_turn_violent, hours=1)


@pytest.mark.parametrize("kind", [STOP, ARREST, ASKED_TO_MOVE])
def test_who_is_stopped_arrested_or_sent_away_may_resist_and_force_may_follow(kind):
    here = fierce({"victims.force_against_resistance": "1"})
    acts = met(here, kind, LOCAL_PATROL)
    resisted, forced = (acts[acts[:, CAUSE] == cause] for cause in (ON_DUTY, POLICE_FORCE))
    assert set(resisted[:, TARGET_KIND]) == {OFFICER}
    assert set(resisted[:, ACTOR_KIND]) == set(forced[:, TARGET_KIND]) == {PERSON}
    assert resisted[:, [RECORDED, CASED]].all()
    assert set(forced[:, TARGET]) >= set(resisted[:, ACTOR])
    assert (here.world.people.trust_police[forced[:, TARGET]] < 0.5).all()


def test_guards_are_resisted_and_use_no_force():
    here = fierce({"victims.force_against_resistance": "1"})
    assert set(met(here, ASKED_TO_MOVE, MUNICIPAL_GUARDS)[:, CAUSE]) == {ON_DUTY}


def test_without_resistance_and_force_nothing_comes_of_encounters():
    peaceful = dict.fromkeys(("victims.resistance", "victims.force_in_stops", "violence.police_force"), "0")
    assert not len(met(fierce(peaceful), ARREST, LOCAL_PATROL))


def test_a_stormy_market_reaches_every_group_and_stays_possible():
    here = after(4, {**STORM, **FIERCE, **highest("scene.aggression", "scene.attendance")})
    groups = ("people", "dealers", "residents", "businesses", "staff", "police")
    found = {group: sum(here.observer.days[f"violence_against_{group}"]) for group in groups}
    assert min(found.values()) > 0, found
    assert sum(found.values()) == sum(here.observer.days["violence"])
    assert impossible(here) == []
