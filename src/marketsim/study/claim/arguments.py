"""Every argument as a card: what is claimed, by whom, and what the laboratory says about it so far."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from marketsim.parameters.sources import sources
from marketsim.study.claim.patterns import patterns
from marketsim.study.claim.rests_on import Asked, stale
from marketsim.study.claim.sentences import depends, sentence
from marketsim.study.claim.stored import kept_verdicts
from marketsim.study.claim.told import Verdict
from marketsim.study.claim.verdict import CONTINGENT, REFUTED, SUPPORTED
from marketsim.study.experiment.reading import library, read_document

NOT_YET = "not yet examined"
SAYS = ("loses", "loses in some worlds", "may do either", "wins in some worlds", "wins")
"""What a verdict may say of harm reduction."""


@dataclass(frozen=True)
class Argument:
    """One argument on trial.

    Attributes
    ----------
    row : where it stands in the list, such as W1a; those that speak against harm reduction begin with F
    citations : who says so
    verdict : supported, refuted, contingent, undecided, assumed, or "not yet examined"
    told : the verdict in a sentence with its interval and shares; empty where there is none
    kept : every figure of the verdict; none where there is none
    stale : why the verdict no longer stands for today's model; empty where it does
    speaks : what it would speak for if it held, where that is not what its row does
    """

    row: str
    name: str
    statement: str
    question: str
    experiment: str
    evidence: str
    source: tuple[str, ...]
    citations: tuple[str, ...]
    critic: str
    verdict: str
    told: str
    kept: Verdict | None
    stale: tuple[str, ...]
    speaks: str = ""

    @property
    def against(self) -> bool:
        """Whether it is one of the arguments against harm reduction."""
        return self.row.startswith("F")

    @property
    def plainly(self) -> str:
        """The statement without the word that says which side it is on."""
        text = self.statement.removeprefix("AGAINST: ")
        return f"{text[:1].upper()}{text[1:]}"

    @property
    def harm_reduction(self) -> str:
        """What the verdict says of harm reduction, one of ``SAYS``, or nothing."""
        side = self.speaks or (
            "against" if self.against else "for" if self.row[:1] in ("W", "D", "H") else ""
        )
        if side in ("", "for neither") or self.verdict not in (SUPPORTED, REFUTED, CONTINGENT):
            return ""
        if self.kept and depends(self.kept) == "sign":
            return "may do either"
        says = "wins" if side.startswith("for") == (self.verdict != REFUTED) else "loses"
        return f"{says} in some worlds" if self.verdict == CONTINGENT else says


def arguments(folder: Path | None = None) -> list[Argument]:
    """Return every argument of the house in the order of its row, each with what has been found about it.

    Parameters
    ----------
    folder : where verdicts were made; ``marketsim-results/check``, or those that came with the package
    """
    verdicts, _ = kept_verdicts(folder)
    by_key = {one.key: one for one in verdicts}
    known = patterns().digest
    cards = [
        card(name, Asked(claim, document, file.parent), by_key.get((name, claim.name)), known)
        for name, file, document in ((name, file, read_document(file)) for name, file in library().items())
        for claim in document.claim
        if claim.row
    ]
    return sorted(cards, key=lambda one: in_order(one.row))


def card(experiment: str, asked: Asked, verdict: Verdict | None, patterns: str) -> Argument:
    """Return one argument with its verdict."""
    cited, claim = sources(), asked.claim
    return Argument(
        row=claim.row,
        name=claim.name,
        statement=" ".join(claim.statement.split()),
        question=asked.document.question,
        experiment=experiment,
        evidence=" ".join(claim.evidence.split()),
        source=tuple(claim.source),
        citations=tuple(cited[key].citation for key in claim.source if key in cited),
        critic=" ".join(claim.critic.split()),
        verdict=verdict.verdict if verdict else NOT_YET,
        told=sentence(verdict) if verdict else "",
        kept=verdict,
        stale=tuple(stale(verdict, asked, patterns)) if verdict else (),
        speaks=claim.speaks,
    )


def in_order(row: str) -> tuple[str, int, str]:
    """Return what sorts rows: by letter, by number, and by what follows it."""
    found = re.match(r"([A-Z]+)([0-9]*)(.*)", row)
    return (found[1], int(found[2] or 0), found[3]) if found else ("~", 0, row)
