"""What makes people hurt each other, and what happens then (M9)."""

from __future__ import annotations

from marketsim.parameters.declare import parameter, topic


@topic
class Violence:
    """Debts, robbery, retaliation, intoxication and the price of force (M9)."""

    force_pays: float = parameter(
        "0.3",
        between=("0", "1"),
        source="assumed-violence",
        grade="assumed",
        about="Share of a weaker dealer’s daily earnings that a won fight brings.",
    )
    force_scares_off: float = parameter(
        "0.25",
        between=("0", "1"),
        source="assumed-violence",
        grade="assumed",
        about="Liking lost among customers who see a dealer use force.",
    )
    reputation_gain: float = parameter(
        "0.1",
        between=("0", "0.4"),
        source="assumed-violence",
        grade="assumed",
        about="Rise of a dealer’s fearsome reputation by an act of violence.",
    )
    collection_rate: float = parameter(
        "0.05 1/h",
        between=("0.005 1/h", "0.3 1/h"),
        source="assumed-violence",
        grade="assumed",
        knock_out=True,
        about="Rate at which a dealer asks a debtor close by for an overdue debt.",
    )
    debt_lost: float = parameter(
        "0.5",
        between=("0", "1"),
        source="reuter-2009",
        grade="assumed",
        about="Share of debts cancelled when the creditor is arrested.",
    )
    debt_inherited: float = parameter(
        "0.5",
        between=("0", "1"),
        source=("reuter-2009", "assumed-violence"),
        grade="assumed",
        about="Share of the other debts that somebody inherits with new credit; the rest is collected at once.",
    )
    robbery_strength: float = parameter(
        "1",
        between=("0", "2"),
        source="assumed-violence",
        grade="assumed",
        knock_out=True,
        about="Strength of robbery, by dealers of customers and by people of each other; at zero there is none.",
    )
    customer_robbery: float = parameter(
        "0.002",
        between=("0", "0.02"),
        source="assumed-violence",
        grade="assumed",
        about="Chance that a dealer fully ready to use force robs an unknown customer instead of selling.",
    )
    revenge_rate: float = parameter(
        "0.02 1/h",
        between=("0 1/h", "0.1 1/h"),
        source="assumed-violence",
        grade="assumed",
        knock_out=True,
        about="Rate of retaliation when the other side of an open score is in sight.",
    )
    grudge_days: float = parameter(
        "21 days",
        between=("3 days", "90 days"),
        source="assumed-violence",
        grade="assumed",
        about="Mean time until an open score is forgotten.",
    )
    outburst_rate: float = parameter(
        "0.006 1/h",
        between=("0.0005 1/h", "0.05 1/h"),
        source="assumed-violence",
        grade="assumed",
        knock_out=True,
        about="Rate of attacks by a person of full aggression in withdrawal or just intoxicated with cocaine.",
    )
    agitated_for: float = parameter(
        "1 h",
        between=("0.25 h", "4 h"),
        source="assumed-violence",
        grade="assumed",
        about="Time after a dose of cocaine in which a person is agitated.",
    )
    dusk: float = parameter(
        "20 h",
        between=("17 h", "23 h"),
        source="assumed-violence",
        grade="assumed",
        about="Hour from which sex buyers act after dark.",
    )
    dawn: float = parameter(
        "6 h",
        between=("4 h", "8 h"),
        source="assumed-violence",
        grade="assumed",
        about="Hour until which sex buyers act after dark.",
    )
    sex_buyer_rate: float = parameter(
        "0.08 1/h",
        between=("0.008 1/h", "0.8 1/h"),
        source="assumed-violence",
        grade="assumed",
        knock_out=True,
        about="Rate of attacks by sex buyers on somebody selling sex after dark.",
    )
    serious_share: float = parameter(
        "0.12",
        between=("0.03", "0.3"),
        source="assumed-violence",
        grade="assumed",
        about="Share of violent acts by somebody fully ready to use force that are serious.",
    )
    threat_share: float = parameter(
        "0.5",
        between=("0.2", "0.8"),
        source="assumed-violence",
        grade="assumed",
        about="Share of acts that stay threats.",
    )
    police_force: float = parameter(
        "0.01",
        between=("0", "0.08"),
        source="assumed-violence",
        grade="assumed",
        knock_out=True,
        about="Chance that an arrest involves reportable use of force by the police.",
    )
    fear_days: float = parameter(
        "2 days",
        between=("0.5 days", "10 days"),
        source="assumed-violence",
        grade="assumed",
        about="Time in which half of the fear left at a place by violence fades.",
    )
    reputation_half_life: float = parameter(
        "60 days",
        between=("10 days", "365 days"),
        source="assumed-violence",
        grade="assumed",
        about="Time in which half of a dealer's fearsome reputation fades.",
    )
