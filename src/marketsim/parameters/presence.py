"""What a visible officer does to the street around (M22)."""

from __future__ import annotations

from marketsim.parameters.declare import parameter, topic


@topic
class Presence:
    """Calm, provocation and their decay (M22)."""

    reach: float = parameter(
        "60 m",
        between=("0 m", "100 m"),
        source="assumed-presence",
        grade="assumed",
        about="Walking distance within which an officer is seen.",
    )
    calm: float = parameter(
        "0.5",
        between=("0", "0.9"),
        source=("braga-2019", "assumed-presence"),
        grade="literature",
        knock_out=True,
        about="Share of offending that an officer in sight prevents.",
    )
    provocation: float = parameter(
        "0.1",
        between=("0", "0.9"),
        source="assumed-presence",
        grade="assumed",
        knock_out=True,
        about="Share by which an officer in sight raises outbursts in a crowd.",
    )
    residual: float = parameter(
        "0.5 h",
        between=("0.1 h", "4 h"),
        source="assumed-presence",
        grade="assumed",
        about="Time after which half of a patrol’s calm is gone from a place.",
    )
    dose: float = parameter(
        "0.25 h",
        between=("0.05 h", "1 h"),
        source="assumed-presence",
        grade="assumed",
        about="Presence that gives half of the full effect.",
    )
    eyes_calm: float = parameter(
        "0.15",
        between=("0", "0.8"),
        source=("assumed-presence", "assumed-built"),
        grade="assumed",
        knock_out=True,
        about="Share of violence that very many passers-by prevent; it leaves with them.",
    )
