"""What else the hours of each police body go to: calls, pickpockets, nightlife, one part of the scene (M14)."""

from __future__ import annotations

from marketsim.parameters.declare import Floats, lever, topic
from marketsim.parameters.names import BODIES


@topic
class Priorities:
    """Shares of duty beside the drug scene as a whole, one value per body; what is left goes to other districts."""

    calls: Floats = lever(
        {
            "local_officer": "0",
            "local_patrol": "0.1",
            "dispatch_patrol": "0.5",
            "drug_squad": "0",
            "municipal_guards": "0",
            "task_force": "0",
        },
        between=("0", "1"),
        source=("kammersgaard-2019", "assumed-capacity"),
        grade="assumed",
        per=BODIES,
        about="Share of duty spent answering calls of the area, after the share spent on the scene.",
    )
    dealing: Floats = lever(
        "0",
        between=("0", "1"),
        source=("cphpost-2012", "assumed-capacity"),
        grade="assumed",
        per=BODIES,
        about="Share of duty spent on street dealing alone, leaving people who use drugs be, after those.",
    )
    public_use: Floats = lever(
        "0",
        between=("0", "1"),
        source=("kammersgaard-2019", "assumed-capacity"),
        grade="assumed",
        per=BODIES,
        about="Share of duty spent on people who use drugs alone, leaving dealing be, after those.",
    )
    pickpockets: Floats = lever(
        {
            "local_officer": "0",
            "local_patrol": "0.1",
            "dispatch_patrol": "0",
            "drug_squad": "0",
            "municipal_guards": "0",
            "task_force": "0",
        },
        between=("0", "1"),
        source=("cphpost-2012", "assumed-capacity"),
        grade="assumed",
        per=BODIES,
        about="Share of duty spent in plain clothes where crowds pass, on thieves alone, after those.",
    )
    nightlife: Floats = lever(
        {
            "local_officer": "0",
            "local_patrol": "0",
            "dispatch_patrol": "0.1",
            "drug_squad": "0",
            "municipal_guards": "0",
            "task_force": "0",
        },
        between=("0", "1"),
        source=("cphpost-2012", "assumed-capacity"),
        grade="assumed",
        per=BODIES,
        about="Share of night hours of duty spent where the night’s crowds are, on them alone, after those.",
    )
