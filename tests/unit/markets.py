"""Markets for the tests: those of the verification, and runs described as plain data."""

from marketsim.model.simulate import RunSpec
from marketsim.parameters import declared
from marketsim.policies import Change, Policy, read_policy
from marketsim.study.verification.invariants import impossible, misplaced
from marketsim.study.verification.stage import (
    BUSY_STREET,
    PAYDAY,
    START,
    STORM,
    WORLDS,
    after,
    digest,
    highest,
    lowest,
    market,
    numbers_of,
    series,
)

__all__ = [
    "BUSY_STREET", "PAYDAY", "START", "STORM", "WORLDS", "after", "declared", "digest", "failures", "highest",
    "impossible", "lowest", "market", "misplaced", "numbers_of", "policy", "series", "spec",
]  # fmt: skip


def policy(changes, *, from_day=0):
    """A policy that sets levers from a day on."""
    dated = tuple(Change(lever, to, from_day=from_day) for lever, to in changes.items())
    return Policy("a policy of the tests", "For the tests.", ("assumed-need",), dated)


def spec(one="as_today", **how):
    """The description of a run under a policy of the library, or any other, as plain data."""
    chosen = read_policy(one) if isinstance(one, str) else one
    return RunSpec(policy={**chosen.document(), "name": chosen.name}, **how)


def failures(check, replicates, **how):
    """What a check of the verification found that is not as expected, a line each."""
    return [
        f"{one.what}: expected {one.expected}, found {one.found}, may differ by {one.allowed}"
        for one in check(replicates, **how)
        if not one.passed
    ]
