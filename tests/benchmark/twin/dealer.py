"""A dealer: hours, spot, sales, quarrels (M3, M7, M9)."""

from __future__ import annotations

import mesa
from tests.benchmark.twin.plain import plainly

from marketsim.entities.clock import is_between as compiled_is_between
from marketsim.entities.dealers import AT_SPOT, DETAINED, OFF, OPEN
from marketsim.entities.ledger import CUSTOM, RIVALS
from marketsim.entities.people import COCAINE, HANGING, RAISING
from marketsim.rules import buying, crews, turf, violence

(
    acquaintance, doses_wanted, gets_credit, is_cheated, is_robbed, liking_after, price, strength_bought,
    gives_way, quarrels, stake, strangeness, uses_force, wins, spot_worth, touts, takes_revenge,
    strangeness_in_crews, wages_feud, feud_after, is_between,
) = plainly(
    buying.acquaintance, buying.doses_wanted, buying.gets_credit, buying.is_cheated, buying.is_robbed,
    buying.liking_after, buying.price, buying.strength_bought, turf.gives_way, turf.quarrels, turf.stake,
    turf.strangeness, turf.uses_force, turf.wins, turf.spot_worth, turf.touts, violence.takes_revenge,
    crews.strangeness_in_crews, crews.wages_feud, crews.feud_after, compiled_is_between,
)  # fmt: skip
DEALERS_REMEMBERED = 4


class Dealer(mesa.Agent):
    """Attributes are those of the table of dealers."""

    @property
    def sells(self):
        """Whether the dealer is out selling."""
        return self.standing == AT_SPOT

    def step(self):
        """Open or close, restock, and look for a better spot when unsettled."""
        model, market = self.model, self.model.market
        self.served, self.reachable = 0, False
        if self.standing == DETAINED and self.free_at <= model.tick:
            self.standing, self.unsettled, self.why_unsettled = OFF, True, CUSTOM
        if self.standing != AT_SPOT and self.standing != OFF:
            return
        ends = (self.starts + self.hours) % 24
        out = self.works_today and self.hurt_until <= model.tick and is_between(model.hour, self.starts, ends)
        self.standing = AT_SPOT if out and self.form == OPEN else OFF
        self.reachable = out and self.form != OPEN
        if out and (self.heroin < market.heroin_dose or self.cocaine < market.cocaine_dose):
            self.restock()
        if out and self.owes and self.crew is None:
            paid = min(max(self.cash, 0), self.owes)
            self.cash -= paid
            self.owes -= paid
        if self.unsettled:
            self.choose_a_spot()

    def restock(self):
        """Fetch a pocketful of what has run out: from the crew's stash, or on credit."""
        market, crew = self.model.market, self.crew
        heroin = 0 if self.heroin >= market.heroin_dose else market.pocket_stock * market.heroin_dose
        cocaine = 0 if self.cocaine >= market.cocaine_dose else market.pocket_stock * market.cocaine_dose
        if crew is not None:
            heroin, cocaine = min(heroin, crew.heroin), min(cocaine, crew.cocaine)
            crew.heroin -= heroin
            crew.cocaine -= cocaine
        else:
            bought = heroin / market.heroin_dose * market.heroin_price
            bought += cocaine / market.cocaine_dose * market.cocaine_price
            self.owes += int(bought * market.wholesale * 100)
        self.heroin += heroin
        self.cocaine += cocaine

    def choose_a_spot(self):
        """Take the spot that looks best: custom, rivals, police, windows, the way there."""
        model, numbers, dice = self.model, self.model.turf, self.model.random.random
        best, best_worth = self.cell, -1000.0
        distances, most, usual = model.distance[self.cell], model.most_in_sight, model.learning.usual_custom
        for spot in model.spots:
            worth = numbers.spot_taste * dice() + spot_worth(
                model.people_in_sight[spot] / most, model.vacant[spot] / usual, model.rivals_near(spot),
                model.felt[spot], model.watched[spot], self.visibility, distances[spot] / 10,
                numbers.custom_pull, numbers.vacancy_pull, numbers.rival_push, numbers.risk_push,
                numbers.overlooked_push, numbers.moving_bother,
            )  # fmt: skip
            if worth > best_worth and (spot != self.cell or self.why_unsettled == CUSTOM):
                best, best_worth = spot, worth
        self.unsettled = False
        if best != self.cell:
            model.vacant[best] = 0.0
            self.cell, self.settled_since = best, model.tick
            model.happened["relocation"] += 1

    def meet(self, person):
        """Somebody has come to buy: rob, serve, put off, or be found gone."""
        model, market = self.model, self.model.market
        apart = model.distance[person.cell][self.cell] / 10
        if self.reachable and model.tick < person.appointment:
            return
        if self.reachable or (self.sells and apart <= market.arms_length):
            if not self.robs(person) and self.served < model.most_served:
                self.serve(person)
        elif self.sells and apart <= model.buying.eyesight:
            person.bound_for = self.cell
        else:
            person.target_dealer = None
            person.tried.add(self)

    def robs(self, person):
        """Take a stranger's money instead of serving; waiting longer is no worse."""
        model, numbers, risk = self.model, self.model.violence, self.risk_of_force
        unseen = 1.0 if self.form == OPEN else model.forms.closed_robbery
        if person.money == 0 or not is_robbed(
            self.force, acquaintance(person.liking.get(self, 0.0)), numbers.customer_robbery * unseen,
            numbers.robbery_strength, min(1.0, model.turf.force_restrained * risk), person.lot,
        ):  # fmt: skip
            return False
        self.won_today += person.money
        self.cash += person.money
        person.money, person.doing, person.target_dealer = 0, HANGING, None
        model.violent(self, person, self.force, self.armed_restraint())
        self.be_remembered(person, -1.0)
        return True

    def serve(self, person):
        """Price, quantity, credit; then a sale or a cheat."""
        model, numbers, dice = self.model, self.model.buying, self.model.random.random
        market = model.market
        familiarity = acquaintance(person.liking.get(self, 0.0))
        if person.creditor is self:
            self.be_repaid(person)
        cocaine = person.wants == COCAINE
        usual = market.cocaine_price if cocaine else market.heroin_price
        dose = market.cocaine_dose if cocaine else market.heroin_dose
        stock = self.cocaine if cocaine else self.heroin
        asked = price(usual, self.perceived_risk, market.risk_premium)
        asked_in_ore = int(asked * 100)
        searched = (model.tick - person.search_began) / model.ticks_per_hour
        wanted = doses_wanted(
            asked,
            usual,
            searched,
            numbers.time_price,
            numbers.elasticity,
            numbers.largest_purchase,
            dice(),
            dice(),
        )
        if wanted == 0:
            person.give_up()
            return
        doses = min(wanted, person.money // asked_in_ore, stock // dose)
        person.target_dealer, lent = None, 0
        may_owe = doses == 0 and stock >= dose and person.creditor is None
        if may_owe and gets_credit(familiarity, numbers.credit, dice()):
            doses, lent = 1, max(0, asked_in_ore - person.money)
        if doses == 0:
            person.tried.add(self)
            if person.money < asked_in_ore:
                person.doing = RAISING
            return
        self.served += 1
        if lent:
            person.debt, person.creditor = lent, self
            person.due = model.tick + int(numbers.credit_days * 24 * model.ticks_per_hour)
        person.doing = HANGING
        self.be_remembered(person, self.hand_over(person, doses, dose, asked_in_ore, familiarity))

    def be_repaid(self, person):
        """Take what a debtor who comes to buy can pay back."""
        repaid = min(person.money, person.debt)
        person.money -= repaid
        person.debt -= repaid
        self.cash += repaid
        if person.debt == 0:
            person.creditor = None

    def hand_over(self, person, doses, dose, asked_in_ore, familiarity):
        """Money against drugs, or against nothing: 1 for a fair sale, −1 for a cheat."""
        model, numbers, dice = self.model, self.model.buying, self.model.random.random
        paid, weight = min(person.money, doses * asked_in_ore), doses * dose
        cheated = is_cheated(familiarity, numbers.fraud_rate, dice())
        person.money -= paid
        self.cash += paid
        usual = model.market.cocaine_price if person.wants == COCAINE else model.market.heroin_price
        self.earned_today += paid - int(doses * usual * model.market.wholesale * 100)
        self.sales_today += 1
        if self.form == OPEN:
            model.custom_today[self.cell] += 1
        person.disappointed = 0
        model.happened["rip-off" if cheated else "sale"] += 1
        if cheated:
            return -1.0
        if person.wants == COCAINE:
            person.cocaine += weight
            self.cocaine -= weight
        else:
            person.heroin += weight
            self.heroin -= weight
        person.bought_from, person.tainted = self, self.tainted_until > model.tick
        person.potency = strength_bought(self.potency, familiarity, numbers.unfamiliar_spread, dice())
        return 1.0

    def be_remembered(self, person, outcome):
        """The buyer forgets the least liked dealer for a new one, and learns."""
        liking = person.liking
        if self not in liking:
            if len(liking) >= DEALERS_REMEMBERED:
                del liking[min(liking, key=liking.get)]
            liking[self] = 0.0
        liking[self] = liking_after(liking[self], outcome, self.model.buying.learning_weight)

    def tout(self):
        """Call out to passers-by."""
        model = self.model
        rivals = model.rivals_near(self.cell) - 1
        if touts(
            self.visibility,
            rivals,
            self.perceived_risk,
            model.turf.touting,
            model.hours,
            model.random.random(),
        ):
            model.happened["touting"] += 1
            model.touting_seen[self.cell] += 1

    def fights(self):
        """Whether the dealer answers with force."""
        return uses_force(
            self.force, self.risk_of_force, self.model.turf.force_restrained, self.model.random.random()
        )

    def armed_restraint(self):
        """How far fear of arrest keeps weapons at home."""
        return self.model.deterrence.weapon_restrained * self.risk_of_force

    def quarrel_with(self, other):
        """Share the spot, take revenge, fight for a crew, threaten or fight."""
        model, dice = self.model, self.model.random.random
        calm, hours = model.calm_at(self.cell), model.hours
        one, cause = self, "turf"
        if other.grudge is one and one.grudge is not other:
            one, other = other, one
        feud = one.crew.feud.get(other.crew, 0.0) if one.crew is not None else 0.0
        if one.grudge is other and takes_revenge(one.force, model.violence.revenge_rate, calm, hours, dice()):
            cause, one.grudge = "retaliation", None
        elif feud > 0 and wages_feud(one.force, feud, model.crews.feud_rate, calm, hours, dice()):
            cause = "feud"
        else:
            if not one.contests(other, calm):
                return
            one_fights, other_fights = one.fights(), other.fights()
            if not one_fights and not other_fights:
                return
            if not one_fights:
                one, other = other, one
        yielded = cause == "turf" and gives_way(other.force, one.force, model.turf.yields, dice())
        one.fight(other, feud, yielded)

    def contests(self, other, calm):
        """Whether two dealers in sight quarrel over custom."""
        model, numbers = self.model, self.model.turf
        together = (model.tick - max(self.settled_since, other.settled_since)) / model.ticks_per_hour
        crewmates = self.crew is not None and self.crew is other.crew
        strange = strangeness_in_crews(
            strangeness(together, numbers.getting_used, numbers.familiar_peace), crewmates,
            crewmates and self.crew.leader is not None, model.crews.crew_peace, model.crews.succession_quarrel,
        )  # fmt: skip
        at_stake = stake(self.custom, other.custom)
        return quarrels(at_stake, strange, numbers.quarrel_rate, calm, model.hours, model.random.random())

    def fight(self, other, feud, yielded):
        """Threaten or fight: who loses goes, hurt or not, and remembers it."""
        model, numbers, loser, winner = self.model, self.model.turf, other, self
        how_bad = model.violent(self, other, self.force, self.armed_restraint(), yielded=yielded)
        if not yielded:
            if not wins(self.force, other.force, model.random.random()):
                loser, winner = self, other
            if how_bad > 1:
                loser.hurt_until = model.tick + int(numbers.hurt_days * 24 * model.ticks_per_hour)
                loser.standing = OFF
            loser.grudge = winner
        if self.crew is not None and other.crew is not None and self.crew is not other.crew:
            hotter = feud_after(feud, model.crews.feud_spread)
            self.crew.feud[other.crew] = other.crew.feud[self.crew] = hotter
        spoils = int(model.violence.force_pays * min(max(loser.earned, 0), max(loser.cash, 0)))
        loser.cash -= spoils
        winner.cash += spoils
        winner.won_today += spoils
        loser.cost_today += int(loser.earned * how_bad)
        loser.unsettled, loser.why_unsettled = True, RIVALS
