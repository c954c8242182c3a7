"""The documentation site: pages that people wrote, and pages that the model writes about itself."""

from pathlib import Path

from marketsim.study.circumstances import version_of
from marketsim.study.document import write_pages
from marketsim.study.verification.report import as_shown

project = "marketsim"
author = "The marketsim authors"
copyright = "2026, the marketsim authors; map data © OpenStreetMap contributors"  # noqa: A001 - the site's own word
release = version_of("marketsim")

extensions = ["myst_parser"]
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build", "verification.md"]
html_theme = "furo"
html_title = "marketsim"

REFERENCE = Path(__file__).parent / "reference"
write_pages(REFERENCE)
# Verification takes minutes: a stored copy is shown, which says so where the model has changed since.
STORED = Path(__file__).with_name("verification.md").read_text(encoding="utf-8")
(REFERENCE / "verification.md").write_text(as_shown(STORED), encoding="utf-8")
