"""Where the money of people who use drugs comes from (M2)."""

from __future__ import annotations

from marketsim.parameters.declare import parameter, topic


@topic
class Money:
    """Benefits, takings of the street, sex work, theft and robbery (M2)."""

    benefit: float = parameter(
        "2500 kr",
        between=("1000 kr", "6000 kr"),
        source="assumed-money",
        grade="assumed",
        about="Benefit left for the scene after rent and food, paid on the last weekday of the month.",
    )
    on_benefits: float = parameter(
        "75 %",
        between=("50 %", "90 %"),
        source="assumed-money",
        grade="assumed",
        about="Share of people who receive a benefit.",
    )
    bottle_rate: float = parameter(
        "0.9 1/h",
        between=("0.2 1/h", "2 1/h"),
        source="assumed-money",
        grade="assumed",
        about="Rate at which bottles and begging bring something.",
    )
    bottle_takings: float = parameter(
        "50 kr",
        between=("15 kr", "90 kr"),
        source="assumed-money",
        grade="assumed",
        about="Mean takings of bottles and begging each time.",
    )
    strolls: float = parameter(
        "1.5 1/h",
        between=("0.3 1/h", "6 1/h"),
        source="assumed-money",
        grade="assumed",
        about="Rate of moving on to another place while raising money.",
    )
    sex_rate: float = parameter(
        "0.3 1/h",
        between=("0.1 1/h", "0.8 1/h"),
        source="assumed-money",
        grade="assumed",
        about="Rate of paid sex while somebody sells it and needs money.",
    )
    sex_takings: float = parameter(
        "350 kr",
        between=("150 kr", "600 kr"),
        source="assumed-money",
        grade="assumed",
        about="Mean price of paid sex.",
    )
    theft_rate: float = parameter(
        "0.05 1/h",
        between=("0.005 1/h", "0.3 1/h"),
        source="assumed-money",
        grade="assumed",
        about="Rate of theft by a person of average propensity in full need and without money.",
    )
    theft_takings: float = parameter(
        "300 kr",
        between=("100 kr", "800 kr"),
        source="assumed-money",
        grade="assumed",
        about="Mean proceeds of a theft.",
    )
    theft_strength: float = parameter(
        "1",
        between=("0", "2"),
        source="assumed-money",
        grade="assumed",
        knock_out=True,
        about="Strength of need-driven theft and robbery; at zero there is none.",
    )
    income_strength: float = parameter(
        "1",
        between=("0", "2"),
        source="assumed-money",
        grade="assumed",
        knock_out=True,
        about="Strength of all other income; at zero people live on what they hold.",
    )
    other_income: float = parameter(
        "330 kr/day",
        between=("100 kr/day", "700 kr/day"),
        source="assumed-money",
        grade="assumed",
        about="Mean money brought along on a day on the scene, from work, family, loans and selling elsewhere.",
    )
    robbery_rate: float = parameter(
        "0.002 1/h",
        between=("0.0001 1/h", "0.02 1/h"),
        source="assumed-money",
        grade="assumed",
        about="Rate of robbing somebody near by a person of average propensity in full need and without money.",
    )
    offending_spell: float = parameter(
        "30 days",
        between=("7 days", "180 days"),
        source=("operation-reduction-2011", "assumed-money"),
        grade="assumed",
        about="Mean length of a spell in which a person offends.",
    )
    active_share: float = parameter(
        "0.3",
        between=("0.1", "0.9"),
        source="assumed-money",
        grade="assumed",
        about="Share of time that people are in such a spell.",
    )
    spell_strength: float = parameter(
        "0.8",
        between=("0", "1"),
        source="assumed-money",
        grade="assumed",
        knock_out=True,
        about="Share of offending that comes in spells; at zero everybody offends evenly.",
    )
    noticed: float = parameter(
        "0.3",
        between=("0.05", "0.8"),
        source="assumed-reporting",
        grade="assumed",
        about="Chance that a theft becomes known to the police together with who did it.",
    )
    offence_memory: float = parameter(
        "90 days",
        between=("30 days", "365 days"),
        source="assumed-reporting",
        grade="assumed",
        about="Mean time for which a known offence counts when the most active are looked for.",
    )
