"""When the counting begins the market has settled: no trend beyond chance, and who came first is nearly forgotten.

docs/decisions/0013 has the figures from which these tolerances were taken.
"""

from functools import cache

import numpy as np
import pytest
from markets import spec
from scipy.stats import t as student

from marketsim.measures import market, observer
from marketsim.model import simulate as model
from marketsim.model.simulate import SETTLING_DAYS, simulate
from marketsim.study import scenario

REPLICATES, MONTH, MONTHS = 16, 30, 2
# Each of these is tried; that all hold by chance alone is to be likelier than 95 in 100.
SERIES = (
    "violence", "visible_use", "visible_selling", "dealers", "violent_share", "violent_share_of_sales", "visibility",
    "dealers_in_custody", "trust_in_local_officer", "trust_in_police", "uses_in_rooms", "price", "cases_waiting",
    "violent_propensity_share",
)  # fmt: skip
CONFIDENCE = 1 - 0.05 / len(SERIES)
PEACEFUL, VIOLENT = "0.05", "0.7"
# What still moves after the settling, at most, as a share of the mean: from one month to the next, ...
STILL_MOVING = {
    "visible_selling": 0.08,
    "trust_in_local_officer": 0.003,
    "trust_in_police": 0.015,
    "violent_propensity_share": 0.1,
}
# ... and between the two starts in the months that are counted.
STILL_APART = {
    "violence": 0.1,
    "violent_share": 0.1,
    "violent_share_of_sales": 0.1,
    "violent_propensity_share": 0.5,
    "trust_in_local_officer": 0.003,
    "trust_in_police": 0.004,
}


@cache
def months(settling_days=SETTLING_DAYS, share=None):
    """The mean of each counted month, ``measure → float[replicates, months]``; each month has one payday."""
    parameters = {} if share is None else {"market.violent_share": share}
    described = {"settling_days": settling_days, "parameters": parameters, "days": MONTH * MONTHS}
    runs = [simulate(spec(**described, replicate=one)).days for one in range(REPLICATES)]
    return {
        name: np.array([run[name].reshape(MONTHS, MONTH).mean(axis=1) for run in runs]) for name in SERIES
    }


def beyond_chance(differences, remainder=0.0):
    """Whether a mean over replicates is further from nothing than chance and what is known to remain explain."""
    error = differences.std(ddof=1) / np.sqrt(len(differences))
    half = student.ppf(0.5 + CONFIDENCE / 2, len(differences) - 1) * error
    return bool(abs(differences.mean()) > half + remainder)


def trends(found, known):
    """The series that differ from one month to the next by more than chance and what is known."""
    return {
        name: (values[:, 1] - values[:, 0]).mean()
        for name, values in found.items()
        if beyond_chance(values[:, 1] - values[:, 0], known.get(name, 0.0) * values.mean())
    }


def distances(one, other, known):
    """The series that differ between two kinds of beginning by more than chance and what is known."""
    pairs = {name: (values.mean(axis=1), other[name].mean(axis=1)) for name, values in one.items()}
    return {
        name: (here - there).mean()
        for name, (here, there) in pairs.items()
        if beyond_chance(here - there, known.get(name, 0.0) * (here.mean() + there.mean()) / 2)
    }


def test_what_is_measured_over_many_days_is_measured_after_the_settling_began():
    assert max(market.DAYS_OF_ACTS, observer.DAYS_OF_RETENTION) <= SETTLING_DAYS
    assert scenario.SETTLING_DAYS == model.SETTLING_DAYS


@pytest.mark.slow
def test_nothing_has_a_trend_when_the_counting_begins():
    assert trends(months(), STILL_MOVING) == {}


@pytest.mark.slow
def test_without_settling_there_would_be_trends():
    assert {"violent_share", "dealers", "dealers_in_custody"} <= set(
        trends(months(settling_days=0), STILL_MOVING)
    )


@pytest.mark.slow
def test_peaceful_and_violent_first_dealers_lead_to_the_same_market():
    assert distances(months(share=PEACEFUL), months(share=VIOLENT), STILL_APART) == {}


@pytest.mark.slow
def test_without_settling_it_would_matter_who_came_first():
    unsettled = (months(0, share) for share in (PEACEFUL, VIOLENT))
    assert {"violence", "violent_share", "violent_share_of_sales"} <= set(distances(*unsettled, {}))
