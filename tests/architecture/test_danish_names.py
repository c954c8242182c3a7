"""Streets, places and institutions are spelt as on the map, in every text of the house and in both languages."""

import re
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from marketsim.entities.city.tables import rows
from marketsim.parameters.names import FENCES, QUARTERS, ROOMS, SCENES
from marketsim.study.measure import PROPER, words

HOUSE = Path(__file__).parents[2]
TABLES = ("streets", "places", "scenes")
BEYOND = (
    "Kødbyen",
    "København",
    "Vesterbro",
    "Vesterbros Torv",
    "Frederiksberg",
    "Christiania",
    "Københavns Politi",
)
"""Names that are written and stand in no table of the map."""

KINDS = {".md", ".toml", ".py", ".html", ".vue"}
ELSEWHERE = {"tests", "_build", "reference"}
WORD = re.compile(r"[^\W\d_]+")
LONG_ENOUGH, NEAR = 7, 0.86
ASCII = (str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"}), str.maketrans("æøå", "aoa"))

ON_THE_MAP = {row["name"] for table in TABLES for row in rows(table)}
KNOWN = {word for name in (*ON_THE_MAP, *BEYOND) for word in WORD.findall(name)}
AS_ONE_MAY_TYPE = {
    word.lower().translate(letters): word for word in KNOWN for letters in ASCII if not word.isascii()
}
TEXTS = sorted(
    path
    for place in (HOUSE, *(HOUSE / name for name in ("docs", "src", "dashboards", "experiments")))
    for path in (place.glob("*") if place == HOUSE else place.rglob("*"))
    if path.suffix in KINDS and not ELSEWHERE & {*path.relative_to(HOUSE).parts}
)


def meant(word):
    """The name that a word written with a capital must have meant, if it is not spelt so."""
    if word in KNOWN or word.removesuffix("s") in KNOWN or not word[0].isupper() or word.isupper():
        return None
    if word.lower() in AS_ONE_MAY_TYPE:
        return AS_ONE_MAY_TYPE[word.lower()]
    likely = (name for name in KNOWN if min(len(name), len(word)) >= LONG_ENOUGH and name[0] == word[0])
    return next((name for name in likely if SequenceMatcher(None, word, name).ratio() >= NEAR), None)


def misspelt(text):
    """Every misspelt name of a text, with the line it stands on."""
    found = (
        (number, word) for number, line in enumerate(text.splitlines(), 1) for word in WORD.findall(line)
    )
    return [f"{number}: {word}, as it seems {name}" for number, word in found if (name := meant(word))]


def test_names_are_spelt_as_on_the_map():
    assert len(TEXTS) > 100
    wrong = {path.relative_to(HOUSE).as_posix(): misspelt(path.read_text(encoding="utf-8")) for path in TEXTS}
    assert {path: found for path, found in wrong.items() if found} == {}


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Maendenes Hjem", "Mændenes"),
        ("Mandenes Hjem", "Mændenes"),
        ("Kodbyen", "Kødbyen"),
        ("Koedbyen", "Kødbyen"),
        ("Istegade", "Istedgade"),
        ("Halmtorved", "Halmtorvet"),
        ("Fixerlancen", "Fixelancen"),
        ("Sonder Boulevard", "Sønder"),
        ("Gasvaerksvej", "Gasværksvej"),
    ],
)
def test_a_misspelt_name_is_found(written, name):
    (found,) = misspelt(f"They met at {written} that day.")
    assert found.endswith(f"as it seems {name}")


@pytest.mark.parametrize(
    "written", ["Istedgades", "Mændenes Hjem", "H17", "København H", "the halmtorvet quarter"]
)
def test_a_name_that_is_spelt_right_is_let_through(written):
    assert misspelt(written) == []


def test_names_that_levers_are_given_by_are_shown_as_on_the_map():
    named = [*ROOMS, *FENCES, *SCENES, "kodbyen", "halmtorvet", "istedgade"]
    assert {*named} <= {*PROPER, *QUARTERS}
    on_the_map = {part for name in ON_THE_MAP | {*BEYOND} for part in (name, *name.split(", "))}
    assert {words(name) for name in named} <= on_the_map
    assert words("h17_2016") == "H17 2016"
    assert words("visible_use") == "visible use"
