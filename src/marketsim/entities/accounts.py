"""Where money and drugs come from and go to, so that nothing appears or vanishes unnoticed."""

from __future__ import annotations

ACCOUNTS = (
    "money in", "money out", "heroin in", "heroin used", "heroin confiscated", "heroin lost",
    "cocaine in", "cocaine used", "cocaine confiscated", "cocaine lost", "cases taken", "deaths", "newcomers", "gone",
    "pieces dropped", "pieces cleaned",
    "calls waiting",
    "methadone in", "methadone used", "methadone lost",
)  # fmt: skip
(
    MONEY_IN, MONEY_OUT, HEROIN_IN, HEROIN_USED, HEROIN_CONFISCATED, HEROIN_LOST,
    COCAINE_IN, COCAINE_USED, COCAINE_CONFISCATED, COCAINE_LOST, CASES_TAKEN, DEATHS, NEWCOMERS, GONE,
    PIECES_DROPPED, PIECES_CLEANED,
    CALLS_WAITING,
    METHADONE_IN, METHADONE_USED, METHADONE_LOST,
) = range(len(ACCOUNTS))  # fmt: skip
