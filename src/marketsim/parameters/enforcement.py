"""How stops, arrests and cases work, whatever the orders are (M13, M14)."""

from __future__ import annotations

from marketsim.parameters.declare import parameter, topic


@topic
class Enforcement:
    """The mechanics of drug law enforcement and the hours it takes (M13, M14)."""

    enforcement_strength: float = parameter(
        "1",
        between=("0.5", "1.5"),
        source="assumed-enforcement",
        grade="assumed",
        knock_out=True,
        about="How far orders are carried out; at zero nobody is stopped, searched, watched or arrested for drugs.",
    )
    sees_a_sale: float = parameter(
        "0.3 1/h",
        between=("0.05 1/h", "1.5 1/h"),
        source="assumed-enforcement",
        grade="assumed",
        about="Rate at which an officer in sight of a fully visible dealer sees a sale well enough to act.",
    )
    search_finds: float = parameter(
        "0.8",
        between=("0.4", "1"),
        source="assumed-enforcement",
        grade="assumed",
        about="Chance that a search finds drugs that are carried.",
    )
    taken_for_dealer: float = parameter(
        "0.3",
        between=("0", "1"),
        source=("talkingdrugs-2024", "assumed-enforcement"),
        grade="assumed",
        knock_out=True,
        about="Chance that an officer takes somebody who has sold to use within a day, or what is found, for dealing.",
    )
    stop_time: float = parameter(
        "15 min",
        between=("5 min", "40 min"),
        source="assumed-capacity",
        grade="assumed",
        about="Officer time a stop takes.",
    )
    arrest_time: float = parameter(
        "3 h",
        between=("1 h", "8 h"),
        source="assumed-capacity",
        grade="assumed",
        about="Officer time an arrest takes.",
    )
    talk_time: float = parameter(
        "10 min",
        between=("3 min", "30 min"),
        source="assumed-capacity",
        grade="assumed",
        about="Officer time a conversation takes.",
    )
    seller_custody: float = parameter(
        "20 days",
        between=("1 day", "180 days"),
        source="assumed-enforcement",
        grade="assumed",
        about="Mean custody of a dealer whose case is prosecuted.",
    )
    short_custody: float = parameter(
        "12 h",
        between=("4 h", "48 h"),
        source="assumed-enforcement",
        grade="assumed",
        about="Detention of whoever is not prosecuted.",
    )
    prosecuted_on_sight: float = parameter(
        "0.3",
        between=("0.05", "0.8"),
        source="assumed-capacity",
        grade="assumed",
        about="Chance that the arrest of a seller by patrol leads to prosecution while there is room for cases.",
    )
    case_hours: float = parameter(
        "60 h",
        between=("15 h", "300 h"),
        source="assumed-enforcement",
        grade="assumed",
        about="Officer hours a case of the drug squad takes.",
    )
    buyers_per_case: float = parameter(
        "0.05 1/h",
        between=("0 1/h", "0.4 1/h"),
        source=("talkingdrugs-2024", "assumed-enforcement"),
        grade="assumed",
        about="Buyers stopped for evidence per officer hour on a case.",
    )
    fine: float = parameter(
        "2000 kr",
        between=("500 kr", "4000 kr"),
        source="talkingdrugs-2024",
        grade="assumed",
        about="Fine for possession; what is in hand is paid, the rest is not modelled.",
    )
    drops_stock: float = parameter(
        "1",
        between=("0.3", "1"),
        source="assumed-enforcement",
        grade="assumed",
        about="Share of a dealer’s stock and cash lost in an arrest.",
    )
    memory_half_life: float = parameter(
        "14 days",
        between=("2 days", "90 days"),
        source="assumed-capacity",
        grade="assumed",
        about="Time in which half the weight of known violence and selling in the planning of patrols fades.",
    )
    wanders: float = parameter(
        "0.1",
        between=("0.01", "1"),
        source="assumed-capacity",
        grade="assumed",
        about="Weight of a place of which nothing is known in the choice of a beat; one known act weighs 1.",
    )
