"""An officer: a beat, and what is done about people and dealers in view (M11, M13, M14, M20, M22)."""

from __future__ import annotations

import mesa
from tests.benchmark.twin.plain import plainly

from marketsim.entities.clock import is_between as compiled_is_between
from marketsim.entities.ledger import IN_ROOM, REQUEST
from marketsim.entities.people import HANGING, HERE, IN_CUSTODY, SLEEPING, USING
from marketsim.entities.police import DRUG_SQUAD, LOCAL_OFFICER
from marketsim.rules import deterrence, discretion, enforcement, trust

(
    risk_after, belief_after, harm_weighed, judges_by_harm, lets_finish, spares,
    confiscates, is_attended_to, is_by_right, is_punishable, is_stopped, sees_a_deal, trust_after, is_between,
) = plainly(
    deterrence.risk_after, discretion.belief_after, discretion.harm_weighed, discretion.judges_by_harm,
    discretion.lets_finish, discretion.spares, enforcement.confiscates, enforcement.is_attended_to,
    enforcement.is_by_right, enforcement.is_punishable, enforcement.is_stopped, enforcement.sees_a_deal,
    trust.trust_after, compiled_is_between,
)  # fmt: skip


class Officer(mesa.Agent):
    """Attributes are those of the table of officers."""

    def step(self):
        """Go on duty, choose a beat every hour, walk it."""
        model, police, body = self.model, self.model.police, self.body
        first = model.team[body]
        in_post = first <= self.shift < first + police.officers[body]
        if not in_post or not is_between(model.hour, police.duty_begins[body], police.duty_ends[body]):
            self.on_duty = False
            return
        if model.new_hour:
            self.on_scene = model.random.random() < police.street_share[body]
        self.on_duty = self.on_scene
        if not self.on_duty or self.busy_until > model.tick:
            return
        if model.new_hour or self.bound_for < 0:
            self.choose_a_beat()
        self.cell = model.walked(self.cell, self.bound_for)

    def choose_a_beat(self):
        """The spot that taste and what the police know recommend."""
        model, police, dice, best = self.model, self.model.police, self.model.random.random, -1.0
        complaints, violence, selling = (
            weight[self.body]
            for weight in (police.follows_complaints, police.follows_violence, police.follows_selling)
        )
        for spot in model.spots:
            known = complaints * model.complaints[spot] + violence * model.heat[spot]
            worth = dice() * (1 + known + selling * model.selling_known[spot])
            if worth > best:
                best, self.bound_for = worth, spot

    @property
    def free(self):
        """Whether the officer is out on foot and has hands free."""
        return self.on_duty and self.body != DRUG_SQUAD and self.busy_until <= self.model.tick

    def encounter(self):
        """Judge uses, stop people, talk with people, meet dealers: each while hands are free."""
        if not self.free:
            return
        people = [person for person in self.model.people_near(self.cell) if person.whereabouts == HERE]
        self.judge_uses(people)
        if self.free and self.police("stop_rate") > 0:
            self.stop_people(people)
        if self.free and self.police("contacts") > 0:
            self.talk_with(people)
        if self.free:
            self.meet_dealers()

    def police(self, lever):
        """A lever of the officer's own body."""
        return getattr(self.model.police, lever)[self.body]

    def spend(self, minutes):
        """Be busy for so long; whether that takes the officer off the street."""
        self.busy_until = self.model.tick + int(minutes * self.model.ticks_per_hour / 60)
        return self.busy_until > self.model.tick

    def be_trusted(self, person, change):
        """What an encounter does to trust in the local officer and in the police at large."""
        spill, strength = self.model.trust.spills_over, self.model.trust.trust_strength
        own, other = (1.0, spill) if self.body == LOCAL_OFFICER else (spill, 1.0)
        person.trust_officer = trust_after(person.trust_officer, change * own, strength)
        person.trust_police = trust_after(person.trust_police, change * other, strength)

    def judge_uses(self, people):
        """Let uses outside be, or ask to move."""
        model, numbers, dice = self.model, self.model.discretion, self.model.random.random
        moves_on = self.police("moves_on")
        for person in people:
            if person.doing != USING or person.asked_away or person.use_place == IN_ROOM:
                continue
            cell = person.cell
            if not is_attended_to(moves_on, model.seclusion[cell], model.hours, dice()):
                continue
            person.asked_away = True
            judged = judges_by_harm(self.police("discretion"), self.commitment, dice())
            harm = harm_weighed(
                model.passing(cell), model.overlooked[cell], model.findability[cell], model.premises[cell],
                numbers.weight_of_being_seen, numbers.weight_of_being_found, numbers.weight_of_damage,
                numbers.people_make_seen,
            )  # fmt: skip
            change = model.trust.by_asking
            if judged and lets_finish(harm, numbers.bearable):
                change = model.trust.by_contact
                model.happened["contact"] += 1
            else:
                model.happened["asked to move"] += 1
                person.busy_until = model.tick + 1
                if judged:
                    person.considerate = belief_after(person.considerate, 1.0, numbers.explanation_works)
            self.be_trusted(person, change)
            if self.spend(model.enforcement.talk_time):
                return

    def stop_people(self, people):
        """Stop and search some of those in view."""
        model, dice = self.model, self.model.random.random
        stop_rate = self.police("stop_rate")
        for person in people:
            if person.whereabouts != HERE or person.doing == SLEEPING:
                continue
            if not is_stopped(stop_rate, len(people), model.hours, dice()):
                continue
            model.happened["stop"] += 1
            person.perceived_risk = risk_after(person.perceived_risk, model.deterrence.risk_from_stop)
            change, minutes = model.trust.by_stop, model.enforcement.stop_time
            if person.heroin + person.cocaine > 0 and dice() < model.enforcement.search_finds:
                change, minutes = self.find_drugs(person, change, minutes)
            self.be_trusted(person, change)
            if self.spend(minutes):
                return

    def find_drugs(self, person, change, minutes):
        """Take them, fine, arrest, or look away; what that means for trust, and how long it takes."""
        model, dice = self.model, self.model.random.random
        possession = model.law.possession
        punishable = is_punishable(possession, model.in_zone[person.cell], person.target_group)
        if confiscates(
            punishable, is_by_right(possession), self.police("confiscates_in_zone"),
            self.police("confiscates_outside"), dice(),
        ):  # fmt: skip
            person.heroin = person.cocaine = 0
            change = model.trust.by_confiscation
            model.happened["confiscation"] += 1
        if punishable and dice() < self.police("fines"):
            person.money -= min(person.money, int(model.enforcement.fine * 100))
            change = model.trust.by_confiscation
            model.happened["fine"] += 1
        if punishable and dice() < self.police("arrests_for_possession"):
            person.whereabouts, person.doing = IN_CUSTODY, HANGING
            person.busy_until = model.tick + int(model.enforcement.short_custody * model.ticks_per_hour)
            change, minutes = model.trust.by_arrest, model.enforcement.arrest_time * 60
            model.happened["arrest for possession"] += 1
        return change, minutes

    def talk_with(self, people):
        """Friendly talks."""
        model, dice, contacts = self.model, self.model.random.random, self.police("contacts")
        for person in people:
            if person.whereabouts != HERE or person.doing == SLEEPING or person.doing == USING:
                continue
            if is_stopped(contacts, len(people), model.hours, dice()):
                self.be_trusted(person, model.trust.by_contact)
                model.happened["contact"] += 1

    def meet_dealers(self):
        """See a sale; spare, steer or arrest."""
        model, numbers, dice = self.model, self.model.discretion, self.model.random.random
        distances, body = model.distance[self.cell], self.body
        for dealer in model.selling:
            if dealer.caught_by >= 0 or not dealer.sells:
                continue
            if distances[dealer.cell] > model.presence.reach * 10:
                continue
            if not sees_a_deal(dealer.visibility, model.enforcement.sees_a_sale, model.hours, dice()):
                continue
            model.sales_known[dealer.cell] += 1
            dealer.known_to[body] = risk_after(dealer.known_to[body], dealer.visibility)
            spared = spares(
                dealer.believed_violent[body], self.police("spares_peaceful"), self.commitment, dice()
            )
            minutes = model.enforcement.talk_time
            if not spared and dice() < self.police("arrests_sellers"):
                dealer.caught_by = body
                minutes = model.enforcement.arrest_time * 60
            elif dice() < self.police("steers") * model.overlooked[dealer.cell]:
                model.happened["steered"] += 1
                if dice() < numbers.steering_obeyed:
                    dealer.unsettled, dealer.why_unsettled = True, REQUEST
                    dealer.visibility = max(0.0, dealer.visibility - numbers.steering_quiets)
            if self.spend(minutes):
                return
