"""Mediators can be held to their course in another world, and holding what does not differ changes nothing."""

import numpy as np
import pytest

from marketsim.entities.city import read_city
from marketsim.entities.world import TABLES
from marketsim.model import simulate as ours
from marketsim.policies import read_policy
from marketsim.study.claim import clamped
from marketsim.study.claim.mediation import MEDIATORS


def asked(policy, control="as_today", clamp=(), days=2):
    document = {"name": policy, **read_policy(policy).document()}
    other = {"name": control, **read_policy(control).document()}
    return clamped.RunSpec(
        policy={**document, "clamp": list(clamp), "control": other}, days=days, settling_days=1, scale=0.2
    )


@pytest.fixture(scope="module")
def settled():
    return clamped.settle(asked("crackdown"))


def test_every_mediator_is_carried_by_columns_that_there_are():
    assert set(clamped.MEDIATORS) == set(MEDIATORS)
    world = ours.market_of(asked("crackdown").plain).world
    for tables in clamped.MEDIATORS.values():
        assert set(tables) <= set(TABLES)
        for table, columns in tables.items():
            assert set(columns) <= set(world.tables()[table].columns)


def test_holding_every_mediator_of_a_placebo_leaves_every_bit_as_it_is(settled):
    held = clamped.simulate(asked("placebo", clamp=MEDIATORS), settled)
    assert held.digest == ours.simulate(asked("placebo").plain, settled).digest


def test_without_a_clamp_it_is_the_model_itself(settled):
    assert (
        clamped.simulate(asked("crackdown"), settled).digest
        == ours.simulate(asked("crackdown").plain, settled).digest
    )


@pytest.mark.parametrize("mediator", ["deterrence", "familiarity", "beliefs", "selection"])
def test_what_is_held_is_what_it_is_in_the_control(mediator, settled):
    treated, control = (
        clamped.begun(spec, settled) for spec in (asked("crackdown").plain, asked("crackdown").control)
    )
    for market in (treated, control):
        market.run_day()
    changed = False
    for table, columns in clamped.MEDIATORS[mediator].items():
        mine, theirs = treated.world.tables()[table], control.world.tables()[table]
        for name in columns:
            if getattr(theirs, name).dtype.kind == "f":
                getattr(theirs, name)[:] += 0.125
        here, there = clamped.matched(mine, theirs)
        assert (mine.number[here] == theirs.number[there]).all()
        before = [getattr(mine, name).copy() for name in columns]
        clamped.hold(treated.world, control.world, [mediator])
        for name, old in zip(columns, before, strict=True):
            now, wanted = getattr(mine, name)[here], getattr(theirs, name)[there]
            changed |= not np.array_equal(old, getattr(mine, name))
            if not mine.columns[name].points_to:
                assert np.array_equal(now, wanted)
            else:
                known = now >= 0
                rows = treated.world.dealers.number[now[known]]
                assert np.array_equal(rows, control.world.dealers.number[wanted[known]])
    assert changed


def test_a_held_mediator_changes_what_happens_and_the_description_survives_the_journey(settled):
    spec = asked("crackdown", clamp=["deterrence", "incapacitation"], days=3)
    assert clamped.RunSpec.from_json(spec.to_json()) == spec
    assert clamped.simulate(spec, settled).digest != ours.simulate(spec.plain, settled).digest


def test_those_whom_only_the_treated_world_detains_are_let_go(settled):
    treated, control = (
        clamped.begun(spec, settled) for spec in (asked("crackdown").plain, asked("crackdown").control)
    )
    dealers = treated.world.dealers
    row = int(np.flatnonzero(dealers.number >= 0)[0])
    dealers.standing[row], dealers.free_at[row] = clamped.DETAINED, 10**9
    clamped.release(treated.world, control.world)
    assert dealers.free_at[row] == treated.world.tick
    assert read_city().cells > 0
