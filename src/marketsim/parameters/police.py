"""The orders of each police body: how many, when, where, and what to do about what (M11, M13, M14)."""

from __future__ import annotations

from marketsim.parameters.declare import Floats, Ints, lever, topic
from marketsim.parameters.names import BODIES


@topic
class Police:
    """Levers of the police, one value per body."""

    officers: Ints = lever(
        {
            "local_officer": "1 officers",
            "local_patrol": "4 officers",
            "dispatch_patrol": "2 officers",
            "drug_squad": "4 officers",
            "municipal_guards": "0 officers",
            "task_force": "0 officers",
        },
        between=("0 officers", "30 officers"),
        source=("kammersgaard-2019", "assumed-capacity"),
        grade="assumed",
        per=BODIES,
        about="Officers on duty together.",
    )
    teams: Ints = lever(
        {
            "local_officer": "2 officers",
            "local_patrol": "1 officers",
            "dispatch_patrol": "1 officers",
            "drug_squad": "1 officers",
            "municipal_guards": "1 officers",
            "task_force": "1 officers",
        },
        between=("1 officers", "4 officers"),
        source=("kammersgaard-2019", "assumed-capacity"),
        grade="assumed",
        per=BODIES,
        about="Officers who take turns, week by week, at each post.",
    )
    duty_begins: Floats = lever(
        {
            "local_officer": "8 h",
            "local_patrol": "8 h",
            "dispatch_patrol": "0 h",
            "drug_squad": "10 h",
            "municipal_guards": "10 h",
            "task_force": "10 h",
        },
        between=("0 h", "24 h"),
        source=("kammersgaard-2019", "assumed-capacity"),
        grade="assumed",
        per=BODIES,
        about="Hour at which duty begins.",
    )
    duty_ends: Floats = lever(
        {
            "local_officer": "16 h",
            "local_patrol": "20 h",
            "dispatch_patrol": "24 h",
            "drug_squad": "22 h",
            "municipal_guards": "18 h",
            "task_force": "22 h",
        },
        between=("0 h", "24 h"),
        source=("kammersgaard-2019", "assumed-capacity"),
        grade="assumed",
        per=BODIES,
        about="Hour at which duty ends.",
    )
    street_share: Floats = lever(
        {
            "local_officer": "0.7",
            "local_patrol": "0.3",
            "dispatch_patrol": "0.15",
            "drug_squad": "0.6",
            "municipal_guards": "0.8",
            "task_force": "0.8",
        },
        between=("0", "1"),
        source=("kammersgaard-2019", "assumed-capacity"),
        grade="assumed",
        per=BODIES,
        about="Share of duty spent on the drug scene rather than on other priorities.",
    )
    follows_complaints: Floats = lever(
        {
            "local_officer": "1",
            "local_patrol": "1",
            "dispatch_patrol": "1",
            "drug_squad": "0",
            "municipal_guards": "1",
            "task_force": "0.5",
        },
        between=("0", "3"),
        source="assumed-capacity",
        grade="assumed",
        per=BODIES,
        about="Weight of complaints in the choice of where to patrol.",
    )
    follows_violence: Floats = lever(
        {
            "local_officer": "0.5",
            "local_patrol": "0.5",
            "dispatch_patrol": "1",
            "drug_squad": "0",
            "municipal_guards": "0",
            "task_force": "0.5",
        },
        between=("0", "3"),
        source="assumed-capacity",
        grade="assumed",
        per=BODIES,
        about="Weight of recent violence in the choice of where to patrol.",
    )
    follows_selling: Floats = lever(
        {
            "local_officer": "0.5",
            "local_patrol": "0.5",
            "dispatch_patrol": "0",
            "drug_squad": "1",
            "municipal_guards": "0.5",
            "task_force": "1",
        },
        between=("0", "3"),
        source="assumed-capacity",
        grade="assumed",
        per=BODIES,
        about="Weight of selling in the choice of where to patrol.",
    )
    stop_rate: Floats = lever(
        {
            "local_officer": "0 1/h",
            "local_patrol": "0.3 1/h",
            "dispatch_patrol": "0.1 1/h",
            "drug_squad": "0 1/h",
            "municipal_guards": "0 1/h",
            "task_force": "1 1/h",
        },
        between=("0 1/h", "6 1/h"),
        source=("kammersgaard-2019", "assumed-enforcement"),
        grade="assumed",
        per=BODIES,
        about="Stops of people who use drugs per officer hour, evidence stops not counted.",
    )
    confiscates_in_zone: Floats = lever(
        {
            "local_officer": "0",
            "local_patrol": "0.3",
            "dispatch_patrol": "0.3",
            "drug_squad": "1",
            "municipal_guards": "0",
            "task_force": "0.5",
        },
        between=("0", "1"),
        source=("kammersgaard-2019", "talkingdrugs-2024"),
        grade="assumed",
        per=BODIES,
        about="Share of finds confiscated where the law tolerates possession.",
    )
    confiscates_outside: Floats = lever(
        {
            "local_officer": "0.3",
            "local_patrol": "0.9",
            "dispatch_patrol": "0.9",
            "drug_squad": "1",
            "municipal_guards": "0",
            "task_force": "1",
        },
        between=("0", "1"),
        source=("kammersgaard-2019", "assumed-enforcement"),
        grade="assumed",
        per=BODIES,
        about="Share of finds confiscated where possession is prohibited.",
    )
    fines: Floats = lever(
        {
            "local_officer": "0.1",
            "local_patrol": "0.7",
            "dispatch_patrol": "0.7",
            "drug_squad": "0.5",
            "municipal_guards": "0",
            "task_force": "0.9",
        },
        between=("0", "1"),
        source=("kammersgaard-2019", "assumed-enforcement"),
        grade="assumed",
        per=BODIES,
        about="Share of punishable finds that lead to a fine.",
    )
    arrests_for_possession: Floats = lever(
        {
            "local_officer": "0",
            "local_patrol": "0.02",
            "dispatch_patrol": "0.05",
            "drug_squad": "0.05",
            "municipal_guards": "0",
            "task_force": "0.1",
        },
        between=("0", "1"),
        source=("kammersgaard-2019", "assumed-enforcement"),
        grade="assumed",
        per=BODIES,
        about="Share of punishable finds that lead to an arrest.",
    )
    arrests_sellers: Floats = lever(
        {
            "local_officer": "0.1",
            "local_patrol": "0.5",
            "dispatch_patrol": "0.5",
            "drug_squad": "0.8",
            "municipal_guards": "0",
            "task_force": "0.9",
        },
        between=("0", "1"),
        source=("kammersgaard-2019", "assumed-enforcement"),
        grade="assumed",
        per=BODIES,
        about="Share of sales seen on which the officer acts by arrest.",
    )
    spares_peaceful: Floats = lever(
        {
            "local_officer": "0.9",
            "local_patrol": "0.3",
            "dispatch_patrol": "0",
            "drug_squad": "0",
            "municipal_guards": "0",
            "task_force": "0",
        },
        between=("0", "1"),
        source=("kammersgaard-2019", "dorn-south-1990"),
        grade="assumed",
        per=BODIES,
        about="How far belief that a dealer is peaceful spares him arrest on sight.",
    )
    steers: Floats = lever(
        {
            "local_officer": "0.8",
            "local_patrol": "0.1",
            "dispatch_patrol": "0",
            "drug_squad": "0",
            "municipal_guards": "0.3",
            "task_force": "0",
        },
        between=("0", "1"),
        source="kammersgaard-2019",
        grade="assumed",
        per=BODIES,
        about="Share of sales seen in a bad place on which the officer, not arresting, asks the dealer to move.",
    )
    discretion: Floats = lever(
        {
            "local_officer": "0.9",
            "local_patrol": "0.4",
            "dispatch_patrol": "0.2",
            "drug_squad": "0",
            "municipal_guards": "0.5",
            "task_force": "0",
        },
        between=("0", "1"),
        source="kammersgaard-2019",
        grade="assumed",
        per=BODIES,
        about="Share of public uses met that are judged by the harm they do rather than moved on regardless.",
    )
    moves_on: Floats = lever(
        {
            "local_officer": "12 1/h",
            "local_patrol": "6 1/h",
            "dispatch_patrol": "3 1/h",
            "drug_squad": "0 1/h",
            "municipal_guards": "12 1/h",
            "task_force": "8 1/h",
        },
        between=("0 1/h", "20 1/h"),
        source="kammersgaard-2019",
        grade="assumed",
        per=BODIES,
        about="Rate at which an officer in view of a use outside attends to it.",
    )
    contacts: Floats = lever(
        {
            "local_officer": "3 1/h",
            "local_patrol": "0.5 1/h",
            "dispatch_patrol": "0 1/h",
            "drug_squad": "0 1/h",
            "municipal_guards": "1 1/h",
            "task_force": "0 1/h",
        },
        between=("0 1/h", "8 1/h"),
        source="kammersgaard-2019",
        grade="assumed",
        per=BODIES,
        about="Friendly conversations with people on the scene per officer hour.",
    )
