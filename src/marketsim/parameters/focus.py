"""The weekly report on people who frighten others: who is listed, what is done, and how the list is read (M12)."""

from __future__ import annotations

from marketsim.parameters.declare import lever, parameter, topic


@topic
class Focus:
    """Focus persons: levers of the list and its use, and what responses do (M12)."""

    listed: int = lever(
        "5 people",
        between=("0 people", "40 people"),
        source=("kammersgaard-2019", "assumed-focus"),
        grade="assumed",
        about="People whom the weekly report may name; at 0 no report is written.",
    )
    report_every: int = lever(
        "7 days",
        between=("1 days", "28 days"),
        source=("kammersgaard-2019", "assumed-focus"),
        grade="assumed",
        about="Days from one report to the next.",
    )
    support: float = lever(
        "0.4",
        between=("0", "1"),
        source=("kammersgaard-2019", "assumed-focus"),
        grade="assumed",
        about="Share of the listed who are offered support.",
    )
    attention: float = lever(
        "0.4",
        between=("0", "1"),
        source=("kammersgaard-2019", "assumed-focus"),
        grade="assumed",
        about="Share of the listed whom the local officer seeks out and speaks to, after support.",
    )
    exclusion: float = lever(
        "0.1",
        between=("0", "1"),
        source=("kammersgaard-2019", "assumed-focus"),
        grade="assumed",
        about="Share of the listed who are shut out of the rooms for a week, after those.",
    )
    detention: float = lever(
        "0",
        between=("0", "1"),
        source=("kammersgaard-2019", "assumed-focus"),
        grade="assumed",
        about="Share of the listed who are fetched and detained, after those.",
    )
    short_leash: float = lever(
        "0.1",
        between=("0", "1"),
        source=("kammersgaard-2019", "assumed-focus"),
        grade="assumed",
        about="How far other units than the local officer read the list as a call to keep people on a short leash.",
    )
    frightening_from: float = parameter(
        "0.1",
        between=("0.02", "0.8"),
        source="assumed-focus",
        grade="assumed",
        about="Belief that somebody frightens others from which the report names them.",
    )
    report_time: float = parameter(
        "4 h",
        between=("1 h", "10 h"),
        source=("kammersgaard-2019", "assumed-capacity"),
        grade="assumed",
        about="Time of each local officer that the weekly report takes.",
    )
    detained_for: float = parameter(
        "24 h",
        between=("6 h", "96 h"),
        source="assumed-focus",
        grade="assumed",
        about="Detention of a focus person.",
    )
    support_calms: float = parameter(
        "0.1",
        between=("-0.5", "0.5"),
        source="assumed-focus",
        grade="assumed",
        about="Share by which a week of support lowers how readily a person attacks others; below zero it provokes.",
    )
    attention_calms: float = parameter(
        "0.05",
        between=("-0.3", "0.3"),
        source="assumed-focus",
        grade="assumed",
        about="Share by which a week of the officer’s attention lowers it; below zero attention provokes.",
    )
    response_strength: float = parameter(
        "1",
        between=("0", "1"),
        source="assumed-focus",
        grade="assumed",
        knock_out=True,
        about="Strength of all responses; at zero to be listed has no consequence but the list’s misuse.",
    )
    leash_rate: float = parameter(
        "1 1/h",
        between=("0 1/h", "6 1/h"),
        source=("kammersgaard-2019", "assumed-focus"),
        grade="assumed",
        knock_out=True,
        about="Rate at which an officer who keeps people on a short leash stops a listed person in view.",
    )
