"""User-dealers: people who use drugs and sell part of their methadone or broker for others (MODEL §3.1)."""

from __future__ import annotations

from marketsim.parameters.declare import parameter, topic


@topic
class Brokering:
    """Selling as a role that need calls for (MODEL §3.1, M2, M24)."""

    would_sell: float = parameter(
        "0.3",
        between=("0.05", "0.6"),
        source=("debeck-2007", "small-2013"),
        grade="assumed",
        about="Share of people who broker or sell when they are short of money and in need.",
    )
    brokering_strength: float = parameter(
        "1",
        between=("0", "2"),
        source="small-2013",
        grade="assumed",
        knock_out=True,
        about="Strength of selling out of need; at zero nobody who uses drugs sells.",
    )
    offer_rate: float = parameter(
        "2 1/h",
        between=("0.2 1/h", "10 1/h"),
        source="assumed-market",
        grade="assumed",
        about="Rate at which somebody in full need who sells asks whoever looks for drugs close by.",
    )
    broker_fee: float = parameter(
        "15 %",
        between=("0 %", "50 %"),
        source="assumed-market",
        grade="assumed",
        about="What a broker takes on top of the dealer's price.",
    )
    take_home: int = parameter(
        "1 doses",
        between=("0 doses", "3 doses"),
        source="assumed-market",
        grade="assumed",
        about="Doses that somebody treated with methadone takes home for a day; heroin is only given on the spot.",
    )
    parts_with: float = parameter(
        "0.2",
        between=("0", "0.6"),
        source="assumed-market",
        grade="assumed",
        about="Chance that somebody who sells offers own methadone before brokering.",
    )
    methadone_price: float = parameter(
        "40 kr/dose",
        between=("10 kr/dose", "100 kr/dose"),
        source="assumed-market",
        grade="assumed",
        about="Street price of a dose of methadone.",
    )
    methadone_relief: float = parameter(
        "0.6",
        between=("0.2", "0.9"),
        source="assumed-market",
        grade="assumed",
        about="Share of the need for heroin that a dose of methadone takes away.",
    )
