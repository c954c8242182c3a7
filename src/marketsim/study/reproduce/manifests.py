"""Where the manifest of a result is found: by its file, its folder, its id, or the page that carries it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from marketsim.parameters.errors import BadDocument, UnknownName, did_you_mean, shown
from marketsim.study.manifest import AnyManifest, opened, read_manifest
from marketsim.study.store import MANIFEST, RESULTS, RUNS
from marketsim.study.sweep.store import REPORT, SweepStore
from marketsim.study.sweep.store import known as is_a_sweep

AN_ID = re.compile(r"(ms1:)?[0-9a-f]{8,64}")
PAGES = (".html", ".htm")
NOT_REPORTED = (
    "is a sweep without a report; 'marketsim sweep report' writes the manifest by which it is made again"
)


def found(given: str) -> tuple[AnyManifest, Path]:
    """Return a manifest, and the folder in which what it speaks of may lie."""
    path = Path(given)
    if AN_ID.fullmatch(given) and not path.exists():
        return _by_id(given)
    if path.is_dir():
        path = _report_of(path, given) if is_a_sweep(path) else path / MANIFEST
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        raise BadDocument(
            f"{shown(given)}: does not exist; expected a manifest.json, its folder, a report.html, "
            "or an id such as ms1:8f3a1c22"
        ) from None
    except UnicodeDecodeError:
        raise BadDocument(f"{path}: is no text; expected a manifest.json or a report.html") from None
    if path.suffix.lower() in PAGES:
        text = manifest_in(text, str(path))
    return opened(text, str(path)), path.parent


def _by_id(given: str) -> tuple[AnyManifest, Path]:
    wanted = given.removeprefix("ms1:")
    known: dict[str, Path] = {}
    for file in kept_manifests():
        manifest = read_manifest(file)
        if manifest is None:
            continue
        if manifest.determined.startswith(wanted):
            return manifest, file.parent
        known[manifest.id] = file
    for folder in filter(is_a_sweep, sorted(RESULTS.glob("*"))):
        with SweepStore.found(folder) as sweep:
            if sweep.id.removeprefix("ms1:").startswith(wanted[:8]):
                file = _report_of(folder, given)
                return opened(file.read_text("utf-8"), str(file)), file.parent
    raise UnknownName(
        f"no result under {RESULTS} is called '{shown(given)}'{did_you_mean(given, known)}; "
        "name its manifest.json or its report.html"
    )


def _report_of(sweep: Path, given: str) -> Path:
    """Return the manifest beside the report of a sweep."""
    file = sweep / REPORT / MANIFEST
    if not file.is_file():
        raise BadDocument(f"{shown(given)}: {NOT_REPORTED}")
    return file


def kept_manifests(results: Path = RESULTS) -> Iterator[Path]:
    """Give the manifests of every result kept here, and of the runs inside them."""
    yield from sorted(results.glob(f"*/{MANIFEST}"))
    yield from sorted(results.glob(f"*/{RUNS}/*.json"))
    yield from sorted(results.glob(f"*/{REPORT}*/{MANIFEST}"))


class _Manifests(HTMLParser):
    """Finds the manifest on a report's page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.inside, self.texts = False, [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Begin a text where preformatted words begin."""
        if tag == "pre":
            self.inside = True
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        """End the text."""
        self.inside = self.inside and tag != "pre"

    def handle_data(self, data: str) -> None:
        """Keep what stands inside."""
        if self.inside:
            self.texts[-1] += data


def manifest_in(page: str, where: str) -> str:
    """Return the manifest that a report carries."""
    reader = _Manifests()
    reader.feed(page)
    text = next((text for text in reader.texts if '"schema_version"' in text), None)
    if text is None:
        raise BadDocument(
            f"{where}: carries no manifest; expected the report.html of a comparison or a sweep"
        )
    return text
