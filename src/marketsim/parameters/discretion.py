"""The local officer’s judgement, and what officers believe (M11)."""

from __future__ import annotations

from marketsim.parameters.declare import Floats, lever, parameter, topic
from marketsim.parameters.names import BODIES


@topic
class Discretion:
    """Weighing harm instead of the letter of the law; beliefs about dealers (M11)."""

    weight_of_being_seen: float = parameter(
        "1",
        between=("0", "3"),
        source="kammersgaard-2019",
        grade="assumed",
        about="Weight an officer gives to a use being seen by others.",
    )
    weight_of_being_found: float = parameter(
        "1",
        between=("0", "3"),
        source="kammersgaard-2019",
        grade="assumed",
        about="Weight an officer gives to nobody finding a person who collapses.",
    )
    weight_of_damage: float = parameter(
        "0.5",
        between=("0", "3"),
        source="kammersgaard-2019",
        grade="assumed",
        about="Weight an officer gives to damage to somebody’s premises.",
    )
    bearable: float = parameter(
        "0.5",
        between=("0.1", "1.5"),
        source="kammersgaard-2019",
        grade="assumed",
        about="Weighed harm up to which a person may finish.",
    )
    refers: Floats = lever(
        {
            "local_officer": "0.8",
            "local_patrol": "0.4",
            "dispatch_patrol": "0.2",
            "drug_squad": "0",
            "municipal_guards": "0.5",
            "task_force": "0",
        },
        between=("0", "1"),
        source=("kammersgaard-2019", "assumed-discretion"),
        grade="assumed",
        per=BODIES,
        about="Share of uses judged too harmful to go on that are referred to an open room rather than only moved.",
    )
    without_a_room: float = parameter(
        "0.25",
        between=("-0.5", "0.5"),
        source=("kammersgaard-2019", "assumed-discretion"),
        grade="assumed",
        knock_out=True,
        about="Weighed harm that is borne beyond it where no room is open to the person; below zero less is borne.",
    )
    people_make_seen: float = parameter(
        "30 people/h",
        between=("5 people/h", "200 people/h"),
        source="assumed-discretion",
        grade="assumed",
        about="Footfall at which a use counts as half seen.",
    )
    explanation_works: float = parameter(
        "0.15",
        between=("0", "0.5"),
        source="kammersgaard-2019",
        grade="assumed",
        knock_out=True,
        about="Move of a person’s habit toward considerate places when an officer explains.",
    )
    referral_heeded: float = parameter(
        "0.8",
        between=("0", "1"),
        source=("kammersgaard-2019", "assumed-discretion"),
        grade="assumed",
        knock_out=True,
        about="Chance that somebody of full trust, told of an open room close by, goes there to use.",
    )
    steering_obeyed: float = parameter(
        "0.7",
        between=("0.1", "1"),
        source="kammersgaard-2019",
        grade="assumed",
        knock_out=True,
        about="Chance that a dealer asked to move goes, while arrest remains possible.",
    )
    steering_quiets: float = parameter(
        "0.1",
        between=("0", "0.4"),
        source="kammersgaard-2019",
        grade="assumed",
        about="Drop of visibility of a dealer who is told why a place is bad.",
    )
    belief_from_sight: float = parameter(
        "0.4",
        between=("0", "0.9"),
        source="assumed-discretion",
        grade="assumed",
        about="Weight of violence seen by an officer in the belief about a dealer.",
    )
    belief_from_tip: float = parameter(
        "0.25",
        between=("0", "0.8"),
        source="assumed-discretion",
        grade="assumed",
        about="Weight of a tip in the belief about a dealer.",
    )
    belief_half_life: float = parameter(
        "60 days",
        between=("10 days", "365 days"),
        source="assumed-discretion",
        grade="assumed",
        about="Time in which half of a belief is forgotten.",
    )
    beliefs_shared: float = parameter(
        "0.5",
        between=("0", "1"),
        source="kammersgaard-2019",
        grade="assumed",
        about="Share of what the local officer learns that reaches the drug squad in the weekly report.",
    )
