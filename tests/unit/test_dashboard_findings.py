"""The sentence above a figure never says more than the pairs show."""

import numpy as np
import pytest

from marketsim.entities.ledger import ACTORS, CAUSES, KINDS
from marketsim.measures.declared import MEASURES
from marketsim.model.simulate import simulate
from marketsim_dashboards.site.findings import (
    ABOUT_THE_SAME,
    figure,
    filled,
    finding,
    from_none,
    groups,
    measures_of,
    outcome,
    sections,
    tell_apart,
    together,
)
from marketsim_dashboards.site.naming import measure_words
from marketsim_dashboards.site.telling import sentence, told
from marketsim_dashboards.stage.packing import pack
from marketsim_dashboards.stage.pairs import Pairs, live_a_pair
from marketsim_dashboards.stage.story import Story
from marketsim_dashboards.words.catalogue import LANGUAGES, words

NAMES = [one.name for one in MEASURES]
POLICIES = ["one thing", "another"]


def pairs_of(differences, level=10.0, days=5):
    """Pairs in which every measure differs between the worlds by a number given for each pair."""
    pairs = Pairs()
    for luck, gap in enumerate(differences):
        values = np.full((2, days, len(NAMES)), level, dtype=np.float32)
        values[0] += gap
        pairs.add(pack({"names": NAMES, "luck": luck}, {"days": values}))
    return pairs


def said(differences, language="en"):
    pairs = pairs_of(differences)
    return finding(MEASURES[0], pairs.difference(MEASURES[0].name), POLICIES, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_pair_proves_nothing(language):
    assert {"en": "proves nothing", "da": "beviser intet"}[language] in said([3.0], language)


def test_a_band_is_named_only_where_there_is_one():
    told = words("en")["figures"]
    one, more = (
        figure(MEASURES[0], pairs_of(differences), POLICIES, "en")["band"]
        for differences in ([3.0], [3.0, 3.1])
    )
    assert one == told["one_pair"]
    assert more in (told["band"], told["band_cut"])


def test_more_is_said_only_where_every_pair_bears_it_out():
    assert "brings more" in said([3.0, 3.1, 2.9, 3.0])
    assert "brings less" in said([-3.0, -3.1, -2.9, -3.0])
    assert "do not tell" in said([3.0, -3.1, 2.9, -3.0])
    assert "exactly the same" in said([0.0, 0.0, 0.0])


def test_a_bet_is_judged_by_what_the_pairs_show():
    assert outcome(pairs_of([1.0])) == {}
    assert set(outcome(pairs_of([3.0, 3.1, 2.9])).values()) == {"more"}
    assert set(outcome(pairs_of([3.0, -3.1, 0.5])).values()) == {"open"}
    assert set(outcome(pairs_of([0.0, 0.0])).values()) == {"same"}


def test_a_difference_too_small_to_matter_is_about_the_same():
    small = 10 * ABOUT_THE_SAME / 2
    assert set(outcome(pairs_of([small, 1.1 * small, 0.9 * small])).values()) == {"same"}
    assert set(outcome(pairs_of([small, -small, 0.0, small / 2])).values()) == {"same"}
    assert set(outcome(pairs_of([4 * small, 4.1 * small, 3.9 * small])).values()) == {"more"}


def test_bands_hold_the_mean_and_narrow_with_pairs():
    rng = np.random.default_rng(1)
    few, many = (pairs_of(rng.normal(0, 1, size)).bands(NAMES[0])[0] for size in (4, 40))
    for band in (few, many):
        assert all(
            low <= mean <= high
            for low, mean, high in zip(band["low"], band["mean"], band["high"], strict=True)
        )
    assert many["high"][0] - many["low"][0] < few["high"][0] - few["low"][0]


def test_every_measure_is_in_a_group():
    pairs = pairs_of([1.0, 2.0])
    shown = {one.name for group in groups(pairs) for one in measures_of(group, pairs)}
    assert shown == set(NAMES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("measure", MEASURES, ids=lambda one: one.name)
def test_every_measure_has_a_figure_with_a_sentence(measure, language):
    made = figure(measure, pairs_of([1.0, 1.5, 1.2]), POLICIES, language)
    assert made["finding"].endswith(".")
    assert [made["low"], made["high"]] != [made["difference"]] * 2
    assert (
        len({len(made[one].rpartition("," if language == "da" else ".")[2]) for one in ("low", "high")}) == 1
    )


def test_a_pair_is_the_two_runs_that_the_command_line_would_make():
    pairs = Pairs()
    pairs.add(live_a_pair(Story(), 0, days=2))
    for side in (0, 1):
        days = simulate(Story().spec(side, 2)).days["uses"]
        assert pairs.of("uses")[0, side].tolist() == days.tolist()


def test_after_a_lever_was_moved_the_days_from_that_morning_on_are_compared():
    story = Story().with_slot(0, Story().left.with_lever(2, "police.stop_rate", "0 1/h"))
    pairs = Pairs()
    pairs.add(live_a_pair(story, 0, days=1))
    for side in (0, 1):
        days = simulate(story.spec(side, 3)).days["uses"]
        assert pairs.of("uses")[0, side].tolist() == days[2:].tolist()


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        ([0.44, 0.47, 0.0158, 0.0367], ["0.440", "0.470", "0.016", "0.037"]),
        ([330.2, 333.4], ["330", "333"]),
        ([-51.24, 11.9], ["\N{MINUS SIGN}51.2", "11.9"]),
        ([0.0, 3.0], ["0.00", "3.00"]),
        ([0.0, 0.0], ["0", "0"]),
        ([-0.00001, 5.0], ["0.000", "5.000"]),
        ([0.0000021, -0.0000034], ["0.00000", "0.00000"]),
    ],
)
def test_numbers_in_one_sentence_have_the_same_decimals(values, texts):
    assert together(values, "en") == texts
    assert together(values, "da") == [text.replace(".", ",") for text in texts]


def test_a_signed_difference_says_so_and_nothing_has_no_sign():
    assert together([0.767, -0.08, 1.61, 0.0], "en", signed=True) == [
        "+0.767", "\N{MINUS SIGN}0.080", "+1.610", "0.000",
    ]  # fmt: skip


def test_no_gap_is_left_where_there_is_no_unit():
    assert (
        filled("{one} {unit}, {low} ({unit} more {unit}).", {"one": 1, "low": 2, "unit": ""})
        == "1, 2 ( more)."
    )


def test_nothing_happens_less_than_never():
    below = [{"mean": [1.0, 0.2], "low": [-3.0, 0.1], "high": [5.0, 0.3]}] * 2
    cut, said_so = from_none(below)
    assert (cut[0]["low"], said_so) == ([0.0, 0.1], True)
    assert cut[0]["high"] == below[0]["high"]
    signed = [{"mean": [-1.0], "low": [-3.0], "high": [1.0]}] * 2
    assert from_none(signed) == (signed, False)


def test_the_sentence_below_the_maps_calls_apart_only_what_every_pair_bears_out():
    apart = tell_apart(pairs_of([3.0, 3.1, 2.9, 3.0]), "en")
    assert (len(apart["apart"]), apart["alike"], apart["pairs"]) == (3, [], 4)
    assert len(tell_apart(pairs_of([3.0, -3.1, 0.5]), "da")["alike"]) == 3
    assert tell_apart(pairs_of([3.0]), "en") == {"pairs": 1, "apart": [], "alike": []}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_event_can_be_told(kind, language):
    for cause in CAUSES:
        event = {"kind": kind, "cause": cause, "actor_kind": ACTORS[1], "actor": 7, "target_kind": ACTORS[0],
                 "target": -1, "street": "Istedgade", "tick": 289, "world": "left", "levers": []}  # fmt: skip
        text = sentence(event, language)
        assert text.endswith(".")
        assert "{" not in text
    found = {"events": [event], "differ": [], "from_day": 0, "changed": ""}
    assert told(found, "2018-03-05", language)["events"][0]["when"] == "2018-03-06T00:05"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_there_on_a_day_is_not_told_by_the_day(language):
    by_the_day = {"en": "a day", "da": "om dagen"}[language]
    assert by_the_day not in words(language)["figures"]["difference"]
    for measure in MEASURES:
        named = measure_words(measure, language)
        assert (by_the_day in named["unit"]) == measure.unit.endswith("/day"), measure.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_harms_are_summed_up_for_each_bearer_and_none_is_lost(language):
    pairs = pairs_of([3.0, 3.1, 2.9, 3.0])
    parts = sections("bearers", pairs, POLICIES, language)
    harms = [one for one in MEASURES if one.bearer]
    assert [part["first"] for part in parts] == [[]] * len(parts)
    assert sorted(name for part in parts for name in part["rest"]) == sorted(one.name for one in harms)
    assert len({part["title"] for part in parts}) == len({one.bearer for one in harms})
    for part in parts:
        assert part["sum"].count(str(len(part["rest"]))) >= 2


def test_of_a_large_group_the_headlines_come_first_and_of_a_small_one_everything():
    pairs = pairs_of([1.0, 1.5])
    for group in groups(pairs):
        shown = [
            name for part in sections(group, pairs, POLICIES, "en") for name in part["first"] + part["rest"]
        ]
        assert sorted(shown) == sorted(one.name for one in measures_of(group, pairs))
    (police,) = sections("police", pairs, POLICIES, "en")
    assert set(police["first"]) == {one.name for one in MEASURES if one.theme == "police" and one.headline}
