"""Treatment: places, offers, acceptance, retention, and what coercion does to them (M17)."""

from __future__ import annotations

from marketsim.parameters.declare import Floats, Ints, lever, parameter, topic
from marketsim.parameters.names import SERVICES, TREATMENTS


@topic
class Treatment:
    """The treatment clinic and the ways into it (M17)."""

    slots: Ints = lever(
        {
            "methadone": "480 slots",
            "heroin_assisted": "60 slots",
            "in_patient": "10 slots",
            "prescribed_cocaine": "0 slots",
        },
        between=("0 slots", "3000 slots"),
        source=("toth-2016", "assumed-treatment"),
        grade="assumed",
        per=TREATMENTS,
        about="Places for people of this scene in each treatment.",
    )
    offers: Floats = lever(
        {
            "health_room": "0.05",
            "drop_in": "0.02",
            "shelter": "0.02",
            "clinic": "0.3",
            "rooms": "0.01",
            "outreach": "0.05",
            "custody": "0",
            "hospital": "0.1",
            "partnership": "1",
        },
        between=("0", "1"),
        source="assumed-treatment",
        grade="assumed",
        per=SERVICES,
        about="Chance that staff who meet a person without treatment offer it.",
    )
    coercion: float = lever(
        "0",
        between=("0", "1"),
        source=("operation-reduction-2011", "assumed-treatment"),
        grade="assumed",
        about="Share of offers after an arrest, and by a partnership with the police, that come with a threat.",
    )
    acceptance: float = parameter(
        "0.08",
        between=("0.01", "0.4"),
        source="assumed-treatment",
        grade="assumed",
        knock_out=True,
        about="Chance that somebody who trusts staff fully accepts the treatment offered.",
    )
    coercion_accepts: float = parameter(
        "0.3",
        between=("-1", "1"),
        source="assumed-treatment",
        grade="assumed",
        about="What a threat adds to acceptance, relative to it; below zero it puts people off.",
    )
    coercion_stays: float = parameter(
        "0",
        between=("-1", "1"),
        source="assumed-treatment",
        grade="assumed",
        about="Share of dropping out that coercion prevents; below zero it adds to it.",
    )
    stays: Floats = parameter(
        {
            "methadone": "500 days",
            "heroin_assisted": "900 days",
            "in_patient": "40 days",
            "prescribed_cocaine": "300 days",
        },
        between=("7 days", "3000 days"),
        source="assumed-treatment",
        grade="assumed",
        per=TREATMENTS,
        about="Time after which half of those who entered have dropped out.",
    )
    in_patient_days: float = parameter(
        "42 days",
        between=("7 days", "180 days"),
        source="assumed-treatment",
        grade="assumed",
        about="Length of in-patient treatment that is completed.",
    )
    prefers_in_patient: float = parameter(
        "0.1",
        between=("0", "0.4"),
        source="assumed-treatment",
        grade="assumed",
        about="Share of those who accept treatment that ask for in-patient treatment.",
    )
    prefers_heroin_assisted: float = parameter(
        "0.15",
        between=("0", "0.5"),
        source="assumed-treatment",
        grade="assumed",
        about="Share of those who accept treatment that ask for heroin-assisted treatment.",
    )
    heroin_assisted_share: float = parameter(
        "0.1",
        between=("0", "0.3"),
        source="assumed-treatment",
        grade="assumed",
        about="Share of those in substitution treatment at the beginning whose treatment is heroin-assisted.",
    )
    heroin_assisted_relief: float = parameter(
        "0.85",
        between=("0.5", "0.97"),
        source="assumed-treatment",
        grade="assumed",
        about="Share of the need for heroin that heroin-assisted treatment meets.",
    )
    cocaine_relief: float = parameter(
        "0.4",
        between=("0.05", "0.8"),
        source=("cphpost-2014", "assumed-treatment"),
        grade="assumed",
        about="Share of the need for cocaine that a prescription meets; none is written unless places are provided.",
    )
    opioid_tolerance: float = parameter(
        "0.7",
        between=("0.4", "0.95"),
        source=("strang-2003", "assumed-treatment"),
        grade="assumed",
        about="Tolerance that a daily substitute keeps up.",
    )
    waiting_patience: float = parameter(
        "30 days",
        between=("5 days", "120 days"),
        source="assumed-treatment",
        grade="assumed",
        about="Time on the waiting list after which half have given up.",
    )
