"""How arrest risk is perceived, what it restrains, and what custody takes off the street (M21)."""

from __future__ import annotations

from marketsim.parameters.declare import parameter, topic


@topic
class Deterrence:
    """Perceived risk, deterrence and incapacitation (M21)."""

    risk_from_sight: float = parameter(
        "0.02",
        between=("0", "0.2"),
        source="assumed-deterrence",
        grade="assumed",
        about="Rise of a dealer’s perceived risk for each hour an officer is in sight.",
    )
    risk_from_arrest: float = parameter(
        "0.15",
        between=("0", "0.6"),
        source="assumed-deterrence",
        grade="assumed",
        about="Rise of perceived risk when a dealer in sight is arrested.",
    )
    risk_from_own_arrest: float = parameter(
        "0.3",
        between=("0", "0.8"),
        source="assumed-deterrence",
        grade="assumed",
        about="Rise of perceived risk by an arrest of one’s own.",
    )
    risk_from_stop: float = parameter(
        "0.1",
        between=("0", "0.5"),
        source="assumed-deterrence",
        grade="assumed",
        about="Rise of a person’s perceived risk by being stopped.",
    )
    risk_from_asking: float = parameter(
        "0.03",
        between=("0", "0.3"),
        source="assumed-deterrence",
        grade="assumed",
        about="Rise of a person’s perceived risk by being asked to move from a place of use.",
    )
    risk_from_seen_encounter: float = parameter(
        "0.01",
        between=("0", "0.1"),
        source="assumed-deterrence",
        grade="assumed",
        knock_out=True,
        about="Rise of a person’s perceived risk by seeing a stop or an arrest in sight.",
    )
    risk_from_patrol: float = parameter(
        "0.01",
        between=("0", "0.1"),
        source="assumed-deterrence",
        grade="assumed",
        knock_out=True,
        about="Rise of a person’s perceived risk for each hour an officer is in view.",
    )
    risk_half_life: float = parameter(
        "10 days",
        between=("2 days", "60 days"),
        source="assumed-deterrence",
        grade="assumed",
        about="Time in which half of perceived risk is forgotten.",
    )
    selling_deterred: float = parameter(
        "0.6",
        between=("0", "1.5"),
        source="assumed-deterrence",
        grade="assumed",
        knock_out=True,
        about="How far perceived risk keeps a dealer from a day of selling; at zero not at all.",
    )
    custody_bites: float = parameter(
        "1",
        between=("0", "1"),
        source="assumed-deterrence",
        grade="assumed",
        knock_out=True,
        about="Share of custody that takes a dealer off the street; at zero arrest removes nobody.",
    )
    weapon_restrained: float = parameter(
        "0.3",
        between=("0", "1"),
        source="assumed-deterrence",
        grade="assumed",
        knock_out=True,
        about="How far perceived risk of being stopped lowers the severity of violence; at zero not at all.",
    )
