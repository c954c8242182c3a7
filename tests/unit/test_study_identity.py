"""A run is named by what determines it, and by nothing else."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import toy_engine

from marketsim.study.identity import Ground, digest, digest_of_columns, digest_of_list, identify

SPEC = toy_engine.RunSpec(
    policy={"name": "as_today", "change": []},
    levers={},
    parameters={},
    start="2018-03-05",
    days=30,
    settling_days=28,
    replicate=0,
)
GROUND = Ground(source="source", map="map", numbers={"need.heroin_cycle": "8 h", "need.strength": "1"})


def test_the_order_in_which_data_were_put_together_does_not_matter() -> None:
    turned = Ground(source="source", map="map", numbers=dict(reversed(GROUND.numbers.items())))
    assert identify(SPEC, turned).run == identify(SPEC, GROUND).run


@pytest.mark.parametrize(
    "changed",
    [
        {"policy": {"name": "crackdown", "change": []}},
        {"start": "2018-03-06"},
        {"days": 31},
        {"settling_days": 29},
        {"replicate": 1},
        {"tick_seconds": 600},
        {"scale": 0.5},
    ],
)
def test_another_request_is_another_run(changed: dict[str, object]) -> None:
    other = identify(replace(SPEC, **changed), GROUND)  # type: ignore[arg-type]
    assert other.run != identify(SPEC, GROUND).run
    assert other.spec != identify(SPEC, GROUND).spec


@pytest.mark.parametrize(
    "changed",
    [
        {"source": "other"},
        {"map": "other"},
        {"numbers": {"need.heroin_cycle": "6 h", "need.strength": "1"}},
    ],
)
def test_other_ground_is_another_run_though_the_same_was_asked(changed: dict[str, object]) -> None:
    other = identify(SPEC, replace(GROUND, **changed))  # type: ignore[arg-type]
    assert other.run != identify(SPEC, GROUND).run
    assert other.spec == identify(SPEC, GROUND).spec


def test_numbers_typed_or_declared_are_the_same_numbers() -> None:
    typed = replace(SPEC, parameters={"need.heroin_cycle": "8 h"})
    assert identify(typed, GROUND).run == identify(SPEC, GROUND).run


def test_the_short_name_can_be_cited() -> None:
    name = identify(SPEC, GROUND).id
    assert name.startswith("ms1:")
    assert len(name) == 12


def test_columns_are_known_by_their_values_and_not_by_how_they_lie_in_memory() -> None:
    values = np.arange(6.0)
    assert digest_of_columns({"a": values, "b": values}) == digest_of_columns(
        {"b": values, "a": values.astype(">f8")}
    )
    assert digest_of_columns({"a": values}) != digest_of_columns({"a": values + 1e-15})
    assert digest_of_columns({"a": values}) != digest_of_columns({"a": values.reshape(2, 3)})


def test_a_number_that_is_none_has_no_digest() -> None:
    with pytest.raises(ValueError):
        digest({"value": float("nan")})


@pytest.mark.parametrize(
    "many", [[], [{"b": 1, "a": "ø"}], [{}, {"need.relief": "1"}, {"need.relief": "1.5"}]]
)
def test_a_long_list_is_named_as_if_it_were_held_at_once(many: list[dict[str, object]]) -> None:
    assert digest_of_list(iter(many)) == digest(many)
