"""The documentation site: pages that people wrote, and pages that the model writes about itself."""

from pathlib import Path

from marketsim.study.circumstances import version_of
from marketsim.study.document import write_pages

project = "marketsim"
author = "The marketsim authors"
copyright = "2026, the marketsim authors; map data © OpenStreetMap contributors"  # noqa: A001 - the site's own word
release = version_of("marketsim")

extensions = ["myst_parser"]
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "marketsim"

write_pages(Path(__file__).parent / "reference")
