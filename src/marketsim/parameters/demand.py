"""How the number of people who come to buy answers what buying has become (M21)."""

from __future__ import annotations

from marketsim.parameters.declare import parameter, topic


@topic
class Demand:
    """Entry, quitting and leaving the scene (M21); how much is bought is told under buying."""

    taking_stock: float = parameter(
        "14 days",
        between=("3 days", "90 days"),
        source="assumed-buying",
        grade="assumed",
        about="Time over which people average how often they failed to buy.",
    )
    quitting_for_want: float = parameter(
        "4",
        between=("0", "20"),
        source=("gallet-2014", "assumed-buying"),
        grade="assumed",
        knock_out=True,
        about="How many times likelier somebody who always fails to buy leaves the scene for good.",
    )
    quitting_for_risk: float = parameter(
        "4",
        between=("0", "20"),
        source="assumed-deterrence",
        grade="assumed",
        knock_out=True,
        about="How many times likelier somebody who is sure to be stopped leaves the scene for good.",
    )
    joining_response: float = parameter(
        "1",
        between=("0", "4"),
        source=("gallet-2014", "assumed-buying"),
        grade="assumed",
        knock_out=True,
        about="How far failed searches and dear drugs keep newcomers away; at zero they come as ever.",
    )
