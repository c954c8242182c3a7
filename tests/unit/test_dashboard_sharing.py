"""What is taken away gives the same story again: as a link, as a file, as a command."""

import tomllib
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from marketsim.parameters.errors import MarketsimError, UnknownName
from marketsim.policies import policy_from
from marketsim.policies.policy import library
from marketsim_dashboards.site.reasons import reason
from marketsim_dashboards.site.sharing import (
    AUTHORS,
    TITLE,
    YEAR,
    cite,
    command,
    query,
    sharing,
    story_of,
    toml,
)
from marketsim_dashboards.stage.story import Change, Slot, Story

LEVERS = (
    ("police.fines", "0.1"),
    ("law.possession", "waived on social grounds"),
    ("services.opens.h17", "7.5 h"),
)
slots = st.builds(
    Slot,
    st.sampled_from(library()),
    st.lists(
        st.tuples(st.integers(0, 365), st.sampled_from(LEVERS)).map(lambda one: Change(one[0], *one[1])),
        max_size=5,
    ).map(tuple),
)
stories = st.builds(
    Story, slots, slots, st.sampled_from([{}, {"need.heroin_cycle": "6 h"}]), st.integers(0, 9_999),
    st.sampled_from(["2018-03-05", "1996-01-01"]),
)  # fmt: skip


@given(stories, st.integers(0, 1000))
def test_a_link_leads_back_to_the_same_story(story, tick):
    assert story_of(query(story, tick)) == (story, tick)


def test_without_a_link_the_opening_story_is_played():
    assert story_of("") == (Story(), None)
    assert story_of("lang=da") == (Story(), None)


@pytest.mark.parametrize(
    "damaged",
    [
        "v=2",
        "v=1&left=nobody",
        "v=1&left=../../x.toml",
        "v=1&left.set=0~police.fines",
        "v=1&left.set=x~police.fines~0.1",
        "v=1&left.set=0~police.fines~<script>alert(1)</script>",
        "v=1&assume=police.fines~0.1",
        "v=1&replicate=1e9",
        "v=1&replicate=99999999",
        "v=1&tick=-1",
        "v=1&from=tomorrow",
        "v=1&" + "a" * 5_000,
    ],
)
def test_a_damaged_link_is_refused_in_one_line(damaged):
    with pytest.raises(MarketsimError) as refused:
        story_of(damaged)
    assert "\n" not in str(refused.value)
    danish, english = (reason(refused.value, language) for language in ("da", "en"))
    assert danish != english
    assert danish.endswith(".")
    assert str(refused.value) not in danish


@given(slots)
def test_the_policy_file_says_what_the_slot_says(slot):
    document = tomllib.loads(toml(slot))
    assert policy_from(document, slot.name).document() == policy_from(slot.document(), slot.name).document()


def test_the_command_names_everything_that_determines_the_run():
    story = Story(
        Slot("crackdown").with_lever(2, "police.fines", "0.1"),
        replicate=7,
        assumed={"need.heroin_cycle": "6 h"},
    )
    assert command(story, 0, "9") == (
        "marketsim run crackdown_changed.toml --days 9 --from 2018-03-05 --replicate 7 --assume 'need.heroin_cycle=6 h'"
    )
    assert command(story, 1, "9").startswith("marketsim run harm_reduction --days 9 ")


def test_a_changed_policy_is_saved_under_the_name_the_command_asks_for():
    story = Story(Slot("crackdown").with_lever(2, "police.fines", "0.1"))
    first, second = sharing(story, "en")["sides"]
    assert first["file"] == "crackdown_changed.toml"
    assert second["file"] == "harm_reduction.toml"


def test_whatever_is_refused_has_a_reason_in_words_of_the_page():
    class NeverHeardOf(Exception):
        """An error that no catalogue knows."""

    assert reason(NeverHeardOf("in English"), "da") == "Modellen tager ikke imod det."
    assert reason(UnknownName("no lever is called x"), "da") == "Der er intet af det navn."


def test_what_is_taken_away_goes_by_the_names_of_the_page():
    assert [side["name"] for side in sharing(Story(), "da")["sides"]] == ["nultolerance", "skadesreduktion"]


def test_a_story_is_cited_as_the_citation_file_says():
    given = yaml.safe_load((Path(__file__).parents[2] / "CITATION.cff").read_text(encoding="utf-8"))
    assert [one["name"] for one in given["authors"]] == [AUTHORS]
    assert (given["title"], given["date-released"].year) == (TITLE, YEAR)
    for language in ("en", "da"):
        line = cite(Story(), language)
        for part in (AUTHORS, f"({YEAR})", TITLE, given["version"], Story().key[:12], "{link}"):
            assert part in line
