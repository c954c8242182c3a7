"""The report opens anywhere, loads nothing, escapes everything, and says how sure it is."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
import toy_engine
from toy_places import GROUND

from marketsim.study.compare import carry_out, plan
from marketsim.study.comparison import Results
from marketsim.study.executor import Here
from marketsim.study.publish import manifest_of_many, publish, published
from marketsim.study.report.maps import density
from marketsim.study.report.page import report
from marketsim.study.report.prose import answer, in_numbers, window
from marketsim.study.scenario import World
from marketsim.study.store import Folder
from marketsim.study.summary import summary

POLICY = 'about = "A toy."\nsource = ["werb-2011"]\n'
LOADING = {"src", "href", "xlink:href", "poster", "data", "action", "srcset"}


class Page(HTMLParser):
    """Gathers what a page would load, its identifiers and its pictures without words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.tags: list[str] = []
        self.silent: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        named = dict(attributes)
        self.tags.append(tag)
        self.loads += [named[name] or "" for name in LOADING & named.keys()]
        if tag == "svg" and not (named.get("aria-label") or named.get("aria-hidden")):
            self.silent.append(str(named))


def results_of(folder: Path, days: int = 30, replicates: int = 5, name: str = "crackdown") -> Results:
    file = folder / f"{name}.toml"
    file.write_text(POLICY, encoding="utf-8")
    world = World(levers={}, parameters={}, days=days)
    comparison = plan(("as_today", str(file)), replicates, world, "toy_engine", toy_engine.ground)
    return carry_out(comparison, Here(), Folder(folder / "result"))


def page_of(results: Results) -> str:
    rows = summary(results, toy_engine.MEASURES)
    return report(results, rows, toy_engine.MEASURES, manifest_of_many(results, ["as_today"], 1.0), GROUND)


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    return results_of(tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="module")
def page(results: Results) -> str:
    return page_of(results)


def test_the_page_loads_nothing_from_anywhere(page: str) -> None:
    assert all(address.startswith(("#", "data:")) for address in Page(page).loads)
    assert not re.search(r"@import|url\(\s*['\"]?(?!#)|https?://", page)
    assert not {"script", "link", "iframe", "object"} & set(Page(page).tags)


def test_every_picture_says_in_words_what_it_shows(page: str) -> None:
    assert Page(page).silent == []
    assert 'lang="en"' in page
    assert "<caption>" in page
    assert 'scope="row"' in page


def test_the_answer_names_what_is_sure_and_what_is_not(results: Results) -> None:
    rows = summary(results, toy_engine.MEASURES)
    assert answer(rows).startswith("Under crackdown, compared with as today, the runs show higher violence")
    assert answer(rows).endswith("In every pair of runs trust had the same value.")
    violence = next(row for row in rows if row.measure.name == "violence")
    assert "Difference +2" in in_numbers(violence)
    assert "interval" in in_numbers(violence)


def test_a_short_comparison_says_that_it_shows_the_transient() -> None:
    assert "show the transient" in window(60)
    assert "181–365" in window(60)
    assert "show the transient" not in window(365)


def test_the_name_of_a_policy_cannot_become_part_of_the_page(tmp_path: Path) -> None:
    page = page_of(results_of(tmp_path, name="<img src=x onerror=alert(1)>&"))
    assert "<img" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;&amp;" in page


@pytest.mark.parametrize(("days", "replicates"), [(1, 1), (2, 2), (1, 3), (40, 1)])
def test_the_smallest_comparison_has_a_report_too(tmp_path: Path, days: int, replicates: int) -> None:
    page = re.sub(r"data:image[^\"]*", "", page_of(results_of(tmp_path, days, replicates)))
    assert not re.search(r"\b(nan|inf)\b", page)


def test_missing_runs_are_told_on_the_first_screen(tmp_path: Path) -> None:
    results = results_of(tmp_path)
    del results.records["crackdown", 2]
    results.failed["crackdown", 2] = "its worker died"
    page = page_of(results)
    assert "1 of 10 runs did not finish" in page
    assert page.index("did not finish") < page.index("What differs")


def test_heat_is_spread_and_never_lost() -> None:
    cells = np.array([3.0, 0, 0, 0, 0, 1.0])
    a_week_on_a_hectare = 7 * 100
    assert density(GROUND, cells).sum() == pytest.approx(cells.sum() * a_week_on_a_hectare)


def test_everything_that_is_published_is_listed_and_found_whole(tmp_path: Path) -> None:
    results = results_of(tmp_path)
    folder = Folder(tmp_path / "result")
    publish(
        results, summary(results, toy_engine.MEASURES), toy_engine.MEASURES, folder, ["as_today"], 1.0, GROUND
    )
    assert published(folder.manifest())
    assert {"report.html", "summary.csv", "figures/violence.png", "runs/crackdown-000.json"} <= set(
        folder.manifest().files
    )  # type: ignore[union-attr]
    (folder.path / "summary.csv").write_text("damaged")
    assert not published(folder.manifest())
