"""A partnership of police and treatment for those who offend most (M17); none was at work in March 2018."""

from __future__ import annotations

from marketsim.parameters.declare import lever, topic


@topic
class Partnership:
    """Treatment or enforcement for the most criminally active, as in Brighton (M2, M17)."""

    approaches: float = lever(
        "0 people",
        between=("0 people", "60 people"),
        source=("operation-reduction-2011", "assumed-treatment"),
        grade="assumed",
        about="People approached in a week, those with most known offences first.",
    )
    from_offences: float = lever(
        "2 offences",
        between=("0.5 offences", "20 offences"),
        source=("operation-reduction-2011", "assumed-treatment"),
        grade="assumed",
        about="Known offences from which somebody may be approached.",
    )
    follow_up: float = lever(
        "90 days",
        between=("7 days", "365 days"),
        source=("operation-reduction-2011", "assumed-treatment"),
        grade="assumed",
        about="How long somebody who was approached is followed, and not approached again.",
    )
    arrests_refusers: float = lever(
        "0",
        between=("0", "1"),
        source=("operation-reduction-2011", "assumed-treatment"),
        grade="assumed",
        about="Chance of arrest on each day on which somebody approached, and not in treatment, is known to offend.",
    )
    custody: float = lever(
        "14 days",
        between=("1 day", "180 days"),
        source=("operation-reduction-2011", "assumed-treatment"),
        grade="assumed",
        about="Custody of somebody so arrested.",
    )
