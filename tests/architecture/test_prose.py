"""What people wrote beside the code: every link leads somewhere, and every decision has a number of its own."""

import itertools
import re
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from markdown_it import MarkdownIt

from marketsim.study.document import PAGES, VERIFICATION

HOUSE = Path(__file__).parents[2]
DOCS = HOUSE / "docs"
GENERATED = {DOCS / "reference" / f"{name}.md" for name in (*PAGES, VERIFICATION)}
WRITTEN = sorted(
    page
    for page in (*HOUSE.glob("*.md"), *(HOUSE / "dashboards").rglob("*.md"), *DOCS.rglob("*.md"))
    if not {"_build", "reference"} & {*page.relative_to(HOUSE).parts}
)
PAPERS = [page for folder in ("decisions", "incidents") for page in sorted((DOCS / folder).glob("*.md"))]
ROLE = re.compile(r"\{doc\}`(?:[^`<]*<)?([\w./-]+)>?`")
DECISION = re.compile(r"decisions/(\d{4})\b")
DATED = re.compile(r"20\d\d-\d\d-\d\d( · [a-z ]+)?")


# The stored copy of a page is read where the site shows it.
SHOWN = {DOCS / "verification.md": DOCS / "reference" / "verification.md"}


def in_words(page):
    return page.relative_to(HOUSE).as_posix()


def tokens(page):
    """Every piece of a page, those within a paragraph too."""
    for token in MarkdownIt().enable("table").parse(page.read_text(encoding="utf-8")):
        yield token
        yield from token.children or ()


def anchors(page):
    """What one can link to within a page: its headings in small letters, hyphens for blanks."""
    pairs = itertools.pairwise(tokens(page))
    headings = [after.content for before, after in pairs if before.type == "heading_open"]
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def targets(page):
    """Every address a page leads to: links, pictures, roles and the entries of a table of contents."""
    for token in tokens(page):
        if token.type in ("link_open", "image"):
            yield str(token.attrGet("href") or token.attrGet("src"))
        elif token.type == "inline":
            yield from (f"{name}.md" for name in ROLE.findall(token.content))
        elif token.type == "fence" and token.info == "{toctree}":
            lines = (line.strip() for line in token.content.splitlines())
            yield from (f"{line}.md" for line in lines if line and not line.startswith(":"))


def is_there(page, target):
    """Whether an address leads to a file of this house; another house's are not asked."""
    address, folder = urlsplit(target), SHOWN.get(page, page).parent
    if address.scheme or address.netloc:
        return True
    place = Path(folder, unquote(address.path)).resolve() if address.path else page
    if "*" in target:
        return any(folder.glob(target))
    if place in GENERATED:
        return True
    return place.exists() and (not address.fragment or unquote(address.fragment) in anchors(place))


@pytest.mark.parametrize("page", WRITTEN, ids=in_words)
def test_every_link_of_a_page_leads_somewhere(page):
    assert [target for target in targets(page) if not is_there(page, target)] == []


def test_a_link_that_leads_nowhere_is_found(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(
        "# One title\n\n[a](page.md#one-title) [b](page.md#another) [c](no.md) ![d](no.png) https://e.example\n\n"
        "{doc}`no/page` and {doc}`words <no/other>`\n\n```{toctree}\n:maxdepth: 1\n\npage\nmissing\n```\n",
        encoding="utf-8",
    )
    missing = [target for target in targets(page) if not is_there(page, target)]
    assert {*missing} == {"page.md#another", "no.md", "no.png", "no/page.md", "no/other.md", "missing.md"}


def test_no_two_decisions_share_a_number_or_a_title():
    numbers = Counter(page.name[:4] for page in PAPERS if page.parent.name == "decisions")
    titles = Counter(page.read_text(encoding="utf-8").splitlines()[0] for page in PAPERS)
    assert [one for one, times in (numbers + titles).items() if times > 1] == []


@pytest.mark.parametrize("page", PAPERS, ids=in_words)
def test_a_paper_has_a_title_and_a_date(page):
    title, empty, date, *_ = page.read_text(encoding="utf-8").splitlines()
    assert title.startswith("# ")
    assert empty == ""
    assert DATED.fullmatch(date)


def test_every_decision_that_is_cited_by_its_number_was_taken():
    taken = {page.name[:4] for page in PAPERS}
    code = [
        *(HOUSE / "src").rglob("*.py"),
        *(HOUSE / "tests").rglob("*.py"),
        *(HOUSE / "dashboards").rglob("*.py"),
    ]
    for page in (*WRITTEN, *code):
        assert {*DECISION.findall(page.read_text(encoding="utf-8"))} <= taken, in_words(page)
