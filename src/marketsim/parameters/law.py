"""The law on possession (M19)."""

from __future__ import annotations

from marketsim.parameters.declare import lever, parameter, topic


@topic
class Law:
    """The law on possession and small supply, and how far officers go by it (M19)."""

    possession: int = lever(
        "tolerated in the zone",
        among=("enforced", "tolerated in the zone", "waived on social grounds", "decriminalised"),
        source=("law-606-2012", "talkingdrugs-2024"),
        grade="measured",
        about="How possession for own use is treated.",
    )
    small_supply: float = lever(
        "0 mg",
        between=("0 mg", "5000 mg"),
        source="talkingdrugs-2024",
        grade="assumed",
        about="Stock up to which a seller is left alone as social supply; 0 where no selling is tolerated.",
    )
    user_dealers: int = lever(
        "prohibited",
        among=("prohibited", "tolerated"),
        source=("talkingdrugs-2024", "kammersgaard-2024"),
        grade="measured",
        about="How selling to pay for one’s own use is treated.",
    )
    law_strength: float = parameter(
        "1",
        between=("0.5", "1"),
        source=("kammersgaard-2024", "assumed-enforcement"),
        grade="assumed",
        knock_out=True,
        about="Share of encounters in which officers go by the law in force; in the others all is prohibited.",
    )
