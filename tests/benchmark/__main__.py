"""Measure everything, print the page of figures and write it: ``python -m tests.benchmark``."""

import sys
from pathlib import Path

from tests.benchmark.measured import measure
from tests.benchmark.page import page

PAGE = Path(__file__).parents[2] / "docs" / "performance.md"

if __name__ == "__main__":
    text = page(measure())
    PAGE.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
