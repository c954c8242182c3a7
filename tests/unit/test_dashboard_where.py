"""Where a claim fails is told as the study keeps it, in Danish with the names of facts and decimal commas."""

from __future__ import annotations

import pytest

from marketsim.study.analysis.discovery import Box
from marketsim.study.claim.arguments import arguments
from marketsim_dashboards.site.where import where
from marketsim_dashboards.words.catalogue import LANGUAGES, words

LIMITS = {"need.relief": (0.31, 0.9), "turf.quarrel_rate": (0.0, 0.05)}


def kept(what: str) -> str:
    """What a verdict keeps of a region."""
    return Box(limits=LIMITS, density=0.61, coverage=0.5, everywhere=0.25, worlds=40).in_words(what)


def test_in_english_it_is_what_is_kept() -> None:
    assert where([kept("It fails")], "en") == [{"text": kept("It fails"), "language": "en"}]


@pytest.mark.parametrize(("what", "told"), [("It fails", "Den svigter"), ("It holds", "Den holder")])
def test_in_danish_every_limit_is_told_by_its_danish_name(what: str, told: str) -> None:
    (one,) = where([kept(what)], "da")
    assert one["language"] == "da"
    assert one["text"].startswith(f"{told} i 61 % af de 40 verdener, hvor Trang: lindring er ")
    assert " og Pladser: skænderier i timen er højst 0,05" in one["text"]
    assert one["text"].endswith("(25 % af alle verdener; området rummer 50 % af den slags verdener).")


def test_what_is_kept_in_another_form_is_shown_in_english_and_said_to_be() -> None:
    assert where(["It fails somewhere."], "da") == [{"text": "It fails somewhere.", "language": "en"}]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_argument_stands_under_a_topic_that_has_a_name(language: str) -> None:
    assert {one.row[:1] for one in arguments()} == set(words(language)["pages"]["arguments"]["topics"])
