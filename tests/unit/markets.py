"""Markets for the tests: described in a line, watched tick by tick, and searched for what cannot be."""

from datetime import date

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
from marketsim.entities.city import read_city
from marketsim.entities.dealers import STANDINGS
from marketsim.entities.people import DOINGS, HERE, IN_CUSTODY, IN_HOSPITAL, TREATED, USING, WHEREABOUTS
from marketsim.model.market import Market
from marketsim.model.simulate import RunSpec, digest_of
from marketsim.parameters import declared
from marketsim.policies import Change, Policy, read_policy

START = date(2018, 3, 5)
PAYDAY = date(2018, 3, 30)

BUSY_STREET = {
    "police.officers": "8 officers",
    "police.street_share": "0.9",
    "police.duty_begins": "0 h",
    "police.duty_ends": "24 h",
    "police.stop_rate": "6/h",
    "police.arrests_for_possession": "0.5",
    "police.arrests_sellers": "0.9",
    "police.moves_on": "20/h",
    "police.contacts": "8/h",
    "police.steers": "0.8",
    "drug_squad.case_slots": "40 cases/week",
    "law.possession": "enforced",
}
AS_HIGH_AS_DECLARED = """
    scene.outflow scene.inflow overdose.overdose_rate overdose.fatality violence.customer_robbery
    violence.outburst_rate violence.revenge_rate money.robbery_rate money.theft_rate turf.quarrel_rate
    market.violent_share market.dealers learning.exit_rate learning.entry_rate enforcement.sees_a_sale
    displacement.leaving_rate displacement.return_rate buying.credit trust.tipping complaints.complaint_rate
""".split()
AS_LOW_AS_DECLARED = "enforcement.case_hours enforcement.drops_stock services.longest_wait".split()


def highest(*keys):
    """Each number at the top of its declared range."""
    return {key: (one := declared().declaration(key)).text(one.high) for key in keys}


def lowest(*keys):
    """Each number at the bottom of its declared range."""
    return {key: (one := declared().declaration(key)).text(one.low) for key in keys}


STORM = {**BUSY_STREET, **highest(*AS_HIGH_AS_DECLARED), **lowest(*AS_LOW_AS_DECLARED)}


def numbers_of(changes):
    """Declared numbers with some changed, levers and parameters alike."""
    return declared().changed(changes or {})


def market(changes=None, policy=None, **how):
    """A market at its first tick; undescribed, the declared world of a Monday in March 2018."""
    how = {"start": START, **how}
    return Market(numbers_of(changes), policy or read_policy("as_today"), read_city(), **how)


def policy(changes, *, from_day=0):
    """A policy that sets levers from a day on."""
    dated = tuple(Change(lever, to, from_day=from_day) for lever, to in changes.items())
    return Policy("a policy of the tests", "For the tests.", ("assumed-need",), dated)


def spec(one="as_today", **how):
    """The description of a run under a policy of the library, or any other, as plain data."""
    chosen = read_policy(one) if isinstance(one, str) else one
    return RunSpec(policy={**chosen.document(), "name": chosen.name}, **how)


def after(days, *args, **kwargs):
    """A market that has run for some days."""
    here = market(*args, **kwargs)
    for _ in range(days):
        here.run_day()
    return here


def digest(here):
    """Everything a market has come to, in one word."""
    return digest_of(here.observer.days, here.observer.cells, here.world)


def series(here):
    """The daily measures of a market as arrays."""
    return {name: np.array(values) for name, values in here.observer.days.items()}


def misplaced(world):
    """What does not add up: money and drugs in hands, in use and gone against what came in."""
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


def impossible(here):
    """What cannot be and yet is, as sentences; an empty list for a sound world."""
    world, found = here.world, []
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


def _impossible_people(here):
    people, tick = here.world.people, here.world.tick
    found = []
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


def _impossible_rooms(here):
    rooms, people = here.world.rooms, here.world.people
    services = here.today.services if here.today else here.numbers.services
    found = []
    if (rooms.injecting > services.seats_injecting).any() or (rooms.smoking > services.seats_smoking).any():
        found.append("more guests than seats")
    inside = (people.whereabouts == HERE) & (people.doing == USING) & (people.use_place == 1)
    if (people.cell[inside] != rooms.cell[people.room[inside]]).any():
        found.append("a guest of a room is elsewhere")
    return found


def _impossible_dealers(world):
    dealers = world.dealers
    found = []
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
