"""A policy is dated changes of levers: which numbers hold on a day follows from it and from nothing else."""

from __future__ import annotations

import json
from datetime import date

import pytest

from marketsim.parameters import Floats, Numbers, declared, lever, parameter, topic
from marketsim.parameters.errors import BadDay, BadDocument, BadUnit, Conflict, UnknownName, WrongKind
from marketsim.parameters.sources import sources
from marketsim.policies import change_days, check, in_force, library, policy_from, read_policy
from marketsim.rules.enforcement import case_worth

SAID = {"source": "assumed-services", "grade": "assumed", "about": "A toy."}
START = date(2018, 3, 5)


@topic
class Services:
    """What is open."""

    opens: float = lever("8 h", between=("0 h", "24 h"), **SAID)
    seats: Floats = lever("6 seats", between=("0 seats", "60 seats"), per=("skyen", "h17"), **SAID)
    night: bool = lever("no", **SAID)
    walk: float = parameter("6 min", between=("1 min", "20 min"), **SAID)


NUMBERS = Numbers((Services,))


def policy(*changes):
    return policy_from({"about": "A toy.", "source": "law-606-2012", "change": list(changes)}, "toy")


EARLIER = {"from": "2018-03-07", "lever": "services.opens", "to": "7 h"}
LATER = {"from_day": 5, "lever": "services.seats.h17", "to": "12 seats"}


def test_before_the_first_change_the_very_same_numbers_hold():
    assert in_force(policy(EARLIER), 1, NUMBERS, START) is NUMBERS


def test_a_change_applies_from_its_day_on():
    both = policy(EARLIER, LATER)
    opens = [in_force(both, day, NUMBERS, START).services.opens for day in range(4)]
    seats = [in_force(both, day, NUMBERS, START).services.seats[1] for day in (4, 5, 400)]
    assert opens == [8, 8, 7, 7]
    assert seats == [6, 12, 12]
    assert change_days(both, START) == (2, 5)


def test_an_undated_change_applies_on_day_0():
    undated = policy({"lever": "services.night", "to": True})
    assert in_force(undated, 0, NUMBERS, START).services.night is True


def test_while_nothing_changes_the_very_same_numbers_hold():
    assert in_force(policy(EARLIER), 2, NUMBERS, START) is in_force(policy(EARLIER), 3, NUMBERS, START)


def test_changes_apply_by_day_and_then_in_the_order_written():
    swapped = policy({**EARLIER, "from": "2018-03-09", "to": "9 h"}, EARLIER, {**EARLIER, "to": "6 h"})
    opens = [in_force(swapped, day, NUMBERS, START).services.opens for day in (2, 3, 4)]
    assert opens == [6, 6, 9]


def test_a_policy_that_changes_nothing_leaves_the_very_same_numbers():
    standing = policy({"lever": "services.opens", "to": "480 min"})
    assert in_force(standing, 10, NUMBERS, START) is NUMBERS


def test_a_policy_is_plain_data_and_comes_back_from_it():
    there = policy(EARLIER, LATER, {"lever": "services.night", "to": True})
    assert policy_from(json.loads(json.dumps(there.document())), "toy") == there


def test_a_good_policy_passes_the_check():
    check(
        policy(EARLIER, LATER), NUMBERS, START, days=30, levers_set=("services.seats.skyen", "services.night")
    )


@pytest.mark.parametrize(
    ("error", "change", "line"),
    [
        (
            UnknownName,
            {"lever": "services.open", "to": "7 h"},
            "toy: change 1: nothing is called 'services.open'; did you mean 'services.opens'?",
        ),
        (WrongKind, {"lever": "services.walk", "to": "7 min"}, "toy: change 1: services.walk is a parameter"),
        (
            BadUnit,
            {"lever": "services.opens", "to": 9},
            "toy: change 1: services.opens: 9 is a number; expected a time such as '8 h'",
        ),
        (
            BadDay,
            {**EARLIER, "from": "2018-04-04"},
            "toy: begins on day 30; the run has only 30 days, 2018-03-05 to 2018-04-03",
        ),
        (BadDay, {**LATER, "from_day": 30}, "toy: begins on day 30; the run has only 30 days"),
        (
            Conflict,
            {"lever": "services.night", "to": "yes"},
            "toy: change 1: services.night is changed by the policy",
        ),
    ],
)
def test_a_policy_that_cannot_do_what_it_says_is_refused(error, change, line):
    with pytest.raises(error) as refused:
        check(policy(change), NUMBERS, START, days=30, levers_set=("services.night",))
    assert str(refused.value).startswith(line)


def test_a_run_may_begin_and_end_in_the_middle_of_a_dated_policy():
    before, after = {**EARLIER, "from": "2012-10-01"}, {**EARLIER, "from": "2024-06-01", "to": "9 h"}
    whole = policy(before, after)
    check(whole, NUMBERS, START, days=30)
    assert [in_force(whole, day, NUMBERS, START).services.opens for day in (0, 29)] == [7, 7]
    assert change_days(policy(before), START) == (0,)


def test_setting_all_of_a_lever_conflicts_with_a_policy_that_changes_one_of_it():
    with pytest.raises(Conflict):
        check(policy(LATER), NUMBERS, START, days=30, levers_set=("services.seats",))
    with pytest.raises(Conflict):
        check(policy({**LATER, "lever": "services.seats"}), NUMBERS, START, 30, ("services.seats.skyen",))


@pytest.mark.parametrize(
    ("document", "line"),
    [
        ({}, "toy: 'about' is missing"),
        ({"about": "x"}, "toy: 'source' is missing"),
        ({"about": "x", "source": []}, "toy: 'source' is missing"),
        (
            {"about": "x", "source": "y", "changes": []},
            "toy: 'changes' is unknown; allowed is about, source, change; did you mean 'change'?",
        ),
        ({"about": "x", "source": "y", "change": {}}, "toy: 'change' is not a list"),
        ({"about": "x", "source": "y", "change": [{"to": 1}]}, "toy: change 1: 'lever' is missing"),
        ({"about": "x", "source": "y", "change": [{"lever": "a.b"}]}, "toy: change 1: 'to' is missing"),
        (
            {"about": "x", "source": "y", "change": [{"lever": "a.b", "to": [1]}]},
            "toy: change 1: 'to' is missing",
        ),
        (
            {"about": "x", "source": "y", "change": [{"lever": "a.b", "to": 1, "form": 3}]},
            "toy: change 1: 'form' is unknown; allowed is from, from_day, lever, to; did you mean 'from'?",
        ),
        (
            {"about": "x", "source": "y", "change": [{"lever": "a.b", "to": 1, "from": "spring"}]},
            "toy: change 1: 'from' is spring; expected a date",
        ),
        (
            {"about": "x", "source": "y", "change": [{"lever": "a.b", "to": 1, "from": 2012}]},
            "toy: change 1: 'from' is 2012; expected a date",
        ),
        (
            {"about": "x", "source": "y", "change": [{"lever": "a.b", "to": 1, "from_day": -1}]},
            "toy: change 1: 'from_day' is -1",
        ),
        (
            {
                "about": "x",
                "source": "y",
                "change": [{"lever": "a.b", "to": 1, "from_day": 0, "from": "2012-10-01"}],
            },
            "toy: change 1: says both",
        ),
    ],
)
def test_a_document_that_is_no_policy_is_refused(document, line):
    with pytest.raises(BadDocument) as refused:
        policy_from(document, "toy")
    assert str(refused.value).startswith(line)


def test_a_policy_is_read_from_a_file_and_errors_name_the_file(tmp_path):
    file = tmp_path / "mine.toml"
    change = '[[change]]\nfrom = 2018-03-07\nlever = "services.opens"\nto = "7 h"\n'
    file.write_text('about = "x"\nsource = ["y"]\n' + change)
    assert read_policy(file).name == "mine"
    assert read_policy(str(file)).changes[0].from_date == date(2018, 3, 7)
    file.write_text('abuot = "x"\n')
    with pytest.raises(BadDocument, match=r"mine\.toml: 'abuot' is unknown"):
        read_policy(file)


def test_a_misspelt_policy_is_named_with_the_nearest_one():
    with pytest.raises(UnknownName, match="no policy is called 'as_todya'; did you mean 'as_today'"):
        read_policy("as_todya")


@pytest.mark.parametrize("name", library())
def test_every_policy_of_the_library_can_be_read_and_rests_on_sources(name):
    here = read_policy(name)
    assert set(here.source) <= set(sources())
    for change in here.changes:
        assert declared().declaration(change.lever).kind == "lever"
        declared().changed({change.lever: change.to})


def test_as_today_sets_no_lever():
    assert read_policy("as_today").changes == ()


def test_the_placebo_sets_a_lever_to_where_it_stands():
    placebo = read_policy("placebo")
    assert placebo.changes
    assert in_force(placebo, 100, declared(), START) is declared()


def squad_of(name):
    """The drug squad's orders on a policy's first day."""
    return in_force(read_policy(name), 0, declared(), START).drug_squad


@pytest.mark.parametrize("name", [name for name in library() if squad_of(name).target_violent == 1])
def test_a_squad_that_builds_its_cases_on_violence_draws_no_lots(name):
    squad = squad_of(name)
    weights = {key: getattr(squad, key) for key in vars(type(squad)) if key.startswith("target_")}
    dealer = {"visibility": 0.5, "turnover": 0.5, "evidence": 0.5, "in_crew": False, "leads": False}
    believed = case_worth(belief=0.5, chance=0.0, **dealer, **weights)
    assert believed > case_worth(belief=0.3, chance=0.999, **dealer, **weights)
