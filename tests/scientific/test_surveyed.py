"""Counting events by area looks at a run and changes nothing of it."""

import numpy as np

from marketsim.model import simulate as ours
from marketsim.policies import read_policy
from marketsim.study.claim import surveyed


def test_a_surveyed_run_is_the_same_run_with_counts_beside_its_days():
    policy = {"name": "as_today", **read_policy("as_today").document()}
    spec = surveyed.RunSpec(policy=policy, days=2, settling_days=1, scale=0.6)
    settled = surveyed.settle(spec)
    counted, plain = surveyed.simulate(spec, settled), ours.simulate(spec, settled)
    for name, days in plain.days.items():
        assert np.array_equal(days, counted.days[name]), name
    for width in surveyed.WIDTHS:
        areas = [counted.days[surveyed.name_of("sale", "true", area, width)] for area in surveyed.AREAS]
        assert (np.sum(areas, axis=0) <= plain.days["sales"]).all()
        assert np.sum(areas) > 0
        recorded = counted.days[surveyed.name_of("sale", "recorded", "target", width)]
        assert (recorded <= areas[0]).all()
