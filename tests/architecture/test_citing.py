"""Whoever cites, keeps or passes on the program finds the same facts in every file that states them."""

import json
import re
import tomllib

import jsonschema
import pytest
import yaml


@pytest.fixture(scope="module")
def project(house):
    return tomllib.loads((house / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def citation(house):
    read = yaml.load((house / "CITATION.cff").read_text(encoding="utf-8"), yaml.BaseLoader)
    return {**read, "authors": [dict(author) for author in read["authors"]]}


def test_the_citation_file_has_the_form_that_others_read(house, citation):
    form = json.loads((house / "tests/data/citation_file_format.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator(form).validate(citation)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft7Validator(form).validate({**citation, "licence": "Apache-2.0"})


def test_citation_codemeta_and_project_state_the_same_facts(house, project, citation):
    codemeta = json.loads((house / "codemeta.json").read_text(encoding="utf-8"))
    assert {codemeta["version"], citation["version"]} == {project["version"]}
    assert codemeta["datePublished"] == citation["date-released"]
    assert citation["license"] == project["license"]
    assert codemeta["license"] == f"https://spdx.org/licenses/{project['license']}"
    assert codemeta["keywords"] == citation["keywords"] == project["keywords"]
    assert codemeta["description"] == project["description"]
    assert codemeta["programmingLanguage"]["version"] == project["requires-python"]
    assert codemeta["softwareRequirements"] == project["dependencies"]
    assert [one["name"] for one in codemeta["author"]] == [one["name"] for one in citation["authors"]]


def test_the_licence_is_the_one_that_is_named_and_travels_with_the_package(house, project):
    text = (house / "LICENSE").read_text(encoding="utf-8")
    assert project["license"] == "Apache-2.0"
    assert re.search(r"Apache License\s+Version 2\.0, January 2004", text)
    assert "END OF TERMS AND CONDITIONS" in text
    assert all((house / name).is_file() for name in project["license-files"])
    notice = (house / "NOTICE").read_text(encoding="utf-8")
    assert "Open Database License 1.0" in notice


def test_what_came_from_elsewhere_says_whose_it_is(house):
    for kept in (house / "tests/data").iterdir():
        if kept.suffix != ".NOTICE":
            assert kept.with_suffix(".NOTICE").is_file(), f"{kept.name} does not say where it is from"


def test_every_source_of_the_bibliography_is_named_by_somebody(house):
    listed = tomllib.loads((house / "src/marketsim/parameters/sources.toml").read_text(encoding="utf-8"))
    readers = [
        file.read_text(encoding="utf-8")
        for folder in ("src/marketsim", "experiments")
        for file in sorted((house / folder).rglob("*"))
        if file.suffix in (".py", ".toml") and file.name != "sources.toml"
    ]
    named = set(re.findall(r"[a-z]+(?:-[a-z0-9]+)+", "\n".join(readers)))
    notice = (house / "src/marketsim/entities/city/vesterbro/NOTICE").read_text(encoding="utf-8")
    assert [key for key in listed if key not in named and listed[key].get("author", key) not in notice] == []
