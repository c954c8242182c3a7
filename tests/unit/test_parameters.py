"""Numbers are declared once, changed only in copies, and every mistake is answered with what is allowed."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from marketsim.parameters import Bools, Floats, Ints, Numbers, changed, lever, parameter, topic
from marketsim.parameters.errors import (
    BadDeclaration,
    BadUnit,
    BadValue,
    MarketsimError,
    OutOfRange,
    UnknownName,
    WrongKind,
)

BODIES = ("local_officer", "drug_squad")
SAID = {"source": "assumed-need", "grade": "assumed", "about": "A toy."}


@topic
class Need:
    """How craving rises."""

    heroin_cycle: float = parameter("8 h", between=("4 h", "14 h"), **SAID)
    people: int = parameter("700 people", between=("0 people", "2000 people"), **SAID)
    strength: float = parameter("1", between=("0.1", "2"), knock_out=True, **SAID)


@topic
class PoliceHours:
    """What the police is asked to do."""

    share: Floats = lever(
        {"local_officer": "30 %", "drug_squad": "60 %"}, between=("0 %", "100 %"), per=BODIES, **SAID
    )
    officers: Ints = lever("2 officers", between=("0 officers", "9 officers"), per=BODIES, **SAID)
    armed: Bools = lever("no", per=BODIES, **SAID)
    possession: int = lever("tolerated", among=("enforced", "tolerated", "waived"), **SAID)
    on_foot: bool = lever("yes", **SAID)


NUMBERS = Numbers((Need, PoliceHours))


def test_a_topic_is_named_after_its_class_and_keeps_plain_numbers():
    assert NUMBERS.need.heroin_cycle == 8.0
    assert type(NUMBERS.need.people) is int
    assert NUMBERS.police_hours.possession == 1
    assert NUMBERS.police_hours.on_foot is True
    assert Need.__doc__ == "How craving rises."
    assert Need().heroin_cycle == 8.0


def test_a_field_per_name_is_a_read_only_array_in_the_order_of_the_names():
    hours = NUMBERS.police_hours
    assert hours.share.tolist() == [0.3, 0.6]
    assert (hours.share.dtype, hours.officers.dtype, hours.armed.dtype) == (np.float64, np.int64, np.bool_)
    with pytest.raises(ValueError, match="read-only"):
        hours.share[0] = 1.0


def test_numbers_cannot_be_changed_in_place():
    with pytest.raises(AttributeError):
        NUMBERS.need.heroin_cycle = 9.0
    with pytest.raises(AttributeError, match="changed"):
        NUMBERS.need = None
    with pytest.raises(AttributeError):
        del NUMBERS.need


def test_a_change_gives_other_numbers_and_leaves_these_alone():
    other = NUMBERS.changed({"need.heroin_cycle": "360 min", "police_hours.share.drug_squad": "20 %"})
    assert other.need.heroin_cycle == 6.0
    assert other.police_hours.share.tolist() == [0.3, 0.2]
    assert NUMBERS.need.heroin_cycle == 8.0
    assert other != NUMBERS


def test_a_change_to_what_stands_gives_the_very_same_numbers():
    assert NUMBERS.changed({"need.heroin_cycle": "480 min", "police_hours.on_foot": True}) is NUMBERS
    assert NUMBERS.changed(NUMBERS.resolved()) is NUMBERS


def test_topics_without_a_change_are_shared():
    assert NUMBERS.changed({"police_hours.on_foot": "no"}).need is NUMBERS.need


def test_a_field_per_name_is_changed_for_one_for_some_or_for_all():
    assert NUMBERS.changed({"police_hours.officers": "3 officers"}).police_hours.officers.tolist() == [3, 3]
    assert NUMBERS.changed(
        {"police_hours.officers.drug_squad": "0 officers"}
    ).police_hours.officers.tolist() == [2, 0]
    some = {"police_hours.share": {"drug_squad": "10 %"}}
    assert NUMBERS.changed(some).police_hours.share.tolist() == [0.3, 0.1]


def test_equal_numbers_are_equal_however_they_were_reached():
    there = NUMBERS.changed({"need.heroin_cycle": "6 h"})
    by_another_way = NUMBERS.changed({"need.heroin_cycle": "5 h"}).changed({"need.heroin_cycle": "360 min"})
    assert there == by_another_way
    assert hash(there) == hash(by_another_way)
    assert there.changed({"need.heroin_cycle": "8 h"}) == NUMBERS


def test_resolved_numbers_are_plain_text_and_bring_the_same_numbers_back():
    other = NUMBERS.changed({"need.heroin_cycle": "500 min", "police_hours.possession": "waived"})
    assert other.resolved()["police_hours.possession"] == "waived"
    assert NUMBERS.changed(other.resolved()) == other
    assert pickle.loads(pickle.dumps(other)) == other  # noqa: S301


def test_a_number_is_asked_for_by_its_key():
    assert NUMBERS.value("need.heroin_cycle") == 8.0
    assert NUMBERS.text("need.heroin_cycle") == "8 h"
    assert NUMBERS.text("police_hours.share.drug_squad") == "60 %"
    assert NUMBERS.value("police_hours.share").tolist() == [0.3, 0.6]
    with pytest.raises(UnknownName, match="add one of local_officer, drug_squad"):
        NUMBERS.text("police_hours.share")


def test_a_plain_number_may_come_from_numpy():
    assert NUMBERS.changed({"need.strength": np.float64(0.3)}).need.strength == 0.3


def test_only_changed_numbers_are_shown():
    assert repr(NUMBERS) == "Numbers(declared)"
    assert "'need.heroin_cycle': '6 h'" in repr(NUMBERS.changed({"need.heroin_cycle": "6 h"}))


def test_a_knock_out_may_be_zero_outside_its_range():
    assert NUMBERS.changed({"need.strength": "0"}).need.strength == 0.0
    with pytest.raises(OutOfRange):
        NUMBERS.changed({"need.strength": "0.05"})


def test_the_ends_of_a_range_are_inside_it():
    for end in ("4 h", "14 h"):
        assert NUMBERS.changed({"need.heroin_cycle": end}).text("need.heroin_cycle") == end
    assert NUMBERS.changed({"need.strength": "0.1"}).need.strength == 0.1


@pytest.mark.parametrize(
    ("error", "key", "given", "line"),
    [
        (BadUnit, "need.heroin_cycle", 9, "need.heroin_cycle: 9 is a number; expected a time such as '8 h'"),
        (
            OutOfRange,
            "need.heroin_cycle",
            "20 h",
            "need.heroin_cycle: 20 h is out of range; allowed is 4 h to 14 h",
        ),
        (
            OutOfRange,
            "need.heroin_cycle",
            "1e999 h",
            "need.heroin_cycle: 1e999 h is out of range; allowed is 4 h to 14 h",
        ),
        (BadValue, "need.heroin_cycle", "nan h", "need.heroin_cycle: nan h is not a finite number"),
        (BadValue, "need.heroin_cycle", float("inf"), "need.heroin_cycle: inf is not a finite number"),
        (
            BadValue,
            "need.strength",
            True,
            "need.strength: True is not a number; allowed is 0.1 to 2 (or 0 to knock it out)",
        ),
        (
            BadValue,
            "need.strength",
            None,
            "need.strength: None is not a number; allowed is 0.1 to 2 (or 0 to knock it out)",
        ),
        (
            BadValue,
            "need.people",
            "7.5 people",
            "need.people: 7.5 people is not whole; expected 0 people to 2000 people in whole numbers",
        ),
        (
            UnknownName,
            "need.heroin_cycel",
            "9 h",
            "nothing is called 'need.heroin_cycel'; did you mean 'need.heroin_cycle'?",
        ),
        (
            UnknownName,
            "heroin_cycle",
            "9 h",
            "nothing is called 'heroin_cycle'; did you mean 'need.heroin_cycle'?",
        ),
        (UnknownName, "zzz", "9 h", "nothing is called 'zzz'"),
        (
            UnknownName,
            "police_hours.share.drugsquad",
            "9 %",
            "nothing is called 'police_hours.share.drugsquad'; did you mean 'police_hours.share.drug_squad'?",
        ),
        (
            UnknownName,
            "police_hours.share",
            {"squad": "9 %"},
            "police_hours.share: nothing is called 'squad' here; did you mean 'drug_squad'?",
        ),
        (
            BadValue,
            "police_hours.possession",
            "tolerate",
            (
                "police_hours.possession: tolerate is not a choice; "
                "allowed is enforced, tolerated, waived; did you mean 'tolerated'?"
            ),
        ),
        (
            BadValue,
            "police_hours.possession",
            1,
            "police_hours.possession: 1 is not a choice; allowed is enforced, tolerated, waived",
        ),
        (
            BadValue,
            "police_hours.on_foot",
            "maybe",
            "police_hours.on_foot: maybe is not a choice; allowed is yes, no",
        ),
        (
            BadValue,
            "police_hours.on_foot",
            [1],
            "police_hours.on_foot: [1] is not a choice; allowed is yes, no",
        ),
        (UnknownName, "police_hours.on_foot", {"a": 1}, "police_hours.on_foot: nothing is called 'a' here"),
    ],
)
def test_a_mistaken_change_is_answered_with_what_is_allowed(error, key, given, line):
    with pytest.raises(error) as refused:
        NUMBERS.changed({key: given})
    assert str(refused.value) == line


def test_a_misspelt_topic_is_named_with_the_nearest_one():
    with pytest.raises(AttributeError, match="did you mean 'police_hours'"):
        _ = NUMBERS.police_hour


def test_set_takes_levers_and_assume_takes_parameters_and_each_names_the_other():
    both = changed(NUMBERS, levers={"police_hours.on_foot": "no"}, parameters={"need.heroin_cycle": "6 h"})
    assert (both.police_hours.on_foot, both.need.heroin_cycle) == (False, 6.0)
    with pytest.raises(
        WrongKind, match=r"need\.heroin_cycle is a parameter, not a lever; give it with --assume"
    ):
        changed(NUMBERS, levers={"need.heroin_cycle": "6 h"})
    with pytest.raises(
        WrongKind, match=r"police_hours\.on_foot is a lever, not a parameter; give it with --set"
    ):
        changed(NUMBERS, parameters={"police_hours.on_foot": "no"})


def test_a_declaration_tells_all_that_tables_and_sweeps_need():
    cycle, *_, on_foot = NUMBERS.declarations()
    assert (cycle.key, cycle.kind, cycle.value, cycle.unit) == ("need.heroin_cycle", "parameter", "8 h", "h")
    assert (cycle.low, cycle.high, cycle.allowed, cycle.grade) == (4.0, 14.0, "4 h to 14 h", "assumed")
    assert cycle.text(cycle.low) == "4 h"
    assert (on_foot.kind, on_foot.allowed) == ("lever", "yes, no")
    share = NUMBERS.declaration("police_hours.share.drug_squad")
    assert share.keys == ("police_hours.share.local_officer", "police_hours.share.drug_squad")
    assert share.value == "local_officer 30 %, drug_squad 60 %"


def declared_as(annotation: object, spec: object) -> type:
    return topic(type("Toy", (), {"__annotations__": {"field": annotation}, "field": spec}))


@pytest.mark.parametrize(
    ("annotation", "spec", "line"),
    [
        (float, parameter("20 h", between=("4 h", "14 h"), **SAID), "toy.field: 20 h is out of range"),
        (float, parameter("8 h", **SAID), "toy.field: says no range"),
        (
            float,
            parameter("8 h", between=("4 kr", "14 h"), **SAID),
            "toy.field: '4 kr' is an amount of money",
        ),
        (
            float,
            parameter("8 h", between=("14 h", "4 h"), **SAID),
            "toy.field: its range 14 h to 4 h is empty",
        ),
        (float, parameter("8 hm", between=("4 h", "14 h"), **SAID), "toy.field: unknown unit 'hm'"),
        (int, parameter("1.5", between=("0", "2"), **SAID), "toy.field: 1.5 is not whole"),
        (str, parameter("8 h", between=("4 h", "14 h"), **SAID), "toy.field: its type is"),
        (float, lever("a", among=("a", "b"), **SAID), "toy.field: a choice is kept as its index"),
        (
            Floats,
            lever({"a": "1"}, between=("0", "2"), per=("a", "b"), **SAID),
            "toy.field: has values for a",
        ),
        (Floats, lever("1", between=("0", "2"), per=("a b",), **SAID), "toy.field: each name in per"),
        (
            float,
            lever("1", between=("0", "2"), **(SAID | {"grade": "sure"})),
            "toy.field: grade 'sure' is none of",
        ),
        (float, lever("1", between=("0", "2"), **(SAID | {"about": ""})), "toy.field: says no meaning"),
        (
            float,
            lever("1", between=("0", "2"), **(SAID | {"source": ()})),
            "toy.field: says no meaning or no source",
        ),
    ],
)
def test_a_wrong_declaration_stops_the_program_and_names_the_field(annotation, spec, line):
    with pytest.raises(BadDeclaration) as refused:
        declared_as(annotation, spec)
    assert str(refused.value).startswith(line)


def test_a_field_without_a_declaration_stops_the_program():
    with pytest.raises(BadDeclaration, match="toy: declare field with"):
        declared_as(float, 3.0)


def test_every_error_is_one_of_ours():
    for error in (BadDeclaration, BadUnit, BadValue, OutOfRange, UnknownName, WrongKind):
        assert issubclass(error, MarketsimError)
