"""Officers stop and search people who use drugs, and talk with those they do not stop (M13, M19, M20)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.accounts import MONEY_OUT
from marketsim.entities.clock import HOURS_PER_DAY, TICK, Clock
from marketsim.entities.ledger import (
    ARREST,
    CONTACT,
    FINE,
    FOCUS_LIST,
    IN_ROOM,
    NO_CAUSE,
    OFFICER,
    PERSON,
    POSSESSION,
    SELLING,
    STOP,
    record,
)  # fmt: skip
from marketsim.entities.people import HANGING, HERE, IN_CUSTODY, NOT_LISTED, SLEEPING, USING
from marketsim.entities.police import (
    ARRESTING,
    DRUG_SQUAD,
    LOCAL_OFFICER,
    MUNICIPAL_GUARDS,
    STOPPING,
    TALKING,
)
from marketsim.entities.scales import DECIMETRES_PER_METRE, MINUTES_PER_HOUR, ORE_PER_KR
from marketsim.entities.seizure import seize
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.deterrence import risk_after
from marketsim.rules.enforcement import confiscates, is_stopped
from marketsim.rules.focus import is_harassed
from marketsim.rules.infection import drawn_to
from marketsim.rules.law import counts_as_dealing, goes_by_the_law, is_by_right, is_punishable, may_be_stopped
from marketsim.rules.trust import is_talked_with, trusts_after

STOPS = stream("officer stops a person")
FINDS = stream("search finds drugs")
TAKES = stream("officer takes the drugs found")
FINES = stream("officer fines for possession")
ARRESTS = stream("officer arrests for possession")
TALKS = stream("officer has a friendly talk")
GOES_BY_LAW = stream("officer who stops goes by the law in force")
FOR_DEALER = stream("officer takes what is found for dealing")
HARASSED = stream("officer stops a listed person")


def officers_stop_people(world: World, today: Today, now: Clock) -> Call:
    """An officer among people stops some and searches them; what is found may be taken, fined or lead to arrest."""
    people, officers, police, trust = world.people, world.officers, today.police, today.trust
    enforcement, around = today.enforcement, world.around
    return _stop, (
        now, today.hours, today.stands_for, today.ticks_per_hour, people.key, people.whereabouts, people.doing,
        people.cell, people.busy_until, people.use_place, people.heroin, people.cocaine, people.money,
        people.target_group, people.sold_at, people.trust_officer, people.trust_police, people.perceived_risk,
        people.equipment, people.focus, officers.key, officers.body, officers.minds_use, officers.cell,
        officers.busy_until, officers.work, around.in_zone, world.city.distance, around.officers_out,
        around.people_here, world.accounts, world.ledger.rows, world.ledger.filled, police.stop_rate,
        police.confiscates_in_zone, police.confiscates_outside, police.fines, police.arrests_for_possession,
        today.law.possession, today.law.user_dealers, today.law.law_strength, enforcement.taken_for_dealer,
        today.presence.reach, enforcement.search_finds, enforcement.fine, enforcement.stop_time,
        enforcement.arrest_time, enforcement.short_custody, today.deterrence.risk_from_stop,
        today.focus.short_leash, today.focus.leash_rate, trust.by_stop, trust.by_confiscation, trust.by_arrest,
        trust.spills_over, trust.trust_strength, today.infection.equipment_invites_stop,
    )  # fmt: skip


@loop
def _stop(
    now, hours, stands_for, ticks_per_hour, key, whereabouts, doing, cell, busy_until, use_place, heroin, cocaine,
    money, target_group, sold_at, trust_officer, trust_police, perceived_risk, equipment, focus, officer_key, body,
    minds_use, officer_cell, officer_busy_until, work, street_in_zone, decimetres, officers_out, people_here,
    accounts, rows, filled, stop_rate, confiscates_in_zone, confiscates_outside, fines, arrests_for_possession,
    possession, user_dealers, law_strength, taken_for_dealer, reach, search_finds, fine, stop_time, arrest_time,
    short_custody, risk_from_stop, short_leash, leash_rate, by_stop, by_confiscation, by_arrest, spills_over,
    trust_strength, equipment_invites_stop,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    within = reach * DECIMETRES_PER_METRE
    for officer in officers_out:
        if officer < 0:
            break
        kind = body[officer]
        if (
            not minds_use[officer]
            or officer_busy_until[officer] > tick
            or kind in (DRUG_SQUAD, MUNICIPAL_GUARDS)
            or (stop_rate[kind] <= 0 and (kind == LOCAL_OFFICER or short_leash <= 0))
        ):
            continue
        beat = officer_cell[officer]
        others = _people_within(people_here, whereabouts, cell, decimetres, beat, within) - 1
        in_view = 1 + others * stands_for
        for person in people_here:
            if person < 0:
                break
            if (
                whereabouts[person] != HERE
                or decimetres[beat, cell[person]] > within
                or doing[person] == SLEEPING
                or (doing[person] == USING and use_place[person] == IN_ROOM)
            ):
                continue
            pair = officer_key[officer] ^ key[person]
            listed = focus[person] != NOT_LISTED and kind != LOCAL_OFFICER
            drawn_stop_rate = drawn_to(stop_rate[kind], equipment[person] > 0, equipment_invites_stop)
            looked_for = is_stopped(drawn_stop_rate, in_view, hours, uniform(pair, word, STOPS))
            harassed = listed and is_harassed(short_leash, leash_rate, hours, uniform(pair, word, HARASSED))
            if not looked_for and not harassed:
                continue
            by_law = goes_by_the_law(law_strength, uniform(pair, word, GOES_BY_LAW))
            possession_here, user_dealers_here = possession * by_law, user_dealers * by_law
            sold_lately = tick - sold_at[person] < HOURS_PER_DAY * ticks_per_hour
            for_dealing = counts_as_dealing(
                sold_lately, user_dealers_here, taken_for_dealer, uniform(pair, word, FOR_DEALER)
            )
            looked_for = looked_for and may_be_stopped(possession_here, for_dealing)
            if not looked_for and not harassed:
                continue
            cause = _cause(looked_for, is_by_right(possession_here))
            here = cell[person]
            record(rows, filled, tick, here, STOP, cause, OFFICER, officer, PERSON, person, 1, kind, 0)
            lesson = risk_from_stop
            perceived_risk[person] = risk_after(perceived_risk[person], lesson)

            taken = fined = arrested = False
            if heroin[person] + cocaine[person] > 0 and uniform(pair, word, FINDS) < search_finds:
                punishable = for_dealing or is_punishable(
                    possession_here, street_in_zone[here], target_group[person]
                )
                by_right = not for_dealing and is_by_right(possession_here)
                taken = confiscates(
                    punishable, by_right, confiscates_in_zone[kind], confiscates_outside[kind],
                    uniform(pair, word, TAKES),
                )  # fmt: skip
                fined = punishable and uniform(pair, word, FINES) < fines[kind]
                arrested = punishable and uniform(pair, word, ARRESTS) < arrests_for_possession[kind]

            change = by_stop
            minutes = stop_time
            work[officer] = STOPPING
            if taken:
                change = by_confiscation
                seize(heroin, cocaine, accounts, rows, filled, tick, here, POSSESSION, officer, person, kind)
            if fined:
                change = by_confiscation
                _pay(money, accounts, rows, filled, tick, here, officer, person, kind, fine)
            if arrested:
                change = by_arrest
                minutes = arrest_time * MINUTES_PER_HOUR
                work[officer] = ARRESTING
                whereabouts[person] = IN_CUSTODY
                doing[person] = HANGING
                busy_until[person] = tick + int(short_custody * ticks_per_hour)
                record(
                    rows, filled, tick, here, ARREST, POSSESSION, OFFICER, officer, PERSON, person, 1, 0, kind
                )

            by_local_officer = kind == LOCAL_OFFICER
            trust_officer[person], trust_police[person] = trusts_after(
                trust_officer[person], trust_police[person], change, by_local_officer, spills_over,
                trust_strength,
            )  # fmt: skip
            officer_busy_until[officer] = tick + int(minutes * ticks_per_hour / MINUTES_PER_HOUR)
            if officer_busy_until[officer] > tick:
                break


@loop
def _cause(looked_for, by_right):
    """Why an officer stops a person: for possession, for selling where possession is a right, or for being listed."""
    if not looked_for:
        return FOCUS_LIST
    return SELLING if by_right else POSSESSION


@loop
def _pay(money, accounts, rows, filled, tick, here, officer, person, kind, fine):
    """Take a fine from what somebody has in hand, and write it down."""
    paid = min(money[person], int(fine * ORE_PER_KR))
    money[person] -= paid
    accounts[MONEY_OUT] += paid
    record(rows, filled, tick, here, FINE, POSSESSION, OFFICER, officer, PERSON, person, 1, paid, kind)


@loop
def _people_within(people_here, whereabouts, cell, decimetres, beat, within):
    """How many people are on the scene around an officer's beat; called once for each officer out."""
    found = 0
    for person in people_here:
        if person < 0:
            break
        if whereabouts[person] == HERE and decimetres[beat, cell[person]] <= within:
            found += 1
    return found


def officers_talk_with_people(world: World, today: Today, now: Clock) -> Call:
    """An officer on foot talks with people, which takes time and moves trust."""
    people, officers, trust = world.people, world.officers, today.trust
    return _talk, (
        now, today.hours, today.stands_for, people.key, people.whereabouts, people.doing, people.cell,
        people.trust_officer, people.trust_police, officers.key, officers.body, officers.minds_use, officers.cell,
        officers.busy_until, officers.work, today.ticks_per_hour, today.enforcement.talk_time, world.city.distance,
        world.around.officers_out, world.around.people_here, world.ledger.rows, world.ledger.filled,
        today.police.contacts, today.presence.reach, trust.by_contact, trust.spills_over, trust.trust_strength,
    )  # fmt: skip


@loop
def _talk(
    now, hours, stands_for, key, whereabouts, doing, cell, trust_officer, trust_police,
    officer_key, body, minds_use, officer_cell, officer_busy_until, work, ticks_per_hour, talk_time,
    decimetres, officers_out, people_here, rows, filled, contacts, reach,
    by_contact, spills_over, trust_strength,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    within = reach * DECIMETRES_PER_METRE
    for officer in officers_out:
        if officer < 0:
            break
        kind = body[officer]
        if not minds_use[officer] or officer_busy_until[officer] > tick or contacts[kind] <= 0:
            continue
        beat = officer_cell[officer]
        others = _people_within(people_here, whereabouts, cell, decimetres, beat, within) - 1
        in_view = 1 + others * stands_for
        for person in people_here:
            if person < 0:
                break
            if officer_busy_until[officer] > tick:
                break
            if whereabouts[person] != HERE or decimetres[beat, cell[person]] > within:
                continue
            if doing[person] == SLEEPING or doing[person] == USING:
                continue
            pair = officer_key[officer] ^ key[person]
            if is_talked_with(contacts[kind], in_view, hours, uniform(pair, word, TALKS)):
                change = by_contact
                by_local_officer = kind == LOCAL_OFFICER
                trust_officer[person], trust_police[person] = trusts_after(
                    trust_officer[person], trust_police[person], change, by_local_officer, spills_over,
                    trust_strength,
                )  # fmt: skip
                record(
                    rows, filled, tick, cell[person], CONTACT, NO_CAUSE, OFFICER, officer, PERSON, person, 1,
                    kind, 0,
                )  # fmt: skip
                work[officer] = TALKING
                officer_busy_until[officer] = tick + int(talk_time * ticks_per_hour / MINUTES_PER_HOUR)
