"""Doses are used, some in a hurry or on top of another drug, and some are too much (M4, M5)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.accounts import COCAINE_USED, HEROIN_USED
from marketsim.entities.clock import TICK, Clock
from marketsim.entities.ledger import IN_ROOM, NOBODY, PERSON, USE, record
from marketsim.entities.people import COCAINE, HERE, HEROIN, TO_USE, USING
from marketsim.entities.scales import MINUTES_PER_HOUR
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.infection import borrows
from marketsim.rules.need import craving_after_dose, tolerance_after_dose, tolerance_later, wants_cocaine
from marketsim.rules.overdose import is_mixed, overdoses, strength_felt
from marketsim.rules.place import is_rushed, time_to_prepare
from marketsim.rules.treatment import tolerance_in_treatment

RUSHED = stream("use is hurried")
OVERDOSES = stream("a dose is too much")
PREPARES = stream("how long a dose is prepared outside")
BORROWS = stream("injects with borrowed equipment")
NEXT_DRUG = stream("which drug is wanted next")


def people_settle_to_use(world: World, today: Today, now: Clock) -> Call:
    """Whoever has reached a place outside to use at settles down there and prepares the dose."""
    people, services = world.people, today.services
    return _settle, (
        now, today.ticks_per_hour, people.key, people.whereabouts, people.doing, people.busy_until, people.cell,
        people.bound_for, people.use_place, people.dose_due, people.dose_from, people.judged,
        services.preparing_time, services.street_time,
    )  # fmt: skip


@loop
def _settle(
    now, ticks_per_hour, key, whereabouts, doing, busy_until, cell, bound_for, use_place, dose_due, dose_from,
    judged, preparing_time, street_time,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    sitting = max(1, int(street_time * ticks_per_hour / MINUTES_PER_HOUR))
    for person in range(cell.shape[0]):
        if doing[person] != TO_USE or whereabouts[person] != HERE:
            continue
        here = cell[person]
        if use_place[person] != 0 and use_place[person] != IN_ROOM and here == bound_for[person]:
            doing[person] = USING
            dose_due[person] = True
            judged[person] = False
            dose_from[person] = tick + time_to_prepare(
                preparing_time, ticks_per_hour, uniform(key[person], word, PREPARES)
            )
            busy_until[person] = max(dose_from[person] + 1, tick + sitting)


def people_use(world: World, today: Today, now: Clock) -> Call:
    """Whoever sits where the dose is to be used takes it; for some it is too much."""
    people, street, overdose = world.people, world.street, today.overdose
    return _use, (
        now, today.ticks_per_hour, people.key, people.whereabouts, people.doing, people.cell, people.use_place,
        people.dose_due, people.dose_from, people.asked_away, people.wants, people.heroin_share, people.heroin,
        people.cocaine, people.potency, people.tainted, people.warned_until, people.craving, people.tolerance,
        people.tolerance_since, people.last_use, people.last_drug, people.injects, people.substitution,
        people.equipment, people.borrows, people.rushed, people.mixed, people.collapsed, people.perceived_risk,
        people.doses_used, street.presence, street.use_seen, street.use_today, world.accounts, world.ledger.rows,
        world.ledger.filled, today.market.heroin_dose, today.market.cocaine_dose, today.services.fear_rushes,
        today.services.asking_rushes, today.need.relief, today.need.tolerance_gain, today.need.tolerance_half_life,
        overdose.overdose_rate, overdose.protection, overdose.injecting_factor, overdose.rush_factor,
        overdose.mixing, overdose.mixing_window, overdose.bad_batch_strength, overdose.warning_heeded,
        today.infection.sharing, today.infection.rush_shares, today.treatment.opioid_tolerance, )  # fmt: skip


@loop
def _use(
    now, ticks_per_hour, key, whereabouts, doing, cell, use_place, dose_due, dose_from, asked_away, wants,
    heroin_share, heroin, cocaine, potency, tainted, warned_until, craving, tolerance, tolerance_since, last_use,
    last_drug, injects, substitution, equipment, is_borrowing, rushed, mixed, collapsed, perceived_risk, doses_used,
    presence, use_seen, use_today, accounts, rows, filled, heroin_dose, cocaine_dose, fear_rushes, asking_rushes,
    relief, tolerance_gain, tolerance_half_life, overdose_rate, protection, injecting_factor, rush_factor, mixing,
    mixing_window, bad_batch_strength, warning_heeded, sharing, rush_shares, opioid_tolerance,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    for person in range(key.shape[0]):
        if not dose_due[person]:
            continue
        here = cell[person]
        place = use_place[person]
        sits = whereabouts[person] == HERE and doing[person] == USING
        sits = sits and heroin[person] + cocaine[person] > 0
        if sits and place != IN_ROOM and tick < dose_from[person]:
            continue
        dose_due[person] = False
        if not sits:
            continue
        drug = (
            COCAINE if (wants[person] == COCAINE and cocaine[person] > 0) or heroin[person] == 0 else HEROIN
        )
        if drug == HEROIN:
            dose = min(heroin[person], heroin_dose)
            heroin[person] -= dose
            accounts[HEROIN_USED] += dose
        else:
            dose = min(cocaine[person], cocaine_dose)
            cocaine[person] -= dose
            accounts[COCAINE_USED] += dose
        rushed[person] = place != IN_ROOM and is_rushed(
            perceived_risk[person], presence[here], asked_away[person], fear_rushes, asking_rushes,
            uniform(key[person], word, RUSHED),
        )  # fmt: skip
        asked_away[person] = False
        if place != IN_ROOM:
            use_seen[here] += 1
            use_today[here] += 1
        if injects[person] and place != IN_ROOM:
            is_borrowing[person] = equipment[person] == 0 and borrows(
                sharing, rushed[person], rush_shares, uniform(key[person], word, BORROWS)
            )
            equipment[person] = max(0, equipment[person] - 1)
        hours = (tick - tolerance_since[person]) / ticks_per_hour
        tolerance[person] = tolerance_in_treatment(
            tolerance_later(tolerance[person], hours, tolerance_half_life), substitution[person],
            opioid_tolerance,
        )  # fmt: skip
        since = (tick - last_use[person]) / ticks_per_hour
        other_drug = doses_used[person] > 0 and last_drug[person] != drug
        mixed[person] = is_mixed(other_drug, since, mixing_window)
        warned = warned_until[person] > tick
        felt_potency = strength_felt(
            potency[person], mixed[person], mixing, tainted[person], bad_batch_strength, warned,
            warning_heeded,
        )  # fmt: skip
        collapsed[person] = overdoses(
            felt_potency, tolerance[person], injects[person], rushed[person],
            overdose_rate, protection, injecting_factor, rush_factor, uniform(key[person], word, OVERDOSES),
        )  # fmt: skip
        record(
            rows, filled, tick, here, USE, drug, PERSON, person, NOBODY, -1, 1 + rushed[person], dose, place
        )
        craving[person] = craving_after_dose(craving[person], relief)
        if drug == HEROIN:
            tolerance[person] = tolerance_after_dose(tolerance[person], tolerance_gain)
        tolerance_since[person] = tick
        last_use[person] = tick
        last_drug[person] = drug
        doses_used[person] += 1
        wants[person] = (
            COCAINE if wants_cocaine(heroin_share[person], uniform(key[person], word, NEXT_DRUG)) else HEROIN
        )
