"""Focused deterrence: who is called in, what is promised, what is delivered, and what warnings do (M21)."""

from __future__ import annotations

from marketsim.parameters.declare import lever, parameter, topic


@topic
class CallIns:
    """Focused deterrence as promised and as delivered (M21)."""

    called: int = lever(
        "0 dealers",
        between=("0 dealers", "30 dealers"),
        source=("braga-2018", "felbab-brown-2013"),
        grade="assumed",
        about="Dealers called in each week, those believed most violent first; their crews hear of it.",
    )
    promised: float = lever(
        "0.9",
        between=("0", "1"),
        source=("braga-2018", "felbab-brown-2013"),
        grade="assumed",
        about="Certainty of arrest for violence that the police promise to those called in.",
    )
    delivered: float = lever(
        "0.9",
        between=("0", "1"),
        source=("braga-2018", "felbab-brown-2013"),
        grade="assumed",
        about="Share of known serious acts of those warned for which a car is sent to arrest them at their spot.",
    )
    call_in_time: float = parameter(
        "3 h",
        between=("0.5 h", "12 h"),
        source=("braga-2018", "assumed-capacity"),
        grade="assumed",
        about="Officer time that each dealer called in takes of the local patrol, preparing and meeting.",
    )
    answered_within: float = parameter(
        "3 days",
        between=("0.5 days", "21 days"),
        source=("braga-2018", "assumed-deterrence"),
        grade="assumed",
        about="Time after which those warned take a known act without arrest for a broken promise.",
    )
    warning_works: float = parameter(
        "0.7",
        between=("0", "1"),
        source=("nagin-2013", "assumed-deterrence"),
        grade="assumed",
        knock_out=True,
        about="How far a believed promise counts as risk when a dealer is about to use force.",
    )
    word_spreads: float = parameter(
        "0.3",
        between=("0", "0.9"),
        source=("nagin-2013", "assumed-deterrence"),
        grade="assumed",
        about="Weight of one promise kept or broken in what all who were warned believe.",
    )
    warning_half_life: float = parameter(
        "30 days",
        between=("5 days", "180 days"),
        source="assumed-deterrence",
        grade="assumed",
        about="Time in which half of a warning is forgotten.",
    )
