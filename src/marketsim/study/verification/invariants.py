"""What cannot be and yet is: money, drugs and people that appear or vanish, and values that have no meaning.

``impossible(market)`` may be called between any two ticks; a mechanism that somebody adds is verified by it at once.
"""

from __future__ import annotations

import numpy as np

from marketsim.entities.accounts import (
    COCAINE_CONFISCATED,
    COCAINE_IN,
    COCAINE_LOST,
    COCAINE_USED,
    HEROIN_CONFISCATED,
    HEROIN_IN,
    HEROIN_LOST,
    HEROIN_USED,
    METHADONE_IN,
    METHADONE_LOST,
    METHADONE_USED,
    MONEY_IN,
    MONEY_OUT,
    PIECES_CLEANED,
    PIECES_DROPPED,
)
from marketsim.entities.dealers import STANDINGS
from marketsim.entities.people import DOINGS, HERE, IN_CUSTODY, IN_HOSPITAL, TREATED, USING, WHEREABOUTS
from marketsim.entities.world import World
from marketsim.model.market import Market


def misplaced(world: World) -> dict[str, int]:
    """Return what does not add up: money and drugs in hands, in use and gone against what came in."""
    people, dealers, crews, accounts = world.people, world.dealers, world.crews, world.accounts
    gone = {
        "money": (people.money, dealers.cash, accounts[MONEY_IN], [MONEY_OUT]),
        "heroin": (
            people.heroin,
            np.append(dealers.heroin, crews.heroin),
            accounts[HEROIN_IN],
            [HEROIN_USED, HEROIN_CONFISCATED, HEROIN_LOST],
        ),
        "cocaine": (
            people.cocaine,
            np.append(dealers.cocaine, crews.cocaine),
            accounts[COCAINE_IN],
            [COCAINE_USED, COCAINE_CONFISCATED, COCAINE_LOST],
        ),
        "methadone": (
            people.methadone,
            np.zeros(1, dtype=np.int64),
            accounts[METHADONE_IN],
            [METHADONE_USED, METHADONE_LOST],
        ),
    }
    lying = {"pieces": int(accounts[PIECES_DROPPED] - accounts[PIECES_CLEANED] - world.street.litter.sum())}
    short = {what: missing for what, missing in lying.items() if missing}
    return short | {
        what: int(held.sum() + stocked.sum() + accounts[out].sum() - came)
        for what, (held, stocked, came, out) in gone.items()
        if held.sum() + stocked.sum() + accounts[out].sum() != came
    }


SHARES = {
    "people": (
        "dependence",
        "tolerance",
        "attendance",
        "substitution",
        "considerate",
        "disappointed",
        "trust_officer",
        "trust_police",
        "trust_staff",
        "prescribed",
        "perceived_risk",
        "aggression",
        "frightening",
        "heroin_share",
    ),
    "dealers": (
        "force",
        "visibility",
        "perceived_risk",
        "reputation",
        "warned",
        "risk_of_force",
        "believed_violent",
        "known_to",
    ),
    "officers": ("commitment",),
    "residents": ("safety", "trust"),
    "street": ("presence",),
}
NEVER_NEGATIVE = {
    "people": (
        "craving",
        "money",
        "heroin",
        "cocaine",
        "debt",
        "potency",
        "offending",
        "offending_now",
        "known_offences",
        "overdoses",
        "doses_used",
        "naloxone",
        "equipment",
    ),
    "dealers": ("heroin", "cocaine", "cash", "owes", "custom", "evidence"),
    "residents": ("annoyance",),
    "rooms": ("injecting", "smoking", "queue"),
    "facilities": ("guests", "heard"),
    "street": (
        "crowd",
        "custom",
        "vacant",
        "fear",
        "heat",
        "selling_known",
        "complaints",
        "use_seen",
        "police_seen",
        "litter",
        "litter_told",
    ),
}
CODES = (
    ("people", "whereabouts", WHEREABOUTS),
    ("people", "doing", DOINGS),
    ("people", "treatment", TREATED),
    ("people", "waits_for", TREATED),
    ("dealers", "standing", STANDINGS),
)


def impossible(here: Market) -> list[str]:
    """Return what cannot be and yet is, as sentences; an empty list for a sound world."""
    world = here.world
    found: list[str] = []
    found += [f"{what}: {short} too much" for what, short in misplaced(world).items()]
    for name, table in world.tables().items():
        for column, values in table.arrays().items():
            if values.dtype.kind == "f" and not np.isfinite(values).all():
                found.append(f"{name}.{column} is not finite")
            if "cell" in table.columns[column].about and values.dtype == np.int32:
                outside = (values < -1) | (values >= world.city.cells)
                found += [f"{name}.{column} is off the map"] * bool(outside.any())
            pointed = table.columns[column].points_to
            if pointed and ((values < -1) | (values >= len(world.tables()[pointed]))).any():
                found.append(f"{name}.{column} points to nobody")
    for name, columns in SHARES.items():
        for column in columns:
            values = getattr(world.tables()[name], column)
            found += [f"{name}.{column} is no share"] * bool(((values < 0) | (values > 1)).any())
    for name, columns in NEVER_NEGATIVE.items():
        for column in columns:
            found += [f"{name}.{column} < 0"] * bool((getattr(world.tables()[name], column) < 0).any())
    for name, column, codes in CODES:
        values = getattr(world.tables()[name], column)
        found += [f"{name}.{column} has no such code"] * bool(((values < 0) | (values >= len(codes))).any())
    return found + _impossible_people(here) + _impossible_rooms(here) + _impossible_dealers(world)


def _impossible_people(here: Market) -> list[str]:
    people, tick = here.world.people, here.world.tick
    found: list[str] = []
    if (people.cell[people.whereabouts == HERE] < 0).any():
        found.append("somebody here stands nowhere")
    numbers = people.number[people.number >= 0]
    if len(np.unique(numbers)) != len(numbers):
        found.append("two people are one")
    held = np.isin(people.whereabouts, (IN_CUSTODY, IN_HOSPITAL))
    if (people.busy_until[held] < tick - 1).any():
        found.append("somebody is held beyond the time")
    if ((people.debt > 0) & (people.creditor < 0)).any() or (
        (people.debt == 0) & (people.creditor >= 0)
    ).any():
        found.append("a debt without creditor, or a creditor without debt")
    return found


def _impossible_rooms(here: Market) -> list[str]:
    rooms, people = here.world.rooms, here.world.people
    services = here.today.services if here.today else here.numbers.services
    found: list[str] = []
    if (rooms.injecting > services.seats_injecting).any() or (rooms.smoking > services.seats_smoking).any():
        found.append("more guests than seats")
    inside = (people.whereabouts == HERE) & (people.doing == USING) & (people.use_place == 1)
    if (people.cell[inside] != rooms.cell[people.room[inside]]).any():
        found.append("a guest of a room is elsewhere")
    return found


def _impossible_dealers(world: World) -> list[str]:
    dealers = world.dealers
    found: list[str] = []
    numbers = dealers.number[dealers.number >= 0]
    if len(np.unique(numbers)) != len(numbers):
        found.append("two dealers are one")
    if ((dealers.number < 0) & (dealers.standing != 0)).any() or (
        (dealers.number >= 0) & (dealers.standing == 0)
    ).any():
        found.append("a dealer who is nobody stands somewhere")
    gone = np.flatnonzero(dealers.number < 0)
    for who, pointing in (("creditor", world.people.creditor), ("grudge", dealers.grudge)):
        found += [f"{who} is nobody"] * bool(np.isin(pointing, gone).any())
    return found
