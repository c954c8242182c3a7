"""The law on possession (M19)."""

from __future__ import annotations

from marketsim.parameters.declare import lever, topic


@topic
class Law:
    """The law on possession (M19)."""

    possession: int = lever(
        "tolerated in the zone",
        among=("enforced", "tolerated in the zone", "waived on social grounds", "decriminalised"),
        source=("law-606-2012", "talkingdrugs-2024"),
        grade="measured",
        about="How possession for own use is treated.",
    )
