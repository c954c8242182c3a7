"""Once a day dealers weigh in which form to sell: at an open spot, by appointment or indoors (M24)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.clock import TICK, Clock
from marketsim.entities.dealers import BY_APPOINTMENT, INDOORS, OPEN, is_in_the_market
from marketsim.entities.ledger import CUSTOM, DEALER, FORM_CHANGED, NOBODY, RISK, record
from marketsim.entities.scales import PER_MILLION
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.buying import acquaintance
from marketsim.rules.forms import changes_form, form_worth, is_let_in

CHANGES = stream("dealer changes the form of sale")


def regulars_are_counted(world: World, today: Today, now: Clock) -> Call:
    """Each dealer knows how many customers could be trusted with a number or an address."""
    people, dealers = world.people, world.dealers
    return _count, (people.known, people.liking, dealers.regulars, today.forms.vetting)


@loop
def _count(known, liking, regulars, vetting):
    regulars[:] = 0
    for person in range(known.shape[0]):
        for slot in range(known.shape[1]):
            dealer = known[person, slot]
            familiarity = acquaintance(liking[person, slot])
            if dealer >= 0 and is_let_in(familiarity, vetting):
                regulars[dealer] += 1


def dealers_choose_a_form(world: World, today: Today, now: Clock) -> Call:
    """A dealer compares the custom of open sellers with the regulars of closed sale, each less its risk."""
    dealers, street, forms = world.dealers, world.street, today.forms
    return _choose_form, (
        now, dealers.key, dealers.standing, dealers.cell, dealers.form, dealers.premises, dealers.regulars,
        dealers.custom, dealers.perceived_risk, dealers.unsettled, dealers.why_unsettled, street.vacant,
        world.around.dealer_order, world.ledger.rows, world.ledger.filled, forms.form_strength, forms.form_rate,
        forms.closed_exposure, forms.sales_per_regular, today.learning.usual_custom,
    )  # fmt: skip


@loop
def _choose_form(
    now, key, standing, cell, form, premises, regulars, custom, perceived_risk, unsettled, why_unsettled, vacant,
    dealer_order, rows, filled, form_strength, form_rate, closed_exposure, sales_per_regular, usual_custom,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    open_sellers = 0
    sold = 0
    for dealer in range(key.shape[0]):
        if is_in_the_market(standing[dealer]) and form[dealer] == OPEN:
            open_sellers += 1
            sold += int(custom[dealer] * PER_MILLION)
    told = sold / open_sellers / PER_MILLION if open_sellers > 0 else usual_custom
    for dealer in dealer_order:
        if not is_in_the_market(standing[dealer]):
            continue
        was_open = form[dealer] == OPEN
        open_sales = custom[dealer] if was_open else told
        closed_sales = regulars[dealer] * sales_per_regular if was_open else custom[dealer]
        open_worth = form_worth(open_sales, perceived_risk[dealer], exposure=1.0)
        closed_worth = form_worth(closed_sales, perceived_risk[dealer], exposure=closed_exposure)
        own_worth = open_worth if was_open else closed_worth
        other_worth = closed_worth if was_open else open_worth
        if not changes_form(
            own_worth, other_worth, form_strength, form_rate, uniform(key[dealer], word, CHANGES)
        ):
            continue
        cause = RISK if was_open and closed_sales <= open_sales else CUSTOM
        if was_open:
            form[dealer] = INDOORS if premises[dealer] else BY_APPOINTMENT
            vacant[cell[dealer]] += custom[dealer]
        else:
            form[dealer] = OPEN
            unsettled[dealer] = True
            why_unsettled[dealer] = CUSTOM
        record(
            rows, filled, tick, cell[dealer], FORM_CHANGED, cause, DEALER, dealer, NOBODY, -1, 1, 0,
            form[dealer],
        )  # fmt: skip
