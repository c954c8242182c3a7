"""Whom the drug squad builds cases on, and what a case may cost (M13, M14)."""

from __future__ import annotations

from marketsim.parameters.declare import lever, topic


@topic
class DrugSquad:
    """Levers of the drug squad: whom cases are built on, and what a case may cost (M13, M14)."""

    target_violent: float = lever(
        "0.3",
        between=("0", "1"),
        source=("dorn-south-1990", "assumed-enforcement"),
        grade="assumed",
        about="Weight of believed violence in the choice of whom a case is built on.",
    )
    target_visible: float = lever(
        "0.4",
        between=("0", "1"),
        source="assumed-enforcement",
        grade="assumed",
        about="Weight of visibility in that choice.",
    )
    target_big: float = lever(
        "0.3",
        between=("0", "1"),
        source="assumed-enforcement",
        grade="assumed",
        about="Weight of turnover in that choice.",
    )
    target_easy: float = lever(
        "0.2",
        between=("0", "1"),
        source="assumed-enforcement",
        grade="assumed",
        about="Weight of evidence already in hand in that choice.",
    )
    target_crews: float = lever(
        "0",
        between=("0", "1"),
        source=("felbab-brown-2013", "assumed-crews"),
        grade="assumed",
        about="Weight of selling in a crew in that choice.",
    )
    target_leaders: float = lever(
        "0",
        between=("0", "1"),
        source=("felbab-brown-2013", "rand-2025"),
        grade="assumed",
        about="Weight of leading a crew in that choice.",
    )
    target_random: float = lever(
        "1",
        between=("0", "1"),
        source="assumed-enforcement",
        grade="assumed",
        about="Weight of chance in that choice.",
    )
    finds_stashes: float = lever(
        "0.1",
        between=("0", "1"),
        source=("rand-2025", "assumed-crews"),
        grade="assumed",
        about="Chance that a case against a member leads to the crew’s stash, more where consignments are sought.",
    )
    stops_buyers: float = lever(
        "1",
        between=("0", "1"),
        source=("talkingdrugs-2024", "kammersgaard-2019"),
        grade="assumed",
        about="Whether buyers are stopped for evidence; 0 forbids it, in the zone too.",
    )
    case_slots: float = lever(
        "4 cases/week",
        between=("0 cases/week", "40 cases/week"),
        source="assumed-capacity",
        grade="assumed",
        about="Cases the prosecutors can take in a week; what exceeds them walks out.",
    )
    reports_used: float = lever(
        "1",
        between=("0", "1"),
        source="kammersgaard-2019",
        grade="assumed",
        about="Whether the local officer’s weekly report reaches the squad.",
    )
