"""What residents see, what it does to them, and when they complain (M15)."""

from __future__ import annotations

from marketsim.parameters.declare import Floats, lever, parameter, topic
from marketsim.parameters.names import BODIES


@topic
class Complaints:
    """Annoyance, safety and complaints (M15)."""

    sample: int = parameter(
        "2000 people",
        between=("1000 people", "4000 people"),
        source="assumed-residents",
        grade="assumed",
        about="Residents and workers in the sample, standing for all.",
    )
    sees: float = parameter(
        "50 m",
        between=("20 m", "100 m"),
        source="assumed-complaints",
        grade="assumed",
        about="Distance at which residents notice what happens in the street.",
    )
    annoyed_by_use: float = parameter(
        "1",
        between=("0.2", "3"),
        source="assumed-complaints",
        grade="assumed",
        about="Annoyance from seeing somebody use drugs.",
    )
    annoyed_by_selling: float = parameter(
        "0.3",
        between=("0.05", "1.5"),
        source="assumed-complaints",
        grade="assumed",
        about="Annoyance from an hour of a visible dealer in view.",
    )
    annoyed_by_violence: float = parameter(
        "2",
        between=("0.5", "6"),
        source="assumed-complaints",
        grade="assumed",
        about="Annoyance from witnessing violence.",
    )
    annoyed_by_litter: float = parameter(
        "0.5",
        between=("0.1", "3"),
        source="assumed-complaints",
        grade="assumed",
        about="Annoyance from a piece of used equipment found in view.",
    )
    annoyed_by_crowd: float = parameter(
        "0.1",
        between=("0", "0.6"),
        source="assumed-complaints",
        grade="assumed",
        about="Annoyance from an hour of one person more than bearable in view.",
    )
    annoyed_by_theft: float = parameter(
        "0.5",
        between=("0.1", "3"),
        source="assumed-complaints",
        grade="assumed",
        about="Annoyance from a theft in view.",
    )
    annoyed_by_touting: float = parameter(
        "1",
        between=("0.1", "5"),
        source=("cphpost-2012", "assumed-complaints"),
        grade="assumed",
        about="Annoyance from a dealer calling out to or following a passer-by in view.",
    )
    bearable_crowd: float = parameter(
        "3 people",
        between=("1 people", "12 people"),
        source="assumed-complaints",
        grade="assumed",
        about="People of the scene on ten metres of street who bother nobody.",
    )
    children_matter: float = parameter(
        "1.5",
        between=("1", "4"),
        source="assumed-residents",
        grade="assumed",
        about="How much more it annoys a household with children.",
    )
    owners_matter: float = parameter(
        "2",
        between=("1", "5"),
        source="kammersgaard-2019",
        grade="assumed",
        about="How much more what happens in view of their shop annoys those who own it.",
    )
    trust_complains: float = parameter(
        "0.5",
        between=("-1", "1"),
        source="assumed-complaints",
        grade="assumed",
        about="How far trust in the police makes an annoyed resident complain more; below 0 it makes patient.",
    )
    annoyance_half_life: float = parameter(
        "5 days",
        between=("1 day", "30 days"),
        source="assumed-complaints",
        grade="assumed",
        about="Time in which half of annoyance is forgotten.",
    )
    complaint_rate: float = parameter(
        "0.00004 1/day",
        between=("0.000004 1/day", "0.0004 1/day"),
        source="assumed-complaints",
        grade="assumed",
        knock_out=True,
        about="Complaints a day per unit of annoyance by an average resident.",
    )
    complaint_half_life: float = parameter(
        "7 days",
        between=("1 day", "30 days"),
        source="assumed-complaints",
        grade="assumed",
        about="Time in which half the weight of a complaint in the planning of patrols fades.",
    )
    fear_by_violence: float = parameter(
        "0.03",
        between=("0", "0.15"),
        source="assumed-complaints",
        grade="assumed",
        about="Perceived safety lost by witnessing violence.",
    )
    fear_by_scene: float = parameter(
        "0.001",
        between=("0", "0.01"),
        source="safe-city-2021",
        grade="assumed",
        about="Perceived safety lost by an hour in view of dealing or use.",
    )
    safety_by_police: float = parameter(
        "0.002",
        between=("-0.01", "0.01"),
        source="safe-city-2021",
        grade="assumed",
        about="Perceived safety gained by an hour in view of an officer; below zero the sight alarms.",
    )
    safety_returns: float = parameter(
        "30 days",
        between=("5 days", "120 days"),
        source="assumed-complaints",
        grade="assumed",
        about="Time in which half of a change of perceived safety fades.",
    )
    usual_safety: float = parameter(
        "0.8",
        between=("0.6", "0.95"),
        source="assumed-complaints",
        grade="assumed",
        about="Perceived safety to which people return.",
    )
    fear_empties: float = parameter(
        "0.2",
        between=("0", "1"),
        source="assumed-complaints",
        grade="assumed",
        knock_out=True,
        about="Halvings of footfall at a place for each act of violence remembered there; at zero nobody avoids it.",
    )
    safety_moves_footfall: float = parameter(
        "0.5",
        between=("0", "1"),
        source="assumed-complaints",
        grade="assumed",
        knock_out=True,
        about="How far the mean perceived safety decides how many avoid a feared place.",
    )
    safety_by_light: float = parameter(
        "0.005",
        between=("0", "0.03"),
        source="safe-city-2021",
        grade="assumed",
        knock_out=True,
        about="Perceived safety gained in an hour after dark where light has replaced darkness.",
    )
    unsafe_below: float = parameter(
        "0.5",
        between=("0.3", "0.7"),
        source="copenhagen-safety-survey",
        grade="assumed",
        about="Perceived safety below which somebody would say that they feel unsafe.",
    )
    trust_by_police: float = parameter(
        "0.001",
        between=("-0.005", "0.005"),
        source="assumed-trust",
        grade="assumed",
        about="Trust in the police gained by an hour in view of an officer.",
    )
    trust_by_nuisance: float = parameter(
        "0.0002",
        between=("0", "0.005"),
        source="assumed-trust",
        grade="assumed",
        about="Trust in the police lost with each unit of annoyance.",
    )
    trust_returns: float = parameter(
        "90 days",
        between=("20 days", "365 days"),
        source="assumed-trust",
        grade="assumed",
        about="Time in which half of a change of that trust fades.",
    )
    heeded: Floats = lever(
        "0",
        between=("0", "1"),
        source="assumed-capacity",
        grade="assumed",
        per=BODIES,
        about="Share of a body’s other duties that very many complaints move to the scene.",
    )
    usual_complaints: float = parameter(
        "20 complaints",
        between=("5 complaints", "200 complaints"),
        source="assumed-complaints",
        grade="assumed",
        about="Complaints not yet forgotten at which half of that share is moved.",
    )
