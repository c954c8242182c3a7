"""Every control is made from its declaration, so that what is declared tomorrow is on the page tomorrow."""

import pytest

from marketsim.parameters import declarations, declared
from marketsim.parameters.errors import MarketsimError
from marketsim_dashboards.site.controls import (
    FIRST,
    changed_by_hand,
    control,
    in_force_on,
    levers,
    parameters,
    text_of,
    values,
)
from marketsim_dashboards.site.looked import number
from marketsim_dashboards.stage.story import Slot, Story
from marketsim_dashboards.words.catalogue import LANGUAGES


def test_everything_declared_has_a_control():
    shown = {one.key for one in (*levers(), *parameters())}
    assert shown == {one.key for one in declarations()}


def test_the_first_five_are_levers_and_come_first():
    assert len(FIRST) == 5
    assert {one.key for one in levers()[:5]} == set(FIRST)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("declaration", declarations(), ids=lambda one: one.key)
def test_a_control_says_range_source_and_grade(declaration, language):
    made = control(declaration, language)
    assert made["name"]
    assert made["about"]
    assert made["sources"]
    assert made["grade"]
    assert made["low"] < made["high"]
    assert made["step"] > 0


@pytest.mark.parametrize("declaration", declarations(), ids=lambda one: one.key)
def test_what_a_control_shows_can_be_given_back(declaration):
    shown = values(declared(), [declaration])
    for key, value in shown.items():
        text = text_of(declaration, value)
        assert declared().changed({key: text}) == declared()


@pytest.mark.parametrize("given", ["<script>", "1e999", None, "nan", [1], "9" * 400])
def test_what_no_control_gives_is_refused(given):
    with pytest.raises((MarketsimError, ValueError, TypeError, OverflowError)):
        text_of(declared().declaration("police.fines"), given)


def test_a_lever_is_shown_as_the_policy_and_the_hand_have_set_it():
    story = Story(Slot("crackdown").with_lever(3, "police.fines.drug_squad", "0.25"))
    assert in_force_on(story, 0, 2).text("police.fines.drug_squad") == "0.9"
    assert in_force_on(story, 0, 3).text("police.fines.drug_squad") == "0.25"
    assert in_force_on(story, 1, 3) == in_force_on(Story(), 1, 3)
    assert changed_by_hand(story.left) == ["police.fines.drug_squad"]


@pytest.mark.parametrize(("language", "text"), [("en", "0.123"), ("da", "0,123")])
def test_numbers_are_written_as_the_language_writes_them(language, text):
    assert number(0.1234, language) == text
