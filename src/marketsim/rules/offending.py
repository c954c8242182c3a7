"""Offending comes in spells: whoever is caught at the peak would have offended less afterwards anyway (M2)."""

from __future__ import annotations

from numba import njit

from marketsim.arithmetic import chance_within


@njit
def is_in_a_spell(
    in_a_spell: bool, offending_spell: float, active_share: float, days: float, chance: float
) -> bool:
    """Whether somebody is in a spell of offending some days later.

    Spells last ``offending_spell`` on average, and quiet times as long as leaves ``active_share`` of all time active.

    Parameters
    ----------
    in_a_spell : bool
    offending_spell : float, days
    active_share : float in [0, 1)
    days : float
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    operation-reduction-2011; assumed-money
    """
    ends = 1.0 / offending_spell
    if in_a_spell:
        return chance >= chance_within(ends, days)
    return chance < chance_within(ends * active_share / (1.0 - active_share), days)


@njit
def offending_at_present(
    offending: float, in_a_spell: bool, active_share: float, spell_strength: float
) -> float:
    """Propensity to offend at present, whose average over time is the person’s own whatever the strength.

    Parameters
    ----------
    offending : float, 1 is average
    in_a_spell : bool
    active_share : float in [0, 1)
    spell_strength : float in [0, 1], 0 makes offending even

    Source
    ------
    operation-reduction-2011; assumed-money
    """
    at_present = 1.0 / max(0.01, active_share) if in_a_spell else 0.0
    return offending * (1.0 + spell_strength * (at_present - 1.0))


@njit
def known_offences_later(known_offences: float, offence_memory: float, days: float) -> float:
    """What the police still count against somebody some days later.

    Parameters
    ----------
    known_offences : float, offences
    offence_memory, days : float, days

    Source
    ------
    operation-reduction-2011; assumed-reporting
    """
    return known_offences * (1.0 - chance_within(1.0 / offence_memory, days))
