"""Spots, rivals and what becomes of an empty spot (M7)."""

from __future__ import annotations

from marketsim.parameters.declare import parameter, topic


@topic
class Turf:
    """Territory is what can be seen along a street and whom it serves (M7)."""

    sight: float = parameter(
        "60 m",
        between=("20 m", "100 m"),
        source="assumed-turf",
        grade="assumed",
        about="Walking distance within which two dealers share a spot.",
    )
    quarrel_rate: float = parameter(
        "0.04 1/h",
        between=("0.004 1/h", "0.4 1/h"),
        source="assumed-turf",
        grade="assumed",
        knock_out=True,
        about="Rate of quarrels between two dealers on one spot who are strangers and share all their custom.",
    )
    getting_used: float = parameter(
        "14 days",
        between=("2 days", "60 days"),
        source="assumed-turf",
        grade="assumed",
        about="Time side by side after which half of the strangeness is gone.",
    )
    familiar_peace: float = parameter(
        "0.7",
        between=("0", "1"),
        source="assumed-turf",
        grade="assumed",
        knock_out=True,
        about="Share of quarrels that vanish between dealers who know each other’s strength.",
    )
    yields: float = parameter(
        "0.5",
        between=("0.1", "0.9"),
        source="assumed-turf",
        grade="assumed",
        about="Chance that a threatened dealer gives way rather than fights when equally strong.",
    )
    force_restrained: float = parameter(
        "0.6",
        between=("0", "1.5"),
        source="assumed-deterrence",
        grade="assumed",
        knock_out=True,
        about="How far perceived risk of arrest restrains the use of force; at zero not at all.",
    )
    hurt_days: float = parameter(
        "4 days",
        between=("1 day", "14 days"),
        source="assumed-turf",
        grade="assumed",
        about="Time a hurt dealer stays away.",
    )
    vacancy_pull: float = parameter(
        "0.5",
        between=("0", "1"),
        source="reuter-2009",
        grade="assumed",
        knock_out=True,
        about="How strongly custom left behind by a dealer who is gone draws others to the spot.",
    )
    vacancy_empty: float = parameter(
        "0.3",
        between=("0", "1"),
        source=("reuter-2009", "assumed-turf"),
        grade="assumed",
        about="Share of arrested dealers whose spot draws nobody for a while and whose custom disperses.",
    )
    vacancy_split: float = parameter(
        "0.5",
        between=("0", "1"),
        source=("reuter-2009", "assumed-turf"),
        grade="assumed",
        about="Share of the other spots whose custom the dealers in sight split in peace; the rest is contested.",
    )
    spot_spacing: int = parameter(
        "6 cells",
        between=("3 cells", "12 cells"),
        source="assumed-turf",
        grade="assumed",
        about="One in so many street cells is a spot a dealer considers.",
    )
    custom_pull: float = parameter(
        "1",
        between=("0", "2"),
        source="assumed-turf",
        grade="assumed",
        about="Weight of custom in the choice of a spot.",
    )
    risk_push: float = parameter(
        "1",
        between=("0", "3"),
        source="assumed-displacement",
        grade="assumed",
        knock_out=True,
        about="Weight of police seen in the choice of a spot; at zero police moves no dealer.",
    )
    rival_push: float = parameter(
        "1",
        between=("0", "3"),
        source="assumed-turf",
        grade="assumed",
        about="Weight of rivals in sight in the choice of a spot.",
    )
    overlooked_push: float = parameter(
        "0.3",
        between=("0", "2"),
        source="assumed-turf",
        grade="assumed",
        about="Weight that discreet dealers give to windows overlooking a spot.",
    )
    spot_taste: float = parameter(
        "0.5",
        between=("0.1", "1.5"),
        source="assumed-turf",
        grade="assumed",
        about="Weight of everything else that makes a dealer like a spot.",
    )
    moving_bother: float = parameter(
        "300 m",
        between=("50 m", "1000 m"),
        source="assumed-displacement",
        grade="assumed",
        about="Distance to a new spot that weighs as much as all the custom of the best one.",
    )
    reconsiders: float = parameter(
        "0.05",
        between=("0", "0.3"),
        source="assumed-turf",
        grade="assumed",
        about="Chance a day that a dealer reconsiders the spot.",
    )
    touting: float = parameter(
        "0.4 1/h",
        between=("0 1/h", "3 1/h"),
        source="cphpost-2012",
        grade="assumed",
        knock_out=True,
        about="Rate of touting by a visible dealer among rivals who fears no arrest.",
    )
