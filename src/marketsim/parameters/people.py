"""Who is on the scene: how many, how old in the life, how they live."""

from __future__ import annotations

from marketsim.parameters.declare import parameter, topic


@topic
class Scene:
    """The people who use drugs and come to the scene (MODEL §2, §3.1)."""

    pool: int = parameter(
        "1300 people",
        between=("900 people", "3100 people"),
        source=("cphpost-2014", "assumed-people"),
        grade="assumed",
        about="People who know the scene and come to it on some days.",
    )
    attendance: float = parameter(
        "0.5",
        between=("0.3", "0.8"),
        source=("cphpost-2012", "assumed-people"),
        grade="assumed",
        about=(
            "Mean chance that a person of the pool comes on a day; pool × attendance is the 600 to 800 people "
            "seen a day."
        ),
    )
    attendance_spread: float = parameter(
        "0.35",
        between=("0.05", "0.45"),
        source="assumed-people",
        grade="assumed",
        about="Half-width of the differences in attendance between people.",
    )
    on_the_street: float = parameter(
        "0.06",
        between=("0.02", "0.2"),
        source="assumed-people",
        grade="assumed",
        about="Share of people who sleep on the street of the area.",
    )
    in_the_shelter: float = parameter(
        "0.05",
        between=("0.02", "0.12"),
        source="assumed-people",
        grade="assumed",
        about="Share of people who sleep in the shelter of the area.",
    )
    stay: float = parameter(
        "7 h",
        between=("3 h", "12 h"),
        source="assumed-people",
        grade="assumed",
        about="Mean stay on the scene of those who live elsewhere.",
    )
    first_arrivals: float = parameter(
        "7 h",
        between=("5 h", "10 h"),
        source="assumed-people",
        grade="assumed",
        about="Hour of the earliest arrivals.",
    )
    last_arrivals: float = parameter(
        "22 h",
        between=("18 h", "24 h"),
        source="assumed-people",
        grade="assumed",
        about="Hour of the latest arrivals.",
    )
    sleep: float = parameter(
        "6 h",
        between=("4 h", "7 h"),
        source="assumed-people",
        grade="assumed",
        about="Sleep of those who spend the night in the area.",
    )
    women: float = parameter(
        "25 %",
        between=("18 %", "35 %"),
        source="toth-2016",
        grade="literature",
        about="Share of women.",
    )
    selling_sex: float = parameter(
        "50 %",
        between=("20 %", "70 %"),
        source="assumed-people",
        grade="assumed",
        about="Share of the women who sell sex on the street.",
    )
    injects: float = parameter(
        "63 %",
        between=("45 %", "75 %"),
        source="toth-2016",
        grade="literature",
        about="Share of people who inject.",
    )
    heroin_share: float = parameter(
        "45 %",
        between=("25 %", "65 %"),
        source="toth-2016",
        grade="literature",
        about="Mean share of purchases that are heroin.",
    )
    dependence: float = parameter(
        "0.7",
        between=("0.5", "0.9"),
        source="assumed-people",
        grade="assumed",
        about="Mean strength of dependence.",
    )
    in_treatment: float = parameter(
        "35 %",
        between=("15 %", "60 %"),
        source="toth-2016",
        grade="assumed",
        about="Share of people who receive methadone or heroin-assisted treatment.",
    )
    danish: float = parameter(
        "73 %",
        between=("60 %", "85 %"),
        source="toth-2016",
        grade="literature",
        about="Share of people who are Danish and entitled to services.",
    )
    target_group: float = parameter(
        "90 %",
        between=("70 %", "100 %"),
        source="kammersgaard-2019",
        grade="assumed",
        about="Share of people strongly dependent and of age, hence in the zone’s target group.",
    )
    registered: float = parameter(
        "80 %",
        between=("50 %", "95 %"),
        source="cphpost-2014",
        grade="assumed",
        about="Share of people with Danish who are registered with the rooms; the others are at their first visit.",
    )
    room_barrier: float = parameter(
        "0.1",
        between=("0", "0.8"),
        source=("toth-2016", "assumed-people"),
        grade="assumed",
        about=(
            "How much rarer registration is without Danish; whoever has neither is not let into the rooms. "
            "Of 154 people asked in the rooms 27 % were not Danish."
        ),
    )
    excluded: float = parameter(
        "4 %",
        between=("1 %", "12 %"),
        source="kammersgaard-2019",
        grade="assumed",
        about="Share of people excluded from the rooms at any time.",
    )
    aggression: float = parameter(
        "0.08",
        between=("0.02", "0.25"),
        source="assumed-violence",
        grade="assumed",
        about="Mean propensity to attack others when intoxicated or in withdrawal; heavy-tailed.",
    )
    trust: float = parameter(
        "0.45",
        between=("0.2", "0.7"),
        source="assumed-trust",
        grade="assumed",
        about="Mean trust in the local officer and the police at the start.",
    )
    walking_speed: float = parameter(
        "75 m/min",
        between=("55 m/min", "85 m/min"),
        source="assumed-people",
        grade="assumed",
        about="Walking speed.",
    )
    inflow: float = parameter(
        "0.3 people/day",
        between=("0 people/day", "2 people/day"),
        source="assumed-people",
        grade="assumed",
        about="Newcomers to the pool a day when the scene is as easy to buy in as usual.",
    )
    outflow: float = parameter(
        "0.0002 1/day",
        between=("0 1/day", "0.001 1/day"),
        source="assumed-people",
        grade="assumed",
        about="Chance a day that a person of the pool leaves for good.",
    )
