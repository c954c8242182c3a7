"""Whether the pages that tell results were made with the source as it is; nothing is published before they are."""

import sys
from pathlib import Path

from marketsim.provenance import source_digest

HOUSE = Path(__file__).parents[1]
MADE_BY = {
    "README.md": "nox -s front",
    "docs/verification.md": "marketsim document verification --out docs",
    "docs/bits.md": "nox -s bits",
}
SHORTEST = 12


def stale() -> list[str]:
    """The pages that another source made, each with the command that makes it again."""
    return [
        f"{page}: made with another source; make it again with '{command}'"
        for page, command in MADE_BY.items()
        if source_digest()[:SHORTEST] not in (HOUSE / page).read_text(encoding="utf-8")
    ]


if __name__ == "__main__":
    found = stale()
    sys.stdout.write(("\n".join(found) or f"all made with source {source_digest()[:SHORTEST]}") + "\n")
    sys.exit(bool(found))
