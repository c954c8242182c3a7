"""Tutorials can be followed: whatever they ask their reader to type works as written, in the order of the page."""

from __future__ import annotations

import doctest
import re
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from unittest.mock import MagicMock

import numpy as np
import pytest
import toy_desk
import toy_engine
from reader import DOCS, FILE, HOUSE, Reader, steps
from toy_experiments import PLAIN, written
from toy_trials import CLAIM, KNOWN, SAMPLED, TWICE, sampled, trial

from marketsim.__main__ import exit_code
from marketsim.commands import check
from marketsim.study.claim import arguments as cards
from marketsim.study.claim.audit import AREAS, EVENTS
from marketsim.study.claim.surveyed import SEEN, WIDTHS, name_of
from marketsim.study.executor import Here
from marketsim.study.experiment import Experiment
from marketsim.study.experiment.reading import library

place = toy_desk.place
TUTORIALS = DOCS / "tutorials"
ANALYST, ARGUMENTS, NOTEBOOK = "tutorials/analyst", "tutorials/arguments", "tutorials/a_model_in_a_notebook"
ON_THE_MODEL = (
    "tutorials/first_hour", "tutorials/researcher", "tutorials/a_policy_and_an_agent_of_your_own",
    "tutorials/another_city", "concepts/twin_worlds", "concepts/knock_outs", NOTEBOOK,
)  # fmt: skip
FOLLOWED = (
    *ON_THE_MODEL,
    ANALYST,
    ARGUMENTS,
    "tutorials/somebody_new",
)  # the last in test_tutorial_somebody_new.py
COMPARED = "compare as_today placebo --days 1 --replicates 1 --scale 0.05 --out compared"
"""Makes the report.html of which the researcher's tutorial speaks; the usual one takes minutes."""


@pytest.fixture
def reader(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Reader:
    """Somebody in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return Reader(tmp_path, capsys)


def test_every_tutorial_is_followed() -> None:
    assert {f"tutorials/{page.stem}" for page in TUTORIALS.glob("*.md")} <= set(FOLLOWED)
    for page in DOCS.glob("concepts/*.md"):
        asks = any("$ " in line[:2] for line in page.read_text(encoding="utf-8").splitlines())
        assert asks == (f"concepts/{page.stem}" in FOLLOWED), page


@pytest.mark.parametrize("tutorial", ON_THE_MODEL)
def test_a_tutorial_can_be_followed(tutorial: str, reader: Reader) -> None:
    if tutorial == "tutorials/researcher":
        assert exit_code(COMPARED.split()) == 0
        shutil.copy("compared/report.html", "report.html")
    reader.follow(tutorial)
    assert reader.typed or "model" in reader.names


@pytest.mark.extras
@pytest.mark.filterwarnings("ignore:Failed to validate hooks")  # of Mesa's own components
def test_what_a_notebook_draws_can_be_drawn(reader: Reader) -> None:
    solara = pytest.importorskip("solara")
    reader.has_extras = True
    reader.follow(NOTEBOOK)
    _, shown = solara.render(reader.names["Page"](), handle_error=False)
    assert len(reader.names["model"].datacollector.get_model_vars_dataframe()) == 7
    shown.close()


class Analyst(Reader):
    """Changes the beginning of a file that was copied, and presses Ctrl-C where it is said to be harmless."""

    def write(self, name: str, text: str) -> None:
        """Let a file begin as the page shows it; the rest, with its claim, stays."""
        rest = (self.folder / name).read_text(encoding="utf-8").partition("[[claim]]")
        super().write(name, f"{text}\n{rest[1]}{rest[2]}")

    def type(self, line: str) -> None:
        """Type a command; one that may be interrupted is, once."""
        if "Ctrl-C" in line:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(toy_engine, "simulate", interrupted(13))
                assert exit_code(line.partition("#")[0].split()[1:]) == 130
        super().type(line)


def interrupted(after: int) -> object:
    """The toy, until somebody presses Ctrl-C."""
    simulate, left = toy_engine.simulate, iter(range(after))

    def lives(*asked: object) -> toy_engine.Outcome:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return simulate(*asked)  # type: ignore[arg-type]

    return lives


@pytest.fixture
def analyst(place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Analyst:
    """An analyst beside a checkout; the toy lives the runs here, and nobody asks a cluster for processors."""
    (place / "experiments").symlink_to(HOUSE / "experiments")
    monkeypatch.setattr("marketsim.study.cluster.Cluster", lambda *_, **__: Here())
    monkeypatch.setitem(sys.modules, "dask_jobqueue", MagicMock())
    return Analyst(place, capsys)


def test_the_analysts_tutorial_can_be_followed(analyst: Analyst) -> None:
    analyst.follow(ANALYST)
    assert [line.split()[2] for line in analyst.typed if line.startswith("marketsim sweep")] == (
        "plan run status run retry report report export run".split()
    )
    for name in ("differences", "runs", "worlds", "days"):
        assert len(getattr(analyst.names["results"], name)), name
    assert Path("all.parquet").is_file()
    reports = list(Path("marketsim-results").rglob("report.html"))
    assert len(reports) == 2
    assert all("Simulated, not observed" in page.read_text(encoding="utf-8") for page in reports)


@pytest.mark.extras
def test_what_the_analyst_asks_of_duckdb_is_answered(analyst: Analyst) -> None:
    pytest.importorskip("duckdb")
    analyst.has_extras = True
    analyst.follow(ANALYST)
    assert "duckdb" in analyst.names


def test_the_mistake_that_the_analyst_is_shown_is_told_in_these_words(analyst: Analyst) -> None:
    shown = re.search(r"```text\n(.*)\n```", (DOCS / f"{ANALYST}.md").read_text(encoding="utf-8"))
    assert shown
    mine = analyst.folder / "mine" / "experiment.toml"
    mine.parent.mkdir()
    mine.write_text(PLAIN.replace("policies", "polices"), encoding="utf-8")
    assert exit_code(["sweep", "plan", "mine"]) == 2
    said = analyst.capsys.readouterr().err.strip()
    begin, _, end = shown[1].partition("…; ")
    assert said.startswith(begin)
    assert said.endswith(f"; {end}")


@pytest.fixture
def judge(place: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """Somebody who puts arguments on trial; the toy lives the runs of one claim in place of all of them."""
    file = written(place, TWICE + CLAIM + SAMPLED.replace("WORLDS", "60"))
    simulate = toy_engine.simulate

    def surveyed(spec: toy_engine.RunSpec, after: int | None = None) -> toy_engine.Outcome:
        outcome, luck = simulate(spec, after), np.random.default_rng(spec.replicate)
        if spec.days >= 90:
            outcome.days |= {
                name_of(event, seen, area, width): luck.poisson(5.0, spec.days).astype(float)
                for event in EVENTS for seen in SEEN for area in AREAS for width in WIDTHS
            }  # fmt: skip
        return outcome

    def toy_trial(asked: str | None, folder: Path, worlds: int | None) -> object:
        assert asked is None or asked in library()
        return replace(trial(place, sampled(place), most_worlds=worlds), folder=folder)

    monkeypatch.setattr(toy_engine, "simulate", surveyed)
    monkeypatch.setattr(check, "asked_for", toy_trial)
    monkeypatch.setattr(check, "compile_if_needed", lambda: None)
    monkeypatch.setattr(cards, "library", lambda: {"toy": file})
    monkeypatch.setattr(cards, "patterns", lambda: KNOWN)
    return reader


def test_the_tutorial_about_arguments_can_be_followed(judge: Reader) -> None:
    judge.follow(ARGUMENTS)
    text = (DOCS / f"{ARGUMENTS}.md").read_text(encoding="utf-8")
    options = re.findall(r"`(--[^`]+)`", text)
    assert {"--judge", "--no-paths", "--json"} <= set(options)
    for option in options:
        judge.type(f"marketsim check {option}")
    assert judge.names["card"].verdict == "supported"
    assert Path("docs/findings.md").is_file()


def test_the_claim_of_the_tutorial_can_be_put_on_trial(tmp_path: Path) -> None:
    (claim,) = (step.typed for step in steps(ARGUMENTS) if step.kind == FILE)
    text = PLAIN.replace('"crackdown"]', '"open_all_night.toml"]') + claim
    change = '[[change]]\nlever = "services.closes"\nto = "24 h"\n'
    policy = f'about = "Rooms that never close."\nsource = ["assumed-need"]\n{change}'
    file = written(tmp_path, text)
    file.with_name("open_all_night.toml").write_text(policy, encoding="utf-8")
    (read,) = Experiment.read(file).document.claim
    assert (read.treatment, read.control, read.direction) == ("open_all_night", "as_today", "lower")


@pytest.mark.parametrize("file", sorted((DOCS / "concepts").glob("*.md")), ids=lambda file: file.stem)
def test_what_a_concept_shows_in_python_is_so(file: Path) -> None:
    assert doctest.testfile(str(file), module_relative=False).failed == 0


@pytest.mark.parametrize("file", sorted(TUTORIALS.glob("*.md")), ids=lambda file: file.stem)
def test_every_link_of_a_tutorial_leads_to_a_page(file: Path) -> None:
    for target in re.findall(r"\]\(([\w/.]+\.md)\)", file.read_text(encoding="utf-8")):
        if not target.startswith("../reference/"):
            assert (file.parent / target).is_file(), target


def test_every_file_that_the_tutorial_for_a_new_agent_names_is_there() -> None:
    text = (TUTORIALS / "a_policy_and_an_agent_of_your_own.md").read_text(encoding="utf-8")
    for file in re.findall(r"\*\*`([\w/.]+)`\*\*", text):
        assert (HOUSE / "src" / "marketsim" / file).is_file(), file
    for file in re.findall(r"`(tests/[\w/]+\.py)`", text):
        assert (HOUSE / file).is_file(), file
