"""The arms of an experiment: every policy under every combination of the levers that are crossed with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

from marketsim.parameters import Numbers, changed, declared
from marketsim.parameters.errors import (
    Conflict,
    MarketsimError,
    OutOfRange,
    UnknownName,
    WrongKind,
    did_you_mean,
    shown,
)
from marketsim.policies import Policy, check, read_policy
from marketsim.study.comparison import Contrast
from marketsim.study.experiment.document import Document, Value
from marketsim.study.scenario import differing

MOST_ARMS = 10_000


@dataclass(frozen=True)
class Arm:
    """One policy with levers set beside it.

    Attributes
    ----------
    policy : its name
    setting : which combination of crossed levers, counted from 0
    levers : key → text with unit, crossed ones only; they are set on the first counted day
    document : the policy with these changes, as plain data
    """

    policy: str
    setting: int
    levers: dict[str, str]
    document: dict[str, Any]

    @property
    def name(self) -> str:
        """The arm as it is written in files and tables, such as ``as_today [officers = 4 officers]``.

        A lever goes without its topic, unless two of them would then be called the same.
        """
        short = [key.partition(".")[2] for key in self.levers]
        keys = short if len(set(short)) == len(short) else list(self.levers)
        told = ", ".join(f"{key} = {text}" for key, text in zip(keys, self.levers.values(), strict=True))
        return f"{self.policy} [{told}]" if told else self.policy


def policies_of(document: Document, folder: Path) -> dict[str, Policy]:
    """Return the policies by name; a file is looked for beside the experiment."""
    found: dict[str, Policy] = {}
    for given in document.policies:
        beside = folder / given
        policy = read_policy(beside if given.endswith(".toml") and beside.is_file() else given)
        if policy.name in found:
            raise Conflict(f"'policies' names '{policy.name}' twice; name each once")
        found[policy.name] = policy
    return found


def settings_of(document: Document, numbers: Numbers) -> list[dict[str, str]]:
    """Return every combination of the crossed levers, as text with unit."""
    given = document.design.levers
    texts: dict[str, list[str]] = {}
    for key, values in given.items():
        declaration = numbers.declaration(key)
        if declaration.kind != "lever":
            raise WrongKind(
                f"'design.levers.{key}' is a parameter, a fact not known exactly; "
                "put it under [design.uncertain]"
            )
        if not values:
            raise OutOfRange(
                f"'design.levers.{key}' has no values; expected some such as {declaration.value}"
            )
        texts[key] = [declaration.text(read(f"design.levers.{key}", declaration, value)) for value in values]
        if len(set(texts[key])) < len(values):
            raise Conflict(f"'design.levers.{key}' gives the same value twice")
    number = prod(len(values) for values in texts.values()) * len(document.policies)
    if number > MOST_ARMS:
        raise OutOfRange(f"'design.levers' makes {number} arms; allowed is up to {MOST_ARMS}")
    return [dict(zip(texts, values, strict=True)) for values in product(*texts.values())]


def read(where: str, declaration: Any, value: Value) -> Any:
    """Read one value of a declared number, naming where in the file it stands."""
    try:
        return declaration.read(value)
    except MarketsimError as error:
        raise error.inside(f"'{where}'") from None


def arms_of(document: Document, policies: Mapping[str, Policy]) -> tuple[Arm, ...]:
    """Return every arm, refusing one that could not do what it says."""
    base = base_of(document)
    arms = tuple(
        Arm(policy.name, place, levers, crossed(policy, levers))
        for place, levers in enumerate(settings_of(document, base))
        for policy in policies.values()
    )
    by_hand = set(document.set) | set(document.design.levers)
    twice = sorted(set(document.set) & set(document.design.levers))
    if twice:
        raise Conflict(f"'set.{twice[0]}' is also crossed under [design.levers]; say it once")
    for policy in policies.values():
        check(policy, base, document.start, document.days, by_hand)
    return arms


def crossed(policy: Policy, levers: Mapping[str, str]) -> dict[str, Any]:
    """Return a policy that also sets these levers from the first counted day, as plain data."""
    document = policy.document()
    changes = [{"lever": key, "to": text} for key, text in levers.items()]
    return {"name": policy.name, **document, "change": [*changes, *document["change"]]}


def base_of(document: Document) -> Numbers:
    """Return the numbers before the design changes any."""
    for part, kind, other in (("set", "lever", "assume"), ("assume", "parameter", "set")):
        for key in getattr(document, part):
            try:
                found = declared().declaration(key).kind
            except MarketsimError as error:
                raise error.inside(f"'{part}'") from None
            if found != kind:
                raise WrongKind(f"'{part}.{key}' is a {found}, not a {kind}; put it under [{other}]")
    try:
        return changed(declared(), document.set, document.assume)
    except MarketsimError as error:
        raise error.inside("[set] or [assume]") from None


def changes_of(document: Document) -> tuple[dict[str, str], dict[str, str]]:
    """Return the levers and the parameters that differ from the declared ones in every run."""
    numbers = base_of(document)
    return differing(numbers, document.set), differing(numbers, document.assume)


def contrasts_of(document: Document, arms: tuple[Arm, ...]) -> tuple[Contrast, ...]:
    """Return what is compared with what: as the file says, or each arm with the first of its setting.

    With one policy and several settings each setting is compared with the first.
    """
    names = [arm.name for arm in arms]
    asked = [(f"'contrasts.{place}'", *pair) for place, pair in enumerate(document.contrasts, start=1)]
    if document.stop:
        asked.append(("'stop'", document.stop.treatment, document.stop.control))
    asked += [(f"'claim.{one.name}'", one.treatment, one.control) for one in document.claim if one.control]
    for one in document.claim:
        for name in one.arms:
            must_be_among(f"'claim.{one.name}'", name, names)
    for where, *pair in asked:
        for name in pair:
            must_be_among(where, name, names)
        if pair[0] == pair[1]:
            raise Conflict(f"{where} compares '{pair[0]}' with itself; name two")
    if asked:
        return tuple(dict.fromkeys(Contrast(treated, control) for _, treated, control in asked))
    if len(document.policies) > 1:
        firsts = {arm.setting: arm for arm in reversed(arms)}
        pairs = [(arm, firsts[arm.setting]) for arm in arms]
    else:
        pairs = [(arm, arms[0]) for arm in arms]
    return tuple(Contrast(arm.name, first.name) for arm, first in pairs if arm is not first)


def must_be_among(where: str, name: str, names: list[str]) -> None:
    """Refuse a name that nothing has."""
    if name not in names:
        few = ", ".join(names[:8]) + (", …" if len(names) > 8 else "")
        raise UnknownName(f"{where} names '{shown(name)}'; allowed is {few}{did_you_mean(name, names)}")
