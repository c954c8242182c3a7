"""The report of the verification tells what was found, and a stored copy never passes for a newer one."""

import json
from pathlib import Path

import numpy as np
import pytest
from markets import market

from marketsim.commands.exits import DONE, FAILED_RUNS
from marketsim.provenance import source_digest
from marketsim.study.document.markdown import first_line
from marketsim.study.verification import checks, report
from marketsim.study.verification.finding import at_least, exactly, near, none_of, the_same
from marketsim.study.verification.invariants import impossible

STORED = Path(__file__).parents[2] / "docs" / "verification.md"


def right(replicates):
    """One and one are two."""
    yield exactly("one and one", 2, 1 + 1)
    yield near("a coin", 0.5, 0.52, error=0.01, freedom=19)


def wrong(replicates):
    """Nothing is lost."""
    yield none_of("milligrams", ["heroin: 1 too much", "tick 3", "tick 4"], "864 ticks")


def broken(replicates):
    """Every week has seven days."""
    yield exactly("days", 7, 7)
    raise ZeroDivisionError("on the eighth day")


@pytest.fixture
def two_checks(monkeypatch):
    monkeypatch.setattr(checks, "CHECKS", {"Sums": (right,), "Losses": (wrong,)})
    monkeypatch.setattr(report, "CHECKS", checks.CHECKS)


def run(*arguments):
    from marketsim.__main__ import exit_code

    return exit_code(list(arguments))


def test_the_page_tells_what_was_expected_and_found_and_what_failed(two_checks):
    told = []
    page = report.verify(
        replicates=2, tell=lambda now: told.append((now.done, now.failed, now.planned))
    ).page()
    assert told == [(0, 0, 2), (1, 0, 2), (2, 1, 2)]
    assert "**as expected**: 2 of 3" in page
    assert "- **milligrams**: expected none, found 3 in 864 ticks: heroin: 1 too much; tick 3" in page
    assert "\n## Sums\n\n**One and one are two.**\n" in page
    assert "| one and one | 2.00 | 2.00 | none: exact | yes |" in page
    assert "| **no** |" in page


def test_a_check_that_breaks_off_has_failed_and_the_others_go_on(two_checks, monkeypatch):
    monkeypatch.setattr(report, "CHECKS", {"Weeks": (broken,), "Sums": (right,)})
    verification = report.verify(replicates=2)
    assert [one.found for one in verification.failed] == [
        "1 in the check: ZeroDivisionError: on the eighth day"
    ]
    assert len(verification.findings[broken]) == len(verification.findings[right]) == 2


def test_the_command_ends_with_one_where_a_check_fails_and_writes_the_page(two_checks, tmp_path, capsys):
    assert run("document", "verification", "--out", str(tmp_path / "docs")) == FAILED_RUNS
    assert "2 of 3" in (tmp_path / "docs" / "verification.md").read_text(encoding="utf-8")
    assert "verification.md" in capsys.readouterr().err


def test_the_command_prints_a_document_and_ends_well_where_all_is_well(two_checks, monkeypatch, capsys):
    monkeypatch.setattr(report, "CHECKS", {"Sums": (right,)})
    assert run("document", "verification", "--json") == DONE
    told = json.loads(capsys.readouterr().out)
    assert told["model"] == source_digest()
    assert [one["passed"] for one in told["findings"]] == [True, True]


def test_a_copy_of_this_model_is_shown_as_it_is_and_one_of_another_says_so():
    page = f"# Verification\n\n**Model**: `{source_digest()[:12]}` · all well\n"
    assert report.as_shown(page) == page
    older = page.replace(source_digest()[:12], "0123456789ab")
    assert "another version of the model**: it was made from `0123456789ab`" in report.as_shown(older)
    assert report.as_shown(older).startswith("# Verification\n")


def test_the_stored_copy_tells_of_every_check_or_that_it_is_of_another_model():
    stored = STORED.read_text(encoding="utf-8")
    assert report.MADE_FROM.search(stored)
    stale = report.as_shown(stored) != stored
    for chapter, those in checks.CHECKS.items():
        assert stale or all(f"**{first_line(check.__doc__)}**" in stored for check in those), chapter


def test_every_check_promises_something_in_a_sentence():
    for those in checks.CHECKS.values():
        for check in those:
            assert report.told_of(check).endswith("."), check.__name__


def test_what_differs_by_more_than_is_allowed_fails():
    assert not exactly("a", 0, 1).passed
    assert not at_least("a", 1, 0).passed
    assert not the_same("a", "abc", "abd").passed
    assert not near("a", 100.0, 104.0, error=1.0, freedom=99).passed
    assert near("a", 100.0, 104.0, error=1.0, freedom=99, share=0.02).passed
    assert not near("a", 100.0, np.nan, error=1.0, freedom=99).passed


BROKEN = {
    "off the map": lambda world: world.people.cell.__setitem__(0, world.city.cells),
    "is no share": lambda world: world.people.tolerance.__setitem__(0, 1.5),
    "< 0": lambda world: world.dealers.owes.__setitem__(0, -1),
    "not finite": lambda world: world.street.fear.__setitem__(0, np.nan),
    "no such code": lambda world: world.people.doing.__setitem__(0, 99),
    "points to nobody": lambda world: world.people.creditor.__setitem__(0, 10**6),
    "pieces": lambda world: world.street.litter.__setitem__(0, 7),
    "two people are one": lambda world: world.people.number.__setitem__(0, world.people.number[1]),
}


@pytest.mark.parametrize("told", BROKEN)
def test_what_is_impossible_is_found(told):
    here = market(scale=0.1)
    assert impossible(here) == []
    BROKEN[told](here.world)
    assert any(told in one for one in impossible(here))
