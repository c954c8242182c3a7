"""What happened is told or kept quiet, mediated or recorded, and some of it becomes a case (M10, M11)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.accounts import CALLS_WAITING
from marketsim.entities.clock import TICK, Clock
from marketsim.entities.ledger import (
    ACTOR,
    ACTOR_KIND,
    AMOUNT,
    CASED,
    CAUSE,
    CELL,
    DEALER,
    DEATH,
    IN_ROOM,
    KIND,
    NO_CAUSE,
    OFFICER,
    OVERDOSE,
    PERSON,
    PLACE,
    POLICE_FORCE,
    RECORDED,
    REFERRED,
    RIP_OFF,
    ROOM,
    SALE,
    SERVICE,
    SEVERITY,
    TARGET,
    TARGET_KIND,
    TOLD,
    TOLD_BY_VICTIM,
    TOLD_BY_WITNESS,
    TOUTING,
    USE,
    VIOLENCE,
    WORKER,
    record,
)  # fmt: skip
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.reporting import dealer_tells, heard, is_phoned_in, outsider_tells, tells_of_a_loss
from marketsim.rules.trust import tells, trusts_after

TELLS = stream("victim tells an officer")
MEDIATED = stream("what was told is mediated instead of recorded")
OUTSIDER_TELLS = stream("passer-by, shop or staff tell the police")
KNOWS_OFFENDER = stream("who tells can say who did it")
DEALER_TELLS = stream("dealer who is a victim tells the police")
PHONES = stream("somebody who sees violence calls the police")
REFERS = stream("officer refers a victim to somebody who helps")
TELLS_OF_LOSS = stream("person tells an officer of having been cheated")
LOSS_MEDIATED = stream("cheating that was told is mediated instead of recorded")
RETRIEVED = stream("officer gets the money back")
OVERDOSE_TOLD = stream("police hear of an overdose")
NOTED = stream("officer writes down what is in view")


def violence_is_told(world: World, today: Today, now: Clock) -> Call:
    """A victim may tell, a passer-by may call; what is told may be mediated, and what is recorded may be a case."""
    people, dealers, street = world.people, world.dealers, world.street
    trust, reporting = today.trust, today.reporting
    return _tell, (
        now, today.hours, people.key, people.danish, people.trust_officer, people.trust_police, dealers.key,
        dealers.reputation, street.officers_in_view, street.passing, street.seclusion, street.calls, street.alarms,
        street.called_at, world.accounts, world.ledger.rows, world.ledger.filled, trust.telling, trust.silenced,
        trust.mediated, trust.by_help, trust.spills_over, trust.trust_strength, reporting.language_barrier,
        reporting.dealers_tell, reporting.outsiders_tell, reporting.staff_tell, reporting.offender_known,
        reporting.witness_phones, reporting.referred,
    )  # fmt: skip


@loop
def _tell(
    now, hours, key, danish, trust_officer, trust_police, dealer_key, reputation, officers_in_view, street_passing,
    seclusion, calls, alarms, called_at, accounts, rows, filled, telling, silenced, mediated, by_help, spills_over,
    trust_strength, language_barrier, dealers_tell, outsiders_tell, staff_tell, offender_known,
    witness_phones, referred,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    for row in range(filled[1], filled[0]):
        if rows[row, KIND] != VIOLENCE or rows[row, CAUSE] == POLICE_FORCE:
            continue
        here, victim, actor = rows[row, CELL], rows[row, TARGET], rows[row, ACTOR]
        seriousness = rows[row, SEVERITY]
        fear = reputation[actor] if rows[row, ACTOR_KIND] == DEALER else 0.0
        told = False
        quiet = False
        names = True
        if rows[row, TARGET_KIND] == PERSON:
            dice = key[victim]
            trust = heard(trust_officer[victim], danish[victim], language_barrier)
            told = tells(trust, seriousness, fear, telling, silenced, uniform(dice, word, TELLS))
            quiet = uniform(dice, word, MEDIATED) < mediated
            if told:
                change = by_help
                by_local_officer = True
                trust_officer[victim], trust_police[victim] = trusts_after(
                    trust_officer[victim], trust_police[victim], change, by_local_officer, spills_over,
                    trust_strength,
                )  # fmt: skip
                if uniform(dice, word, REFERS) < referred:
                    record(rows, filled, tick, here, REFERRED, NO_CAUSE, OFFICER, -1, PERSON, victim, 1, 0, 0)
        elif rows[row, TARGET_KIND] == DEALER:
            dice = dealer_key[victim]
            told = dealer_tells(seriousness, dealers_tell, uniform(dice, word, DEALER_TELLS))
        else:
            dice = dealer_key[actor] if rows[row, ACTOR_KIND] == DEALER else key[actor]
            at_work = rows[row, TARGET_KIND] in (ROOM, SERVICE, WORKER)
            told = outsider_tells(
                seriousness, fear, staff_tell if at_work else outsiders_tell, silenced,
                uniform(dice, word, OUTSIDER_TELLS),
            )  # fmt: skip
            names = at_work or uniform(dice, word, KNOWS_OFFENDER) < offender_known
        passing = street_passing[here] * hours
        seen = officers_in_view[here] > 0
        phoned = is_phoned_in(
            passing, seclusion[here], seriousness, witness_phones, uniform(dice, word, PHONES)
        )
        if told:
            rows[row, TOLD] = TOLD_BY_VICTIM
        elif phoned:
            rows[row, TOLD] = TOLD_BY_WITNESS
        rows[row, RECORDED] = seen or phoned or (told and not quiet)
        rows[row, CASED] = rows[row, RECORDED] and actor >= 0 and (seen or (told and names))
        if phoned and not seen:
            if calls[here] + alarms[here] == 0:
                called_at[here] = tick
            alarms[here] += 1
            accounts[CALLS_WAITING] += 1


def losses_are_told(world: World, today: Today, now: Clock) -> Call:
    """Who was cheated may tell, and may get the money back; the police hear of overdoses and note what they see."""
    people, dealers, trust, reporting = world.people, world.dealers, today.trust, today.reporting
    return _tell_losses, (
        now, people.key, people.danish, people.money, people.trust_officer, people.trust_police, dealers.key,
        dealers.cash, dealers.reputation, world.street.officers_in_view, world.ledger.rows, world.ledger.filled,
        trust.silenced, trust.mediated, trust.by_help, trust.spills_over, trust.trust_strength,
        reporting.language_barrier, reporting.losses_told, reporting.retrieved, reporting.overdoses_told,
        reporting.what_is_seen_noted,
    )  # fmt: skip


@loop
def _tell_losses(
    now, key, danish, money, trust_officer, trust_police, dealer_key, cash, reputation, officers_in_view, rows,
    filled, silenced, mediated, by_help, spills_over, trust_strength, language_barrier, losses_told, retrieved,
    overdoses_told, what_is_seen_noted,
):  # fmt: skip
    word = moment(now[TICK])
    for row in range(filled[1], filled[0]):
        kind, actor, target = rows[row, KIND], rows[row, ACTOR], rows[row, TARGET]
        if kind == DEATH or (
            kind == OVERDOSE
            and rows[row, PLACE] != IN_ROOM
            and uniform(key[actor], word, OVERDOSE_TOLD) < overdoses_told
        ):
            rows[row, TOLD] = TOLD_BY_WITNESS
            rows[row, RECORDED] = 1
            rows[row, CASED] = kind == DEATH
        elif kind in (SALE, TOUTING, USE):
            if rows[row, PLACE] == IN_ROOM or officers_in_view[rows[row, CELL]] == 0:
                continue
            dice = dealer_key[actor] if kind == TOUTING else key[target if kind == SALE else actor]
            rows[row, RECORDED] = uniform(dice, word, NOTED) < what_is_seen_noted
        elif kind == RIP_OFF:
            trust = heard(trust_officer[target], danish[target], language_barrier)
            fear = reputation[actor]
            if not tells_of_a_loss(
                trust, fear, losses_told, silenced, uniform(key[target], word, TELLS_OF_LOSS)
            ):
                continue
            rows[row, TOLD] = TOLD_BY_VICTIM
            if uniform(key[target], word, LOSS_MEDIATED) >= mediated:
                rows[row, RECORDED] = 1
            elif uniform(key[target], word, RETRIEVED) < retrieved:
                given_back = min(rows[row, AMOUNT], max(cash[actor], 0))
                cash[actor] -= given_back
                money[target] += given_back
                change = by_help
                by_local_officer = True
                trust_officer[target], trust_police[target] = trusts_after(
                    trust_officer[target], trust_police[target], change, by_local_officer, spills_over,
                    trust_strength,
                )  # fmt: skip
