"""Officers see dealers sell, spare, steer or arrest them; and others take fright (M11, M13, M21)."""

from __future__ import annotations

from marketsim.chance import moment, stream, uniform
from marketsim.compiled import loop
from marketsim.entities.accounts import CASES_TAKEN, COCAINE_CONFISCATED, HEROIN_CONFISCATED, MONEY_OUT
from marketsim.entities.clock import HOURS_PER_DAY, TICK, Clock
from marketsim.entities.dealers import AT_SPOT, DETAINED, OFF
from marketsim.entities.ledger import (
    ARREST,
    DEALER,
    EVIDENCE,
    NO_CAUSE,
    NOBODY,
    OFFICER,
    PROSECUTION,
    REQUEST,
    SELLING,
    STEERED,
    record,
)  # fmt: skip
from marketsim.entities.police import ARRESTING, DRUG_SQUAD, MUNICIPAL_GUARDS, TALKING
from marketsim.entities.scales import DECIMETRES_PER_METRE, MINUTES_PER_HOUR
from marketsim.entities.world import World
from marketsim.model.processes import Call
from marketsim.model.today import Today
from marketsim.rules.deterrence import risk_after
from marketsim.rules.discretion import knowledge_after, spares
from marketsim.rules.enforcement import sees_a_deal
from marketsim.rules.law import goes_by_the_law, is_small_supply
from marketsim.rules.lengths import length_around

SEES = stream("officer sees a sale")
SPARES = stream("officer spares a dealer believed peaceful")
GOES_BY_LAW = stream("officer who sees a sale goes by the law in force")
STEERS = stream("officer asks a dealer to move")
OBEYS = stream("dealer does as asked")
ARRESTS = stream("officer arrests a seller")
PROSECUTED = stream("arrest of a seller is prosecuted")
CUSTODY = stream("length of a dealer's custody")
REPLACED_IN = stream("time until an arrested dealer is replaced")


def officers_meet_dealers(world: World, today: Today, now: Clock) -> Call:
    """An officer who sees a sale arrests, asks the dealer to move, or lets it be, by orders and by belief."""
    dealers, officers, street, police = world.dealers, world.officers, world.street, today.police
    return _meet, (
        now, today.hours, today.ticks_per_hour, dealers.key, dealers.standing, dealers.cell, dealers.visibility,
        dealers.heroin, dealers.cocaine, dealers.believed_violent, dealers.known_to, dealers.unsettled,
        dealers.why_unsettled, dealers.caught_by, officers.key, officers.body, officers.minds_dealing, officers.cell,
        officers.busy_until, officers.work, officers.commitment, street.sales_known, street.overlooked,
        world.city.distance, world.around.officers_out, world.around.dealers_out, world.ledger.rows,
        world.ledger.filled, police.spares_peaceful, police.steers, police.arrests_sellers, today.presence.reach,
        today.enforcement.sees_a_sale, today.enforcement.arrest_time, today.enforcement.talk_time,
        today.discretion.steering_obeyed, today.discretion.steering_quiets, today.law.small_supply,
        today.law.law_strength,
    )  # fmt: skip


@loop
def _meet(
    now, hours, ticks_per_hour, key, standing, cell, visibility, heroin, cocaine, believed_violent, known_to, unsettled,
    why_unsettled, caught_by, officer_key, body, minds_dealing, officer_cell, officer_busy_until, work, commitment,
    sales_known, overlooked, decimetres, officers_out, dealers_out, rows, filled, spares_peaceful, steers,
    arrests_sellers, reach, sees_a_sale, arrest_time, talk_time, steering_obeyed, steering_quiets, small_supply,
    law_strength,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    for officer in officers_out:
        if officer < 0:
            break
        kind = body[officer]
        if not minds_dealing[officer] or officer_busy_until[officer] > tick or kind == DRUG_SQUAD:
            continue
        for dealer in dealers_out:
            if dealer < 0:
                break
            if standing[dealer] != AT_SPOT or caught_by[dealer] >= 0:
                continue
            here = cell[dealer]
            if decimetres[officer_cell[officer], here] > reach * DECIMETRES_PER_METRE:
                continue
            pair = officer_key[officer] ^ key[dealer]
            if not sees_a_deal(visibility[dealer], sees_a_sale, hours, uniform(pair, word, SEES)):
                continue
            sales_known[here] += 1
            known_to[dealer, kind] = knowledge_after(known_to[dealer, kind], learnt=visibility[dealer])
            belief = believed_violent[dealer, kind]
            spared = spares(belief, spares_peaceful[kind], commitment[officer], uniform(pair, word, SPARES))
            minutes = talk_time
            work[officer] = TALKING
            stock = heroin[dealer] + cocaine[dealer]
            by_law = goes_by_the_law(law_strength, uniform(pair, word, GOES_BY_LAW))
            tolerated = by_law and is_small_supply(stock, small_supply)
            may_arrest = kind != MUNICIPAL_GUARDS and not spared and not tolerated
            if may_arrest and uniform(pair, word, ARRESTS) < arrests_sellers[kind]:
                caught_by[dealer] = kind
                minutes = arrest_time * MINUTES_PER_HOUR
                work[officer] = ARRESTING
            elif uniform(pair, word, STEERS) < steers[kind] * overlooked[here]:
                record(
                    rows, filled, tick, here, STEERED, REQUEST, OFFICER, officer, DEALER, dealer, 1, kind, 0
                )
                if uniform(key[dealer], word, OBEYS) < steering_obeyed:
                    unsettled[dealer] = True
                    why_unsettled[dealer] = REQUEST
                    visibility[dealer] = max(0.0, visibility[dealer] - steering_quiets)
            officer_busy_until[officer] = tick + int(minutes * ticks_per_hour / MINUTES_PER_HOUR)
            if officer_busy_until[officer] > tick:
                break


def arrests_are_made(world: World, today: Today, now: Clock) -> Call:
    """Dealers caught in this tick are led away and lose stock and cash; other dealers in view take fright."""
    dealers = world.dealers
    enforcement, deterrence = today.enforcement, today.deterrence
    return _arrest, (
        now, today.ticks_per_hour, dealers.key, dealers.standing, dealers.cell, dealers.caught_by, dealers.caught_for,
        dealers.heroin, dealers.cocaine, dealers.cash, dealers.perceived_risk, dealers.arrests, dealers.free_at,
        dealers.case_waits, dealers.evidence, dealers.replaced_at, world.city.distance, world.around.dealer_order,
        world.accounts, world.ledger.rows, world.ledger.filled, today.drug_squad.case_slots,
        enforcement.prosecuted_on_sight, enforcement.seller_custody, enforcement.short_custody,
        enforcement.drops_stock, deterrence.custody_bites, deterrence.risk_from_arrest,
        deterrence.risk_from_own_arrest, today.buying.eyesight, today.learning.replacement_days,
    )  # fmt: skip


@loop
def _arrest(
    now, ticks_per_hour, key, standing, cell, caught_by, caught_for, heroin, cocaine, cash,
    perceived_risk, arrests, free_at, case_waits, evidence, replaced_at, decimetres, dealer_order, accounts,
    rows, filled, case_slots, prosecuted_on_sight, seller_custody, short_custody, drops_stock, custody_bites,
    risk_from_arrest, risk_from_own_arrest, eyesight, replacement_days,
):  # fmt: skip
    tick = now[TICK]
    word = moment(tick)
    for dealer in dealer_order:
        if caught_by[dealer] < 0:
            continue
        here = cell[dealer]
        by_squad = caught_by[dealer] == DRUG_SQUAD
        for_violence = caught_for[dealer] != NO_CAUSE
        cause = caught_for[dealer] if for_violence else EVIDENCE if by_squad else SELLING
        prosecuted = by_squad or for_violence or uniform(key[dealer], word, PROSECUTED) < prosecuted_on_sight
        held_for_case = prosecuted and accounts[CASES_TAKEN] < case_slots
        hours_held = short_custody
        replaced_at[dealer] = -1
        if held_for_case:
            accounts[CASES_TAKEN] += 1
            case_waits[dealer] = -1
            mean = seller_custody * HOURS_PER_DAY
            hours_held = length_around(mean, uniform(key[dealer], word, CUSTODY))
            mean = replacement_days * HOURS_PER_DAY
            hours_empty = length_around(mean, uniform(key[dealer], word, REPLACED_IN))
            replaced_at[dealer] = tick + int(hours_empty * ticks_per_hour)
            record(
                rows, filled, tick, here, PROSECUTION, cause, NOBODY, -1, DEALER, dealer, 1, int(hours_held),
                0,
            )  # fmt: skip
        elif prosecuted and case_waits[dealer] < 0:
            case_waits[dealer] = tick
        record(
            rows, filled, tick, here, ARREST, cause, OFFICER, -1, DEALER, dealer, 1 + held_for_case,
            int(hours_held), caught_by[dealer],
        )  # fmt: skip
        free_at[dealer] = tick + int(hours_held * custody_bites * ticks_per_hour)
        standing[dealer] = DETAINED if free_at[dealer] > tick else OFF
        arrests[dealer] += 1
        evidence[dealer] = 0
        _take_share(heroin, dealer, drops_stock, accounts, HEROIN_CONFISCATED)
        _take_share(cocaine, dealer, drops_stock, accounts, COCAINE_CONFISCATED)
        _take_share(cash, dealer, drops_stock, accounts, MONEY_OUT)

        lesson = risk_from_own_arrest
        perceived_risk[dealer] = risk_after(perceived_risk[dealer], lesson)
        for other in range(key.shape[0]):
            if other == dealer or standing[other] != AT_SPOT:
                continue
            if decimetres[here, cell[other]] <= eyesight * DECIMETRES_PER_METRE:
                lesson = risk_from_arrest
                perceived_risk[other] = risk_after(perceived_risk[other], lesson)
    caught_by[:] = -1
    caught_for[:] = NO_CAUSE


@loop
def _take_share(held, dealer, share, accounts, account):
    """Take a share of what a dealer holds of one thing, and write it to an account; debts are not taken."""
    lost = int(max(held[dealer], 0) * share)
    held[dealer] -= lost
    accounts[account] += lost
