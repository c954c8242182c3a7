"""What is found beside the claims is written up as it was kept, and nothing where nothing was."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from marketsim.measures import declared
from marketsim.study.claim.beside import AUDIT, CHAPTERS, HISTORY, PIPELINE, RANKING, beside
from marketsim.study.claim.proving import COMPARISONS, GROUP, proof
from marketsim.study.claim.ranking import LEDGER, regret

HARM = {"harm": "overdoses", "bearer": "people", "mean": 1.0, "no_worse": 1.0, "best": 0.5}
RANKED = {
    "ensemble": "accepted", "days": 60, "for": "toy", "worlds": 59,
    "harms": [
        HARM | {"policy": "as_today", "regret": 0.5, "worst": 0.9},
        HARM | {"policy": "safe_city", "regret": 0.1, "worst": 0.2},
    ],
    "best_under_weightings": {"as_today": 0.01, "safe_city": 0.99},
    "best_under_weightings_by_bearer": {"as_today": 0.3, "safe_city": 0.7},
    "kr_per_harm_averted": {"safe_city": {"violence_against_people": [900.0, 100.0, 5000.0]}},
    "worth": {},
}  # fmt: skip
AUDITED = {
    "policy": "crackdown_later", "event": "violence", "seen": "recorded", "width": 100, "follow_up": 120, "pairs": 96,
    "truth": 0.2, "truth_next_door": 0.1, "bias": -0.15, "covered": 0.6, "found": 0.1, "wrong": 0.05,
    "quotient_right": None,
}  # fmt: skip
HAPPENED = {
    "date": "2012-10-01", "what": "first room", "measure": "visible_use", "expected": "lower",
    "change": "−40 (−50 to −30)", "verdict": "agrees", "prediction": "no",
}  # fmt: skip


def test_every_chapter_says_what_was_kept(tmp_path: Path) -> None:
    luck = np.random.default_rng(1)
    proofs = [proof("violence", luck.normal(50, 7, 2 * COMPARISONS * GROUP)).document()]
    kept = {RANKING: [RANKED], AUDIT: [AUDITED], PIPELINE: proofs, HISTORY: [HAPPENED]}
    assert kept.keys() == CHAPTERS.keys()
    for name, document in kept.items():
        (tmp_path / name).write_text(json.dumps(document))
    page = beside(tmp_path)
    assert "### 60 days, 59 worlds" in page
    assert (
        "the best policy is safe city (99%); under weights of all who bear them safe city (70%), as today (30%)."
        in page
    )
    assert "| overdoses | people | safe city | 0.100 | 0.200 | 0.500 |" in page
    assert "safe city 900 kr (100 to 5 000)" in page
    assert "| crackdown later | violence | recorded | 0.200 | −0.150 | 60% | 10% | 5% | – |" in page
    assert "holds the truth in 60% to 60% of evaluations" in page
    assert "Of 1 documented changes: 1 agrees." in page
    assert "200 times over on each of 1 measures" in page
    assert "| 2012-10-01 | first room | visible use | lower | −40 (−50 to −30) | agrees | no |" in page


def test_where_nothing_was_kept_nothing_is_said(tmp_path: Path) -> None:
    assert beside(tmp_path) == ""
    (tmp_path / RANKING).write_text(json.dumps([RANKED | {"ensemble": "prior"}]))
    assert beside(tmp_path) == ""


def test_every_harm_of_the_ledger_is_measured_by_day_and_borne_by_somebody() -> None:
    bearers = {one.name: one.bearer for one in declared() if not one.cell}
    assert all(bearers[name] for name in LEDGER)


def test_among_policies_that_do_nothing_regret_is_zero_on_average_and_not_the_lead_of_the_luckiest() -> None:
    luck = np.random.default_rng(2)
    values = luck.normal(10, 1, size=(20, 400, 3))
    assert regret(values).mean() == pytest.approx(0.0, abs=0.05)
    usual = values.mean(axis=2)
    assert (usual - usual.min(axis=0)).mean() > 0.9
    values[0] -= 5.0
    assert regret(values)[1:].mean() == pytest.approx(5.0, abs=0.1)
