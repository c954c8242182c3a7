"""The first morning: who there is, drawn from the declared numbers with the same dice as everything else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from marketsim.arithmetic import log
from marketsim.chance import identities, moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.accounts import COCAINE_IN, HEROIN_IN, MONEY_IN
from marketsim.entities.clock import HOURS_PER_DAY
from marketsim.entities.crews import Crews
from marketsim.entities.dealers import BY_APPOINTMENT, INDOORS, OFF, OPEN, Dealers
from marketsim.entities.ledger import CUSTOM
from marketsim.entities.people import (
    AWAY,
    COCAINE,
    HEROIN,
    HEROIN_ASSISTED,
    NO_TREATMENT,
    ON_METHADONE,
    OUTSIDE_HOME,
    SHELTER,
    STREET,
    People,
)
from marketsim.entities.scales import ORE_PER_KR
from marketsim.entities.world import Surroundings
from marketsim.parameters import Numbers
from marketsim.parameters.money import Money

BEFORE_ALL = -1
NO_SHELTER = -1
LONG_AGO = -1_000_000_000
Draw = Callable[[str], NDArray[np.float64]]
"""Decision → ``float64[n]``, one number from 0 to 1 for each row."""


@loop
def _drawn(keys, decision, numbers):
    word = moment(BEFORE_ALL)
    for row in range(keys.shape[0]):
        numbers[row] = uniform(keys[row], word, decision)


@loop
def _heavy(numbers):
    for row in range(numbers.shape[0]):
        numbers[row] = -log(1.0 - numbers[row])


def drawing(keys: NDArray[np.uint64]) -> Draw:
    """A way to draw one attribute at a time for ``uint64[n]`` keys: ``draw("born a smoker") -> float64[n]``."""

    def draw(decision: str) -> NDArray[np.float64]:
        numbers = np.empty(keys.shape[0])
        _drawn(keys, stream(f"first morning: {decision}"), numbers)
        return numbers

    return draw


def around(mean: float, drawn: NDArray[np.float64], spread: float) -> NDArray[np.float64]:
    """Values between 0 and 1 spread evenly around their mean, one for each number drawn: ``float64[n]``."""
    return np.clip(beside(mean, drawn, spread), 0.0, 1.0)


def beside(mean: float, drawn: NDArray[np.float64], spread: float) -> NDArray[np.float64]:
    """Values spread evenly around their mean, one for each number drawn: ``float64[n]``."""
    return mean + spread * (2.0 * drawn - 1.0)


def heavy_tailed(drawn: NDArray[np.float64]) -> NDArray[np.float64]:
    """Values of mean one and a long tail (the square of an exponential, halved): ``float64[n]``, as are those drawn."""
    numbers = drawn.copy()
    _heavy(numbers)
    return numbers * numbers * 0.5


def one_of(choices: NDArray[Any], drawn: NDArray[np.float64]) -> NDArray[Any]:
    """One of the choices for each of the numbers drawn, ``float64[n]`` from 0 to 1."""
    chosen: NDArray[Any] = choices[(drawn * len(choices)).astype(np.int64)]
    return chosen


def settle_people(
    people: People, rows: NDArray[np.int64], numbers: Numbers, replicate: int, identity: NDArray[np.int64],
    around_us: Surroundings, shelter: int, hideouts: NDArray[np.int64], accounts: NDArray[np.int64],
) -> None:  # fmt: skip
    """Fill rows of the table of people with newcomers of the given identities.

    Where there is no shelter, those who would sleep there sleep on the street.

    Parameters
    ----------
    rows, identity : int64[newcomers]
    shelter : cell of the shelter, or NO_SHELTER
    hideouts : int64[n], cells where one sleeps hidden
    accounts : int64[accounts], to which what they bring is booked
    """
    scene, services, morning = numbers.scene, numbers.services, numbers.morning
    keys = identities(replicate, "person", identity)
    draw = drawing(keys)
    people.key[rows] = keys
    people.number[rows] = identity
    people.whereabouts[rows] = AWAY
    people.arrives[rows] = -1
    sleeps, indoors = draw("where somebody sleeps"), STREET if shelter == NO_SHELTER else SHELTER
    here = sleeps < scene.on_the_street + scene.in_the_shelter
    home = np.where(sleeps < scene.on_the_street, STREET, np.where(here, indoors, OUTSIDE_HOME))
    people.home[rows] = home
    by = one_of(around_us.entrances, draw("entrance used"))
    hidden = one_of(hideouts, draw("sleeping place"))
    people.haunt[rows] = one_of(around_us.haunts, draw("haunt"))
    people.usual_haunt[rows] = people.haunt[rows]
    people.entrance[rows] = np.where(home == STREET, hidden, np.where(home == SHELTER, shelter, by))
    people.cell[rows] = people.entrance[rows]
    people.bound_for[rows] = people.entrance[rows]
    people.wakes[rows] = morning.earliest_waking + morning.waking_hours * draw("hour of getting up")
    people.attendance[rows] = around(scene.attendance, draw("attendance"), scene.attendance_spread)

    people.heroin_share[rows] = around(scene.heroin_share, draw("taste for heroin"), morning.taste_spread)
    people.injects[rows] = draw("injects") < scene.injects
    people.wants[rows] = np.where(draw("first drug wanted") < people.heroin_share[rows], HEROIN, COCAINE)
    people.dependence[rows] = around(scene.dependence, draw("dependence"), morning.dependence_spread)
    people.tolerance[rows] = around(morning.tolerance, draw("tolerance"), morning.tolerance_spread)
    people.potency[rows] = 1.0
    people.craving[rows] = draw("first craving")
    people.considerate[rows] = around(services.considerate, draw("considerate"), services.considerate)

    _meet_the_rooms(people, rows, numbers, draw)
    trust = around(scene.trust, draw("trust"), morning.trust_spread)
    people.trust_officer[rows] = trust
    people.trust_police[rows] = trust
    people.aggression[rows] = np.minimum(1.0, scene.aggression * heavy_tailed(draw("aggression")))
    people.offending[rows] = heavy_tailed(draw("offending"))
    people.in_a_spell[rows] = draw("in a spell of offending") < numbers.money.active_share
    people.offending_now[rows] = people.offending[rows]
    woman = draw("woman") < scene.women
    people.sells_sex[rows] = woman & (draw("sells sex") < scene.selling_sex)

    _look_after(people, rows, numbers, draw)
    _give_a_part_in_the_market(people, rows, numbers, draw)
    accounts[MONEY_IN] += _give_money(people, rows, numbers.money, draw)


def _meet_the_rooms(people: People, rows: NDArray[np.int64], numbers: Numbers, draw: Draw) -> None:
    """Who may use the consumption rooms, and when people believe that they are open."""
    scene, services, morning = numbers.scene, numbers.services, numbers.morning
    people.danish[rows] = draw("danish") < scene.danish
    people.target_group[rows] = draw("target group") < scene.target_group
    registered = np.where(
        people.danish[rows], scene.registered, scene.registered * (1.0 - scene.room_barrier)
    )
    people.registered[rows] = draw("registered") < registered
    people.excluded[rows] = draw("excluded") < scene.excluded
    mistaken = draw("mistaken about hours") < services.mistaken_hours
    opening = beside(morning.mistaken_opening, draw("believed opening"), morning.mistaken_spread)
    closing = beside(morning.mistaken_closing, draw("believed closing"), morning.mistaken_spread)
    for door, (opens, closes) in enumerate(zip(services.opens, services.closes, strict=True)):
        people.believed_open[rows, door] = np.where(mistaken, opening, opens)
        people.believed_closed[rows, door] = np.where(mistaken, closing, closes)
    people.room[rows] = -1


def _give_a_part_in_the_market(people: People, rows: NDArray[np.int64], numbers: Numbers, draw: Draw) -> None:
    """Who can be called by phone, and who sells or brokers when in need."""
    people.phone[rows] = draw("has a phone") < numbers.forms.with_phone
    people.would_sell[rows] = draw("would sell") < numbers.brokering.would_sell


def _give_money(people: People, rows: NDArray[np.int64], money: Money, draw: Draw) -> int:
    """Benefits, other income and what is in the pocket on the first morning; returns the latter in all, øre."""
    on_benefits = draw("on benefits") < money.on_benefits
    people.benefit[rows] = np.where(on_benefits, np.int64(money.benefit * ORE_PER_KR), 0)
    people.allowance[rows] = (2.0 * money.other_income * ORE_PER_KR * draw("other income")).astype(np.int64)
    first = (money.other_income * ORE_PER_KR * draw("first money")).astype(np.int64)
    people.money[rows] = first
    return int(first.sum())


def _look_after(people: People, rows: NDArray[np.int64], numbers: Numbers, draw: Draw) -> None:
    """What people think of those who help them, carry against an overdose, and have caught."""
    care, morning = numbers.care, numbers.morning
    people.trust_staff[rows] = around(care.staff_trust, draw("trust in staff"), morning.trust_spread)
    people.naloxone[rows] = draw("carries naloxone") < care.naloxone_carried
    people.infected[rows] = people.injects[rows] & (draw("infected") < numbers.infection.infected)
    people.met[rows] = -1
    people.facility[rows] = -1
    people.treated_since[rows] = LONG_AGO
    _treat(people, rows, numbers, draw)


def _treat(people: People, rows: NDArray[np.int64], numbers: Numbers, draw: Draw) -> None:
    """Some of those entitled to it come with substitution treatment, which has kept up their tolerance."""
    treatment = numbers.treatment
    entitled = people.danish[rows]
    treated = entitled & (draw("in treatment") < numbers.scene.in_treatment / numbers.scene.danish)
    heroin_assisted = draw("heroin-assisted") < treatment.heroin_assisted_share
    kinds = [treated & heroin_assisted, treated]
    people.treatment[rows] = np.select(kinds, [HEROIN_ASSISTED, ON_METHADONE], NO_TREATMENT)
    relief = [treatment.heroin_assisted_relief, numbers.need.substitution_relief]
    people.substitution[rows] = np.select(kinds, relief, 0.0)


def settle_dealers(
    dealers: Dealers, rows: NDArray[np.int64], numbers: Numbers, replicate: int, identity: NDArray[np.int64],
    violent_share: float | NDArray[np.float64], spots: NDArray[np.int32], accounts: NDArray[np.int64], tick: int,
) -> None:  # fmt: skip
    """Fill rows of the table of dealers with newcomers of the given identities, each looking for a spot.

    Parameters
    ----------
    rows, identity : int64[newcomers]
    violent_share : of all, or float64[newcomers], 0 to 1
    spots : int32[n], cells where selling is thinkable
    accounts : int64[accounts], to which what they bring is booked
    """
    market, morning = numbers.market, numbers.morning
    keys = identities(replicate, "dealer", identity)
    draw = drawing(keys)
    for row in rows:
        dealers.clear(int(row))
    dealers.key[rows] = keys
    dealers.number[rows] = identity
    dealers.standing[rows] = OFF
    dealers.cell[rows] = one_of(spots, draw("first spot"))
    dealers.unsettled[rows] = True
    dealers.why_unsettled[rows] = CUSTOM
    dealers.starts[rows] = HOURS_PER_DAY * draw("hour of opening")
    dealers.hours[rows] = beside(market.selling_day, draw("selling day"), market.selling_day / 2.0)
    dealers.entered[rows] = tick
    dealers.settled_since[rows] = tick
    dealers.local[rows] = draw("local") < market.local
    dealers.premises[rows] = draw("has premises") < numbers.forms.premises
    closed = draw("sells in closed form") < numbers.forms.closed_at_first
    dealers.form[rows] = np.where(closed, np.where(dealers.premises[rows], INDOORS, BY_APPOINTMENT), OPEN)
    one_of_them = (numbers.crews.crews * draw("which crew")).astype(np.int32)
    dealers.crew[rows] = np.where(draw("sells for a crew") < numbers.crews.in_crews, one_of_them, -1)
    ready = draw("ready to use force") < violent_share
    how_ready = draw("how ready")
    dealers.force[rows] = np.where(
        ready, market.violent_from + (1.0 - market.violent_from) * how_ready, market.violent_from * how_ready
    )
    dealers.visibility[rows] = around(market.visible, draw("visibility"), morning.visibility_spread)
    dealers.potency[rows] = beside(1.0, draw("first batch"), market.batch_spread)
    dealers.works_today[rows] = True
    dealers.reputation[rows] = morning.first_reputation * dealers.force[rows]
    heroin = np.full(len(rows), market.pocket_stock * market.heroin_dose, dtype=np.int64)
    cocaine = np.full(len(rows), market.pocket_stock * market.cocaine_dose, dtype=np.int64)
    dealers.heroin[rows] = heroin
    dealers.cocaine[rows] = cocaine
    accounts[HEROIN_IN] += heroin.sum()
    accounts[COCAINE_IN] += cocaine.sum()
    dealers.earned[rows] = numbers.learning.usual_earnings * ORE_PER_KR


def found_crews(
    crews: Crews,
    dealers: Dealers,
    numbers: Numbers,
    replicate: int,
    spots: NDArray[np.int32],
    accounts: NDArray[np.int64],
) -> None:
    """Give each crew its stash and its most feared dealer for a leader, before the first tick.

    Parameters
    ----------
    spots : int32[n], cells where selling is thinkable
    accounts : int64[accounts], to which the stash is booked
    """
    market, members = numbers.market, dealers.crew[dealers.number >= 0]
    founded = np.arange(numbers.crews.crews, dtype=np.int64)
    crews.key[founded] = identities(replicate, "crew", founded)
    crews.number[founded] = founded
    crews.cell[founded] = one_of(spots, drawing(crews.key[founded])("place of the stash"))
    for crew in founded:
        mine = np.flatnonzero((dealers.crew == crew) & (dealers.number >= 0))
        if len(mine):
            crews.leader[crew] = mine[np.lexsort((dealers.key[mine], dealers.reputation[mine]))[-1]]
    doses = numbers.crews.consignment * np.bincount(members[members >= 0], minlength=len(founded))
    crews.heroin[founded] = doses * market.heroin_dose
    crews.cocaine[founded] = doses * market.cocaine_dose
    worth = doses * (market.heroin_price + market.cocaine_price) * market.wholesale * ORE_PER_KR
    crews.owes[founded] = worth.astype(np.int64)
    accounts[HEROIN_IN] += crews.heroin.sum()
    accounts[COCAINE_IN] += crews.cocaine.sum()
