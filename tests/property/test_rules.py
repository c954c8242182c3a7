"""Each rule does what its first line says: which way it moves, between which bounds, and when it never happens."""

import importlib
import inspect
import pkgutil
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from promises import ANY, PROMISES, RANGES, WHOLE, WRITTEN

from marketsim import rules

CLOSE = 1e-9


def all_rules():
    """Every rule by name, as plain Python."""
    found = {}
    for module in pkgutil.iter_modules(rules.__path__):
        page = importlib.import_module(f"marketsim.rules.{module.name}")
        for name, rule in vars(page).items():
            plain = getattr(rule, "py_func", rule)
            if inspect.isfunction(plain) and plain.__module__ == page.__name__:
                found[name] = plain
    return found


RULES = all_rules()


def domain(rule, name):
    """The values an argument may take, as its docstring writes them."""
    kind = rule.__annotations__[name]
    if kind == "bool":
        return st.booleans()
    if kind == "int":
        return st.integers(*WHOLE[name])
    told = re.search(rf"^(?:\w+, )*{name}(?:, \w+)* : (.*)$", inspect.getdoc(rule), re.MULTILINE)[1]
    low, high = next((WRITTEN[text] for text in WRITTEN if text in told), RANGES.get(name, ANY))
    return st.floats(low, high)


def cases(rule):
    """A pair of full sets of arguments."""
    arguments = st.fixed_dictionaries(
        {name: domain(rule, name) for name in inspect.signature(rule).parameters}
    )
    return st.tuples(arguments, arguments)


def rising(rule, name, given_):
    """Which way the chance number itself moves a rule is declared only where it is not the usual way."""
    promise = PROMISES[rule.__name__]
    if name == "chance" and name not in promise.told():
        return False
    if name in promise.follows:
        leads = promise.follows[name]
        return given_[leads] >= 0 if not leads.startswith("-") else given_[leads[1:]] <= 0
    return name in promise.up.split()


def answers(value):
    """What a rule answers as a tuple."""
    return value if isinstance(value, tuple) else (value,)


def test_every_rule_has_promised_something_about_every_argument():
    assert set(RULES) == set(PROMISES)
    for name, rule in RULES.items():
        told, taken = PROMISES[name].told(), set(inspect.signature(rule).parameters)
        assert len(told) == len(set(told)), name
        assert set(told) | {"chance"} >= taken, f"{name}: {taken - set(told)}"
        assert set(told) <= taken, f"{name}: {set(told) - taken}"


@pytest.mark.parametrize("name", RULES)
def test_a_rule_moves_the_promised_way_and_stays_within_its_bounds(name):
    rule, promise = RULES[name], PROMISES[name]

    @settings(max_examples=40)
    @given(cases(rule))
    def holds(pair):
        given_, others = pair
        value = rule(**given_)
        if promise.within:
            low, high = promise.within
            assert all(low - CLOSE <= one <= high + CLOSE for one in answers(value))
        for argument in given_:
            if argument in promise.free.split():
                continue
            less, more = sorted((given_[argument], others[argument]))
            at_less = answers(rule(**{**given_, argument: less}))
            at_more = answers(rule(**{**given_, argument: more}))
            if not rising(rule, argument, given_):
                at_less, at_more = at_more, at_less
            for one, other in zip(at_less, at_more, strict=True):
                assert one <= other + CLOSE * (1 + abs(other)), argument

    holds()


@pytest.mark.parametrize("name", [name for name, promise in PROMISES.items() if promise.never])
def test_a_strength_of_zero_means_never(name):
    rule = RULES[name]

    @settings(max_examples=25)
    @given(cases(rule))
    def holds(pair):
        for argument in PROMISES[name].never.split():
            zero = type(pair[0][argument])(0)
            assert not rule(**{**pair[0], argument: zero}), argument

    holds()


@pytest.mark.parametrize("name", [name for name, promise in PROMISES.items() if promise.nothing])
def test_a_strength_of_zero_leaves_everything_as_it_was(name):
    rule = RULES[name]

    @settings(max_examples=25)
    @given(cases(rule))
    def holds(pair):
        for argument, kept in PROMISES[name].nothing.items():
            assert abs(rule(**{**pair[0], argument: 0.0}) - pair[0][kept]) < CLOSE

    holds()


def test_possession_is_punished_by_law_and_place_and_person():
    is_punishable = RULES["is_punishable"]
    everybody = [(zone, group) for zone in (False, True) for group in (False, True)]
    assert [is_punishable(0, *who) for who in everybody] == [True, True, True, True]
    assert [is_punishable(1, *who) for who in everybody] == [True, True, True, False]
    assert [is_punishable(2, *who) for who in everybody] == [True, False, True, False]
    assert [is_punishable(3, *who) for who in everybody] == [False, False, False, False]


def test_a_right_is_not_set_aside_but_a_privilege_is():
    confiscates = RULES["confiscates"]
    assert not confiscates(False, True, 1.0, 1.0, 0.0)
    assert confiscates(False, False, 0.5, 0.0, 0.4)


def test_the_room_may_be_believed_open_past_midnight():
    is_believed_open = RULES["is_believed_open"]
    assert [is_believed_open(22.0, 4.0, hour) for hour in (21.9, 22.0, 3.9, 4.0)] == [
        False,
        True,
        True,
        False,
    ]
    assert [is_believed_open(7.0, 24.0, hour) for hour in (6.9, 7.0, 23.9)] == [False, True, True]


def test_what_is_at_stake_is_the_smaller_share_of_the_custom():
    stake = RULES["stake"]
    assert stake(0.0, 30.0) == 0.0
    assert stake(10.0, 10.0) > stake(10.0, 30.0) > stake(2.0, 30.0)
    assert stake(3.0, 7.0) == stake(7.0, 3.0)


def test_a_strangers_drugs_surprise_in_both_directions_and_a_regulars_do_not():
    strength_bought = RULES["strength_bought"]
    assert strength_bought(1.2, 1.0, 0.5, 0.99) == strength_bought(0.8, 1.0, 0.5, 0.01) == 1.0
    assert strength_bought(1.0, 0.0, 0.5, 0.0) == 0.5
    assert strength_bought(1.3, 0.0, 0.0, 0.9) == pytest.approx(1.3)


def test_demand_falls_by_its_elasticity_and_not_at_all_without():
    doses_wanted = RULES["doses_wanted"]
    draws = [(step + 0.5) / 60 for step in range(60)]

    def mean(asked, elasticity):
        wanted = [
            doses_wanted(asked, 100.0, 0.0, 0.0, elasticity, 3, one, other)
            for one in draws
            for other in draws
        ]
        return sum(wanted) / len(wanted)

    assert mean(100.0, 0.6) == mean(400.0, 0.0) == 2.0
    for elasticity in (0.3, 0.6, 1.5):
        assert mean(150.0, elasticity) == pytest.approx(2.0 * 1.5**-elasticity, rel=0.01)


def test_trust_spills_over_from_whom_one_has_met_to_the_other():
    trusts_after = RULES["trusts_after"]
    assert trusts_after(0.5, 0.5, 0.2, True, 0.5, 1.0) == (0.7, 0.6)
    assert trusts_after(0.5, 0.5, 0.2, False, 0.5, 1.0) == (0.6, 0.7)
    assert trusts_after(0.4, 0.3, -0.2, True, 1.0, 0.0) == (0.4, 0.3)
