"""Everything declared that the dashboard shows is said in Danish too, by a text written from today's English."""

from __future__ import annotations

import re

import pytest

from marketsim.entities.ledger import ACTORS, CAUSES, KINDS
from marketsim.measures.declared import CELL_MEASURES, MEASURES
from marketsim.model.agents import KINDS as AGENTS
from marketsim.parameters import declarations
from marketsim.parameters.sources import sources
from marketsim.policies import read_policy
from marketsim.policies.policy import library
from marketsim.study.claim.arguments import arguments
from marketsim.study.claim.history import history
from marketsim.study.experiment.reading import library as experiments
from marketsim.study.experiment.reading import read_document
from marketsim_dashboards.site.cited import named
from marketsim_dashboards.site.controls import SHARES, control
from marketsim_dashboards.site.judged import card
from marketsim_dashboards.site.looked import FIRST
from marketsim_dashboards.site.naming import measure_words, policies_to_choose
from marketsim_dashboards.words.catalogue import LANGUAGES, words
from marketsim_dashboards.words.translated import NAME, OF, digest_of, kept, said

ENGLISH = {
    "numbers": {one.key: {"about": one.about} for one in declarations()},
    "measures": {one.name: {"about": one.about} for one in MEASURES},
    "cells": {one.name: {"about": one.about} for one in CELL_MEASURES},
    "policies": {name: {"about": read_policy(name).about} for name in library()},
    "arguments": {
        f"{one.experiment}.{one.name}": {
            "statement": one.statement,
            "evidence": one.evidence,
            "critic": one.critic,
        }
        for one in arguments()
    }
    | {f"{one.experiment}.question": {"text": one.question} for one in arguments()},
    "sources": {key: {"note": one.note} for key, one in sources().items() if one.kind == "assumption"},
    "happenings": {f"{one.date} {one.measure}": {"what": one.what} for one in history().happening},
}
NAMED = ("numbers", "measures", "cells", "policies")
SAME_WORD = {
    "policies.placebo", "policies.operation_reduction", "numbers.scene.aggression", "numbers.morning.tolerance",
}  # fmt: skip
"""Names that are the same word in both languages, or a proper name."""


def treatments() -> set[str]:
    """Whatever claims with a card compare, beside policies of the library."""
    claims = [one for file in experiments().values() for one in read_document(file).claim if one.row]
    named = {name for one in claims for name in (one.treatment, one.control) if name}
    named |= {name for one in claims if one.match for name in one.match.between}
    return named - set(library())


@pytest.mark.parametrize("kind", ENGLISH)
def test_everything_declared_has_a_danish_text_and_no_danish_text_is_left_over(kind: str) -> None:
    assert set(ENGLISH[kind]) ^ set(kept("da")[kind]) == set()


@pytest.mark.parametrize("kind", ENGLISH)
def test_no_english_text_has_changed_since_the_danish_one_was_written(kind: str) -> None:
    """Where one has: read the Danish text again, mend it, and write the new digest, shown here, after ``of``."""
    found = kept("da")[kind]
    changed = {
        key: digest_of(english)
        for key, english in ENGLISH[kind].items()
        if found[key][OF] != digest_of(english)
    }
    assert changed == {}


@pytest.mark.parametrize("kind", ENGLISH)
def test_danish_texts_are_whole_and_not_english(kind: str) -> None:
    for key, english in ENGLISH[kind].items():
        danish = kept("da")[kind][key]
        assert set(danish) == {*english, OF} | ({NAME} if kind in NAMED else set()), key
        for name, text in english.items():
            assert danish[name].strip(), key
            assert danish[name][-1] in ".?", key
            assert danish[name] != text or len(text.split()) < 3, key


@pytest.mark.parametrize("kind", NAMED)
def test_danish_names_are_not_the_english_ones_but_for_words_that_are_the_same(kind: str) -> None:
    names = {key: one[NAME] for key, one in kept("da")[kind].items()}
    english = {
        key: kept("en").get(kind, {}).get(key, {}).get(NAME, key.split(".")[-1].replace("_", " "))
        for key in names
    }
    same = {f"{kind}.{key}" for key in names if names[key].lower() == english[key].lower()}
    assert same == {name for name in SAME_WORD if name.startswith(f"{kind}.")}
    assert all(name.strip() and not name.endswith(".") for name in names.values())


def test_danish_is_written_as_danish_is() -> None:
    texts = {
        f"{kind}.{key}.{name}": text
        for kind, entries in kept("da").items()
        for key, entry in entries.items()
        for name, text in entry.items()
        if name != OF
    }
    unkind = re.compile(r"\b(misbrug\w*|narkoman\w*|junkie\w*|bruger(e|en|ne|s)?)\b", re.IGNORECASE)
    point = re.compile(r"\d\.\d{1,2}(?!\d)")
    soft_hyphen = "\N{SOFT HYPHEN}"
    fine = re.compile(
        r"(der|som|hvor)( \w+)? bruger|stoffer bruger|listens? misbrug(es)?|fokuspersoner misbrugt",
        re.IGNORECASE,
    )
    odd = {
        key: text
        for key, text in texts.items()
        if unkind.search(fine.sub("", text)) or point.search(text) or soft_hyphen in text
    }
    assert odd == {}


@pytest.mark.parametrize("kind", NAMED)
def test_english_names_are_names_of_something_declared(kind: str) -> None:
    assert set(kept("en").get(kind, {})) <= set(ENGLISH[kind])


def test_english_texts_of_our_own_still_say_what_is_declared() -> None:
    """Where one does not: read the declared text, mend ours, and write the new digest after ``of``."""
    changed = {
        key: digest_of(ENGLISH[kind][key])
        for kind, entries in kept("en").items()
        for key, one in entries.items()
        if OF in one and one[OF] != digest_of(ENGLISH[kind][key])
    }
    assert changed == {}


def test_whatever_a_claim_compares_has_a_danish_name_and_nothing_else_has() -> None:
    assert set(kept("da")["treatments"]) == treatments()


@pytest.mark.parametrize("language", LANGUAGES)
def test_units_topics_choices_and_names_within_a_number_have_words(language: str) -> None:
    told = words(language)["levers"]
    every = declarations()
    assert {one.unit for one in every} - set(SHARES) == set(told["units"])
    assert {one.topic for one in every} == set(told["topics"])
    assert {word for one in every for word in one.among} == set(told["choices"])
    assert {name for one in every for name in one.per} == set(told["per"])
    assert {one.unit for one in (*MEASURES, *CELL_MEASURES)} <= set(words(language)["measures"]["units"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_event_and_cause_has_words(language: str) -> None:
    told = words(language)["events"]
    assert set(KINDS) <= set(told["kinds"])
    assert set(CAUSES) - {"none"} <= set(told["causes"])
    assert set(ACTORS) <= set(told["somebody"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_is_followed_and_every_figure_is_told_in_words(language: str) -> None:
    looking, figures = words(language)["looking"], words(language)["figures"]
    assert set(FIRST) <= set(looking["attributes"])
    coded = {
        word for view in AGENTS for name, all_of in view.coded.items() if name in FIRST for word in all_of
    }
    assert coded <= set(looking["values"])
    assert {one.theme for one in MEASURES} <= set(figures["groups"])
    assert {one.bearer for one in MEASURES if one.bearer} <= set(figures["bearer"])


def test_the_page_says_in_which_language_each_text_is() -> None:
    assert {control(one, "da")["about_language"] for one in declarations()} == {"da"}
    assert {one["about_language"] for one in policies_to_choose("da")} == {"da"}
    assert {measure_words(one, "da")["about_language"] for one in (*MEASURES, *CELL_MEASURES)} == {"da"}
    assert {control(one, "en")["about_language"] for one in declarations()} == {"en"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_source_is_named_by_who_and_when_and_an_assumption_by_what_it_rests_on(language: str) -> None:
    everywhere = [one for each in declarations() for one in control(each, language)["sources"]]
    assert not {one["text"] for one in everywhere} & set(sources())
    assert {one["language"] for one in everywhere} == {language}
    written = {key: named(one, language)["text"] for key, one in sources().items()}
    assert written["kammersgaard-2019"] == "Kammersgaard (2019)"
    assert written["dorn-south-1990"] == "Dorn & South (1990)"
    assert written["werb-2011"] == {"en": "Werb et al. (2011)", "da": "Werb m.fl. (2011)"}[language]
    assert written["renover-dk"] == "renover.dk"
    begins = {"en": "an assumption: Stops, searches", "da": "en antagelse: Visitationer, ransagninger"}
    assert written["assumed-enforcement"].startswith(begins[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_argument_says_what_an_assumption_rests_on_in_the_language(language: str) -> None:
    cited = [each for one in arguments() for each in card(one, language)["citations"]]
    assumed = [one for one in cited if one["text"].startswith(("An assumption:", "En antagelse:"))]
    assert {one["language"] for one in assumed} == {language}
    assert not any(one["text"].startswith("Assumption.") for one in cited)


@pytest.mark.parametrize("language", LANGUAGES)
def test_policies_are_told_without_the_words_of_the_workshop(language: str) -> None:
    inside = re.compile(r"`|factorial|faktoriel|\b[a-z]+_[a-z_]+\b")
    assert [one["name"] for one in policies_to_choose(language) if inside.search(one["about"])] == []


def test_a_text_whose_english_has_changed_is_shown_in_english_and_said_to_be() -> None:
    today = ENGLISH["numbers"]["police.fines"]
    assert said("da", "numbers", "police.fines", today)[1] == "da"
    broken = {"about": today["about"].replace(" ", "\n", 1)}
    assert said("da", "numbers", "police.fines", broken)[1] == "da"
    assert said("da", "numbers", "police.fines", {"about": "Something else."}) == (
        {"about": "Something else."},
        "en",
    )
    assert said("da", "numbers", "police.unheard_of", today) == (today, "en")
