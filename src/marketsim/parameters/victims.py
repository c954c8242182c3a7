"""Whom violence reaches beside buyers and rivals, and how often they are reached (M9)."""

from __future__ import annotations

from marketsim.parameters.declare import parameter, topic


@topic
class Victims:
    """Passers-by, shops, dealers robbed, user-dealers, staff, officers, and those on whom force is used (M9)."""

    outsiders_attacked: float = parameter(
        "0.2",
        between=("0", "1"),
        source="assumed-violence",
        grade="assumed",
        knock_out=True,
        about="Outbursts at passers-by where very many pass, relative to those at people of the scene near by.",
    )
    outsiders_robbed: float = parameter(
        "0.2",
        between=("0", "2"),
        source="assumed-violence",
        grade="assumed",
        knock_out=True,
        about="Robberies of passers-by and shops where very many pass, relative to those of people of the scene.",
    )
    shops_robbed: float = parameter(
        "0.1",
        between=("0", "1"),
        source="assumed-violence",
        grade="assumed",
        about="Share of those robberies beside a shop that are of the shop.",
    )
    robbery_takings: float = parameter(
        "400 kr",
        between=("50 kr", "3000 kr"),
        source="assumed-money",
        grade="assumed",
        about="Mean proceeds of robbing a passer-by or a shop.",
    )
    dealers_robbed: float = parameter(
        "0.3",
        between=("0", "3"),
        source=("goldstein-1985", "assumed-violence"),
        grade="assumed",
        knock_out=True,
        about="Robberies of a dealer in sight who never uses force, relative to those of people of the scene.",
    )
    fraud_answered: float = parameter(
        "0.05",
        between=("0", "1"),
        source=("goldstein-1985", "assumed-violence"),
        grade="assumed",
        knock_out=True,
        about="Chance that a cheated person of full aggression goes at once for a dealer whom nobody fears.",
    )
    extortion_rate: float = parameter(
        "0.001 1/h",
        between=("0 1/h", "0.02 1/h"),
        source=("reuter-2009", "assumed-violence"),
        grade="assumed",
        knock_out=True,
        about="Rate at which a dealer fully ready to use force makes somebody in sight pay for being left in peace.",
    )
    shops_extorted: float = parameter(
        "0.1",
        between=("0", "1"),
        source="assumed-violence",
        grade="assumed",
        about="Share of extortion aimed at shops; the rest is aimed at people who sell beside using.",
    )
    protection_money: float = parameter(
        "500 kr",
        between=("50 kr", "5000 kr"),
        source="assumed-violence",
        grade="assumed",
        about="Mean sum that a shop pays for being left in peace.",
    )
    money_extorted: float = parameter(
        "0.5",
        between=("0", "1"),
        source="assumed-violence",
        grade="assumed",
        about="Share of the money in hand that a person who sells beside using pays for being left in peace.",
    )
    staff_rate: float = parameter(
        "0.002 1/h",
        between=("0 1/h", "0.05 1/h"),
        source="assumed-violence",
        grade="assumed",
        knock_out=True,
        about="Rate of attacks on staff at hand by a person of full aggression, agitated or turned away.",
    )
    trust_soothes: float = parameter(
        "0.5",
        between=("0", "1"),
        source="assumed-violence",
        grade="assumed",
        about="Share of those attacks that full trust in staff prevents.",
    )
    resistance: float = parameter(
        "0.05",
        between=("0", "0.5"),
        source="assumed-violence",
        grade="assumed",
        knock_out=True,
        about="Chance that somebody of full aggression without trust attacks whoever stops, arrests or sends away.",
    )
    force_in_stops: float = parameter(
        "0.002",
        between=("0", "0.03"),
        source="assumed-violence",
        grade="assumed",
        about="Chance that a stop involves reportable use of force by the police.",
    )
    force_against_resistance: float = parameter(
        "0.5",
        between=("0", "1"),
        source="assumed-violence",
        grade="assumed",
        about="Chance that officers answer resistance by reportable use of force.",
    )
