"""Crews and their suppliers: who sells together, from what stash, and whom they fight (M23)."""

from __future__ import annotations

from marketsim.parameters.declare import parameter, topic


@topic
class Crews:
    """Crews, consignments and feuds (M23)."""

    crews: int = parameter(
        "4 crews",
        between=("1 crews", "12 crews"),
        source="assumed-crews",
        grade="assumed",
        about="Crews that supply the scene.",
    )
    in_crews: float = parameter(
        "0.4",
        between=("0", "0.9"),
        source="assumed-crews",
        grade="assumed",
        knock_out=True,
        about="Share of dealers, at the start and of newcomers, who sell for a crew; at zero everybody sells alone.",
    )
    crew_peace: float = parameter(
        "0.8",
        between=("0", "1"),
        source="assumed-crews",
        grade="assumed",
        knock_out=True,
        about="Share of the quarrels over spots between dealers of one crew that its leader prevents.",
    )
    succession_quarrel: float = parameter(
        "1.5",
        between=("0", "4"),
        source=("rand-2025", "assumed-crews"),
        grade="assumed",
        about="Quarrels between dealers of one crew while no one leads it, relative to those between strangers.",
    )
    succession_days: float = parameter(
        "5 days",
        between=("1 day", "60 days"),
        source="assumed-crews",
        grade="assumed",
        about="Mean time until a crew that lost its leader follows another one.",
    )
    crew_name: float = parameter(
        "0.3",
        between=("0", "1"),
        source="assumed-crews",
        grade="assumed",
        about="How much of the fear that a dealer's violence spreads passes to the other dealers of the crew.",
    )
    feud_spread: float = parameter(
        "0.25",
        between=("0", "0.8"),
        source=("moeller-hesse-2013", "assumed-crews"),
        grade="assumed",
        about="Rise of the feud between two crews when a dealer of one uses force on a dealer of the other.",
    )
    feud_rate: float = parameter(
        "0.02 1/h",
        between=("0 1/h", "0.2 1/h"),
        source=("moeller-hesse-2013", "assumed-crews"),
        grade="assumed",
        knock_out=True,
        about="Rate of attacks at the height of a feud on a dealer of the other crew in sight.",
    )
    feud_half_life: float = parameter(
        "14 days",
        between=("2 days", "90 days"),
        source="assumed-crews",
        grade="assumed",
        about="Time in which half of a feud cools.",
    )
    consignment_days: float = parameter(
        "3 days",
        between=("1 day", "21 days"),
        source="assumed-crews",
        grade="assumed",
        about="Mean time between consignments that the supplier brings a crew on credit.",
    )
    consignment: int = parameter(
        "150 doses",
        between=("30 doses", "600 doses"),
        source="assumed-crews",
        grade="assumed",
        about="Doses of each drug in a consignment, for each dealer of the crew.",
    )
    debt_pressure: float = parameter(
        "1",
        between=("0", "4"),
        source=("reuter-2009", "assumed-crews"),
        grade="assumed",
        about="How much oftener a dealer who owes the supplier a full stock asks customers for overdue debts.",
    )
