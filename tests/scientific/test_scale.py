"""A thinned world keeps the conditions of each person: rates per person agree with the full world's within error."""

import numpy as np
import pytest
from markets import START, after, declared, market

from marketsim.entities.city import read_city
from marketsim.model.thinning import GROWS, SHRINKS, thinned
from marketsim.model.today import Today

DAYS, SETTLING = 9, 3
FULL, HALF = (1.0, 5), (0.5, 8)
PER_PERSON = (
    "uses sales stops contacts asked_to_move theft litter_dropped litter_finds uses_in_rooms visible_use hidden_use "
    "rushed_uses spot_moves complaints violence"
).split()
AS_MANY = "people_seen dealers".split()
AS_IT_IS = (
    "police_hours price dealers_perceived_risk people_perceived_risk trust_of_residents passers_by".split()
)
COUNTS = {"people", "people/day", "dealers", "seats", "cases/week", "officers", "crews", "complaints"}
NEED_NOT_FOLLOW = {
    "scene.pool": "thinned on the first morning",
    "market.dealers": "thinned on the first morning",
    "market.room_for_dealers": "thinned with the table",
    "complaints.sample": "thinned on the first morning, with a greater weight",
    "services.queue_patience": "a queue of a thinned room is a queue",
    "police.officers": "as many are seen on the street; what each does takes longer",
    "police.teams": "turns of a post",
    "crews.crews": "crews are as many and smaller",
    "elsewhere.own_sellers": "thinned on the first morning",
}


def one_rate(found, measure, scale):
    """A rate that should not depend on the scale."""
    if measure in AS_IT_IS:
        return found[measure]
    return found[measure] / (scale if measure in AS_MANY else found["people_seen"])


@pytest.fixture(scope="module")
def rates():
    """Mean and standard error of each rate, by scale."""

    def of(scale, replicates):
        worlds = []
        for replicate in range(replicates):
            days = after(DAYS, scale=scale, replicate=replicate).observer.days
            worlds.append({measure: np.mean(values[SETTLING:]) for measure, values in days.items()})
        found = {
            measure: np.array([one_rate(world, measure, scale) for world in worlds])
            for measure in (*PER_PERSON, *AS_MANY, *AS_IT_IS)
        }
        return {
            measure: (values.mean(), values.std(ddof=1) / np.sqrt(replicates))
            for measure, values in found.items()
        }

    return of(*FULL), of(*HALF)


@pytest.mark.parametrize("measure", [*PER_PERSON, *AS_MANY, *AS_IT_IS])
def test_half_of_the_people_live_under_the_conditions_of_all(rates, measure):
    (full, full_error), (half, half_error) = rates[0][measure], rates[1][measure]
    error = np.hypot(full_error, half_error)
    assert abs(half - full) <= 3.5 * error + 0.01 * abs(full)
    assert error < 0.4 * abs(full)


def test_at_full_scale_the_very_same_numbers_hold():
    assert thinned(declared(), 1.0) is declared()
    assert thinned(declared(), 2.0) is declared()


@pytest.mark.parametrize("key", [*SHRINKS, *GROWS])
def test_a_number_that_follows_the_scale_follows_it(key):
    topic, name = key.split(".")
    full = np.asarray(getattr(getattr(declared(), topic), name))
    here = np.asarray(getattr(getattr(thinned(declared(), 0.5), topic), name))
    factor = 0.5 if key in SHRINKS else 2.0
    whole = full.dtype.kind == "i"
    np.testing.assert_array_equal(here, np.ceil(full * factor) if whole else full * factor)
    assert here.dtype == full.dtype


def test_what_is_counted_for_all_either_follows_the_scale_or_says_why_not():
    counted = {one.key for one in declared().declarations() if one.unit in COUNTS and not one.among}
    assert counted == {key for key in SHRINKS if declared().declaration(key).unit in COUNTS} | set(
        NEED_NOT_FOLLOW
    )


def test_rooms_of_a_thinned_world_have_a_share_of_the_seats_and_some():
    today = Today(declared(), read_city(), START, 0, 300, 0, 0.1)
    assert today.services.seats_injecting.tolist() == [1, 2]
    assert today.numbers.services.seats_injecting.tolist() == [8, 12]


def test_newcomers_join_in_proportion():
    def joined(scale):
        here = market({"scene.inflow": "2 people/day"}, scale=scale)
        for _ in range(20):
            here.run_day()
        return np.count_nonzero(here.world.people.number >= 1_000_000)

    assert joined(0.2) == pytest.approx(joined(0.6) / 3, rel=0.3)
