"""When a dose is too much, and who is there (M5)."""

from __future__ import annotations

from marketsim.parameters.declare import lever, parameter, topic


@topic
class Overdose:
    """The hazard and the outcome of overdose (M5)."""

    overdose_rate: float = parameter(
        "0.0006 1/dose",
        between=("0.0001 1/dose", "0.003 1/dose"),
        source="ministry-of-health-2015",
        grade="literature",
        knock_out=True,
        about="Overdoses per dose of usual strength by a person without tolerance.",
    )
    protection: float = parameter(
        "0.6",
        between=("0.2", "0.9"),
        source="assumed-overdose",
        grade="assumed",
        about="Share of the hazard removed by full tolerance.",
    )
    rush_factor: float = parameter(
        "0.5",
        between=("0", "2"),
        source="assumed-overdose",
        grade="assumed",
        about="Rise of the hazard when use is hurried.",
    )
    injecting_factor: float = parameter(
        "1",
        between=("0", "3"),
        source="assumed-overdose",
        grade="assumed",
        about="Rise of the hazard when the drug is injected.",
    )
    fatality: float = parameter(
        "0.08",
        between=("0.02", "0.2"),
        source="assumed-overdose",
        grade="assumed",
        about="Chance of dying of an overdose that nobody notices.",
    )
    help_window: float = parameter(
        "0.25 h",
        between=("0.1 h", "0.5 h"),
        source="assumed-overdose",
        grade="assumed",
        about="Time in which help saves a life.",
    )
    company_helps: float = parameter(
        "0.6",
        between=("0.2", "0.95"),
        source="assumed-overdose",
        grade="assumed",
        about="Chance that company close by gets help in time.",
    )
    room_saves: float = parameter(
        "1",
        between=("0.9", "1"),
        source="ministry-of-health-2015",
        grade="measured",
        about="Chance that the staff of a room saves a life: 301 overdoses, no deaths; an input, not a finding.",
    )
    hospital_hours: float = parameter(
        "6 h",
        between=("2 h", "24 h"),
        source="assumed-overdose",
        grade="assumed",
        about="Time away after an overdose.",
    )
    mixing: float = parameter(
        "0.3",
        between=("0", "1"),
        source=("assumed-overdose", "toth-2016"),
        grade="assumed",
        about="Rise of the felt strength of a dose taken while another drug still works.",
    )
    mixing_window: float = parameter(
        "2 h",
        between=("0.5 h", "6 h"),
        source="assumed-overdose",
        grade="assumed",
        about="Time for which a dose still works when another drug is taken on top of it.",
    )
    aid_saves: float = parameter(
        "0.9",
        between=("0.6", "1"),
        source="assumed-overdose",
        grade="assumed",
        about="Share of lives that help in time saves without naloxone.",
    )
    naloxone_works: float = parameter(
        "0.9",
        between=("0", "0.98"),
        source=("walley-2013", "assumed-overdose"),
        grade="literature",
        knock_out=True,
        about="Chance that naloxone given at once reverses an overdose of heroin; it does nothing against cocaine.",
    )
    passers_carry: float = lever(
        "0",
        between=("0", "0.1"),
        source=("walley-2013", "assumed-outreach"),
        grade="assumed",
        about="Share of passers-by who carry naloxone and have been trained to give it.",
    )
    keeps_company: float = parameter(
        "0.3",
        between=("0", "1"),
        source="assumed-overdose",
        grade="assumed",
        knock_out=True,
        about="How much people who hide to use prefer a place where somebody else is; fear takes it away.",
    )
    bad_batch_rate: float = parameter(
        "0.01 1/day",
        between=("0 1/day", "0.05 1/day"),
        source="assumed-overdose",
        grade="assumed",
        knock_out=True,
        about="Rate at which a bad batch reaches the market.",
    )
    bad_batch_reach: float = parameter(
        "0.2",
        between=("0.02", "0.6"),
        source="assumed-overdose",
        grade="assumed",
        about="Share of dealers who come to sell from a bad batch.",
    )
    bad_batch_days: float = parameter(
        "7 days",
        between=("2 days", "30 days"),
        source="assumed-overdose",
        grade="assumed",
        about="How long a dealer sells from a bad batch.",
    )
    bad_batch_strength: float = parameter(
        "1.5",
        between=("0.3", "5"),
        source="assumed-overdose",
        grade="assumed",
        about="Rise of the felt strength of a dose from a bad batch.",
    )
    recognised: float = parameter(
        "0.4",
        between=("0.05", "0.9"),
        source="assumed-overdose",
        grade="assumed",
        about="Chance that an overdose of a bad batch is recognised as one and heard of by staff.",
    )
    warning_days: float = parameter(
        "10 days",
        between=("3 days", "30 days"),
        source="assumed-overdose",
        grade="assumed",
        about="How long a warning is passed on, and heeded, after the last such overdose.",
    )
    warning_heeded: float = parameter(
        "0.6",
        between=("0", "0.95"),
        source="assumed-overdose",
        grade="assumed",
        knock_out=True,
        about="Share of the added strength of a bad batch that people who heed a warning avoid by smaller doses.",
    )
    staff_saves: float = parameter(
        "0.97",
        between=("0.8", "1"),
        source=("walley-2013", "assumed-overdose"),
        grade="assumed",
        about="Chance that nurses of the health room or an outreach worker close by save a life.",
    )
