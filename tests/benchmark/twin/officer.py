"""An officer: an hour's task, a beat, and what is done about people and dealers in view (M11, M13, M14, M20, M22)."""

from __future__ import annotations

import mesa
from tests.benchmark.twin.plain import plainly

from marketsim.entities.clock import is_between as compiled_is_between
from marketsim.entities.ledger import IN_ROOM, REQUEST
from marketsim.entities.people import HANGING, HERE, IN_CUSTODY, SLEEPING, TO_USE, USING
from marketsim.entities.police import (
    CALLS,
    DRUG_SQUAD,
    LOCAL_OFFICER,
    MUNICIPAL_GUARDS,
    NIGHTLIFE,
    OFF_DUTY,
    OTHER_DISTRICTS,
    PICKPOCKETS,
    PUBLIC_USE,
    STREET_DEALING,
    THE_SCENE,
)
from marketsim.rules import (
    capacity,
    deterrence,
    discretion,
    enforcement,
    infection,
    law,
    place,
    residents,
    trust,
)

(
    task_of_the_hour, share_with_attention, beat_worth, risk_after, considerate_after, knowledge_after, harm_weighed,
    judges_by_harm, lets_finish, refers_to_a_room, heeds_a_referral, spares, confiscates, counts_as_dealing,
    is_attended_to, is_by_right, is_punishable, is_small_supply, is_stopped, drawn_to, sees_a_deal, is_talked_with,
    trust_after, is_between, may_enter_rooms, room_worth,
) = plainly(
    capacity.task_of_the_hour, residents.share_with_attention, enforcement.beat_worth, deterrence.risk_after,
    discretion.considerate_after, discretion.knowledge_after, discretion.harm_weighed, discretion.judges_by_harm,
    discretion.lets_finish, discretion.refers_to_a_room, discretion.heeds_a_referral, discretion.spares,
    enforcement.confiscates, law.counts_as_dealing, enforcement.is_attended_to, law.is_by_right, law.is_punishable,
    law.is_small_supply, enforcement.is_stopped, infection.drawn_to, enforcement.sees_a_deal, trust.is_talked_with,
    trust.trust_after, compiled_is_between, place.may_enter_rooms, place.room_worth,
)  # fmt: skip


class Officer(mesa.Agent):
    """Attributes are those of the table of officers."""

    def step(self):
        """Take up the hour's task, choose a beat every hour, walk it."""
        model, police, body = self.model, self.model.police, self.body
        first = model.team[body]
        in_post = first <= self.shift < first + police.officers[body]
        if not in_post or not is_between(model.hour, police.duty_begins[body], police.duty_ends[body]):
            self.task, self.on_duty = OFF_DUTY, False
            return
        if model.new_hour or self.task == OFF_DUTY:
            self.take_a_task()
        self.on_duty = self.task < OTHER_DISTRICTS and (self.task != CALLS or self.answers >= 0)
        if not self.on_duty or self.busy_until > model.tick:
            return
        if model.new_hour or self.bound_for < 0:
            self.choose_a_beat()
        self.cell = model.walked(self.cell, self.bound_for)

    def take_a_task(self):
        """What the coming hour is given to, by the priorities of the body and the complaints heeded."""
        model, given, body = self.model, self.model.priorities, self.body
        begins, ends = model.capacity.nightlife_begins, model.capacity.nightlife_ends
        at_night = is_between(model.hour, begins, ends)
        share = share_with_attention(model.police.street_share[body], self.attention)
        self.task = task_of_the_hour(
            share, given.calls[body], given.dealing[body], given.public_use[body], given.pickpockets[body],
            given.nightlife[body] * at_night, model.random.random(),
        )  # fmt: skip

    def choose_a_beat(self):
        """The spot that luck and what the police know recommend, or where crowds pass."""
        model, police, dice, best = self.model, self.model.police, self.model.random.random, -1e9
        complaints, violence, selling = (
            weight[self.body]
            for weight in (police.follows_complaints, police.follows_violence, police.follows_selling)
        )
        among_crowds, wanders = self.task in (PICKPOCKETS, NIGHTLIFE), model.enforcement.wanders
        for spot in model.spots:
            if among_crowds:
                known = model.passing[spot]
            else:
                known = complaints * model.complaints[spot] + violence * model.heat[spot]
                known += selling * model.selling_known[spot]
            worth = beat_worth(known, wanders, dice())
            if worth > best:
                best, self.bound_for = worth, spot

    @property
    def free(self):
        """Whether the officer is out on foot and has hands free."""
        return self.on_duty and self.body != DRUG_SQUAD and self.busy_until <= self.model.tick

    def encounter(self):
        """Judge uses, stop people, talk with people, meet dealers: each while hands are free."""
        if self.free and self.task in (THE_SCENE, PUBLIC_USE, CALLS):
            people = [person for person in self.model.people_near(self.cell) if person.whereabouts == HERE]
            self.judge_uses(people)
            if self.free and self.police("stop_rate") > 0 and self.body != MUNICIPAL_GUARDS:
                self.stop_people(people)
            if self.free and self.police("contacts") > 0:
                self.talk_with(people)
        if self.free and self.task in (THE_SCENE, STREET_DEALING, CALLS):
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
        """Let uses outside be, tell of an open room, or ask to move."""
        model, numbers, dice = self.model, self.model.discretion, self.model.random.random
        moves_on = self.police("moves_on")
        at_night = is_between(model.hour, model.residents.night_begins, model.residents.night_ends)
        awake = model.residents.awake_at_night if at_night else 1.0
        for person in people:
            if person.doing != USING or person.judged or person.use_place == IN_ROOM:
                continue
            cell = person.cell
            if not is_attended_to(moves_on, model.seclusion[cell], model.hours, dice()):
                continue
            person.judged = True
            judged = judges_by_harm(self.police("discretion"), self.commitment, dice())
            harm = harm_weighed(
                model.passing[cell], model.overlooked[cell], model.findability[cell], model.premises[cell], awake,
                numbers.weight_of_being_seen, numbers.weight_of_being_found, numbers.weight_of_damage,
                numbers.people_make_seen,
            )  # fmt: skip
            room, worth = self.best_open_room(person) if judged else (None, 0.0)
            change = model.trust.by_contact
            if judged and lets_finish(harm, room is not None, numbers.bearable, numbers.without_a_room):
                model.happened["contact"] += 1
            else:
                referred = judged and refers_to_a_room(room is not None, numbers.refers[self.body], dice())
                if not referred:
                    change = model.trust.by_asking
                    person.perceived_risk = risk_after(
                        person.perceived_risk, model.deterrence.risk_from_asking
                    )
                model.happened["referred" if referred else "asked to move"] += 1
                if judged:
                    person.considerate = considerate_after(person.considerate, numbers.explanation_works)
                self.send_away(person, room if referred else None, worth)
            self.be_trusted(person, change)
            if self.spend(model.enforcement.talk_time):
                return

    def best_open_room(self, person):
        """The open room that is worth most to somebody who may enter it, and what it is worth."""
        model, services, best, chosen = self.model, self.model.services, 0.0, None
        if not may_enter_rooms(person.excluded, person.registered, person.danish):
            return chosen, best
        for room in model.rooms:
            if is_between(model.hour, services.opens[room.row], services.closes[room.row]):
                walk = model.distance[person.cell][room.cell] / 10 / model.scene.walking_speed
                worth = room_worth(
                    walk,
                    0,
                    person.craving,
                    services.walk_tolerance,
                    services.queue_patience,
                    services.impatience,
                )
                if worth > best:
                    best, chosen = worth, room
        return chosen, best

    def send_away(self, person, room, worth):
        """End the sitting; a dose that is not yet taken is put off, and may be taken in the room told of."""
        model, services = self.model, self.model.services
        person.busy_until = model.tick + 1
        heeded = False
        if room:
            trust_in_me = person.trust_officer if self.body == LOCAL_OFFICER else person.trust_police
            person.believed_open[room.row] = services.opens[room.row]
            person.believed_closed[room.row] = services.closes[room.row]
            heeded = heeds_a_referral(
                worth,
                trust_in_me,
                services.room_appeal,
                model.discretion.referral_heeded,
                model.random.random(),
            )
        if person.dose_due:
            person.doing, person.use_place, person.dose_due, person.asked_away = TO_USE, 0, False, not heeded
            if heeded:
                person.use_place, person.room, person.bound_for = IN_ROOM, room, room.cell

    def stop_people(self, people):
        """Stop and search some of those in view."""
        model, dice = self.model, self.model.random.random
        stop_rate = self.police("stop_rate")
        for person in people:
            in_room = person.doing == USING and person.use_place == IN_ROOM
            if person.whereabouts != HERE or person.doing == SLEEPING or in_room:
                continue
            rate = drawn_to(stop_rate, person.equipment > 0, model.infection.equipment_invites_stop)
            if not is_stopped(rate, len(people), model.hours, dice()):
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
        by_right, sold_lately = (
            is_by_right(possession),
            model.tick - person.sold_at < 24 * model.ticks_per_hour,
        )
        if counts_as_dealing(sold_lately, model.law.user_dealers, model.enforcement.taken_for_dealer, dice()):
            punishable, by_right = True, False
        if confiscates(
            punishable, by_right, self.police("confiscates_in_zone"),
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
            if is_talked_with(contacts, len(people), model.hours, dice()):
                self.be_trusted(person, model.trust.by_contact)
                model.happened["contact"] += 1
                if self.spend(model.enforcement.talk_time):
                    return

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
            dealer.known_to[body] = knowledge_after(dealer.known_to[body], dealer.visibility)
            spared = spares(
                dealer.believed_violent[body], self.police("spares_peaceful"), self.commitment, dice()
            )
            minutes = model.enforcement.talk_time
            little = is_small_supply(dealer.heroin + dealer.cocaine, model.law.small_supply)
            may_arrest = not spared and not little and body != MUNICIPAL_GUARDS
            if may_arrest and dice() < self.police("arrests_sellers"):
                dealer.caught_by = body
                minutes = model.enforcement.arrest_time * 60
            elif dice() < self.police("steers") * model.overlooked[dealer.cell]:
                model.happened["steered"] += 1
                if dice() < numbers.steering_obeyed:
                    dealer.unsettled, dealer.why_unsettled = True, REQUEST
                    dealer.visibility = max(0.0, dealer.visibility - numbers.steering_quiets)
            if self.spend(minutes):
                return
