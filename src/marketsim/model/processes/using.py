"""Doses are used, some in a hurry, and some are too much (M4, M5)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.accounts import (
    COCAINE_LOST,
    COCAINE_USED,
    DEATHS,
    HEROIN_LOST,
    HEROIN_USED,
    MONEY_OUT,
)  # fmt: skip
from marketsim.entities.clock import TICK, Clock
from marketsim.entities.ledger import DEATH, IN_ROOM, NO_CAUSE, NOBODY, OVERDOSE, PERSON, USE, record
from marketsim.entities.people import COCAINE, DEAD, HANGING, HERE, HEROIN, IN_HOSPITAL, TO_USE, USING
from marketsim.entities.scales import MINUTES_PER_HOUR
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.need import craving_after_dose, tolerance_after_dose, tolerance_later, wants_cocaine
from marketsim.rules.overdose import dies, help_comes, overdoses
from marketsim.rules.place import is_rushed

RUSHED = stream("use is hurried")
OVERDOSES = stream("a dose is too much")
DIES = stream("an overdose kills")
NEXT_DRUG = stream("which drug is wanted next")


def people_use(world: World, today: Today, now: Clock) -> Call:
    """Whoever has reached a place uses a dose there; whoever collapses is found or not."""
    people, street, overdose = world.people, world.street, today.overdose
    return _use, (
        now, today.ticks_per_hour, people.key, people.whereabouts, people.doing, people.busy_until, people.cell,
        people.bound_for, people.use_place, people.dose_due, people.wants, people.heroin_share, people.heroin,
        people.cocaine, people.money, people.potency, people.craving, people.tolerance, people.last_use,
        people.last_drug, people.injects, people.rushed, people.perceived_risk, people.doses_used,
        people.overdoses, people.asked_away, street.presence, street.crowd, street.use_seen, street.use_today,
        street.passing, street.findability, world.accounts, world.ledger.rows,
        world.ledger.filled, today.market.heroin_dose, today.market.cocaine_dose, today.services.street_time,
        today.services.fear_rushes, today.need.relief, today.need.tolerance_gain,
        today.need.tolerance_half_life, overdose.overdose_rate, overdose.protection, overdose.injecting_factor,
        overdose.rush_factor, overdose.room_saves, overdose.help_window, overdose.company_helps,
        overdose.fatality, overdose.hospital_hours,
    )  # fmt: skip


@loop
def _use(
    now, ticks_per_hour, key, whereabouts, doing, busy_until, cell, bound_for, use_place, dose_due, wants,
    heroin_share, heroin, cocaine, money, potency, craving, tolerance, last_use, last_drug, injects, rushed,
    perceived_risk, doses_used, overdoses_survived, asked_away, presence, crowd, use_seen, use_today,
    passing, findability, accounts, rows, filled,
    heroin_dose, cocaine_dose, street_time, fear_rushes, relief, tolerance_gain, tolerance_half_life,
    overdose_rate, protection, injecting_factor, rush_factor,
    room_saves, help_window, company_helps, fatality, hospital_hours,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    for person in range(key.shape[0]):
        if whereabouts[person] != HERE:
            continue
        here = cell[person]
        place = use_place[person]
        if doing[person] == TO_USE and place != 0 and place != IN_ROOM and here == bound_for[person]:
            doing[person] = USING
            dose_due[person] = True
            asked_away[person] = False
            busy_until[person] = tick + max(1, int(street_time * ticks_per_hour / MINUTES_PER_HOUR))
            use_seen[here] += 1
            use_today[here] += 1
        if not dose_due[person]:
            continue
        dose_due[person] = False
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
            perceived_risk[person], presence[here], fear_rushes, uniform(key[person], word, RUSHED)
        )
        hours = (tick - last_use[person]) / ticks_per_hour
        tolerance[person] = tolerance_later(tolerance[person], hours, tolerance_half_life)
        record(
            rows, filled, tick, here, USE, drug, PERSON, person, NOBODY, -1, 1 + rushed[person], dose, place
        )
        too_much = overdoses(
            potency[person], tolerance[person], injects[person], rushed[person],
            overdose_rate, protection, injecting_factor, rush_factor, uniform(key[person], word, OVERDOSES),
        )  # fmt: skip
        craving[person] = craving_after_dose(craving[person], relief)
        if drug == HEROIN:
            tolerance[person] = tolerance_after_dose(tolerance[person], tolerance_gain)
        last_use[person] = tick
        last_drug[person] = drug
        doses_used[person] += 1
        wants[person] = (
            COCAINE if wants_cocaine(heroin_share[person], uniform(key[person], word, NEXT_DRUG)) else HEROIN
        )
        if not too_much:
            continue
        company = crowd[here] > 1
        helped = help_comes(passing[here], findability[here], company, help_window, company_helps)
        if place == IN_ROOM:
            helped = room_saves
        if dies(helped, fatality, uniform(key[person], word, DIES)):
            record(rows, filled, tick, here, DEATH, NO_CAUSE, PERSON, person, NOBODY, -1, 1, 0, place)
            whereabouts[person] = DEAD
            accounts[DEATHS] += 1
            accounts[MONEY_OUT] += money[person]
            accounts[HEROIN_LOST] += heroin[person]
            accounts[COCAINE_LOST] += cocaine[person]
            money[person] = 0
            heroin[person] = 0
            cocaine[person] = 0
        else:
            record(rows, filled, tick, here, OVERDOSE, NO_CAUSE, PERSON, person, NOBODY, -1, 1, 0, place)
            overdoses_survived[person] += 1
            whereabouts[person] = IN_HOSPITAL
            busy_until[person] = tick + int(hospital_hours * ticks_per_hour)
        doing[person] = HANGING
        use_place[person] = 0
