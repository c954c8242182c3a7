"""How dealers learn from what force, visibility and place brought them; who leaves and who enters (M8)."""

from __future__ import annotations

from marketsim.parameters.declare import parameter, topic


@topic
class Learning:
    """Experience, imitation, exit and entry (M8)."""

    force_learning: float = parameter(
        "0.02 1/day",
        between=("0 1/day", "0.1 1/day"),
        source="assumed-learning",
        grade="assumed",
        knock_out=True,
        about="Largest change of the propensity to use force in a day, when force won or lost a day’s earnings.",
    )
    imitation: float = parameter(
        "0.01 1/day",
        between=("0 1/day", "0.05 1/day"),
        source="assumed-learning",
        grade="assumed",
        knock_out=True,
        about="Rate of drifting toward the practice of the best earner in sight.",
    )
    visibility_learning: float = parameter(
        "0.04 1/day",
        between=("0 1/day", "0.2 1/day"),
        source="assumed-learning",
        grade="assumed",
        knock_out=True,
        about="Largest change of visibility in a day: up for want of custom, down for fear of arrest.",
    )
    emboldening: float = parameter(
        "0.1",
        between=("0", "1"),
        source=("rand-2025", "assumed-learning"),
        grade="assumed",
        knock_out=True,
        about="Rise of the propensity to use force for the whole fear of a rival in sight that is gone.",
    )
    hiding: float = parameter(
        "0.3",
        between=("0", "1"),
        source=("dorn-south-1990", "assumed-learning"),
        grade="assumed",
        knock_out=True,
        about="How far a dealer ready to use force takes to hiding it when a feared dealer is arrested in view.",
    )
    hidden_for: float = parameter(
        "30 days",
        between=("5 days", "365 days"),
        source="assumed-learning",
        grade="assumed",
        about="Time in which half of that caution is forgotten.",
    )
    alternative: float = parameter(
        "1200 kr/day",
        between=("300 kr/day", "3000 kr/day"),
        source="assumed-learning",
        grade="assumed",
        about="What a dealer could earn otherwise.",
    )
    exit_rate: float = parameter(
        "0.02 1/day",
        between=("0.002 1/day", "0.1 1/day"),
        source="assumed-learning",
        grade="assumed",
        about="Rate of leaving the market when earnings equal half the alternative.",
    )
    entry_rate: float = parameter(
        "0.6 dealers/day",
        between=("0.05 dealers/day", "5 dealers/day"),
        source=("reuter-2009", "assumed-learning"),
        grade="assumed",
        about="Newcomers a day when selling pays twice the alternative.",
    )
    usual_custom: float = parameter(
        "25 sales/day",
        between=("5 sales/day", "80 sales/day"),
        source="assumed-learning",
        grade="assumed",
        about="Custom at which a dealer has no want of more.",
    )
    usual_earnings: float = parameter(
        "1500 kr/day",
        between=("400 kr/day", "4000 kr/day"),
        source="assumed-learning",
        grade="assumed",
        about="Earnings a dealer expects; the measure for what other scenes offer.",
    )
    smoothing_days: float = parameter(
        "7 days",
        between=("2 days", "21 days"),
        source="assumed-learning",
        grade="assumed",
        about="Time over which a dealer averages earnings and custom.",
    )
    replacement: float = parameter(
        "0.6",
        between=("0", "1"),
        source="reuter-2009",
        grade="assumed",
        about="Chance that the place of an arrested dealer is offered to somebody new by the supplier.",
    )
    replacement_days: float = parameter(
        "7 days",
        between=("1 day", "60 days"),
        source="assumed-learning",
        grade="assumed",
        about="Mean time until an arrested dealer is replaced.",
    )
    newcomer_violent_share: float = parameter(
        "0.3",
        between=("0.05", "0.8"),
        source="assumed-learning",
        grade="assumed",
        about="Share of newcomers who readily use force.",
    )
