"""What a verdict rests on, and why a kept one may no longer stand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, get_args

import numpy as np

from marketsim.provenance import source_digest
from marketsim.study.claim.compared import Compared
from marketsim.study.claim.judging import in_each_world
from marketsim.study.claim.runs import Runs
from marketsim.study.claim.told import Verdict
from marketsim.study.claim.verdict import Tally, after_many, decided
from marketsim.study.claim.vouched import sources_like_todays
from marketsim.study.experiment import Experiment
from marketsim.study.experiment.claims import DIRECTIONS, GRADES, Claim
from marketsim.study.experiment.document import Document
from marketsim.study.identity import digest

WHY_STALE = {
    "source": "the model has changed since",
    "judge": "it would be judged by other rules today",
    "patterns": "the patterns by which worlds are accepted have changed since",
    "experiment": "its experiment asks for other runs since",
    "claim": "the claim has been stated otherwise since",
}
"""Why a kept verdict no longer stands, by what it rests on."""
DECIDES_NOTHING = {"statement", "reason", "evidence", "source", "critic", "row", "name", "speaks"}
DECIDES_RUNS = {
    "start",
    "days",
    "settling_days",
    "tick",
    "scale",
    "first_replicate",
    "assume",
    "set",
    "design",
}
TRIED = 24
"""On so many worlds the judge is tried, to know it again."""


@dataclass(frozen=True)
class Asked:
    """A claim as its experiment states it.

    Attributes
    ----------
    folder : of the experiment, where policies of its own lie
    """

    claim: Claim
    document: Document
    folder: Path

    @classmethod
    def by(cls, experiment: Experiment, claim: Claim) -> Asked:
        """Return a claim of an experiment."""
        return cls(claim, experiment.document, experiment.path.parent)


def rests_on(asked: Asked, patterns: str, ensembles: dict[str, Runs]) -> dict[str, str]:
    """Return the digests of everything that a verdict rests on.

    Parameters
    ----------
    patterns : digest of the patterns by which worlds are accepted
    """
    return {
        "source": source_digest(),
        **today(asked, patterns),
        **{f"{name} runs": runs.digest for name, runs in ensembles.items()},
    }


def today(asked: Asked, patterns: str) -> dict[str, str]:
    """Return the digests of what decides a verdict beside the model and its runs."""
    claim = asked.claim.model_dump(mode="json", exclude=DECIDES_NOTHING)
    return {
        "judge": judge_digest(),
        "patterns": patterns,
        "experiment": experiment_digest(asked),
        "claim": digest(claim),
    }


def stale(verdict: Verdict, asked: Asked | None, patterns: str) -> list[str]:
    """Say why a kept verdict no longer stands for what would come out today; nothing where it does.

    Parameters
    ----------
    asked : the claim as it is stated today; none where it is gone
    patterns : digest of today's patterns
    """
    if asked is None:
        return ["nobody claims it any more"]
    stands = {name: {value} for name, value in today(asked, patterns).items()}
    stands["source"] = sources_like_todays()
    return [words for name, words in WHY_STALE.items() if verdict.rests_on.get(name) not in stands[name]]


def experiment_digest(asked: Asked) -> str:
    """Return what decides the runs that a claim compares, but for how many of them there are.

    Policies of the library are part of the model; those that lie beside the experiment are part of it.
    """
    document: dict[str, Any] = asked.document.model_dump(mode="json", include=DECIDES_RUNS)
    for number in ("worlds", "first", "only"):
        document["design"].pop(number)
    own = [asked.folder / f"{name}.toml" for name in asked.claim.arms]
    texts = {file.name: file.read_text(encoding="utf-8") for file in own if file.is_file()}
    return digest([document, texts])


@cache
def judge_digest() -> str:
    """Return the digest of what the judge says of runs that are always the same.

    So verdicts stand when the judge is only written better, and do not when it judges otherwise.
    """
    treated, control = tried()
    said: list[Any] = []
    for relative, direction in product((False, True), get_args(DIRECTIONS)):
        found = in_each_world(Compared(treated, control, relative, treated == control), direction, 0.1)
        ends = np.nan_to_num([found.estimate, found.low, found.high], posinf=9e9, neginf=-9e9)
        said.append([direction, relative, found.standing.tolist(), [f"{one:.6g}" for one in ends.ravel()]])
    tallies = [
        Tally(96, held, failed) for held, failed in product(range(0, 97, 4), repeat=2) if held + failed < 97
    ]
    decisions = [
        decided(tally, grade, direction)
        for tally, grade, direction in product(tallies, get_args(GRADES), get_args(DIRECTIONS))
    ]
    return digest([said, [one.verdict for one in decisions], after_many(decisions)])


def tried() -> tuple[np.ndarray, np.ndarray]:
    """Return both sides of a comparison by plain arithmetic, float64[TRIED, 3]: quiet worlds, busy ones, and gaps."""
    place = np.arange(TRIED * 3, dtype=np.float64).reshape(TRIED, 3)
    usual = 2.0 ** (np.arange(TRIED) / 3)[:, None]
    treated = np.rint(usual * (1 + ((7919 * place) % 101 - 45) / 200))
    control = np.rint(usual * (1 + ((104729 * place) % 97 - 48) / 200))
    treated[5, 1] = control[7, 2] = np.nan
    treated[9] = control[9]
    treated[11] = control[11] = 0.0
    return treated, control
