"""How much of an effect passes through each mediator, when each is held to the course it takes in the control."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from marketsim.parameters.errors import UnknownName, did_you_mean
from marketsim.study.claim.told import Interval, Mediated
from marketsim.study.comparison import Contrast
from marketsim.study.experiment import Experiment
from marketsim.study.experiment.arms import Arm
from marketsim.study.experiment.claims import Claim
from marketsim.study.intervals import mean_of

Values = NDArray[np.float64]
ENGINE = "marketsim.study.claim.clamped"
EVERYTHING = "all of them"
MEDIATORS = (
    "deterrence", "vacancies", "debts", "familiarity", "beliefs", "selection", "form", "incapacitation",
)  # fmt: skip


def clamped_arms(experiment: Experiment, claim: Claim) -> tuple[Arm, ...]:
    """Return the arms of a mediation: control, treatment, and the treatment with each mediator held, and with all."""
    arms = {arm.name: arm for arm in experiment.arms}
    treated, control = arms[claim.treatment], arms[str(claim.control)]
    held = {one: [one] for one in claim.clamps}
    if len(claim.clamps) > 1:
        held[EVERYTHING] = list(claim.clamps)
    return (
        control,
        treated,
        *(clamped(treated, control, name, mediators) for name, mediators in held.items()),
    )


def clamped(treated: Arm, control: Arm, name: str, mediators: list[str]) -> Arm:
    """Return an arm with some mediators held to their course in the control."""
    document: dict[str, Any] = {**treated.document, "clamp": mediators, "control": control.document}
    return replace(treated, policy=label(treated.policy, name), document=document)


def label(policy: str, mediator: str) -> str:
    """Return what an arm with a mediator held is called."""
    return f"{policy} holding {mediator}"


def clamped_experiment(
    experiment: Experiment, claim: Claim, worlds: tuple[dict[str, str], ...]
) -> Experiment:
    """Return the runs of a mediation as an experiment."""
    arms = clamped_arms(experiment, claim)
    contrasts = tuple(Contrast(arm.name, arms[0].name) for arm in arms[1:])
    document = experiment.document.model_copy(update={"claim": [], "weight": [], "maps": False})
    return replace(experiment, document=document, arms=arms, worlds=worlds, contrasts=contrasts)


def must_be_mediators(where: str, claim: Claim) -> None:
    """Refuse to hold what is no mediator."""
    for one in claim.clamps:
        if one not in MEDIATORS:
            told = did_you_mean(one, MEDIATORS)
            raise UnknownName(f"{where} names '{one}'; allowed is {', '.join(MEDIATORS)}{told}")


def mediated(effects: dict[str, Values], mediators: list[str]) -> Mediated | None:
    """Say what passes through each mediator, over the worlds in which every arm has finished.

    What a mediator carries is by how much the effect shrinks when it is held. Mediators act on one another, so that
    all of them together may carry more or less than the sum of each: the interaction.

    Parameters
    ----------
    effects : what is held ("" for nothing) → float64[worlds], the difference to the control
    """
    whole = np.all([np.isfinite(one) for one in effects.values()], axis=0)
    if whole.sum() < 2:
        return None
    total = effects[""][whole]
    each = {one: total - effects[one][whole] for one in mediators}
    every = effects.get(EVERYTHING)
    together = total - every[whole] if every is not None else None
    return Mediated(
        whole=Interval.of(mean_of(total)),
        each={one: Interval.of(mean_of(carried)) for one, carried in each.items()},
        together=Interval.of(mean_of(together)) if together is not None else None,
        interaction=Interval.of(mean_of(together - sum(each.values()))) if together is not None else None,
        worlds=int(whole.sum()),
    )
