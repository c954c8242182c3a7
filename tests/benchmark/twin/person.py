"""A person who uses drugs: needs, money, the search for a dealer, and where they are (M1–M3, M16)."""

from __future__ import annotations

import mesa
from tests.benchmark.twin.attacks import attack, meet_creditor
from tests.benchmark.twin.plain import plainly
from tests.benchmark.twin.using import choose_where_to_use, collapse, take_the_dose

from marketsim.entities.clock import is_between as compiled_is_between
from marketsim.entities.dealers import AT_SPOT, BY_APPOINTMENT, OPEN
from marketsim.entities.dealers import INDOORS as SELLS_INDOORS
from marketsim.entities.ledger import IN_ROOM
from marketsim.entities.people import (
    AWAY,
    COCAINE,
    HANGING,
    HERE,
    IN_CUSTODY,
    IN_HOSPITAL,
    IN_TREATMENT,
    INDOORS,
    LEAVING,
    LOOKING,
    OUTSIDE_HOME,
    QUEUEING,
    RAISING,
    SLEEPING,
    TO_USE,
    USING,
)  # fmt: skip
from marketsim.rules import buying, forms, money, need, place, treatment

(
    craving_later, cycle, eased, is_in_withdrawal, comes_within, strolls_on, amount, steals, acquaintance,
    asks_for_credit, attraction, notices, price, gives_up, is_deterred, draw_of_closed, is_let_in, is_between,
    time_to_prepare,
) = plainly(
    need.craving_later, need.cycle, treatment.eased, need.is_in_withdrawal, money.comes_within, money.strolls_on,
    money.amount, money.steals, buying.acquaintance, buying.asks_for_credit, buying.attraction, buying.notices,
    buying.price, buying.gives_up, buying.is_deterred, forms.draw_of_closed, forms.is_let_in, compiled_is_between,
    place.time_to_prepare,
)  # fmt: skip


class Person(mesa.Agent):
    """Attributes are those of the table of people; ``liking`` maps remembered dealers to what is thought of them."""

    def step(self):
        """What a person does alone: the personal processes of a tick, from need to walking."""
        if self.whereabouts == HERE:
            self.be_here()
        elif self.whereabouts == INDOORS:
            self.grow_needy()
        else:
            self.come_and_go()

    def be_here(self):
        """The personal processes of somebody on the scene."""
        self.grow_needy()
        self.come_and_go()
        if self.whereabouts != HERE:
            return
        if self.doing == RAISING:
            self.raise_money()
        self.decide()
        if self.doing == LOOKING and self.target_dealer is None:
            self.choose_a_dealer()
        if self.doing == TO_USE and self.use_place == 0:
            choose_where_to_use(self)
        if self.cell != self.bound_for:
            self.cell = self.model.walked(self.cell, self.bound_for)

    def grow_needy(self):
        """Craving rises with the time since the last dose."""
        if self.doing == USING:
            return
        numbers, cocaine = self.model.need, self.wants == COCAINE
        period = cycle(cocaine, self.substitution, numbers.heroin_cycle, numbers.cocaine_cycle)
        if cocaine:
            period = eased(period, self.prescribed)
        self.craving = craving_later(
            self.craving, self.dependence, period, numbers.need_strength, numbers.worst_craving, self.model.hours
        )  # fmt: skip

    def come_and_go(self):
        """Arrive when due, sleep, leave."""
        model, tick = self.model, self.model.tick
        if self.whereabouts == AWAY:
            if 0 <= self.arrives <= tick:
                self.arrive()
        elif self.whereabouts in (IN_HOSPITAL, IN_CUSTODY, IN_TREATMENT):
            if self.busy_until <= tick:
                self.whereabouts = AWAY
                self.arrives = tick if self.home != OUTSIDE_HOME else -1
        elif self.whereabouts != HERE:
            return
        elif self.busy_until <= tick and (self.doing == HANGING or self.doing == RAISING):
            if self.home == OUTSIDE_HOME:
                if tick >= self.leaves:
                    self.doing, self.bound_for = LEAVING, self.entrance
            elif is_between(model.hour, self.wakes - model.scene.sleep, self.wakes) and not is_in_withdrawal(
                self.craving
            ):
                self.doing, self.bound_for = SLEEPING, self.entrance
                self.busy_until = tick + int((self.wakes - model.hour) * model.ticks_per_hour)
        elif self.doing == LEAVING and self.cell == self.entrance:
            self.whereabouts, self.doing = AWAY, HANGING
            if self.heroin + self.cocaine > 0:
                model.happened["taken home"] += 1
                self.heroin = self.cocaine = 0
        elif self.doing == SLEEPING and self.busy_until <= tick:
            self.doing = HANGING

    def arrive(self):
        """Be on the scene with the day's money."""
        model = self.model
        self.whereabouts, self.arrives, self.doing = HERE, -1, HANGING
        self.cell = self.bound_for = self.entrance
        self.craving = min(1.0, model.need.need_strength) * model.random.random()
        self.money += max(0, int(self.allowance * model.money.income_strength) - self.money)

    def raise_money(self):
        """Bottles and begging, sex, theft."""
        model, dice, numbers, hours = self.model, self.model.random.random, self.model.money, self.model.hours
        gained = 0
        if comes_within(numbers.bottle_rate, numbers.income_strength, hours, dice()):
            gained += amount(numbers.bottle_takings, dice())
        if self.sells_sex and comes_within(numbers.sex_rate, numbers.income_strength, hours, dice()):
            gained += amount(numbers.sex_takings, dice())
        calm = model.presence.calm * model.felt[self.cell]
        if steals(
            self.craving, self.offending_now, self.perceived_risk, numbers.theft_rate, numbers.theft_strength, calm,
            hours, dice(),
        ):  # fmt: skip
            gained += amount(numbers.theft_takings, dice())
            model.happened["theft"] += 1
            model.thefts_seen[self.cell] += 1
            model.eventful.add(self.cell)
            if dice() < numbers.noticed:
                self.known_offences += 1
                self.offended = True
        self.money += gained

    def decide(self):
        """Hang around, raise money, look for a dealer, or go to use."""
        model, tick, dice = self.model, self.model.tick, self.model.random.random
        if self.busy_until > tick:
            return
        about_to_use = self.doing == TO_USE or self.doing == QUEUEING
        if self.doing == USING or (about_to_use and self.heroin + self.cocaine == 0):
            self.doing, self.use_place = HANGING, 0
        if self.doing != HANGING and self.doing != RAISING:
            return
        holds = self.heroin + self.cocaine > 0
        seeks = self.craving >= model.need.starts_seeking and not holds
        market, numbers = model.market, model.buying
        asked = 100 * (market.cocaine_price if self.wants == COCAINE else market.heroin_price)
        if holds and self.craving >= model.need.uses_at:
            self.doing, self.use_place, self.shuns_room, self.asked_away = TO_USE, 0, False, False
        elif seeks and self.money >= asked and tick >= self.next_search:
            if is_deterred(self.perceived_risk, numbers.fear_of_buying, dice()):
                self.next_search = tick + model.waits
            else:
                self.begin_a_search()
        elif (
            seeks
            and self.creditor is None
            and tick >= self.next_search
            and asks_for_credit(numbers.seeks_credit, model.hours, dice())
        ):
            self.begin_a_search()
        elif seeks and self.money < asked:
            moves_on = strolls_on(model.money.strolls, model.hours, dice())
            if self.doing == HANGING or (moves_on and self.cell == self.bound_for):
                one, other = model.two_spots()
                self.bound_for = one if model.footfall[one] >= model.footfall[other] else other
            self.doing = RAISING
        else:
            self.doing, self.bound_for = HANGING, self.haunt

    def begin_a_search(self):
        """Look for drugs; the lot that decides on a robbery is drawn once for the search."""
        self.doing, self.target_dealer, self.search_began = LOOKING, None, self.model.tick
        self.tried, self.lot = set(), self.model.random.random()

    def choose_a_dealer(self):
        """A dealer known to be good, called or walked to; a stranger seen selling; or give up."""
        model, numbers, of_forms, dice = (
            self.model,
            self.model.buying,
            self.model.forms,
            self.model.random.random,
        )
        speed, distances, best = model.scene.walking_speed, model.distance[self.cell], -1000.0
        trust, bother, caution = numbers.trust_in_known, numbers.walk_bother, numbers.caution
        price_bother, premium = numbers.price_bother, model.market.risk_premium
        eyesight, rate, hours = numbers.eyesight, numbers.notice_rate, model.hours
        for dealer, liking in self.liking.items():
            if dealer in self.tried:
                continue
            distance, closed = distances[dealer.cell] / 10, dealer.form != OPEN
            walk = distance / speed
            if closed:
                called = self.phone or dealer.form == SELLS_INDOORS
                if not (dealer.reachable and called and is_let_in(acquaintance(liking), of_forms.vetting)):
                    continue
                walk = walk if dealer.form == SELLS_INDOORS else of_forms.appointment_wait
            elif distance <= eyesight and dealer.standing != AT_SPOT:
                continue
            dearer = price(1.0, dealer.perceived_risk, premium) - 1.0
            worth = draw_of_closed(closed, self.perceived_risk, of_forms.prefers_closed) + attraction(
                liking, walk, dealer.reputation, dearer, trust, bother, caution, price_bother
            )
            if worth > best:
                best, self.target_dealer = worth, dealer
        for dealer in model.selling:
            distance = distances[dealer.cell] / 10
            if notices(distance, dealer.visibility, eyesight, numbers.field_of_vision, rate, hours, dice()):
                walk, reputation = distance / speed, dealer.reputation
                worth = attraction(0.0, walk, reputation, 0.0, trust, bother, caution, price_bother)
                if worth > best:
                    best, self.target_dealer = worth, dealer
        if self.target_dealer is not None:
            self.set_out()
        elif gives_up(self.craving, numbers.patience, hours, dice()):
            self.give_up()
        elif self.cell == self.bound_for:
            one, other = model.two_spots()
            self.bound_for = one if model.custom[one] >= model.custom[other] else other

    def set_out(self):
        """Walk to the dealer chosen, or wait where one is for a dealer who was called."""
        model, dealer = self.model, self.target_dealer
        self.appointment = model.tick
        self.bound_for = dealer.cell
        if dealer.form == BY_APPOINTMENT:
            self.bound_for = self.cell
            self.appointment += int(model.forms.appointment_wait * model.ticks_per_hour / 60)

    def give_up(self):
        """Leave the search for now."""
        self.doing, self.disappointed, self.target_dealer = HANGING, 1, None
        self.next_search = self.model.tick + self.model.waits
        self.model.happened["gave up"] += 1

    def reach(self):
        """Stand before the dealer, or queue at the room's door."""
        if self.doing == LOOKING:
            if self.target_dealer is not None and self.cell == self.bound_for and self.whereabouts == HERE:
                self.target_dealer.meet(self)
        elif self.doing == TO_USE and self.use_place == IN_ROOM and self.cell == self.bound_for:
            self.doing, self.queued_since = QUEUEING, self.model.tick
            self.room.queue.append(self)

    def use(self):
        """Use a dose on reaching the place; it may be too much."""
        model = self.model
        if self.whereabouts != HERE:
            return
        if self.doing == TO_USE and self.use_place not in (0, IN_ROOM) and self.cell == self.bound_for:
            self.doing, self.dose_due, self.judged = USING, True, False
            prepared = time_to_prepare(
                model.services.preparing_time, model.ticks_per_hour, model.random.random()
            )
            sitting = max(1, int(model.services.street_time * model.ticks_per_hour / 60))
            self.dose_from = model.tick + prepared
            self.busy_until = model.tick + max(prepared + 1, sitting)
        if not self.dose_due or (
            self.doing == USING and self.use_place != IN_ROOM and model.tick < self.dose_from
        ):
            return
        self.dose_due = self.doing == USING and self.heroin + self.cocaine > 0
        if self.dose_due and take_the_dose(self):
            collapse(self)

    def face_others(self):
        """Debts that are asked for, and violence other than over turf."""
        if self.whereabouts == HERE:
            if self.creditor is not None:
                meet_creditor(self)
            if self.doing != SLEEPING:
                attack(self)
