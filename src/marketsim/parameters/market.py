"""The market: dealers, prices, supplies and how many sell (MODEL §3.2)."""

from __future__ import annotations

from marketsim.parameters.declare import parameter, topic


@topic
class Market:
    """How many dealers there are, what they sell and at what price."""

    dealers: int = parameter(
        "60 dealers",
        between=("15 dealers", "150 dealers"),
        source="assumed-market",
        grade="assumed",
        about="Dealers at the start.",
    )
    room_for_dealers: int = parameter(
        "240 dealers",
        between=("200 dealers", "1200 dealers"),
        source="assumed-market",
        grade="assumed",
        about="Most dealers the table can hold.",
    )
    violent_share: float = parameter(
        "0.3",
        between=("0.05", "0.8"),
        source="assumed-market",
        grade="assumed",
        about="Share of dealers at the start who readily use force; that of newcomers is a number of its own.",
    )
    violent_from: float = parameter(
        "0.5",
        between=("0.3", "0.7"),
        source="assumed-market",
        grade="assumed",
        about="Propensity from which a dealer is shown as violent; a way of drawing, never read by a rule.",
    )
    visible: float = parameter(
        "0.5",
        between=("0.2", "0.8"),
        source="assumed-market",
        grade="assumed",
        about="Mean visibility of selling at the start.",
    )
    heroin_price: float = parameter(
        "100 kr/dose",
        between=("50 kr/dose", "200 kr/dose"),
        source="assumed-market",
        grade="assumed",
        about="Usual price of a dose of heroin.",
    )
    cocaine_price: float = parameter(
        "70 kr/dose",
        between=("40 kr/dose", "150 kr/dose"),
        source="assumed-market",
        grade="assumed",
        about="Usual price of a dose of cocaine.",
    )
    heroin_dose: int = parameter(
        "100 mg/dose",
        between=("50 mg/dose", "200 mg/dose"),
        source="assumed-market",
        grade="assumed",
        about="Weight of a street dose of heroin.",
    )
    cocaine_dose: int = parameter(
        "120 mg/dose",
        between=("50 mg/dose", "250 mg/dose"),
        source="assumed-market",
        grade="assumed",
        about="Weight of a street dose of cocaine.",
    )
    wholesale: float = parameter(
        "55 %",
        between=("25 %", "80 %"),
        source="assumed-market",
        grade="assumed",
        about="Share of the usual price that goes to the supplier.",
    )
    risk_premium: float = parameter(
        "0.5",
        between=("0", "2"),
        source="reuter-kleiman-1986",
        grade="assumed",
        knock_out=True,
        about=(
            "Rise of the price with the dealer’s believed chance of arrest; at zero prices do not answer "
            "risk."
        ),
    )
    pocket_stock: int = parameter(
        "30 doses",
        between=("5 doses", "100 doses"),
        source="assumed-market",
        grade="assumed",
        about="Doses of each drug a dealer starts a day with.",
    )
    sales_per_hour: float = parameter(
        "30 1/h",
        between=("10 1/h", "60 1/h"),
        source="assumed-market",
        grade="assumed",
        about="Most sales a dealer can make in an hour.",
    )
    selling_day: float = parameter(
        "7 h",
        between=("3 h", "12 h"),
        source="assumed-market",
        grade="assumed",
        about="Mean length of a selling day.",
    )
    batch_spread: float = parameter(
        "0.25",
        between=("0", "0.6"),
        source=("cphpost-2014", "assumed-market"),
        grade="assumed",
        about="Half-width of the strength of batches.",
    )
    batch_days: float = parameter(
        "7 days",
        between=("1 day", "30 days"),
        source="assumed-market",
        grade="assumed",
        about="Mean time between batches.",
    )
    arms_length: float = parameter(
        "25 m",
        between=("10 m", "40 m"),
        source="assumed-market",
        grade="assumed",
        about="Distance at which buyer and dealer have met.",
    )
    local: float = parameter(
        "0.5",
        between=("0.1", "0.9"),
        source="assumed-market",
        grade="assumed",
        about="Share of dealers with ties to the neighbourhood.",
    )
    float_kept: float = parameter(
        "1000 kr",
        between=("200 kr", "10000 kr"),
        source="assumed-market",
        grade="assumed",
        about="Cash a dealer keeps for the next day; what is left beyond it is taken home at midnight.",
    )
