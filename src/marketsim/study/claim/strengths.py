"""The strengths that claims knock out: what is none is refused, and the zero of each is put into words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from marketsim.parameters import declared as declared_numbers
from marketsim.parameters.errors import MarketsimError, WrongKind
from marketsim.study.experiment import Experiment
from marketsim.study.experiment.claims import Claim


def must_be_strengths(experiment: Experiment, claim: Claim) -> None:
    """Refuse to knock out what is no mechanism's strength."""
    for key in claim.knock_outs:
        where = f"{experiment.path}: 'claim.{claim.name}.knock_outs'"
        try:
            declaration = declared_numbers().declaration(key)
        except MarketsimError as error:
            raise error.inside(where) from None
        if not declaration.knock_out:
            raise WrongKind(
                f"{where}: '{key}' is no mechanism's strength; zero would not switch anything off"
            )


def zeros(claim: Claim) -> dict[str, str]:
    """Return the zero of each strength that a claim knocks out, as text with unit."""
    found = {}
    for key in claim.knock_outs:
        declaration = declared_numbers().declaration(key)
        convert: Callable[[float], Any] = declaration.form
        found[key] = declaration.text(convert(0.0))
    return found
