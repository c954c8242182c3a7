"""A verdict on a card says what the study says, in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from marketsim.study.claim.arguments import Argument
from marketsim.study.claim.rests_on import WHY_STALE
from marketsim.study.claim.sentences import sentence
from marketsim.study.claim.told import Verdict
from marketsim_dashboards.site.judged import card, sentences
from marketsim_dashboards.words.catalogue import LANGUAGES, words

CLAIM = {
    "name": "n",
    "row": "W1b",
    "measure": "violence",
    "treatment": "crackdown",
    "control": "as_today",
} | {"direction": "higher", "confidence": 0.95}
MATCH = {"measure": "arrests_of_dealers", "between": ["general_enforcement_fewer", "general_enforcement"]}
CLAIMS: dict[str, dict[str, Any]] = {
    "plain": {},
    "sum": {"measure": "visible_use + hidden_use"},
    "per": {"measure": "violence_told", "per": "violence"},
    "recorded": {"events": "recorded"},
    "level": {"control": None, "than": 1234.5},
    "matched": {"treatment": "selective_enforcement", "match": MATCH},
    "slope": {"measure": "slope of violence_recorded on arrests_of_dealers"},
    "concentration": {"measure": "concentration of outdoor_use"},
    "area": {"measure": "violence in the target area"},
}
VERDICTS: dict[str, dict[str, Any]] = {
    "supported": {},
    "relative": {"relative": True},
    "alone": {"verdict": "undecided", "alone": "contingent"},
    "driven": {"driven_by_assumptions": True, "assumptions": ["need.relief", "turf.quarrel_rate"]},
    "nothing run": {"ensembles": {}, "verdict": "undecided"},
    "sceptical": {"judged_in": "sceptical"},
    "refuted": {"verdict": "refuted", "alone": "refuted"},
    "once": {"replicates": 1},
    "assumed": {"verdict": "assumed", "alone": "assumed"},
    "contingent": {"verdict": "contingent", "alone": "contingent"},
}


def verdict(claim: dict[str, Any], changes: dict[str, Any]) -> Verdict:
    """A verdict with every figure of a claim."""
    effect = {"value": 2.125, "low": 1.5, "high": 2.75, "number": 60}
    here = {
        "worlds": 60, "held": 57, "failed": 1, "open": 2, "share": 0.95, "higher": 58, "lower": 1, "effect": effect,
        "spread": None,
    }  # fmt: skip
    document = {
        "experiment": "e", "question": "q", "claim": CLAIM | claim, "unit": "acts/day", "relative": False,
        "window": (1, 60), "replicates": 4, "verdict": "supported", "alone": "supported", "chance": 0.01,
        "judged_in": "accepted", "ensembles": {"accepted": here, "sceptical": here}, "emergent": True,
        "driven_by_assumptions": False, "assumptions": [], "fails_where": [], "shares": None, "mediation": None,
        "placebo": {"what": "placebo", "state": "left alone"}, "negative_control": None, "power": None,
        "replicates_needed": None, "needs": "", "notes": [], "rests_on": {},
    }  # fmt: skip
    return Verdict.model_validate(document | changes)


@pytest.mark.parametrize("changes", VERDICTS)
@pytest.mark.parametrize("claim", CLAIMS)
def test_in_english_it_is_the_sentence_of_the_study(claim: str, changes: str) -> None:
    one = verdict(CLAIMS[claim], VERDICTS[changes])
    assert " ".join(sentences(one, "en")) == sentence(one)


def test_in_danish_it_is_danish_with_decimal_commas() -> None:
    told = " ".join(sentences(verdict({}, VERDICTS["driven"]), "da"))
    assert told.startswith("Støttet. Under ")
    assert (
        "Af 60 godkendte verdener (4 replikater i hver) holder påstanden i 57; "
        "i 1 går virkningen sikkert den modsatte vej; i 2 er den åben." in told
    )
    assert (
        "Under »nultolerance« over for »som i dag (marts 2018)«: forskellen i voldshandlinger er +2,12 om dagen"
        in told
    )
    assert "(+1,50\N{NO-BREAK SPACE}til\N{NO-BREAK SPACE}+2,75)" in told
    assert told.endswith("er Trang: lindring, Pladser: skænderier i timen.")


@pytest.mark.parametrize("changes", VERDICTS)
@pytest.mark.parametrize("claim", CLAIMS)
def test_no_english_is_left_in_a_danish_verdict(claim: str, changes: str) -> None:
    told = " ".join(sentences(verdict(CLAIMS[claim], VERDICTS[changes]), "da"))
    assert "{" not in told
    english = {
        "the",
        "of",
        "and",
        "against",
        "worlds",
        "differs",
        "violence",
        "per",
        "to",
        "recorded",
        "under_",
    }
    assert english.isdisjoint(told.replace(".", " ").replace(",", " ").split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_why_a_verdict_is_stale_has_words(language: str) -> None:
    assert set(words(language)["pages"]["arguments"]["changed"]) == set(WHY_STALE.values())


def test_a_card_whose_text_nobody_has_translated_says_that_it_is_english() -> None:
    one = Argument(
        row="X1", name="unheard of", statement="S.", question="Q?", experiment="e", evidence="E.", source=(),
        citations=(), critic="C.", verdict="supported", told="", kept=verdict({}, {}), stale=(*WHY_STALE.values(),),
    )  # fmt: skip
    told = card(one, "da")
    assert (told["language"], told["question_language"], told["statement"]) == ("en", "en", "S.")
    assert told["told"][0].startswith("Støttet")
    assert "modellen er ændret siden" in told["stale"]
