"""Violence other than over turf: debts, robbery, outbursts and sex buyers (M9)."""

from __future__ import annotations

from tests.benchmark.twin.plain import plainly

from marketsim.entities.clock import is_between as compiled_is_between
from marketsim.entities.people import COCAINE, RAISING
from marketsim.rules import money, need, violence

demands, is_in_withdrawal, is_attacked_by_a_buyer, lashes_out, robs, is_between = plainly(
    violence.demands, need.is_in_withdrawal, violence.is_attacked_by_a_buyer, violence.lashes_out, money.robs,
    compiled_is_between,
)  # fmt: skip


def meet_creditor(person):
    """Pay what is overdue when the dealer asks, or be made to."""
    model, dealer, numbers = person.model, person.creditor, person.model.violence
    if person.due > model.tick:
        return
    in_sight = model.distance[person.cell][dealer.cell] <= model.turf.sight * 10
    if not dealer.reachable and not (dealer.sells and in_sight):
        return
    pressure, dice = model.crews.debt_pressure, model.random.random
    if not demands(numbers.collection_rate, dealer.pressed, pressure, model.hours, dice()):
        return
    paid = min(person.money, person.debt)
    person.money -= paid
    person.debt -= paid
    dealer.cash += paid
    if person.debt == 0:
        person.creditor = None
    elif dealer.fights():
        dealer.won_today += paid
        model.violent(dealer, person, dealer.force, dealer.armed_restraint())


def attack(person):
    """Be attacked by a sex buyer; lash out at or rob somebody who stands by."""
    model, numbers, dice = person.model, person.model.violence, person.model.random.random
    calm, hours, raising = model.calm_at(person.cell), model.hours, person.doing == RAISING
    if person.sells_sex and raising and is_between(model.hour, numbers.dusk, numbers.dawn):
        passing = model.passing[person.cell]
        if is_attacked_by_a_buyer(numbers.sex_buyer_rate, calm, passing, hours, dice()):
            model.violent(None, person, 1.0, 0.0)
    by = model.standing[person.cell]
    company = len(by) - 1
    if company <= 0:
        return
    lately = model.tick - person.last_use < numbers.agitated_for * model.ticks_per_hour
    agitated = is_in_withdrawal(person.craving) or (person.last_drug == COCAINE and lately)
    attacks = lashes_out(
        person.aggression, agitated, company, numbers.outburst_rate, calm,
        model.presence.provocation * model.felt[person.cell], hours, dice(),
    )  # fmt: skip
    takes = raising and robs(
        person.craving, person.offending_now, model.money.robbery_rate, numbers.robbery_strength, calm, hours, dice()
    )  # fmt: skip
    if attacks or takes:
        others = [one for one in by if one is not person and hasattr(one, "craving")]
        if others:
            victim = model.random.choice(others)
            if attacks:
                model.violent(person, victim, person.aggression, 0.0)
            if takes:
                model.violent(person, victim, person.aggression, 0.0)
                person.money, victim.money = person.money + victim.money, 0
