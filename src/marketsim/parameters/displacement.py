"""Where people and dealers go when Vesterbro gets worse for them (M16)."""

from __future__ import annotations

from marketsim.parameters.declare import parameter, topic


@topic
class Displacement:
    """Neighbouring scenes and the way back (M16)."""

    scene_pull: float = parameter(
        "0.3",
        between=("0.02", "1"),
        source="assumed-displacement",
        grade="assumed",
        about="Attractiveness of the neighbouring scenes together relative to a quiet day here.",
    )
    scene_turnover: float = parameter(
        "0.4",
        between=("0.1", "1.5"),
        source="assumed-displacement",
        grade="assumed",
        about="Earnings in a neighbouring scene relative to those here before any change.",
    )
    moves_for_risk: float = parameter(
        "0.3",
        between=("0", "1"),
        source="assumed-displacement",
        grade="assumed",
        knock_out=True,
        about="Chance in an hour that a dealer who has police at the spot looks for another; at zero none does.",
    )
    leaving_rate: float = parameter(
        "0.05 1/day",
        between=("0 1/day", "0.3 1/day"),
        source="assumed-displacement",
        grade="assumed",
        knock_out=True,
        about="Rate at which a dealer who fears arrest fully leaves for another scene.",
    )
    return_rate: float = parameter(
        "0.05 1/day",
        between=("0.005 1/day", "0.3 1/day"),
        source="assumed-displacement",
        grade="assumed",
        about="Rate of coming back.",
    )
    stays_away: float = parameter(
        "0.5",
        between=("0", "1.5"),
        source="assumed-displacement",
        grade="assumed",
        knock_out=True,
        about="How far perceived risk keeps a person who uses drugs from coming; at zero nobody stays away.",
    )
    goes_elsewhere: float = parameter(
        "0.4",
        between=("0", "1"),
        source="assumed-displacement",
        grade="assumed",
        about="Share of those whom fear or want of drugs keeps away who go to another scene.",
    )
    word_of_mouth: float = parameter(
        "0.3",
        between=("0", "1"),
        source="assumed-displacement",
        grade="assumed",
        about="How far failing to buy in vain keeps a person from coming the next day.",
    )
