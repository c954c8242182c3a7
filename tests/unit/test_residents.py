"""Residents go their rounds, mind what they see, complain of it, and avoid what frightens them."""

import numpy as np
import pytest
from markets import START, after, market, series

from marketsim.entities.city import read_city
from marketsim.entities.ledger import (
    ACTOR,
    ACTOR_KIND,
    BUSINESS,
    CAUSE,
    CELL,
    COMPLAINT,
    KIND,
    OF_CROWDING,
    OF_LITTER,
    OF_VIOLENCE,
    PUBLIC_USE,
    RESIDENT,
    SELLING,
    TARGET_KIND,
    THEFT,
)
from marketsim.entities.police import LOCAL_PATROL

CITY = read_city()
LOUD = {"complaints.complaint_rate": "0.0004 1/day"}
NOBODY_AVOIDS = {"complaints.fear_empties": "0"}


def residents(changes=None, **how):
    return market(changes, scale=0.3, **how).world.residents


def a_day_s_rows(changes, scale=1.0):
    """The ledger just before midnight."""
    here = market(changes, scale=scale)
    here.world.residents.annoyance[:] = 100
    here.ticks(287)
    return here.world.ledger.today().copy(), here


def test_owners_work_in_shops_and_nobody_s_home_or_workplace_is_off_the_map():
    everybody = residents()
    assert (CITY.shops[everybody.work[everybody.owns_business]] > 0).all()
    assert (CITY.residents[everybody.home[everybody.home >= 0]] > 0).all()
    assert ((everybody.home >= 0) | (everybody.work >= 0)).all()
    assert (everybody.home[everybody.has_children] >= 0).all()


def test_the_way_of_a_resident_who_works_here_lies_on_the_shortest_walk():
    everybody = residents({"residents.works_here": "30 %"})
    both = (everybody.home >= 0) & (everybody.work >= 0)
    home, way, work = everybody.home[both], everybody.way[both], everybody.work[both]
    assert both.sum() > 20
    detour = CITY.distance[home, way].astype(int) + CITY.distance[way, work] - CITY.distance[home, work]
    assert (detour == 0).all()


@pytest.mark.parametrize(("hour", "where"), [(3, "home"), (13, "work")])
def test_at_night_residents_are_at_home_and_at_noon_at_work(hour, where):
    here = market({"residents.round_spread": "0.5 h"}, scale=0.3)
    here.ticks((hour + 1) * 12)
    everybody = here.world.residents
    np.testing.assert_array_equal(everybody.cell, getattr(everybody, where))


def test_on_the_way_out_people_walk_down_the_street():
    here = market({"residents.round_spread": "0.5 h", "residents.goes_out": "9.5 h"}, scale=0.3)
    here.ticks(9 * 12)
    everybody = here.world.residents
    on_the_way = everybody.cell == everybody.way
    assert 0.4 < on_the_way.mean() < 1


def test_what_lies_under_windows_is_seen_from_them_and_what_lies_before_a_blank_wall_is_not():
    here = market(scale=0.05)
    here.ticks(11)
    street = here.world.street
    by_windows, by_a_wall = np.argmax(street.overlooked), np.argmin(street.overlooked + CITY.seclusion)
    street.use_seen[:] = 0
    street.selling_seen[:] = 0
    street.use_seen[[by_windows, by_a_wall]] = 4
    here.tick()
    assert street.scene_from_windows[by_windows] >= 4 * street.overlooked[by_windows] > 0
    assert street.scene_from_windows[by_a_wall] <= street.scene_in_view[by_a_wall]
    assert street.scene_in_view[by_a_wall] > 0


def test_complaints_say_what_they_are_about_who_made_them_and_where():
    rows, here = a_day_s_rows({**LOUD, "complaints.owners_matter": "5", "residents.owns_business": "20 %"})
    complaints = rows[rows[:, KIND] == COMPLAINT]
    assert len(complaints) > 30
    assert set(complaints[:, CAUSE]) <= {PUBLIC_USE, SELLING, OF_VIOLENCE, OF_LITTER, OF_CROWDING}
    assert len(set(complaints[:, CAUSE])) > 1
    by_owners = complaints[complaints[:, ACTOR_KIND] == BUSINESS]
    assert len(by_owners)
    assert here.world.residents.owns_business[by_owners[:, ACTOR]].all()
    assert set(complaints[:, ACTOR_KIND]) == {BUSINESS, RESIDENT}


def test_thefts_in_front_of_shops_are_thefts_from_shops_as_often_as_declared():
    rows, here = a_day_s_rows({"residents.shops_lose": "95 %"})
    thefts = rows[rows[:, KIND] == THEFT]
    settled = thefts[thefts[:, TARGET_KIND] > 0]
    before_a_shop = here.world.around.premises[settled[:, CELL]]
    assert (settled[before_a_shop, TARGET_KIND] == BUSINESS).mean() > 0.8
    assert (settled[~before_a_shop, TARGET_KIND] == RESIDENT).all()


def test_fear_of_violence_empties_places_and_the_more_so_the_less_safe_people_feel():
    def passing(safety, changes=None):
        here = market(changes, scale=0.1)
        here.ticks(11 * 12)
        here.world.street.fear[:] = 3
        here.world.residents.safety[:] = safety
        here.tick()
        return here.world.street.passing.sum()

    assert passing(0.3) < passing(0.8) < passing(0.95)
    assert passing(0.3, NOBODY_AVOIDS) == passing(0.95, NOBODY_AVOIDS) > passing(0.95)


def test_passers_by_return_when_fear_is_forgotten():
    here = market(scale=0.1)
    here.ticks(12)
    here.world.street.fear[:] = 5
    here.run_day()
    for _ in range(7):
        here.run_day()
    days = here.observer.days["passers_by"]
    assert days[7] > days[0]


def test_touting_annoys_those_in_view():
    def annoyed(how_much):
        changes = {**LOUD, "complaints.annoyed_by_touting": how_much, "turf.touting": "3/h"}
        here = after(2, changes, scale=0.5)
        return here.observer.days["touting"][-1], here.observer.days["annoyance"][-1]

    (touted, little), (_, much) = annoyed("0.1"), annoyed("5")
    assert touted > 0
    assert much > little


def test_households_with_children_mind_more():
    def annoyed(matter):
        everybody = after(1, {"complaints.children_matter": matter}, scale=0.5).world.residents
        return everybody.annoyance[everybody.has_children].sum(), everybody.annoyance[
            ~everybody.has_children
        ].sum()

    (parents, others), (worried, as_ever) = annoyed("1"), annoyed("4")
    assert worried > 1.5 * parents
    assert as_ever == pytest.approx(others, rel=0.2)


def test_complaints_move_officers_to_the_scene_where_they_are_heeded():
    def out(heeded):
        here = market({"complaints.heeded.local_patrol": heeded, "police.street_share": "0.3"}, scale=0.3)
        here.world.street.complaints[:100] = 5
        here.tick()
        patrol = here.world.officers.body == LOCAL_PATROL
        attention = here.world.officers.attention
        assert (attention[~patrol] == 0).all()
        here.run_day()
        return attention[patrol].max(), here.observer.days["police_hours"][0]

    (unmoved, few_hours), (moved, more_hours) = out("0"), out("1")
    assert unmoved == 0
    assert moved > 0.9
    assert more_hours > few_hours


def test_crowds_are_counted_beyond_what_is_bearable():
    little, much = (
        after(1, {"complaints.bearable_crowd": people}, scale=0.5).observer.days["crowding"][0]
        for people in ("12 people", "1 people")
    )
    assert much > little >= 0


def test_trust_of_residents_moves_with_what_they_see():
    quiet = after(2, {"complaints.trust_by_nuisance": "0", "complaints.trust_by_police": "0"}, scale=0.3)
    bothered = after(2, {"complaints.trust_by_nuisance": "0.005"}, scale=0.3)
    assert bothered.observer.days["trust_of_residents"][-1] < quiet.observer.days["trust_of_residents"][-1]


def means(sample, replicates, days):
    """Mean of the daily measures over the later days, one row a replicate."""
    measures = ("complaints", "annoyance", "perceived_safety", "trust_of_residents", "residents_unsafe")
    found = []
    for replicate in range(replicates):
        seen = series(
            after(
                days,
                {**LOUD, "complaints.sample": f"{sample} people"},
                scale=0.5,
                replicate=replicate,
                start=START,
            )
        )
        found.append([seen[measure][2:].mean() for measure in measures])
    return np.array(found)


def test_twice_the_sample_of_residents_at_half_the_weight_changes_no_mean_beyond_error():
    few, many = means(1500, 10, 7), means(3000, 10, 7)
    difference = (many - few).mean(axis=0)
    error = np.sqrt((many.var(axis=0, ddof=1) + few.var(axis=0, ddof=1)) / len(few))
    assert (np.abs(difference) <= 3 * error + 1e-9).all(), (difference, error)
    assert (error < 0.35 * np.abs(few.mean(axis=0)) + 1e-3).all()
