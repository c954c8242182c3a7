"""No loop looks past the end of its arrays, whatever population may be asked for."""

import os
import subprocess
import sys

import pytest

LIVE = """
from datetime import date
from sys import argv

from marketsim.machine_code import OPTIONS

OPTIONS["boundscheck"] = True

from marketsim.entities.city import read_city
from marketsim.model.market import Market
from marketsim.parameters import declared
from marketsim.policies import read_policy

policy, scale, days = argv[1], float(argv[2]), int(argv[3])
market = Market(declared(), read_policy(policy), read_city(), start=date(2018, 3, 5), scale=scale)
for _ in range(days):
    market.run_day()
print(market.day)
"""


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """A cache of machine code that checks every index; made by the first process that lives."""
    return tmp_path_factory.mktemp("checked")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("policy", "scale", "days"),
    [
        ("as_today", 1, 30), ("crackdown", 1, 30), ("drug_strategy_90", 1, 30),
        ("as_today", 0.02, 60), ("as_today", 30, 2), ("crackdown", 100, 1),
    ],
)  # fmt: skip
def test_every_index_of_every_loop_lies_within_its_array(policy, scale, days, cache):
    told = subprocess.run(
        [sys.executable, "-c", LIVE, policy, str(scale), str(days)],
        env={**os.environ, "XDG_CACHE_HOME": str(cache)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.stdout == f"{days}\n", told.stderr
