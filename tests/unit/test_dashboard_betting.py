"""While a bet is open the page does not say which way the pairs went; where none is, it says so in plain words."""

from types import SimpleNamespace

import pytest
from tests.unit.test_dashboard_findings import POLICIES, pairs_of

from marketsim_dashboards.site.betting import Bet, without_luck
from marketsim_dashboards.site.changing import place_bet
from marketsim_dashboards.site.findings import tell_apart, which_way
from marketsim_dashboards.stage.story import Slot, Story
from marketsim_dashboards.words.catalogue import LANGUAGES

GUESSES = {"violence": "more", "nuisance": "same", "displacement": "less"}


def placed(guesses, story=None):
    visit = SimpleNamespace(bet=SimpleNamespace(value=Bet()), story=SimpleNamespace(value=story or Story()))
    place_bet(visit, {"guesses": guesses})
    return visit.bet.value


def test_a_bet_is_open_until_it_is_placed_or_declined_and_again_for_other_worlds():
    assert Bet().is_open(Story())
    assert not Bet(declined=True).is_open(Story())
    bet = placed(GUESSES)
    assert bet.guesses == GUESSES
    assert not bet.is_open(Story())
    assert not bet.is_open(Story(replicate=3))
    assert bet.is_open(Story(Slot("no_police")))
    assert bet.about == without_luck(Story(replicate=9))


@pytest.mark.parametrize("guesses", [{}, {"violence": "more"}, GUESSES | {"nuisance": "<b>"}])
def test_a_bet_that_is_not_whole_is_none(guesses):
    assert placed(guesses) == Bet()


def test_an_open_bet_is_told_nothing_of_the_direction():
    assert set(tell_apart(pairs_of([3.0, 3.1, 2.9]), "en")) == {"pairs", "apart", "alike"}


def test_where_no_bet_is_open_direction_size_and_interval_are_told():
    more = which_way(pairs_of([3.0, 3.1, 2.9, 3.0]), POLICIES, "en")
    assert more["over"].startswith("Over 4 pairs of worlds with other luck, one thing compared with another")
    assert [one["theme"] for one in more["ways"]] == ["violence", "nuisance", "displacement"]
    assert (
        more["ways"][0]["text"]
        == "Violent acts: 3.00 more a day – with 95 % confidence between 2.87 and 3.13 more."
    )
    less = which_way(pairs_of([-3.0, -3.1, -2.9, -3.0]), POLICIES, "da")["ways"][0]["text"]
    assert "3,00 mindre om dagen – med 95 % sikkerhed mellem 2,87 og 3,13 mindre" in less


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_pairs_do_not_tell_is_not_told_as_a_direction(language):
    (text, *_) = (one["text"] for one in which_way(pairs_of([3.0, -3.1, 0.5]), POLICIES, language)["ways"])
    assert {"en": "chance", "da": "tilfældet"}[language] in text
    assert "+" in text
    assert "\N{MINUS SIGN}" in text
    (text, *_) = (one["text"] for one in which_way(pairs_of([0.0, 0.0]), POLICIES, language)["ways"])
    assert {"en": "exactly the same", "da": "nøjagtig det samme"}[language] in text
    assert "ways" not in which_way(pairs_of([1.0]), POLICIES, language)
