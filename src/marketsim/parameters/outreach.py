"""Outreach: how many workers walk the streets, when, and whom they reach."""

from __future__ import annotations

from marketsim.parameters.declare import lever, parameter, topic


@topic
class Outreach:
    """The outreach workers of the municipality and its partners (M5, M17)."""

    workers: int = lever(
        "4 workers",
        between=("0 workers", "30 workers"),
        source="assumed-outreach",
        grade="assumed",
        about="Outreach workers on the scene on a day.",
    )
    begins: float = lever(
        "10 h",
        between=("0 h", "24 h"),
        source="assumed-outreach",
        grade="assumed",
        about="Hour at which outreach begins.",
    )
    ends: float = lever(
        "17 h",
        between=("0 h", "24 h"),
        source="assumed-outreach",
        grade="assumed",
        about="Hour at which outreach ends.",
    )
    weekends: bool = lever(
        "no",
        source="assumed-outreach",
        grade="assumed",
        about="Whether outreach works on Saturdays and Sundays.",
    )
    contacts: float = parameter(
        "3 1/h",
        between=("0.5 1/h", "8 1/h"),
        source="assumed-outreach",
        grade="assumed",
        knock_out=True,
        about="Conversations an outreach worker has in an hour among people of the scene.",
    )
    reach: float = parameter(
        "30 m",
        between=("10 m", "80 m"),
        source="assumed-outreach",
        grade="assumed",
        about="How far off an outreach worker comes upon people, and runs to somebody who collapsed.",
    )
