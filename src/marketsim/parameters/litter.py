"""Used equipment in the street: who drops it, who finds it, who takes it away (M6)."""

from __future__ import annotations

from marketsim.parameters.declare import Ints, lever, parameter, topic
from marketsim.parameters.names import QUARTERS


@topic
class Litter:
    """Bins, rounds of cleaning, and what is dropped and found (M6)."""

    bins: Ints = lever(
        {
            "west": "2 bins",
            "side_streets": "3 bins",
            "kodbyen": "1 bins",
            "halmtorvet": "2 bins",
            "istedgade": "3 bins",
            "station": "2 bins",
        },
        between=("0 bins", "12 bins"),
        source="assumed-litter",
        grade="assumed",
        per=QUARTERS,
        about="Bins for used equipment that stand in the quarter.",
    )
    rounds: Ints = lever(
        {
            "west": "1 rounds/day",
            "side_streets": "2 rounds/day",
            "kodbyen": "1 rounds/day",
            "halmtorvet": "2 rounds/day",
            "istedgade": "2 rounds/day",
            "station": "2 rounds/day",
        },
        between=("0 rounds/day", "8 rounds/day"),
        source="assumed-litter",
        grade="assumed",
        per=QUARTERS,
        about="Rounds on which the quarter is cleaned.",
    )
    first_round: float = lever(
        "6 h",
        between=("0 h", "12 h"),
        source="assumed-litter",
        grade="assumed",
        about="Hour from which rounds of cleaning are spread over the day.",
    )
    last_round: float = lever(
        "20 h",
        between=("13 h", "24 h"),
        source="assumed-litter",
        grade="assumed",
        about="Hour by which the last round of cleaning is done.",
    )
    careless: float = parameter(
        "0.6",
        between=("0.1", "0.95"),
        source=("assumed-litter", "kinnard-2014"),
        grade="assumed",
        knock_out=True,
        about="Share of uses outside that leave equipment lying where neither bin, room nor habit is near.",
    )
    bin_reach: float = parameter(
        "40 m",
        between=("10 m", "150 m"),
        source="assumed-litter",
        grade="assumed",
        about="Walk to a bin or room that halves the willingness to use it.",
    )
    fear_drops: float = parameter(
        "0.4",
        between=("0", "1"),
        source=("aitken-2002", "maher-dixon-1999"),
        grade="assumed",
        knock_out=True,
        about="Share of tidy uses that are untidy in full fear of being stopped with used equipment, or in a hurry.",
    )
    find_rate: float = parameter(
        "0.002",
        between=("0.0002", "0.01"),
        source="assumed-litter",
        grade="assumed",
        knock_out=True,
        about="Chance that one who passes a piece in the open finds it.",
    )
    household_trips: float = parameter(
        "0.2 1/h",
        between=("0.05 1/h", "1 1/h"),
        source="assumed-litter",
        grade="assumed",
        about="Trips of a household past the places under its windows, between the first round and the last.",
    )
    child_share: float = parameter(
        "4 %",
        between=("1 %", "12 %"),
        source="assumed-litter",
        grade="assumed",
        about="Share of finders who are children.",
    )
    child_share_near_schools: float = parameter(
        "30 %",
        between=("10 %", "60 %"),
        source="assumed-litter",
        grade="assumed",
        about="The same within 100 m of a school or playground.",
    )
    business_share: float = parameter(
        "40 %",
        between=("10 %", "80 %"),
        source="assumed-litter",
        grade="assumed",
        about="Share of pieces on a shop’s doorstep that the shop finds.",
    )
    finder_clears: float = parameter(
        "0.2",
        between=("0", "0.6"),
        source="assumed-litter",
        grade="assumed",
        about="Share of finds that the finder clears away.",
    )
    thoroughness: float = parameter(
        "0.8",
        between=("0.3", "1"),
        source="assumed-litter",
        grade="assumed",
        about="Share of what lies hidden in the open that a round of cleaning takes; what was found is always taken.",
    )
