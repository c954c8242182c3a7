"""A person who uses drugs: needs, money, the search for a dealer, and a place to use (M1–M5, M9)."""

from __future__ import annotations

import mesa
from tests.benchmark.twin.plain import plainly

from marketsim.entities.clock import is_between as compiled_is_between
from marketsim.entities.ledger import HIDDEN, IN_ROOM, VISIBLE
from marketsim.entities.people import (
    AWAY,
    COCAINE,
    DEAD,
    HANGING,
    HERE,
    HEROIN,
    IN_CUSTODY,
    IN_HOSPITAL,
    LEAVING,
    LOOKING,
    OUTSIDE_HOME,
    QUEUEING,
    RAISING,
    SLEEPING,
    TO_USE,
    USING,
)  # fmt: skip
from marketsim.rules import buying, money, need, overdose, place, violence

(
    craving_later, cycle, craving_after_dose, tolerance_later, tolerance_after_dose, wants_cocaine, is_in_withdrawal,
    comes_within, amount, steals, robs, attraction, notices, gives_up, is_deterred,
    is_believed_open, uses_in_the_room, hides, hideout_worth, is_rushed, overdoses, help_comes, dies,
    lashes_out, is_attacked_by_a_buyer, severity, demands, is_between,
) = plainly(
    need.craving_later, need.cycle, need.craving_after_dose, need.tolerance_later, need.tolerance_after_dose,
    need.wants_cocaine, need.is_in_withdrawal, money.comes_within, money.amount, money.steals, money.robs,
    buying.attraction, buying.notices, buying.gives_up, buying.is_deterred,
    place.is_believed_open, place.uses_in_the_room, place.hides, place.hideout_worth, place.is_rushed,
    overdose.overdoses, overdose.help_comes, overdose.dies,
    violence.lashes_out, violence.is_attacked_by_a_buyer, violence.severity, violence.demands, compiled_is_between,
)  # fmt: skip


class Person(mesa.Agent):
    """Attributes are those of the table of people; ``liking`` maps remembered dealers to what is thought of them."""

    def step(self):
        """What a person does alone: the personal processes of a tick, from need to walking."""
        self.come_and_go() if self.whereabouts != HERE else self.be_here()

    def be_here(self):
        """The personal processes of somebody on the scene."""
        model = self.model
        if self.doing != USING:
            numbers = model.need
            period = cycle(
                self.wants == COCAINE, self.substitution, numbers.heroin_cycle, numbers.cocaine_cycle
            )
            self.craving = craving_later(
                self.craving,
                self.dependence,
                period,
                numbers.need_strength,
                numbers.worst_craving,
                model.hours,
            )
        self.come_and_go()
        if self.whereabouts != HERE:
            return
        if self.doing == RAISING:
            self.raise_money()
        self.decide()
        if self.doing == LOOKING and self.target_dealer is None:
            self.choose_a_dealer()
        if self.doing == TO_USE and self.use_place == 0:
            self.choose_where_to_use()
        if self.cell != self.bound_for:
            self.cell = model.walked(self.cell, self.bound_for)

    def come_and_go(self):
        """Arrive when due, sleep, leave."""
        model, tick = self.model, self.model.tick
        if self.whereabouts == AWAY:
            if 0 <= self.arrives <= tick:
                self.whereabouts, self.arrives, self.doing = HERE, -1, HANGING
                self.cell = self.bound_for = self.entrance
                self.craving = model.random.random()
                self.money += int(self.allowance * model.money.income_strength)
        elif self.whereabouts in (IN_HOSPITAL, IN_CUSTODY):
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
        elif self.doing == SLEEPING and self.busy_until <= tick:
            self.doing = HANGING

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
            self.craving, self.offending, self.perceived_risk, numbers.theft_rate, numbers.theft_strength, calm,
            hours, dice(),
        ):  # fmt: skip
            gained += amount(numbers.theft_takings, dice())
            model.happened["theft"] += 1
        self.money += gained

    def decide(self):
        """Hang around, raise money, look for a dealer, or go to use."""
        model, tick = self.model, self.model.tick
        if self.busy_until > tick:
            return
        about_to_use = self.doing == TO_USE or self.doing == QUEUEING
        if self.doing == USING or (about_to_use and self.heroin + self.cocaine == 0):
            self.doing, self.use_place = HANGING, 0
        if self.doing != HANGING and self.doing != RAISING:
            return
        holds = self.heroin + self.cocaine > 0
        seeks = self.craving >= model.need.starts_seeking and not holds
        market = model.market
        price = 100 * (market.cocaine_price if self.wants == COCAINE else market.heroin_price)
        if holds and self.craving >= model.need.uses_at:
            self.doing, self.use_place, self.shuns_room = TO_USE, 0, False
        elif seeks and self.money >= price and tick >= self.next_search:
            if is_deterred(self.perceived_risk, model.buying.fear_of_buying, model.random.random()):
                self.next_search = tick + model.waits
            else:
                self.doing, self.target_dealer, self.search_began = LOOKING, None, tick
                self.tried = set()
        elif seeks and self.money < price:
            moves_on = comes_within(model.money.strolls, 1.0, model.hours, model.random.random())
            if self.doing == HANGING or (moves_on and self.cell == self.bound_for):
                one, other = model.two_spots()
                self.bound_for = one if model.footfall[one] >= model.footfall[other] else other
            self.doing = RAISING
        else:
            self.doing, self.bound_for = HANGING, self.haunt

    def choose_a_dealer(self):
        """A dealer known to be good, a stranger seen selling, or give up."""
        model, numbers, dice = self.model, self.model.buying, self.model.random.random
        speed, distances, best = model.scene.walking_speed, model.distance[self.cell], -1000.0
        trust, bother, caution = numbers.trust_in_known, numbers.walk_bother, numbers.caution
        eyesight, rate, hours = numbers.eyesight, numbers.notice_rate, model.hours
        for dealer, liking in self.liking.items():
            if dealer not in self.tried:
                walk = distances[dealer.cell] / 10 / speed
                worth = attraction(liking, walk, dealer.reputation, trust, bother, caution)
                if worth > best:
                    best, self.target_dealer = worth, dealer
        for dealer in model.selling:
            distance = distances[dealer.cell] / 10
            if notices(distance, dealer.visibility, eyesight, rate, hours, dice()):
                worth = attraction(0.0, distance / speed, dealer.reputation, trust, bother, caution)
                if worth > best:
                    best, self.target_dealer = worth, dealer
        if self.target_dealer is not None:
            self.bound_for = self.target_dealer.cell
        elif gives_up(self.craving, numbers.patience, model.hours, dice()):
            self.doing, self.disappointed = HANGING, 1
            self.next_search = model.tick + model.waits
            model.happened["gave up"] += 1
        elif self.cell == self.bound_for:
            one, other = model.two_spots()
            self.bound_for = one if model.custom[one] >= model.custom[other] else other

    def choose_where_to_use(self):
        """The room, a hideout, or right here."""
        model, numbers, dice = self.model, self.model.services, self.model.random.random
        welcome = not self.shuns_room and not self.excluded and (self.registered or self.danish)
        if welcome:
            distances, hour = model.distance[self.cell], model.hour
            open_rooms = [
                room
                for room in model.rooms
                if is_believed_open(self.believed_open[room.row], self.believed_closed[room.row], hour)
            ]
            if open_rooms:
                nearest = min(open_rooms, key=lambda room: distances[room.cell])
                walk = distances[nearest.cell] / 10 / model.scene.walking_speed
                if uses_in_the_room(
                    walk, len(nearest.queue), self.craving, numbers.walk_tolerance, numbers.queue_patience,
                    numbers.impatience, numbers.room_appeal, dice(),
                ):  # fmt: skip
                    self.use_place, self.room, self.bound_for = IN_ROOM, nearest, nearest.cell
                    return
        self.bound_for, self.use_place = self.cell, VISIBLE
        if hides(self.perceived_risk, numbers.hidden_share, numbers.fear_hides, dice()):
            self.use_place, best = HIDDEN, -1.0
            for cell, metres in model.near[self.cell]:
                worth = hideout_worth(
                    model.seclusion[cell], model.overlooked[cell], model.findability[cell], metres,
                    self.considerate, numbers.hideout_walk, dice(),
                )  # fmt: skip
                if worth > best:
                    best, self.bound_for = worth, cell

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
            self.doing, self.dose_due, self.asked_away = USING, True, False
            self.busy_until = model.tick + max(1, int(model.services.street_time * model.ticks_per_hour / 60))
            model.use_seen[self.cell] += 1
        if self.dose_due:
            self.take_the_dose()

    def take_the_dose(self):
        """The dose, its relief and its danger."""
        model, dice, numbers = self.model, self.model.random.random, self.model.overdose
        self.dose_due = False
        drug = COCAINE if (self.wants == COCAINE and self.cocaine > 0) or self.heroin == 0 else HEROIN
        if drug == HEROIN:
            self.heroin -= min(self.heroin, model.market.heroin_dose)
        else:
            self.cocaine -= min(self.cocaine, model.market.cocaine_dose)
        self.rushed = self.use_place != IN_ROOM and is_rushed(
            self.perceived_risk, model.felt[self.cell], model.services.fear_rushes, dice()
        )
        hours = (model.tick - self.last_use) / model.ticks_per_hour
        self.tolerance = tolerance_later(self.tolerance, hours, model.need.tolerance_half_life)
        too_much = overdoses(
            self.potency, self.tolerance, self.injects, self.rushed, numbers.overdose_rate, numbers.protection,
            numbers.injecting_factor, numbers.rush_factor, dice(),
        )  # fmt: skip
        self.craving = craving_after_dose(self.craving, model.need.relief)
        if drug == HEROIN:
            self.tolerance = tolerance_after_dose(self.tolerance, model.need.tolerance_gain)
        self.last_use, self.last_drug = model.tick, drug
        self.doses_used += 1
        self.wants = COCAINE if wants_cocaine(self.heroin_share, dice()) else HEROIN
        model.happened["use"] += 1
        if too_much:
            company = len(model.standing[self.cell]) > 1
            helped = help_comes(
                model.passing(self.cell), model.findability[self.cell], company, numbers.help_window,
                numbers.company_helps,
            )  # fmt: skip
            self.collapse(numbers.room_saves if self.use_place == IN_ROOM else helped)

    def collapse(self, helped):
        """Hospital or death."""
        model, numbers = self.model, self.model.overdose
        if dies(helped, numbers.fatality, model.random.random()):
            self.whereabouts = DEAD
            self.money = self.heroin = self.cocaine = 0
            model.happened["death"] += 1
        else:
            self.whereabouts = IN_HOSPITAL
            self.busy_until = model.tick + int(numbers.hospital_hours * model.ticks_per_hour)
            model.happened["overdose"] += 1
        self.doing, self.use_place = HANGING, 0

    def face_others(self):
        """Debts that are asked for, and violence other than over turf."""
        if self.whereabouts == HERE:
            if self.creditor is not None:
                self.meet_creditor()
            if self.doing != SLEEPING:
                self.attack()

    def meet_creditor(self):
        """Pay what is overdue when the dealer asks, or be made to."""
        model, dealer, dice = self.model, self.creditor, self.model.random.random
        if self.due > model.tick or not dealer.sells:
            return
        if model.distance[self.cell][dealer.cell] > model.turf.sight * 10:
            return
        if not demands(model.violence.collection_rate, model.hours, dice()):
            return
        paid = min(self.money, self.debt)
        self.money -= paid
        self.debt -= paid
        dealer.cash += paid
        if self.debt == 0:
            self.creditor = None
        elif dealer.fights():
            dealer.won_today += paid
            model.violent("debt", dealer, self, dealer.force, dealer.armed_restraint())

    def attack(self):
        """Be attacked by a sex buyer; lash out at or rob somebody who stands by."""
        model, numbers, dice = self.model, self.model.violence, self.model.random.random
        felt = model.felt[self.cell]
        calm, hours = model.presence.calm * felt, model.hours
        raising = self.doing == RAISING
        if self.sells_sex and raising and is_between(model.hour, numbers.dusk, numbers.dawn):
            passing = model.passing(self.cell)
            if is_attacked_by_a_buyer(numbers.sex_buyer_rate, calm, passing, hours, dice()):
                model.violent("sex buyer", None, self, 1.0, 0.0)
        by = model.standing[self.cell]
        company = len(by) - 1
        if company <= 0:
            return
        just_used = (
            self.last_drug == COCAINE
            and model.tick - self.last_use < numbers.agitated_for * model.ticks_per_hour
        )
        attacks = lashes_out(
            self.aggression, is_in_withdrawal(self.craving) or just_used, company, numbers.outburst_rate, calm,
            model.presence.provocation * felt, hours, dice(),
        )  # fmt: skip
        takes = raising and robs(
            self.craving,
            self.offending,
            model.money.robbery_rate,
            numbers.robbery_strength,
            calm,
            hours,
            dice(),
        )
        if attacks or takes:
            others = [one for one in by if one is not self and isinstance(one, Person)]
            if others:
                victim = model.random.choice(others)
                model.violent("outburst" if attacks else "robbery", self, victim, self.aggression, 0.0)
                if takes:
                    self.money, victim.money = self.money + victim.money, 0
