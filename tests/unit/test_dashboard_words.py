"""Whatever the page says, it says in every language, with the same blanks to fill."""

import re

import pytest

from marketsim_dashboards.words.catalogue import FOLDER, LANGUAGES, keys, language_of, words

BLANK = re.compile(r"\{\w+\}")
CATALOGUES = {language: dict(keys(words(language))) for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_catalogue_has_every_key(language):
    assert set(CATALOGUES["en"]) ^ set(CATALOGUES[language]) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_but_that_of_a_plain_number(language):
    empty = [key for key, text in CATALOGUES[language].items() if not text.strip() and ".units." not in key]
    assert empty == []


def test_every_text_has_the_same_blanks_in_every_language():
    for key, text in CATALOGUES["en"].items():
        blanks = {language: sorted(BLANK.findall(CATALOGUES[language][key])) for language in LANGUAGES}
        assert set(map(tuple, blanks.values())) == {tuple(sorted(BLANK.findall(text)))}, (key, blanks)


def test_danish_is_not_english():
    same = [
        key
        for key, text in CATALOGUES["en"].items()
        if key != "mesa.code" and len(text.split()) > 3 and CATALOGUES["da"][key] == text
    ]
    assert same == []


def test_people_are_called_people():
    unkind = re.compile(
        r"\b(addict|junkie|user|abuser|misbruger|narkoman|stofmisbruger|bruger)\b", re.IGNORECASE
    )
    verb = re.compile(r"(der|hvor|som) bruger|stoffer bruger", re.IGNORECASE)
    found = {
        (language, key): text
        for language, texts in CATALOGUES.items()
        for key, text in texts.items()
        if unkind.search(verb.sub("", text))
    }
    assert found == {}


def test_what_is_shown_before_the_page_is_there_says_what_the_catalogues_say():
    first = (FOLDER.parent / "templates" / "index.html.j2").read_text(encoding="utf-8")
    for language in LANGUAGES:
        for key in ("site.tagline", "site.loading"):
            assert f'<p lang="{language}">{CATALOGUES[language][key]}</p>' in first


def test_the_luck_that_is_shared_has_one_name():
    assert not [key for key, text in CATALOGUES["da"].items() if "ét held" in text.lower()]
    assert CATALOGUES["da"]["site.tagline"] == CATALOGUES["da"]["lessons.reading.title"]
    assert CATALOGUES["en"]["site.tagline"] == CATALOGUES["en"]["lessons.reading.title"]


@pytest.mark.parametrize(
    ("wanted", "accepted", "spoken"),
    [
        ("da", "en", "da"),
        (None, "da-DK,da;q=0.9", "da"),
        (None, "fr,de", "en"),
        ("xx", "", "en"),
        ("<b>", "da", "da"),
    ],
)
def test_the_language_is_the_one_asked_for_else_one_the_browser_accepts(wanted, accepted, spoken):
    assert language_of(wanted, accepted) == spoken
