"""The page of verification: every check is run, and what was expected and found stands in a table."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from marketsim.provenance import source_digest
from marketsim.study.document.markdown import first_line, table, words
from marketsim.study.verification.checks import CHECKS, Check
from marketsim.study.verification.finding import Finding, none_of

log = logging.getLogger(__name__)
COLUMNS = ("looked at", "expected", "found", "may differ by", "as expected")
MADE_FROM = re.compile(r"\*\*Model\*\*: `([0-9a-f]+)`")
DIGITS = 12
REPLICATES = 3
STALE = (
    "> **This copy is of another version of the model**: it was made from `{made}`, and the model is now `{now}`. "
    "`marketsim document verification` says what holds now.\n"
)


@dataclass
class HowFar:
    """How many checks have been run, and how many of them failed; which one is next."""

    done: int
    failed: int
    planned: int
    check: str


@dataclass(frozen=True)
class Verification:
    """What every check came to.

    Attributes
    ----------
    findings : check → its findings
    replicates : int
    digest : str
        Of the model that was verified.
    """

    findings: dict[Check, list[Finding]]
    replicates: int
    digest: str

    @property
    def failed(self) -> list[Finding]:
        """What is not as expected."""
        return [one for those in self.findings.values() for one in those if not one.passed]

    def page(self) -> str:
        """Return the report as Markdown."""
        many = sum(map(len, self.findings.values()))
        chapters = "".join(f"\n## {chapter}\n{self._chapter(checks)}" for chapter, checks in CHECKS.items())
        return words(
            "verification",
            digest=self.digest[:DIGITS],
            replicates=self.replicates,
            passed=many - len(self.failed),
            findings=many,
            failed="".join(
                f"- **{one.what}**: expected {one.expected}, found {one.found}\n" for one in self.failed
            ),
            chapters=chapters,
        )

    def document(self) -> dict[str, object]:
        """Return the findings as plain data."""
        return {
            "model": self.digest,
            "replicates": self.replicates,
            "findings": [
                vars(one) | {"check": told_of(check)}
                for check, those in self.findings.items()
                for one in those
            ],
        }

    def _chapter(self, checks: tuple[Check, ...]) -> str:
        return "".join(
            f"\n**{told_of(check)}**\n\n{table(COLUMNS, map(_row, self.findings[check]))}"
            for check in checks
            if check in self.findings
        )


def told_of(check: Check) -> str:
    """Return what a check promises."""
    return first_line(check.__doc__)


def findings_of(check: Check, replicates: int) -> list[Finding]:
    """Run a check; one that breaks off has found something, too."""
    found: list[Finding] = []
    try:
        found.extend(check(replicates))
    except Exception as problem:  # whatever goes wrong in the model is what is looked for
        log.info("a check broke off", exc_info=problem)
        found.append(none_of("errors", [f"{type(problem).__name__}: {problem}"], "the check"))
    return found


def verify(replicates: int = REPLICATES, tell: Callable[[HowFar], object] = bool) -> Verification:
    """Run every check.

    Parameters
    ----------
    replicates : int
        Runs that each statistical check takes; the others take as many worlds more.
    tell : callable
        Is told before each check how far it has come, and at the end.
    """
    digest = source_digest()
    every = [check for checks in CHECKS.values() for check in checks]
    findings: dict[Check, list[Finding]] = {}
    failed = 0
    for check in every:
        tell(HowFar(len(findings), failed, len(every), told_of(check)))
        findings[check] = findings_of(check, replicates)
        failed += not all(one.passed for one in findings[check])
    tell(HowFar(len(findings), failed, len(every), ""))
    return Verification(findings, replicates, digest)


def as_shown(stored: str) -> str:
    """Return a stored page, which says so itself where it was made from another version of the model."""
    found = MADE_FROM.search(stored)
    made, now = found[1] if found else "unknown", source_digest()[:DIGITS]
    if made == now:
        return stored
    title, line, rest = stored.partition("\n")
    return f"{title}{line}\n{STALE.format(made=made, now=now)}{rest}"


def write_page(verification: Verification, folder: Path) -> Path:
    """Write the report into a folder, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "verification.md"
    path.write_text(verification.page(), encoding="utf-8")
    return path


def _row(one: Finding) -> tuple[str, ...]:
    return one.what, one.expected, one.found, one.allowed, "yes" if one.passed else "**no**"
