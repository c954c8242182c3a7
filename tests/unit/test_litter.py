"""Used equipment is dropped where no bin, room or habit is near, found by those who pass, and taken by rounds."""

import numpy as np
import pytest
from markets import after, market, misplaced

from marketsim.entities.accounts import PIECES_CLEANED, PIECES_DROPPED
from marketsim.entities.city import read_city
from marketsim.entities.ledger import ACTOR_KIND, BUSINESS, CELL, CHILD, KIND, LITTER_CLEANED, LITTER_FOUND
from marketsim.parameters.names import QUARTERS
from marketsim.rules.litter import rounds_done

CITY = read_city()
NO_BINS, MANY_BINS = {"litter.bins": "0 bins"}, {"litter.bins": "12 bins"}
NOBODY_CLEANS = {"litter.rounds": "0 rounds/day", "litter.finder_clears": "0"}
DAYS = 3


def a_day_of_litter(changes, pieces_per_cell=2):
    """The ledger at the end of a day that began with litter everywhere, and the market."""
    here = market({**changes, "litter.careless": "0"}, scale=0.2)
    here.world.street.litter[:] = pieces_per_cell
    here.world.accounts[PIECES_DROPPED] = here.world.street.litter.sum()
    here.ticks(287)
    return here.world.ledger.today().copy(), here


def total(changes, measure):
    return sum(after(DAYS, changes).observer.days[measure])


def test_pieces_are_conserved_at_every_hour():
    here = market(scale=0.5)
    for _ in range(48):
        here.ticks(12)
        assert misplaced(here.world) == {}
        assert (here.world.street.litter_told <= here.world.street.litter).all()
    assert here.world.accounts[PIECES_DROPPED] > here.world.accounts[PIECES_CLEANED] > 0


def test_bins_are_used_and_without_them_more_is_dropped():
    assert total(NO_BINS, "litter_dropped") > 1.1 * total(MANY_BINS, "litter_dropped")


def test_rooms_take_used_equipment_too():
    street = after(1, NO_BINS, scale=0.1).world.street
    rooms = market(scale=0.1).world.rooms.cell
    assert (street.bin_walk[rooms] == 0).all()
    np.testing.assert_array_equal(street.bin_walk, CITY.distance[rooms].min(axis=0) / 10)


def test_the_considerate_leave_nothing():
    here = market({"litter.fear_drops": "0"})
    here.world.people.considerate[:] = 1
    here.run_day()
    assert here.observer.days["litter_dropped"] == [0]


def test_bins_of_a_quarter_stand_in_it_and_apart():
    bins = market(scale=0.05).world.around.bin_places
    for quarter, cells in enumerate(bins):
        assert set(CITY.quarter[cells]) == {quarter}
        first = cells[:3]
        apart = CITY.distance[np.ix_(first, first)][np.triu_indices(3, 1)]
        assert apart.min() > 300


def test_a_bin_more_in_a_quarter_shortens_ways_there():
    before, now = (
        after(1, {"litter.bins.kodbyen": f"{bins} bins"}, scale=0.05).world.street.bin_walk for bins in (1, 6)
    )
    there = CITY.quarter == QUARTERS.index("kodbyen")
    assert now[there].mean() < before[there].mean()
    assert (now <= before).all()


def test_where_nobody_cleans_litter_stays():
    here = after(DAYS, NOBODY_CLEANS)
    days = here.observer.days
    assert sum(days["litter_cleaned"]) == 0
    assert days["litter_lying"][-1] == sum(days["litter_dropped"])


def test_a_round_takes_what_was_found_and_leaves_quarters_without_a_round_alone():
    changes = {
        **NOBODY_CLEANS,
        "litter.rounds.istedgade": "1 rounds/day",
        "litter.thoroughness": "0.5",
        "litter.find_rate": "0",
    }
    rows, here = a_day_of_litter(changes)
    cleaned = rows[rows[:, KIND] == LITTER_CLEANED]
    assert set(CITY.quarter[cleaned[:, CELL]]) == {QUARTERS.index("istedgade")}
    there = CITY.quarter == QUARTERS.index("istedgade")
    left = here.world.street.litter[there].mean()
    assert 0.5 < left < 1.5


@pytest.mark.parametrize("rounds", [1, 2, 5])
def test_a_day_has_as_many_rounds_as_were_ordered(rounds):
    done = [rounds_done(hour, rounds, 6, 20) for hour in range(25)]
    assert done[0] == 0
    assert done[-1] == rounds
    assert done == sorted(done)


def test_shops_find_on_their_doorsteps_and_children_mostly_near_schools():
    rows, here = a_day_of_litter({"litter.find_rate": "0.01"})
    finds = rows[rows[:, KIND] == LITTER_FOUND]
    by_shops, by_children = (finds[finds[:, ACTOR_KIND] == kind, CELL] for kind in (BUSINESS, CHILD))
    assert here.world.around.premises[by_shops].all()
    near = here.world.around.near_school
    share_there = np.mean(near[by_children])
    assert share_there > 2 * np.mean(near[finds[:, CELL]])


def test_a_piece_is_found_once():
    rows, _ = a_day_of_litter({"litter.find_rate": "0.01", **NOBODY_CLEANS}, pieces_per_cell=1)
    found = rows[rows[:, KIND] == LITTER_FOUND, CELL]
    assert (np.bincount(found) <= 1).all()
    assert len(found) > 1000


def test_fear_of_being_stopped_makes_people_drop_what_they_would_carry_to_a_bin():
    def dropped(risk):
        here = market(MANY_BINS)
        here.run_day()
        here.ticks(143)
        before = here.world.street.litter.sum() + here.world.accounts[PIECES_CLEANED]
        here.world.people.perceived_risk[:] = risk
        here.tick()
        return here.world.street.litter.sum() + here.world.accounts[PIECES_CLEANED] - before

    assert dropped(1.0) > dropped(0.0)
