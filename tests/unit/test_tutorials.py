"""Tutorials can be followed: every short command and every example file in them works as written."""

import doctest
import re
import shlex
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from marketsim.__main__ import exit_code

DOCS = Path(__file__).parents[2] / "docs"
TUTORIALS = DOCS / "tutorials"
FOLLOWED = (
    "tutorials/first_hour", "tutorials/researcher", "tutorials/a_policy_and_an_agent_of_your_own",
    "tutorials/another_city", "concepts/twin_worlds", "concepts/knock_outs",
)  # fmt: skip
# what takes minutes, a browser or an installation is tried elsewhere
ELSEWHERE = re.compile(r"pip install|dashboard")
NAMED_FILE = re.compile(r"`([\w/]+\.toml)`:$", re.MULTILINE)


def fences(name):
    """The blocks of code of a page with what is said before each: ``(language, content, text before)``."""
    told = []
    before = ""
    for token in MarkdownIt().parse((DOCS / f"{name}.md").read_text(encoding="utf-8")):
        if token.type == "inline":
            before = token.content
        if token.type == "fence":
            told.append((token.info, token.content, before))
    return told


def commands(content):
    return [line.removeprefix("$ ") for line in content.splitlines() if line.startswith("$ ")]


@pytest.mark.parametrize("name", FOLLOWED)
def test_a_tutorial_can_be_followed(name, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    tried = 0
    for language, content, before in fences(name):
        for file in NAMED_FILE.findall(before) if language == "toml" else ():
            (tmp_path / file).write_text(content, encoding="utf-8")
        for command in commands(content) if language == "console" else ():
            if not ELSEWHERE.search(command):
                assert exit_code(shlex.split(command)[1:]) == 0, f"{command}\n{capsys.readouterr().err}"
                tried += 1
    assert tried > 0


@pytest.mark.parametrize("page", sorted((DOCS / "concepts").glob("*.md")), ids=lambda page: page.stem)
def test_what_a_concept_shows_in_python_is_so(page):
    assert doctest.testfile(str(page), module_relative=False).failed == 0


@pytest.mark.parametrize("page", sorted(TUTORIALS.glob("*.md")), ids=lambda page: page.stem)
def test_every_link_of_a_tutorial_leads_to_a_page(page):
    for target in re.findall(r"\]\(([\w/.]+\.md)\)", page.read_text(encoding="utf-8")):
        if not target.startswith("../reference/"):
            assert (page.parent / target).is_file(), target


def test_every_file_that_the_tutorial_for_a_new_agent_names_is_there():
    house = Path(__file__).parents[2]
    text = (TUTORIALS / "a_policy_and_an_agent_of_your_own.md").read_text(encoding="utf-8")
    for file in re.findall(r"\*\*`([\w/.]+)`\*\*", text):
        assert (house / "src" / "marketsim" / file).is_file(), file
    for file in re.findall(r"`(tests/[\w/]+\.py)`", text):
        assert (house / file).is_file(), file
