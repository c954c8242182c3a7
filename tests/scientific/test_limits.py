"""Where the answer is known without a model, the model gives it."""

import numpy as np
import pytest
from markets import STORM, after, highest, lowest, market, series

from marketsim.entities.dealers import AT_SPOT

NO_POLICE = {**STORM, "police.officers": "0 officers"}
POLICE_ACTS = (
    "stops evidence_stops confiscations fines arrests_of_dealers arrests_of_people asked_to_move steered contacts"
    " tips police_hours police_use_of_force moves_for_police"
).split()


def test_without_police_nobody_is_stopped_arrested_or_asked_to_move():
    days = series(after(3, NO_POLICE))
    assert {name: days[name].sum() for name in POLICE_ACTS} == dict.fromkeys(POLICE_ACTS, 0)
    assert days["sales"].sum() > 0


def without_dealers(changes=None):
    """A market from which every dealer has gone before the first tick, and to which none comes."""
    here = market({**(changes or {}), **lowest("learning.entry_rate")})
    dealers, people = here.world.dealers, here.world.people
    here.world.accounts[:] = 0
    here.world.accounts[0] = people.money.sum()
    for row in range(len(dealers)):
        dealers.clear(row)
    people.known[:], people.liking[:] = -1, 0
    return here


def test_without_dealers_nobody_buys_and_nobody_uses():
    here = without_dealers()
    for _ in range(3):
        here.run_day()
    days = series(here)
    assert days["dealers"].max() == 0
    for name in ("sales", "uses", "overdoses", "rip_offs", "visible_selling", "violence_turf"):
        assert days[name].sum() == 0, name
    assert days["searches_in_vain"].sum() > 0
    assert (here.world.people.heroin == 0).all()


def test_a_single_dealer_quarrels_with_nobody():
    here = without_dealers(
        {**highest("turf.quarrel_rate", "violence.revenge_rate"), "learning.exit_rate": "0.002/day"}
    )
    other = market()
    for column, values in other.world.dealers.arrays().items():
        getattr(here.world.dealers, column)[0] = values[0]
    here.world.accounts[:] = other.world.accounts
    here.world.accounts[2] = here.world.dealers.heroin.sum()
    here.world.accounts[6] = here.world.dealers.cocaine.sum()
    for _ in range(4):
        here.run_day()
    days = series(here)
    assert days["sales"].sum() > 0
    assert days["violence_turf"].sum() == days["violence_retaliation"].sum() == 0


def test_where_there_are_seats_for_all_nobody_waits_or_is_turned_away_for_want_of_one():
    crowded = {"scene.attendance": "0.8", **lowest("services.longest_wait")}
    rooms_for_all = {
        "services.seats_injecting": "60 seats", "services.seats_smoking": "60 seats",
        "services.opens": "0 h", "services.closes": "24 h",
    }  # fmt: skip
    few = after(2, {**crowded, "services.seats_injecting": "1 seat", "services.seats_smoking": "1 seat"})
    many = after(2, {**crowded, **rooms_for_all})
    assert series(few)["room_refusals"].sum() > 0
    assert series(many)["room_refusals"].sum() == 0
    assert series(many)["uses_in_rooms"].sum() > series(few)["uses_in_rooms"].sum()


def test_where_rooms_are_closed_all_day_nobody_uses_in_them():
    here = after(2, {"services.opens": "0 h", "services.closes": "0 h"})
    assert series(here)["uses_in_rooms"].sum() == 0
    assert series(here)["uses"].sum() > 0


def test_who_never_needs_never_uses():
    here = market({"need.need_strength": "0"})
    for _ in range(3):
        here.world.people.craving[:] = 0
        for _ in range(288):
            here.tick()
            here.world.people.craving[:] = 0
    assert series(here)["uses"].sum() == 0
    assert series(here)["sales"].sum() == 0


def test_where_nothing_annoys_nobody_complains():
    here = without_dealers({**highest("complaints.complaint_rate"), "need.need_strength": "0"})
    here.world.people.whereabouts[:] = 0
    here.run_day()
    assert series(here)["complaints"].sum() == 0


@pytest.mark.parametrize("hour", range(0, 24, 3))
def test_dealers_sell_only_in_their_hours(hour):
    here = market()
    here.ticks(hour * 12 + 1)
    dealers = here.world.dealers
    out = dealers.standing == AT_SPOT
    since = (hour - dealers.starts) % 24
    assert (since[out] < dealers.hours[out] + 1e-9).all()
    assert np.count_nonzero(out) < len(out)
