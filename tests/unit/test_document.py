"""The description of the model is made from the code and leaves nothing of it out."""

import re

import pytest

from marketsim.measures import declared
from marketsim.model.schedule import EVERY_DAY, EVERY_HOUR, EVERY_TICK
from marketsim.parameters import declarations
from marketsim.parameters.errors import UnknownName
from marketsim.parameters.sources import sources
from marketsim.policies import library, read_policy
from marketsim.study.document import PAGES, page, write_pages
from marketsim.study.document.markdown import table
from marketsim.study.document.state import tables
from marketsim.study.document.submodels import chapters, decisions, rules_of

LINK = re.compile(r"\]\(([a-z]+\.md)(?:#([\w-]+))?\)")


@pytest.fixture(scope="module")
def pages():
    return {f"{name}.md": page(name) for name in PAGES}


def test_every_page_has_one_title_and_says_that_it_was_generated(pages):
    for name, text in pages.items():
        assert len(re.findall(r"^# ", text, re.MULTILINE)) == 1, name
        assert "do not edit" in text, name
        assert "$" not in text, name


def test_every_link_between_pages_leads_somewhere(pages):
    for name, text in pages.items():
        for target, anchor in LINK.findall(text):
            assert target in pages, f"{name}: {target}"
            assert not anchor or f"\n### {anchor}\n" in pages[target], f"{name}: {target}#{anchor}"


def test_every_number_is_on_its_page(pages):
    for one in declarations():
        assert f"| `{one.key}` |" in pages["parameters.md" if one.kind == "parameter" else "levers.md"]


def test_every_process_stands_on_the_page_of_the_tick_in_its_order(pages):
    for processes in (EVERY_TICK, EVERY_HOUR, EVERY_DAY):
        places = [
            pages["schedule.md"].index(f"| {process.__name__.replace('_', ' ')} |") for process in processes
        ]
        assert places == sorted(places)


def test_every_attribute_of_every_entity_is_told(pages):
    for kind in tables():
        part = pages["state.md"].partition(f"## {kind.__name__}\n")[2].partition("\n## ")[0]
        assert all(f"| `{name}` |" in part for name in kind.columns), kind.__name__


def test_every_rule_is_told_with_a_source(pages):
    for chapter in chapters():
        assert rules_of(chapter)
        for rule in rules_of(chapter):
            (line,) = re.findall(
                rf"^\| {rule.__name__.replace('_', ' ')} \| .*$", pages["rules.md"], re.MULTILINE
            )
            assert "bibliography.md#" in line, rule.__name__


def test_every_decision_is_listed_once():
    names = [name for name, _ in decisions()]
    assert len(names) == len(set(names)) > 50


def test_every_policy_and_measure_is_told(pages):
    for name in library():
        assert f"## {name}\n\n{read_policy(name).document()['about']}" in pages["policies.md"]
    for one in declared():
        assert f"| `{one.name}` | {one.unit} |" in pages["measures.md"]


def test_the_bibliography_holds_every_source_by_its_key(pages):
    for key in sources():
        assert f"\n### {key}\n" in pages["bibliography.md"]


def test_pages_are_written_into_a_folder(tmp_path):
    written = write_pages(tmp_path / "reference")
    assert sorted(path.name for path in written) == sorted(f"{name}.md" for name in PAGES)
    assert all(path.read_text(encoding="utf-8").startswith("# ") for path in written)


def test_an_unknown_page_is_named_with_what_was_meant():
    with pytest.raises(UnknownName, match=r"no page is called 'od'; .*did you mean 'odd'"):
        page("od")


def test_a_bar_in_a_cell_does_not_break_a_table():
    assert table(("a",), [("x|y",)]).splitlines()[-1] == r"| x\|y |"
