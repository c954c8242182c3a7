"""An arrest leaves gaps: a spot, debts, a lesson for who saw it, and a stash may be found (M7, M8, M23)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.accounts import COCAINE_CONFISCATED, HEROIN_CONFISCATED
from marketsim.entities.clock import HOURS_PER_DAY, TICK, Clock
from marketsim.entities.dealers import AT_SPOT
from marketsim.entities.ledger import CREW, EVIDENCE, OFFICER, SEIZURE, record
from marketsim.entities.scales import DECIMETRES_PER_METRE
from marketsim.entities.turns import on_whom_it_falls
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.learning import conceals_after
from marketsim.rules.turf import is_split, stays_empty
from marketsim.rules.violence import is_cancelled, is_inherited

EMPTY_SPOT = stream("spot of an arrested dealer stays empty")
SPLIT = stream("custom of an arrested dealer is split")
HEIR = stream("who collects an arrested dealer's debts")
CANCELLED = stream("debts die with the creditor's arrest")
INHERITED = stream("debt is inherited rather than collected")


def arrests_leave_gaps(world: World, today: Today, now: Clock) -> Call:
    """Others in sight split or contest the custom of dealers caught in this tick, and some learn to hide."""
    dealers, street = world.dealers, world.street
    return _leave_gaps, (
        now, dealers.key, dealers.standing, dealers.cell, dealers.caught_by, dealers.custom, dealers.settled_since,
        dealers.reputation, dealers.force, dealers.conceals, street.vacant, world.city.distance,
        world.around.dealer_order, today.turf.sight, today.turf.vacancy_empty, today.turf.vacancy_split,
        today.buying.eyesight, today.learning.hiding,
    )  # fmt: skip


@loop
def _leave_gaps(
    now, key, standing, cell, caught_by, custom, settled_since, reputation, force, conceals, vacant, decimetres,
    dealer_order, sight, vacancy_empty, vacancy_split, eyesight, hiding,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    for dealer in dealer_order:
        if caught_by[dealer] < 0:
            continue
        here = cell[dealer]
        empty = stays_empty(vacancy_empty, uniform(key[dealer], word, EMPTY_SPOT))
        split = not empty and is_split(vacancy_split, uniform(key[dealer], word, SPLIT))
        rivals = 0
        for other in range(key.shape[0]):
            if other == dealer or standing[other] != AT_SPOT or caught_by[other] >= 0:
                continue
            apart = decimetres[here, cell[other]]
            rivals += apart <= sight * DECIMETRES_PER_METRE
            if apart <= eyesight * DECIMETRES_PER_METRE:
                conceals[other] = conceals_after(
                    conceals[other], force[other], feared=reputation[dealer], hiding=hiding
                )
        if empty:
            continue
        if not split or rivals == 0:
            vacant[here] += custom[dealer]
        for other in range(key.shape[0]):
            if other == dealer or standing[other] != AT_SPOT or caught_by[other] >= 0:
                continue
            if decimetres[here, cell[other]] > sight * DECIMETRES_PER_METRE:
                continue
            if split:
                custom[other] += custom[dealer] / rivals
            else:
                settled_since[other] = tick


def debts_change_hands(world: World, today: Today, now: Clock) -> Call:
    """What is owed to a dealer caught in this tick is cancelled, inherited, or collected at once for the dealer."""
    people, dealers, violence = world.people, world.dealers, today.violence
    return _change_hands, (
        now, today.ticks_per_hour, people.key, people.debt, people.creditor, people.due, dealers.key,
        dealers.standing, dealers.caught_by, dealers.crew, world.around.dealer_order, violence.debt_lost,
        violence.debt_inherited, today.buying.credit_days,
    )  # fmt: skip


@loop
def _change_hands(
    now, ticks_per_hour, person_key, debt, creditor, due, key, standing, caught_by, crew, dealer_order, debt_lost,
    debt_inherited, credit_days,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    for dealer in dealer_order:
        if caught_by[dealer] < 0:
            continue
        heir, mate = -1, -1
        least = least_of_mates = 1.0
        for other in range(key.shape[0]):
            if other == dealer or standing[other] != AT_SPOT or caught_by[other] >= 0:
                continue
            lot = uniform(key[other] ^ key[dealer], word, HEIR)
            heir, least = on_whom_it_falls(heir, least, other, lot)
            if crew[other] >= 0 and crew[other] == crew[dealer]:
                mate, least_of_mates = on_whom_it_falls(mate, least_of_mates, other, lot)
        if mate >= 0:
            heir = mate
        for person in range(person_key.shape[0]):
            if creditor[person] != dealer:
                continue
            creditor[person] = heir
            if heir < 0 or is_cancelled(debt_lost, uniform(person_key[person], word, CANCELLED)):
                creditor[person] = -1
                debt[person] = 0
            elif is_inherited(debt_inherited, uniform(person_key[person], word, INHERITED)):
                due[person] = tick + int(credit_days * HOURS_PER_DAY * ticks_per_hour)
            else:
                due[person] = tick


def stashes_are_seized(world: World, today: Today, now: Clock) -> Call:
    """A stash that the police have found in this tick is taken; the debt for it stays."""
    crews = world.crews
    return _seize, (
        now, crews.number, crews.cell, crews.heroin, crews.cocaine, crews.found_by, world.accounts,
        world.ledger.rows, world.ledger.filled,
    )  # fmt: skip


@loop
def _seize(now, number, cell, heroin, cocaine, found_by, accounts, rows, filled):
    for crew in range(number.shape[0]):
        if found_by[crew] < 0:
            continue
        record(
            rows, filled, now[TICK], cell[crew], SEIZURE, EVIDENCE, OFFICER, -1, CREW, crew, 1,
            heroin[crew] + cocaine[crew], found_by[crew],
        )  # fmt: skip
        accounts[HEROIN_CONFISCATED] += heroin[crew]
        accounts[COCAINE_CONFISCATED] += cocaine[crew]
        heroin[crew] = 0
        cocaine[crew] = 0
        found_by[crew] = -1
