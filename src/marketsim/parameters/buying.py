"""How people find, choose and pay a dealer (M3), and how demand answers price and search (M21)."""

from __future__ import annotations

from marketsim.parameters.declare import parameter, topic


@topic
class Buying:
    """Choosing a dealer, buying, being cheated, going without (M3, M21)."""

    walk_bother: float = parameter(
        "4 min",
        between=("1 min", "20 min"),
        source="assumed-buying",
        grade="assumed",
        about=(
            "Walk to a dealer that weighs as much as the whole difference between a good and an indifferent "
            "one."
        ),
    )
    caution: float = parameter(
        "0.8",
        between=("0", "2"),
        source="assumed-buying",
        grade="assumed",
        about="Weight of a dealer’s fearsome reputation against liking.",
    )
    price_bother: float = parameter(
        "0.5",
        between=("0", "3"),
        source=("gallet-2014", "assumed-buying"),
        grade="assumed",
        about="Weight of a price known to be twice the usual one against liking.",
    )
    trust_in_known: float = parameter(
        "1",
        between=("0", "2"),
        source="assumed-buying",
        grade="assumed",
        knock_out=True,
        about="Strength of loyalty to dealers remembered; at zero every dealer is a stranger.",
    )
    eyesight: float = parameter(
        "150 m",
        between=("60 m", "300 m"),
        source="assumed-buying",
        grade="assumed",
        about="Distance at which an openly selling stranger is noticed half as soon as close by.",
    )
    field_of_vision: float = parameter(
        "200 m",
        between=("100 m", "500 m"),
        source=("gehl-2010", "assumed-buying"),
        grade="assumed",
        about="Walk beyond which nobody makes out that a stranger sells.",
    )
    notice_rate: float = parameter(
        "15/h",
        between=("4/h", "60/h"),
        source="assumed-buying",
        grade="assumed",
        about="How often an hour somebody who looks around notices an openly selling stranger close by.",
    )
    patience: float = parameter(
        "1.5 h",
        between=("0.5 h", "6 h"),
        source="assumed-buying",
        grade="assumed",
        about="Mean search after which a person in full need gives up.",
    )
    waits_after_giving_up: float = parameter(
        "1.5 h",
        between=("0.5 h", "6 h"),
        source="assumed-buying",
        grade="assumed",
        about="Time before a person who gave up looks again.",
    )
    elasticity: float = parameter(
        "0.6",
        between=("0", "1.5"),
        source="assumed-buying",
        grade="assumed",
        about="How demand falls with price plus search time (sign reversed).",
    )
    time_price: float = parameter(
        "60 kr/h",
        between=("0 kr/h", "200 kr/h"),
        source="assumed-buying",
        grade="assumed",
        about="What an hour of searching is worth to a person, in money.",
    )
    fraud_rate: float = parameter(
        "0.12",
        between=("0", "0.4"),
        source="assumed-buying",
        grade="assumed",
        about="Chance that a sale to a stranger is short weight or no drug at all.",
    )
    unfamiliar_spread: float = parameter(
        "0.5",
        between=("0", "0.9"),
        source="assumed-buying",
        grade="assumed",
        knock_out=True,
        about="Half-width of the strength of drugs bought from a stranger; knowing a dealer narrows it.",
    )
    learning_weight: float = parameter(
        "0.2",
        between=("0.05", "0.5"),
        source="assumed-buying",
        grade="assumed",
        about="Weight of the last purchase in what is thought of a dealer.",
    )
    threat_weight: float = parameter(
        "0.5",
        between=("0.1", "1"),
        source="assumed-buying",
        grade="assumed",
        about="Liking lost when a dealer threatens or attacks a customer.",
    )
    largest_purchase: int = parameter(
        "3 doses",
        between=("1 doses", "6 doses"),
        source="assumed-buying",
        grade="assumed",
        about="Most doses bought at a time.",
    )
    credit: float = parameter(
        "0.15",
        between=("0", "0.5"),
        source="assumed-buying",
        grade="assumed",
        about="Chance that a dealer gives a known customer who is short of money a dose on credit.",
    )
    credit_days: float = parameter(
        "3 days",
        between=("1 day", "14 days"),
        source="assumed-buying",
        grade="assumed",
        about="Time in which a debt falls due.",
    )
    fear_of_buying: float = parameter(
        "0.4",
        between=("0", "1.5"),
        source="assumed-deterrence",
        grade="assumed",
        knock_out=True,
        about=(
            "Strength with which perceived risk of being stopped keeps people from buying today; at zero "
            "none."
        ),
    )
    seeks_credit: float = parameter(
        "0.1 1/h",
        between=("0 1/h", "1 1/h"),
        source="assumed-buying",
        grade="assumed",
        about="Rate at which somebody in need and without money asks a known dealer for credit.",
    )
