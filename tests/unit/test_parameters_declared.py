"""The declared world is complete: every number has a source that exists, and starts fast."""

import subprocess
import sys

import pytest

from marketsim.parameters import declarations, declared
from marketsim.parameters.errors import UnknownName
from marketsim.parameters.sources import source, sources
from marketsim.parameters.tables import table_of, table_of_sources


def test_every_number_names_sources_that_exist():
    named = {key for declaration in declarations() for key in declaration.source}
    assert named - set(sources()) == set()


def test_every_key_is_declared_once():
    keys = [key for declaration in declarations() for key in declaration.keys]
    assert len(keys) == len(set(keys))


def test_what_is_assumed_says_so_and_what_is_measured_was_measured_by_somebody():
    for declaration in declarations():
        kinds = {source(key).kind for key in declaration.source}
        if declaration.grade in ("measured", "literature"):
            assert kinds != {"assumption"}, declaration.key


def test_the_declared_numbers_are_always_the_same_ones():
    assert declared() is declared()
    assert declared().changed(declared().resolved()) is declared()


def test_an_assumption_says_what_it_rests_on_and_a_study_who_wrote_it():
    for one in sources().values():
        assert one.note
        assert one.kind == "assumption" or one.author
        assert one.key.startswith("assumed-") == (one.kind == "assumption")
        assert "\n" not in one.citation


def test_a_misspelt_source_is_named_with_the_nearest_one():
    with pytest.raises(UnknownName, match="did you mean 'werb-2011'"):
        source("werb-2012")


def test_a_table_has_a_row_per_number_or_only_those_of_one_grade():
    assert len(table_of(declarations())) == len(declarations())
    assert {row["grade"] for row in table_of(declarations(), grade="assumed")} == {"assumed"}
    assert len(table_of_sources()) == len(sources())
    with pytest.raises(UnknownName, match="did you mean 'assumed'"):
        table_of(declarations(), grade="asumed")


def test_numbers_and_policies_load_without_the_heavy_libraries():
    heavy = "{'pandas', 'scipy', 'mesa', 'numba', 'pydantic', 'matplotlib', 'rich'}"
    asked = f"import sys, marketsim.policies, marketsim.parameters.topics; print({heavy} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"
