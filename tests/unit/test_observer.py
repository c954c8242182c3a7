"""Looking changes nothing, and what is counted is what happened."""

import numpy as np
import pytest
from markets import STORM, after, digest, impossible, market

from marketsim.entities.dealers import DETAINED, OFF
from marketsim.entities.ledger import (
    ACTOR,
    ARREST,
    CAUSE,
    DEALER,
    KIND,
    OFFICER,
    POLICE_FORCE,
    SALE,
    SELLING,
    SEVERITY,
    USE,
    VIOLENCE,
    TooManyEvents,
)
from marketsim.measures import MEASURES, declared
from marketsim.measures.displacement import ANOTHER_SCENE
from marketsim.measures.observer import Observer
from marketsim.measures.vacancies import Vacancies


def test_looking_at_a_market_all_day_long_changes_nothing():
    here = market(STORM, scale=0.3)
    watcher = Observer(here.world)
    for _ in range(96):
        here.ticks(3)
        here.world.snapshot()
        impossible(here)
        watcher.observe(here.world, here.today, counted=True)
        repr(here.world.people.only(slice(0, 5)).arrays())
    assert digest(here) == digest(after(1, STORM, scale=0.3))


@pytest.fixture(scope="module")
def stormy_day():
    """A market at the end of its second day, and the rows the ledger held just before."""
    here = after(1, STORM)
    here.ticks(here.today.ticks - 1)
    rows = here.world.ledger.today().copy()
    here.tick()
    return here, rows


def test_what_is_counted_is_what_happened(stormy_day):
    here, rows = stormy_day
    today = {name: series[-1] for name, series in here.observer.days.items()}
    for measure, kind in (("sales", SALE), ("uses", USE)):
        happened = np.count_nonzero(rows[:, KIND] == kind)
        assert happened <= today[measure] <= happened + 60
    assert today["uses"] == pytest.approx(
        today["uses_in_rooms"] + today["visible_use"] + today["hidden_use"] + today["uses_near_health_room"],
        abs=60,
    )


def test_violence_is_the_sum_of_its_causes_and_police_force_stands_apart(stormy_day):
    here, rows = stormy_day
    for day in range(2):
        seen = {name: series[day] for name, series in here.observer.days.items()}
        parts = [
            value
            for name, value in seen.items()
            if name.startswith("violence_") and name.split("_")[1] in CAUSES
        ]
        assert seen["violence"] == sum(parts)
    acts = rows[rows[:, KIND] == VIOLENCE]
    assert set(acts[:, SEVERITY]) <= {1, 2, 3}
    assert (acts[acts[:, CAUSE] != POLICE_FORCE, ACTOR] >= -1).all()


CAUSES = set(
    "turf retaliation debt robbery economic psychopharmacological sex informants feud fraud extortion on".split()
)


def test_cells_add_up_to_days(stormy_day):
    here, _ = stormy_day
    for cell, daily in (
        ("violence", "violence"),
        ("sales", "sales"),
        ("overdoses", "overdoses"),
        ("complaints", "complaints"),
    ):
        assert here.observer.cells[cell].sum() == sum(here.observer.days[daily])
    places = ("visible_use", "hidden_use", "uses_near_health_room")
    outside = sum(sum(here.observer.days[place]) for place in places)
    assert here.observer.cells["outdoor_use"].sum() == outside


def test_what_is_left_for_displacement_adds_up_to_the_days(stormy_day):
    here, _ = stormy_day
    traces, days = here.observer.traces, here.observer.days
    assert traces.recorded["violence"].sum() == sum(days["violence_recorded"])
    assert (traces.recorded["violence"] <= here.observer.cells["violence"]).all()
    moves = traces.moves(here.world.city.zone)
    on_the_map = [one for one in moves if ANOTHER_SCENE not in (one.from_area, one.to_area)]
    assert sum(one.moves for one in on_the_map) == sum(days["spot_moves"]) > 0
    assert sum(one.metres for one in moves) == pytest.approx(sum(days["metres_moved"]))


def test_every_declared_measure_is_observed_every_day_as_a_finite_number(stormy_day):
    here, _ = stormy_day
    assert set(here.observer.days) == {measure.name for measure in MEASURES}
    assert np.isfinite(np.array(list(here.observer.days.values()))).all()


def test_measures_have_names_units_and_meanings():
    for measure in declared():
        assert measure.unit
        assert measure.about.endswith("."), measure.name
        assert "nan" not in measure.name


@pytest.mark.parametrize("settling_days", [0, 1])
def test_a_full_ledger_is_an_error_of_ours_and_no_loop_reads_or_writes_past_its_end(settling_days):
    here = market(scale=0.1, settling_days=settling_days)
    ledger = here.world.ledger
    behind = ledger.rows[50:]
    ledger.rows = ledger.rows[:50]
    with pytest.raises(TooManyEvents, match="events and the ledger holds 50"):
        here.run_day()
    assert ledger.filled[0] == 50
    assert not behind.any()


def test_means_do_not_depend_on_the_order_of_rows():
    from marketsim.measures.observer import _mean

    values = np.random.default_rng(3).random(1000)
    assert _mean(values) == _mean(values[::-1])
    assert _mean(np.array([])) == 0


def test_the_place_of_a_dealer_in_custody_is_taken_by_whoever_settles_near_it():
    here = market()
    here.tick()
    world, jailed, heir = here.world, 0, 1
    dealers, vacancies = world.dealers, Vacancies()
    dealers.cell[:] = np.argmax(world.city.distance[dealers.cell[jailed]])
    dealers.cell[jailed], dealers.unsettled[:], dealers.settled_since[:] = 0, False, world.tick
    dealers.standing[:], dealers.standing[jailed] = OFF, DETAINED
    world.ledger.write(world.tick, 0, ARREST, SELLING, OFFICER, -1, DEALER, jailed, 2, 0, 0)
    arrested = world.ledger.today()[-1:].copy()

    def day(rows):
        return tuple(vacancies.day(rows, world, here.today).values())

    assert day(arrested) == (0, 0, 1)
    dealers.cell[heir] = 0
    assert day(arrested[:0]) == (0, 0, 1), "who stood there before has taken nothing"
    dealers.settled_since[heir] = world.tick + 3 * here.today.ticks
    assert day(arrested[:0]) == (1, 3, 0)
    assert day(arrested[:0]) == (0, 0, 0)


def test_the_place_of_a_dealer_who_is_free_again_is_no_vacancy():
    here = market()
    here.tick()
    world, vacancies = here.world, Vacancies()
    world.ledger.write(world.tick, 0, ARREST, SELLING, OFFICER, -1, DEALER, 0, 1, 0, 0)
    world.dealers.standing[0] = OFF
    assert tuple(vacancies.day(world.ledger.today()[-1:], world, here.today).values()) == (0, 0, 0)
