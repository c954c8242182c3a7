"""Every argument of the house is stated in full, before it is run."""

from __future__ import annotations

from pathlib import Path

import pytest

from marketsim.parameters import declared
from marketsim.parameters.sources import sources
from marketsim.study.claim.arguments import arguments
from marketsim.study.claim.findings import paragraph
from marketsim.study.claim.patterns import patterns
from marketsim.study.claim.stored import shipped
from marketsim.study.claim.trial import CALIBRATED_BY, arguments_of_the_house, is_sampled, zeros
from marketsim.study.experiment import Experiment
from marketsim.study.experiment.claims import Claim
from marketsim.study.experiment.reading import library

EXPERIMENTS = {name: Experiment.read(name) for name in arguments_of_the_house()}
CLAIMS = [(name, claim) for name, one in EXPERIMENTS.items() for claim in one.document.claim]
LONG_ROWS = {"W2", "D1", "D2", "F2"}


@pytest.mark.parametrize(
    ("name", "claim"), CLAIMS, ids=[f"{claim.row} {claim.name}"[:60] for _, claim in CLAIMS]
)
def test_a_claim_says_everything_that_it_is_judged_by(name: str, claim: Claim) -> None:
    assert claim.row
    assert claim.statement
    assert claim.evidence
    assert claim.critic
    assert claim.source
    assert set(claim.source) <= sources().keys()
    assert set(zeros(claim)) == set(claim.knock_outs)
    assert claim.row not in LONG_ROWS or claim.window == [181, 365]
    assert claim.row.startswith("F") == claim.statement.lstrip().startswith("AGAINST") or claim.row == "F1"


def test_claims_have_names_of_their_own_and_are_judged_in_sampled_worlds() -> None:
    for one in EXPERIMENTS.values():
        names = [claim.name for claim in one.document.claim]
        assert len(names) == len(set(names)), one.name
        assert is_sampled(one), one.name
        assert one.document.design.worlds == 96, one.name


def test_worlds_of_claims_and_of_calibrations_are_drawn_from_the_same_ranges() -> None:
    plausible, sceptical = (Experiment.read(CALIBRATED_BY[name]) for name in ("accepted", "sceptical"))
    for one in EXPERIMENTS.values():
        assert set(one.uncertain) == set(plausible.uncertain) == set(sceptical.uncertain), one.name
        assert one.document.design.draw != plausible.document.design.draw
        assert one.parameters == plausible.parameters == sceptical.parameters


def test_a_sceptics_ranges_lie_within_the_declared_ones() -> None:
    design = Experiment.read("what_a_sceptic_assumes").document.design
    assert len(design.uncertain) > 12
    for key, given in design.uncertain.items():
        declaration = declared().declaration(key)
        assert isinstance(given, list)
        low, high = (float(declaration.read(value)) for value in given)
        assert declaration.low <= low < high <= declaration.high, key
        assert (high - low) <= 0.61 * (declaration.high - declaration.low), key


def test_patterns_name_their_sources_and_have_a_width() -> None:
    for one in patterns().pattern:
        assert one.low < one.high
        assert set(one.source) <= sources().keys()


def test_policies_beside_an_experiment_are_used_by_it() -> None:
    for name, file in library().items():
        beside = {one.stem for one in file.parent.glob("*.toml")} - {"experiment"}
        assert beside <= set(Experiment.read(name).policies), name


def test_the_page_of_findings_has_every_argument_with_its_verdict() -> None:
    page = (Path(__file__).parents[2] / "docs" / "findings.md").read_text("utf-8")
    place = shipped() or Path("nowhere")
    for one in arguments(place):
        expected = paragraph(one).split(" — ")[0]
        assert expected in page, "marketsim check --judge --findings docs/findings.md"


def test_every_row_of_the_list_of_arguments_has_a_claim_of_its_own() -> None:
    rows = {claim.row for _, claim in CLAIMS}
    assert rows == set(
        "W1a W1b W1c W2 D1 D2 D3 H1 H2 H3 H4 H5 H6 F1 F2 F3 F4 F5 F6 F7 P1 P2 V1 N1 S1 S2 U1 Z1".split()
    )
