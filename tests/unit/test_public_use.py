"""Police and those who use outside: a dose put off, a room named, a stop seen, a scene given up (M4, M11, M16, M21)."""

import numpy as np
import pytest
from markets import market

from marketsim.entities.clock import SECOND, SECONDS_PER_HOUR, TICK
from marketsim.entities.ledger import (
    ARREST,
    ASKED_TO_MOVE,
    CAUSE,
    CONTACT,
    IN_ROOM,
    KIND,
    OFFICER,
    PERSON,
    POSSESSION,
    PREPARING,
    PUBLIC_USE,
    REFERRED,
    VISIBLE,
)
from marketsim.entities.ledger import record as compiled_record
from marketsim.entities.people import ANOTHER_SCENE, AWAY, HERE, OUTSIDE_HOME, TO_USE, USING
from marketsim.entities.police import LOCAL_OFFICER, LOCAL_PATROL
from marketsim.model.processes.comings import people_plan_the_day
from marketsim.model.processes.encounters import officers_judge_public_use
from marketsim.model.processes.memory import people_notice_patrols
from marketsim.model.processes.places import people_choose_where_to_use
from marketsim.model.processes.sightings import encounters_are_seen
from marketsim.model.processes.using import people_settle_to_use, people_use

record = getattr(compiled_record, "py_func", compiled_record)
NOON, BEFORE_DAWN = 12, 4
LETTER = {"police.discretion": "0", "services.preparing_time": "10 min"}
HARM = {
    "police.discretion": "1", "discretion.refers": "1", "discretion.referral_heeded": "1",
    "services.preparing_time": "10 min", "services.opens": "7 h", "services.closes": "24 h",
}  # fmt: skip
BAD_PLACE = {**HARM, "discretion.weight_of_being_seen": "3", "discretion.bearable": "0.1"}


def do(here, process):
    loop, arguments = process(here.world, here.today, here.now)
    loop(*arguments)


def sat_down(changes, hour=NOON, body=LOCAL_PATROL):
    """One person who has just sat down in full view of one officer, and nobody else about."""
    here = market({"police.moves_on": "20/h", **changes})
    here.tick()
    here.now[SECOND] = hour * SECONDS_PER_HOUR
    people, officers, street, around = (
        here.world.people,
        here.world.officers,
        here.world.street,
        here.world.around,
    )
    place = int(around.spots[40])
    people.whereabouts[:], people.whereabouts[0] = AWAY, HERE
    people.cell[0] = people.bound_for[0] = officers.cell[0] = place
    people.doing[0], people.use_place[0], people.heroin[0], people.cocaine[0] = TO_USE, VISIBLE, 5000, 0
    people.excluded[0], people.danish[0], people.perceived_risk[0] = False, True, 0.1
    people.trust_officer[0] = people.trust_police[0] = 1
    officers.body[0], officers.minds_use[0], officers.busy_until[0], officers.commitment[0] = body, True, 0, 1
    around.people_here[:2], around.officers_out[:2] = [0, -1], [0, -1]
    street.seclusion[place], street.overlooked[place], street.passing[place] = 0, 1, 1000
    street.officers_in_view[:] = 0
    street.officers_in_view[around.near[around.near_from[place] : around.near_from[place + 1]][:20]] = 1
    do(here, people_settle_to_use)
    do(here, people_use)
    here.world.ledger.filled[1] = here.world.ledger.filled[0]
    return here


def judged(changes, **how):
    """The same, once the officer has attended to the use, with what the ledger says of it."""
    here = sat_down(changes, **how)
    people = here.world.people
    for key in range(50):
        people.key[0] = key
        do(here, officers_judge_public_use)
        if people.judged[0]:
            break
    ledger = here.world.ledger
    assert ledger.filled[0] == ledger.filled[1] + 1
    return here, ledger.rows[ledger.filled[1]]


def test_a_dose_that_is_prepared_is_put_off_by_being_asked_to_move():
    here, told = judged(LETTER)
    people = here.world.people
    assert (told[KIND], told[CAUSE]) == (ASKED_TO_MOVE, PREPARING)
    assert people.asked_away[0]
    assert (people.doing[0], people.use_place[0], people.heroin[0]) == (TO_USE, 0, 5000)
    assert people.perceived_risk[0] > 0.1
    do(here, people_use)
    assert people.heroin[0] == 5000


def test_a_dose_taken_at_once_is_taken_before_anybody_asks():
    here, told = judged({**LETTER, "services.preparing_time": "0 min"})
    people = here.world.people
    assert (told[KIND], told[CAUSE]) == (ASKED_TO_MOVE, PUBLIC_USE)
    assert people.heroin[0] < 5000
    assert people.doing[0] == USING
    assert people.busy_until[0] == here.now[TICK] + 1
    assert not people.asked_away[0]


def test_whoever_was_asked_to_move_goes_out_of_the_officers_sight_and_is_hurried_there():
    here, _ = judged({**LETTER, "services.room_appeal": "0.4", "services.asking_rushes": "1"})
    people, street = here.world.people, here.world.street
    people.excluded[0] = True
    left = int(people.cell[0])
    do(here, people_choose_where_to_use)
    goal = int(people.bound_for[0])
    assert goal != left
    assert street.officers_in_view[goal] == 0
    people.cell[0] = goal
    do(here, people_settle_to_use)
    people.dose_from[0] = 0
    do(here, people_use)
    assert people.heroin[0] < 5000
    assert people.rushed[0]
    assert not people.asked_away[0]


def test_whoever_loses_the_drugs_while_preparing_uses_nothing():
    here = sat_down(LETTER)
    people = here.world.people
    used = int(people.doses_used[0])
    people.heroin[0] = people.cocaine[0] = 0
    people.dose_from[0] = 0
    do(here, people_use)
    assert not people.dose_due[0]
    assert people.doses_used[0] == used


@pytest.mark.parametrize("body", [LOCAL_OFFICER, LOCAL_PATROL])
def test_where_a_room_is_open_the_officer_tells_of_it_and_who_trusts_goes_there(body):
    gone = 0
    for spot in range(8):
        here = sat_down({**BAD_PLACE, "services.walk_tolerance": "30 min"}, body=body)
        people = here.world.people
        people.believed_open[0], people.believed_closed[0] = 1, 2
        for key in range(50 * spot, 50 * spot + 50):
            people.key[0] = key
            do(here, officers_judge_public_use)
            if people.judged[0]:
                break
        told = here.world.ledger.rows[here.world.ledger.filled[1]]
        assert told[KIND] == REFERRED
        assert (people.believed_open[0] == 7).any()
        gone += (
            people.use_place[0] == IN_ROOM and people.bound_for[0] == here.world.rooms.cell[people.room[0]]
        )
    assert gone > 0


def test_nobody_is_sent_to_a_room_that_is_closed_or_would_not_let_them_in():
    _, told = judged(BAD_PLACE, hour=BEFORE_DAWN)
    assert told[KIND] == ASKED_TO_MOVE
    here = sat_down(BAD_PLACE)
    here.world.people.excluded[0] = True
    for key in range(50):
        here.world.people.key[0] = key
        do(here, officers_judge_public_use)
        if here.world.people.judged[0]:
            break
    assert here.world.ledger.rows[here.world.ledger.filled[1], KIND] == ASKED_TO_MOVE


def test_more_may_be_borne_of_whoever_has_no_room_to_go_to():
    borne = {
        **HARM, "discretion.weight_of_being_found": "0", "discretion.weight_of_damage": "0",
        "discretion.weight_of_being_seen": "1", "discretion.bearable": "0.6", "discretion.without_a_room": "0.5",
        "residents.awake_at_night": "0.6",
    }  # fmt: skip
    assert judged(borne)[1][KIND] == REFERRED
    assert judged(borne, hour=BEFORE_DAWN)[1][KIND] == CONTACT


def test_an_arrest_in_sight_is_feared_and_one_out_of_sight_is_not():
    here = market({"deterrence.risk_from_seen_encounter": "0.1"})
    here.tick()
    world, people = here.world, here.world.people
    near, far = int(world.around.spots[0]), int(np.argmax(world.city.distance[world.around.spots[0]]))
    people.whereabouts[:3], people.perceived_risk[:3] = HERE, 0
    people.cell[:3] = near, near, far
    world.around.people_here[:4] = [0, 1, 2, -1]
    world.ledger.filled[1] = world.ledger.filled[0]
    record(
        world.ledger.rows,
        world.ledger.filled,
        world.tick,
        near,
        ARREST,
        POSSESSION,
        OFFICER,
        0,
        PERSON,
        0,
        1,
        0,
        0,
    )
    do(here, encounters_are_seen)
    assert people.perceived_risk[:3].tolist() == [0, pytest.approx(0.1), 0]


def test_an_hour_with_an_officer_in_view_is_remembered():
    here = market({"deterrence.risk_from_patrol": "0.1"})
    here.tick()
    people, street = here.world.people, here.world.street
    people.whereabouts[:2], people.perceived_risk[:2] = HERE, 0
    people.cell[:2] = here.world.around.spots[:2]
    street.police_seen[:] = 0
    street.police_seen[people.cell[0]] = SECONDS_PER_HOUR
    do(here, people_notice_patrols)
    assert people.perceived_risk[:2].tolist() == [pytest.approx(0.1), 0]


@pytest.mark.parametrize(("fear", "want", "goes"), [(0.0, 0.0, False), (0.0, 1.0, True), (1.0, 0.0, True)])
def test_fear_and_want_each_send_people_to_another_scene_and_neither_sends_nobody(fear, want, goes):
    here = market(
        {
            "displacement.goes_elsewhere": "1", "displacement.scene_pull": "1", "displacement.stays_away": "1",
            "displacement.word_of_mouth": "1",
        }
    )  # fmt: skip
    here.tick()
    people = here.world.people
    people.whereabouts[people.home == OUTSIDE_HOME] = AWAY
    people.perceived_risk[:], people.disappointed[:] = fear, want
    do(here, people_plan_the_day)
    assert (people.whereabouts == ANOTHER_SCENE).any() == goes
