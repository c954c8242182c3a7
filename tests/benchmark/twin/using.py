"""Using a dose: where, how, and what happens when it is too much (M4, M5)."""

from __future__ import annotations

from tests.benchmark.twin.plain import plainly

from marketsim.entities.clock import is_between as compiled_is_between
from marketsim.entities.facilities import HEALTH_ROOM
from marketsim.entities.ledger import HIDDEN, IN_ROOM, NEAR_HEALTH_ROOM, VISIBLE
from marketsim.entities.people import COCAINE, DEAD, HANGING, HEROIN, IN_HOSPITAL, SLEEPING
from marketsim.rules import care, infection, need, overdose, place, treatment

(
    is_believed_open, room_worth, uses_in_the_room, uses_near_the_health_room, hides, hideout_worth, company_worth,
    shies_away, may_enter_rooms, is_rushed, borrows, tolerance_later, tolerance_in_treatment, tolerance_after_dose,
    craving_after_dose, wants_cocaine, is_mixed, strength_felt, overdoses, help_comes, naloxone_is_at_hand, saved,
    dies, is_between,
) = plainly(
    place.is_believed_open, place.room_worth, place.uses_in_the_room, care.uses_near_the_health_room, place.hides,
    place.hideout_worth, overdose.company_worth, place.shies_away, place.may_enter_rooms, place.is_rushed,
    infection.borrows, need.tolerance_later, treatment.tolerance_in_treatment, need.tolerance_after_dose,
    need.craving_after_dose, need.wants_cocaine, overdose.is_mixed, overdose.strength_felt, overdose.overdoses,
    overdose.help_comes, overdose.naloxone_is_at_hand, overdose.saved, overdose.dies, compiled_is_between,
)  # fmt: skip


def choose_where_to_use(person):
    """The room, near nurses, a hideout, or right here."""
    model, dice = person.model, person.model.random.random
    numbers, distances, hour = model.services, model.distance[person.cell], model.hour
    if not person.shuns_room and may_enter_rooms(person.excluded, person.registered, person.danish):
        worth, best = 0.0, None
        for room in model.rooms:
            if is_believed_open(person.believed_open[room.row], person.believed_closed[room.row], hour):
                walk = distances[room.cell] / 10 / model.scene.walking_speed
                this_worth = room_worth(
                    walk, len(room.queue), person.craving, numbers.walk_tolerance, numbers.queue_patience,
                    numbers.impatience,
                )  # fmt: skip
                if this_worth > worth:
                    worth, best = this_worth, room
        if best and uses_in_the_room(worth, numbers.room_appeal, dice()):
            person.use_place, person.room, person.bound_for = IN_ROOM, best, best.cell
            return
    nurses, opens, closes = model.health_room, model.facilities.opens, model.facilities.closes
    walk = distances[nurses] / 10 / model.scene.walking_speed
    sent_from_there = person.asked_away and person.cell == nurses
    nurses_near = not sent_from_there and is_between(hour, opens[HEALTH_ROOM], closes[HEALTH_ROOM])
    if nurses_near and uses_near_the_health_room(
        walk, numbers.walk_tolerance, numbers.health_room_appeal, dice()
    ):
        person.use_place, person.bound_for = NEAR_HEALTH_ROOM, nurses
        return
    hidden = hides(person.perceived_risk, numbers.hidden_share, numbers.fear_hides, dice())
    shies = shies_away(person.perceived_risk, model.felt[person.cell], numbers.avoids_police, dice())
    out_of_view = person.asked_away or (shies and not hidden)
    person.bound_for, person.use_place = person.cell, HIDDEN if hidden else VISIBLE
    if hidden or out_of_view:
        person.bound_for = _place_near(person, hidden, out_of_view)


def _place_near(person, hidden, out_of_view):
    """The cell near by that looks best to use unseen, or out of the officers' sight."""
    model, dice, best = person.model, person.model.random.random, -1e9
    chosen = person.haunt if person.asked_away else person.cell
    numbers, company = model.services, model.overdose.keeps_company
    for cell, metres in model.near[person.cell]:
        if out_of_view and (cell == person.cell or model.officers_in_view.get(cell, 0) > 0):
            continue
        worth = hideout_worth(
            hidden * model.seclusion[cell], model.watched[cell], model.findability[cell], model.felt[cell], metres,
            person.considerate, person.perceived_risk, numbers.hideout_walk, numbers.avoids_police, dice(),
        ) + company_worth(len(model.standing.get(cell, ())), person.perceived_risk, company)  # fmt: skip
        if worth > best:
            best, chosen = worth, cell
    return chosen


def take_the_dose(person):
    """The dose, its relief and its danger; whether it was too much."""
    model, dice, numbers = person.model, person.model.random.random, person.model.overdose
    person.dose_due, outside = False, person.use_place != IN_ROOM
    drug = COCAINE if (person.wants == COCAINE and person.cocaine > 0) or person.heroin == 0 else HEROIN
    if drug == HEROIN:
        person.heroin -= min(person.heroin, model.market.heroin_dose)
    else:
        person.cocaine -= min(person.cocaine, model.market.cocaine_dose)
    person.rushed = outside and is_rushed(
        person.perceived_risk, model.felt[person.cell], person.asked_away, model.services.fear_rushes,
        model.services.asking_rushes, dice(),
    )  # fmt: skip
    person.asked_away = False
    if outside:
        model.use_seen[person.cell] += 1
        model.eventful.add(person.cell)
    if person.injects and outside:
        person.borrows = person.equipment == 0 and borrows(
            model.infection.sharing, person.rushed, model.infection.rush_shares, dice()
        )
        person.equipment = max(0, person.equipment - 1)
    hours = (model.tick - person.tolerance_since) / model.ticks_per_hour
    person.tolerance = tolerance_in_treatment(
        tolerance_later(person.tolerance, hours, model.need.tolerance_half_life), person.substitution,
        model.treatment.opioid_tolerance,
    )  # fmt: skip
    since = (model.tick - person.last_use) / model.ticks_per_hour
    person.mixed = is_mixed(person.doses_used > 0 and person.last_drug != drug, since, numbers.mixing_window)
    strength = strength_felt(
        person.potency, person.mixed, numbers.mixing, person.tainted, numbers.bad_batch_strength,
        person.warned_until > model.tick, numbers.warning_heeded,
    )  # fmt: skip
    too_much = overdoses(
        strength, person.tolerance, person.injects, person.rushed, numbers.overdose_rate, numbers.protection,
        numbers.injecting_factor, numbers.rush_factor, dice(),
    )  # fmt: skip
    person.craving = craving_after_dose(person.craving, model.need.relief)
    if drug == HEROIN:
        person.tolerance = tolerance_after_dose(person.tolerance, model.need.tolerance_gain)
    person.tolerance_since = person.last_use = model.tick
    person.last_drug = drug
    person.doses_used += 1
    person.wants = COCAINE if wants_cocaine(person.heroin_share, dice()) else HEROIN
    model.happened["use"] += 1
    return too_much


def collapse(person):
    """Help comes, with naloxone or without, or it does not: hospital or death."""
    model, numbers, cell = person.model, person.model.overdose, person.cell
    around, passing = model.standing[cell], model.passing[cell]
    findability, opioid = model.findability[cell], person.last_drug == HEROIN
    nurses = model.facilities.opens[HEALTH_ROOM], model.facilities.closes[HEALTH_ROOM]
    if person.use_place == IN_ROOM:
        helped = numbers.room_saves
    elif person.use_place == NEAR_HEALTH_ROOM and is_between(model.hour, *nurses):
        helped = numbers.staff_saves
    else:
        kit = opioid and _naloxone_is_given(person, around)
        helped = help_comes(passing, findability, len(around) > 1, numbers.help_window, numbers.company_helps)
        at_hand = naloxone_is_at_hand(kit, passing, findability, numbers.help_window, numbers.passers_carry)
        helped = saved(helped, numbers.aid_saves, at_hand, opioid, numbers.naloxone_works)
    if dies(helped, numbers.fatality, model.random.random()):
        person.whereabouts = DEAD
        person.money = person.heroin = person.cocaine = 0
        model.happened["death"] += 1
    else:
        person.whereabouts = IN_HOSPITAL
        person.overdoses += 1
        person.busy_until = model.tick + int(numbers.hospital_hours * model.ticks_per_hour)
        model.happened["overdose"] += 1
    person.doing, person.use_place = HANGING, 0


def _naloxone_is_given(person, around):
    """Somebody beside gives naloxone, their own or the collapsed person's."""
    awake = [
        one for one in around if one is not person and hasattr(one, "naloxone") and one.doing != SLEEPING
    ]
    givers = [one for one in awake if one.naloxone > 0] or ([person] if awake and person.naloxone > 0 else [])
    if givers:
        person.model.random.choice(givers).naloxone -= 1
        person.model.happened["naloxone used"] += 1
    return bool(givers)
