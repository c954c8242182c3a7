"""Every mechanism has a strength whose zero switches it off, and with it what only this mechanism does."""

import numpy as np
import pytest
from markets import BUSY_STREET, STORM, after, highest, lowest, market

from marketsim.entities.accounts import MONEY_IN
from marketsim.entities.dealers import AT_SPOT
from marketsim.entities.facilities import ROOM_STAFF
from marketsim.entities.ledger import VISIBLE
from marketsim.entities.people import HERE, HEROIN, RAISING, USING
from marketsim.model import schedule
from marketsim.parameters import declarations, declared

DAYS = 3
LUCKS = range(8)
"""What is rare is looked for in one replicate after the other; its knock-out is then tried with the same luck."""
TICKS_TO_TRY = 250
EVERY = schedule.EVERY_TICK + schedule.EVERY_HOUR + schedule.EVERY_DAY
STRENGTHS = {one.key for one in declarations() if one.knock_out}


def counted(*measures):
    """How often the days of a market counted something."""
    return lambda here: sum(sum(here.observer.days[measure]) for measure in measures)


def moved(table, column):
    """How far an attribute of those who were there from the beginning has moved since then."""

    def distance(here):
        begun, now = (
            getattr(market(here.changes, replicate=here.replicate).world, table),
            getattr(here.world, table),
        )
        same = begun.number == now.number
        return np.abs(getattr(begun, column) - getattr(now, column))[same].sum()

    return distance


def income(here):
    """What has come in since the first morning."""
    return (
        here.world.accounts[MONEY_IN]
        - market(here.changes, replicate=here.replicate).world.accounts[MONEY_IN]
    )


def hidden_force(here):
    return here.world.dealers.conceals.sum()


def fear_of_people(here):
    """What people of the scene have come to reckon with since the first morning, when none did."""
    return here.world.people.perceived_risk.sum()


def surprises(here):
    people = here.world.people
    return np.count_nonzero(people.potency[people.number >= 0] != 1.0)


def answers(measure):
    """How far a count differs from what it would be if nobody's coming and quitting answered anything."""
    still = dict.fromkeys(
        ("demand.quitting_for_want", "demand.quitting_for_risk", "demand.joining_response"), "0"
    )
    return lambda here: abs(
        counted(measure)(here) - counted(measure)(lived_through({**here.changes, **still}))
    )


STEERING = {
    **BUSY_STREET,
    **highest("enforcement.sees_a_sale", "discretion.steering_quiets", "presence.reach"),
    "police.arrests_sellers": "0",
    "police.steers": "1",
    "learning.imitation": "0/day",
    "learning.visibility_learning": "0/day",
}
NO_DRIFT = {
    "learning.imitation": "0/day",
    "learning.force_learning": "0/day",
    "learning.emboldening": "0",
    "discretion.steering_obeyed": "0",
}
TELLING = highest(
    "trust.telling", "trust.found_out", "trust.punishing", "trust.debtors_name", "discretion.belief_from_tip"
)
LISTING = {
    **lowest("focus.frightening_from", "focus.report_every"), **highest("focus.leash_rate"), "focus.short_leash": "1",
    "focus.support": "0", "focus.attention": "0", "focus.exclusion": "0", "focus.detention": "1",
}  # fmt: skip
FEUDS = {**STORM, "turf.yields": "0.1", "police.officers": "0 officers"}
NOBODY_TELLS = ("reporting.dealers_tell", "reporting.outsiders_tell", "reporting.staff_tell", "trust.telling")
NO_OTHER_INCOME = {
    "money.theft_strength": "0",
    "victims.outsiders_robbed": "0",
    "victims.extortion_rate": "0/h",
    "scene.inflow": "0 people/day",
}
NO_QUARRELS = {
    "turf.quarrel_rate": "0/h",
    "violence.revenge_rate": "0/h",
    "crews.feud_rate": "0/h",
    "victims.fraud_answered": "0",
}
UNEQUIPPED = {
    **STORM,
    **highest("infection.sharing", "infection.transmission", "scene.injects"),
    "infection.equipped_at_home": "0",
    "care.equipment": "0 sets",
}


FEARLESS = {
    f"deterrence.{key}": "0"
    for key in ("risk_from_stop", "risk_from_asking", "risk_from_patrol", "risk_from_seen_encounter")
}
ALL_LIT = {"surroundings.more_light": "1", "complaints.safety_moves_footfall": "0"}


def moved_by_light(here):
    """How far light has moved the perceived safety of residents."""
    changes = {**here.changes, "complaints.safety_by_light": "0"}
    unmoved = lived_through({**changes, **lowest("surroundings.light_draws")})
    here = lived_through({**here.changes, **lowest("surroundings.light_draws")})
    return np.abs(here.world.residents.safety - unmoved.world.residents.safety).sum()


def deterred_by_cameras(here):
    """How much more watched than overlooked the streets are."""
    return (here.world.street.watched - here.world.street.overlooked).sum()


TWO_CREWS = {
    **FEUDS,
    **highest(
        "crews.in_crews",
        "crews.feud_spread",
        "crews.feud_rate",
        "crews.feud_half_life",
        "market.violent_share",
    ),
    "crews.crews": "2 crews",
    "turf.familiar_peace": "0",
    "forms.closed_at_first": "0",
}
ALL_OPEN = {"forms.closed_at_first": "0", "forms.form_strength": "0"}
ONE_CREW = {
    **FEUDS,
    **highest("crews.in_crews"),
    "crews.crews": "1 crews",
    "crews.succession_quarrel": "1",
    "turf.familiar_peace": "0",
}

NOTHING_TO_BUY = {
    **lowest("market.dealers", "market.selling_day", "buying.patience", "demand.taking_stock"),
    **highest("scene.outflow", "demand.quitting_for_want"),
    "demand.quitting_for_risk": "0",
    "demand.joining_response": "0",
}

VANISHES = {
    "complaints.safety_by_light": (moved_by_light, ALL_LIT),
    "litter.careless": (counted("litter_dropped"), {}),
    "litter.find_rate": (counted("litter_finds"), {}),
    "surroundings.camera_deters": (deterred_by_cameras, {"surroundings.cameras": "1"}),
    "money.theft_strength": (counted("theft"), STORM),
    "money.income_strength": (income, NO_OTHER_INCOME),
    "buying.unfamiliar_spread": (surprises, {"market.batch_spread": "0"}),
    "services.room_appeal": (counted("uses_in_rooms"), {}),
    "services.fear_rushes": (counted("rushed_uses"), {**STORM, "services.asking_rushes": "0"}),
    "services.preparing_time": (counted("uses_put_off"), STORM),
    "overdose.overdose_rate": (counted("overdoses"), STORM),
    "facilities.visit_strength": (counted("facility_visits"), {}),
    "services.health_room_appeal": (counted("uses_near_health_room"), {}),
    "outreach.contacts": (counted("outreach_contacts"), {}),
    "treatment.acceptance": (counted("treatment_entries"), highest("treatment.offers", "treatment.slots")),
    "infection.sharing": (counted("shared_equipment"), UNEQUIPPED),
    "infection.transmission": (counted("infections"), UNEQUIPPED),
    "turf.quarrel_rate": (counted("violence_turf"), FEUDS),
    "violence.robbery_strength": (counted("violence_robbery", "violence_economic"), FEUDS),
    "violence.revenge_rate": (
        counted("violence_retaliation"),
        {**FEUDS, **highest("turf.sight"), "turf.yields": "0.5"},
    ),
    "violence.outburst_rate": (counted("violence_psychopharmacological"), FEUDS),
    "victims.outsiders_attacked": (
        counted("violence_against_residents"),
        {**FEUDS, "victims.outsiders_robbed": "0", **highest("scene.aggression")},
    ),
    "victims.outsiders_robbed": (
        counted("violence_against_residents", "violence_against_businesses"),
        {**FEUDS, "victims.outsiders_attacked": "0", "victims.extortion_rate": "0/h"},
    ),
    "victims.dealers_robbed": (
        counted("violence_against_dealers"),
        {**FEUDS, **NO_QUARRELS, **highest("turf.sight"), **lowest("market.violent_share")},
    ),
    "victims.fraud_answered": (counted("violence_fraud"), {**FEUDS, **highest("scene.aggression")}),
    "victims.extortion_rate": (
        counted("violence_extortion"),
        {**FEUDS, **highest("turf.sight"), "victims.shops_extorted": "0.5"},
    ),
    "victims.staff_rate": (
        counted("violence_against_staff"),
        highest("scene.aggression", "victims.staff_rate"),
    ),
    "victims.resistance": (counted("violence_against_police"), {**STORM, **highest("scene.aggression")}),
    "reporting.recognised": (counted("arrests_for_violence"), STORM),
    "violence.sex_buyer_rate": (
        counted("violence_sex_buyers"),
        {**FEUDS, **highest("violence.sex_buyer_rate", "scene.selling_sex", "scene.women", "violence.dawn")},
    ),
    "learning.force_learning": (moved("dealers", "force"), {**FEUDS, **NO_DRIFT}),
    "learning.imitation": (moved("dealers", "force"), {**FEUDS, **NO_DRIFT}),
    "learning.visibility_learning": (moved("dealers", "visibility"), NO_DRIFT),
    "learning.emboldening": (
        moved("dealers", "force"),
        {**FEUDS, **NO_DRIFT, **highest("learning.emboldening"), **lowest("violence.reputation_half_life")},
    ),
    "learning.hiding": (hidden_force, {**STORM, **highest("violence.reputation_gain")}),
    "elsewhere.arrives_here": (
        counted("newcomers_from_closed_scenes"),
        {"elsewhere.scene_open": "0", **lowest("elsewhere.arrival_days")},
    ),
    "demand.quitting_for_want": (answers("people_quitting"), NOTHING_TO_BUY),
    "demand.quitting_for_risk": (
        answers("people_quitting"),
        {
            **STORM,
            **highest("demand.quitting_for_risk", "deterrence.risk_from_stop"),
            "demand.quitting_for_want": "0",
        },
    ),
    "demand.joining_response": (
        answers("people_joining"),
        {**NOTHING_TO_BUY, **highest("scene.inflow", "demand.joining_response")},
    ),
    "forms.form_strength": (counted("form_changes"), {"learning.smoothing_days": "2 days"}),
    "brokering.brokering_strength": (counted("sales_among_friends"), {}),
    "crews.in_crews": (counted("dealers_in_crews"), {}),
    "crews.feud_rate": (counted("violence_feud"), TWO_CREWS),
    "deterrence.risk_from_patrol": (fear_of_people, {**STORM, **FEARLESS}),
    "deterrence.risk_from_seen_encounter": (fear_of_people, {**STORM, **FEARLESS}),
    "deterrence.custody_bites": (counted("dealers_in_custody"), STORM),
    "reporting.losses_told": (counted("cheating_told"), STORM),
    "reporting.catches_thieves": (
        counted("theft_cases"),
        {**STORM, "police.street_share": "0.3", "priorities.pickpockets": "1"},
    ),
    "reporting.witness_phones": (
        counted("violence_told"),
        {**STORM, **dict.fromkeys(NOBODY_TELLS, "0")},
    ),
    "capacity.complaints_phoned": (
        counted("calls_answered", "calls_lapsed"),
        {**STORM, "reporting.witness_phones": "0"},
    ),
    "capacity.capacity_strength": (
        counted(
            "cases_waiting",
            "cases_dropped",
            "calls_lapsed",
            "hours_of_stops",
            "hours_of_arrests",
            "hours_of_talks",
        ),
        {**STORM, "drug_squad.case_slots": "1 cases/week"},
    ),
    "enforcement.enforcement_strength": (
        counted("stops", "evidence_stops", "confiscations", "fines", "arrests_of_dealers", "hours_on_cases"),
        {**STORM, "focus.short_leash": "0", "reporting.arrests_offenders": "0"},
    ),
    "turf.touting": (counted("touting"), {}),
    "violence.police_force": (
        counted("police_use_of_force"),
        {**STORM, "victims.force_in_stops": "0", "victims.resistance": "0"},
    ),
    "trust.tipping": (counted("tips"), {**STORM, "trust.rival_tips": "0/day"}),
    "trust.rival_tips": (
        counted("false_tips"),
        {**STORM, **highest("trust.rival_tips"), "trust.tipping": "0/h"},
    ),
    "trust.punishing": (counted("violence_informants"), {**STORM, **TELLING}),
    "focus.response_strength": (counted("focus_detentions"), {**STORM, **TELLING, **LISTING}),
    "focus.leash_rate": (
        counted("short_leash_stops"),
        {**STORM, **TELLING, **LISTING, "focus.detention": "0"},
    ),
    "complaints.complaint_rate": (counted("complaints"), STORM),
    "displacement.leaving_rate": (counted("dealers_elsewhere"), STORM),
    "discretion.explanation_works": (moved("people", "considerate"), {**STORM, "police.discretion": "1"}),
    "discretion.steering_obeyed": (moved("dealers", "visibility"), STEERING),
}

MOST_DISCREET = {
    **BUSY_STREET,
    "police.discretion": "1",
    "discretion.refers": "1",
    "discretion.bearable": "0.5",
    **highest("police.moves_on", "services.preparing_time"),
}
NO_RESTRAINT = {"deterrence.weapon_restrained": "0", "turf.force_restrained": "0"}
PRESENCE, RISK = ("street", "presence"), ("people", "perceived_risk")
DEALERS_RISK = ("dealers", "perceived_risk")

# process, what it can no longer see, what is watched (all columns where nothing is named), what else is changed
BLINDS = {
    "need.need_strength": ("people_grow_needy", ("people", "dependence"), (), {}),
    "buying.trust_in_known": ("people_choose_a_dealer", ("people", "liking"), (), ALL_OPEN),
    "buying.fear_of_buying": ("people_decide", RISK, (), {}),
    "forms.prefers_closed": ("people_choose_a_dealer", RISK, (), {**highest("forms.closed_at_first")}),
    "market.risk_premium": ("people_buy", DEALERS_RISK, (), NO_RESTRAINT),
    "services.avoids_police": ("people_choose_where_to_use", PRESENCE, (), {}),
    "services.asking_rushes": (
        "people_use",
        ("people", "asked_away"),
        ("people.rushed",),
        {"services.fear_rushes": "0.3"},
    ),
    "discretion.without_a_room": (
        "officers_judge_public_use",
        ("people", "excluded"),
        (),
        {**MOST_DISCREET, "discretion.refers": "0"},
    ),
    "discretion.referral_heeded": (
        "officers_judge_public_use",
        ("people", "trust_officer"),
        ("people.use_place",),
        MOST_DISCREET,
    ),
    "services.fear_hides": (
        "people_choose_where_to_use",
        RISK,
        (),
        {"overdose.keeps_company": "0", "services.avoids_police": "0"},
    ),
    "money.spell_strength": (
        "offending_comes_and_goes",
        ("people", "in_a_spell"),
        ("people.offending_now",),
        {},
    ),
    "overdose.keeps_company": ("people_choose_where_to_use", ("street", "crowd"), (), {}),
    "overdose.naloxone_works": (
        "the_collapsed_are_found",
        ("people", "naloxone"),
        ("people.whereabouts",),
        highest("overdose.fatality"),
    ),
    "overdose.warning_heeded": (
        "people_use",
        ("people", "warned_until"),
        (),
        highest("overdose.bad_batch_strength", "overdose.overdose_rate"),
    ),
    "overdose.bad_batch_rate": (
        "bad_batches_arrive",
        ("dealers", "standing"),
        ("dealers.tainted_until",),
        {},
    ),
    "infection.fear_of_carrying": (
        "staff_help_people",
        RISK,
        ("people.equipment",),
        {"infection.equipment_invites_stop": "1", "infection.equipped_at_home": "0"},
    ),
    "turf.familiar_peace": ("rivals_quarrel", ("dealers", "settled_since"), (), FEUDS),
    "crews.crew_peace": ("rivals_quarrel", ("crews", "leader"), (), ONE_CREW),
    "enforcement.taken_for_dealer": (
        "officers_stop_people",
        ("people", "sold_at"),
        (),
        {**BUSY_STREET, "law.possession": "decriminalised"},
    ),
    "call_ins.warning_works": ("warnings_are_heeded", ("dealers", "warned"), (), {}),
    "turf.force_restrained": (
        "rivals_quarrel",
        ("dealers", "risk_of_force"),
        (),
        {**FEUDS, "deterrence.weapon_restrained": "0"},
    ),
    "deterrence.weapon_restrained": (
        "rivals_quarrel",
        ("dealers", "risk_of_force"),
        (),
        {**FEUDS, **highest("violence.serious_share"), "turf.force_restrained": "0"},
    ),
    "turf.vacancy_pull": ("dealers_choose_spots", ("street", "vacant"), ("dealers.cell",), {}),
    "turf.risk_push": ("dealers_choose_spots", PRESENCE, (), {}),
    "deterrence.selling_deterred": ("dealers_plan_the_day", DEALERS_RISK, ("dealers.works_today",), {}),
    "violence.collection_rate": (
        "debts_are_collected",
        ("people", "due"),
        (),
        {**STORM, **highest("turf.sight")},
    ),
    "complaints.fear_empties": (
        "the_hour_begins",
        ("street", "fear"),
        ("street.passing",),
        {},
    ),
    "complaints.safety_moves_footfall": (
        "the_hour_begins",
        ("residents", "safety"),
        ("street.passing",),
        {**STORM, **highest("complaints.fear_empties")},
    ),
    "litter.fear_drops": ("equipment_is_dropped", RISK, ("street.litter",), {}),
    "surroundings.darkness_hides": ("the_hour_begins", ("street", "light"), ("street.seclusion",), {}),
    "surroundings.light_draws": ("the_hour_begins", ("street", "light"), ("street.passing",), {}),
    "presence.eyes_calm": (
        "people_attack",
        ("street", "passing"),
        (),
        {**STORM, "violence.sex_buyer_rate": "0 1/h"},
    ),
    "presence.calm": ("people_raise_money", PRESENCE, (), {**STORM, **highest("money.theft_strength")}),
    "presence.provocation": ("people_attack", PRESENCE, (), {**STORM, "presence.calm": "0"}),
    "displacement.moves_for_risk": ("street_remembers", PRESENCE, ("dealers.unsettled",), STORM),
    "reporting.language_barrier": (
        "violence_is_told",
        ("people", "danish"),
        (),
        {**STORM, **highest("scene.aggression")},
    ),
    "displacement.stays_away": (
        "people_plan_the_day",
        RISK,
        ("people.arrives",),
        {"displacement.goes_elsewhere": "0"},
    ),
}
LITTLE_AND_MUCH = {
    "sold_at": (-(10**9), 10**9),
    "asked_away": (False, True), "excluded": (False, True),
    "crowd": (0, 9), "naloxone": (0, 9), "warned_until": (0, 10**9), "standing": (0, 1), "in_a_spell": (0, 1),
    "danish": (False, True), "passing": (0, 10_000),
    "due": (0, 10**9), "fear": (0, 20), "settled_since": (-100_000, 0), "liking": (-0.5, 0.9), "leader": (-1, 0),
}  # fmt: skip

# another number that matters only through this strength
EMPTIES = {
    "law.law_strength": ("law.possession", STORM),
    "trust.trust_strength": ("trust.by_contact", STORM),
    "trust.seen_by_others": ("trust.by_protection", STORM),
}


# which strengths knock a mechanism of the model out; the first is its own, the others belong to parts of it
MECHANISMS = {
    "M1 need": "need.need_strength",
    "M2 money": "money.income_strength money.theft_strength money.spell_strength",
    "M3 buying": "buying.trust_in_known buying.unfamiliar_spread",
    "M4 place of use": "services.room_appeal services.fear_hides services.fear_rushes services.health_room_appeal "
    "services.asking_rushes services.avoids_police services.preparing_time facilities.visit_strength",
    "M5 overdose and infection": "overdose.overdose_rate overdose.keeps_company overdose.naloxone_works "
    "overdose.bad_batch_rate overdose.warning_heeded infection.transmission infection.sharing "
    "infection.fear_of_carrying",
    "M6 litter": "litter.careless litter.find_rate litter.fear_drops",
    "M7 spots and turf": "turf.quarrel_rate turf.familiar_peace turf.vacancy_pull turf.touting "
    "violence.collection_rate",
    "M8 learning and selection": "learning.force_learning learning.imitation learning.visibility_learning "
    "learning.emboldening learning.hiding",
    "M9 violence": "violence.robbery_strength violence.revenge_rate violence.outburst_rate "
    "violence.sex_buyer_rate violence.police_force victims.outsiders_robbed victims.outsiders_attacked "
    "victims.staff_rate victims.resistance victims.dealers_robbed victims.extortion_rate victims.fraud_answered",
    "M10 reporting and recording": "reporting.witness_phones reporting.language_barrier reporting.losses_told "
    "reporting.catches_thieves reporting.recognised",
    "M11 discretion": "discretion.explanation_works discretion.steering_obeyed discretion.referral_heeded "
    "discretion.without_a_room trust.tipping trust.rival_tips trust.punishing",
    "M12 focus persons": "focus.response_strength focus.leash_rate",
    "M13 drug law enforcement": "enforcement.enforcement_strength enforcement.taken_for_dealer",
    "M14 capacity": "capacity.capacity_strength capacity.complaints_phoned",
    "M15 complaints and priorities": "complaints.complaint_rate complaints.fear_empties "
    "complaints.safety_moves_footfall",
    "M16 displacement": "displacement.moves_for_risk displacement.leaving_rate displacement.stays_away "
    "turf.risk_push elsewhere.arrives_here",
    "M17 treatment": "treatment.acceptance outreach.contacts",
    "M18 built environment": "surroundings.darkness_hides surroundings.light_draws surroundings.camera_deters "
    "complaints.safety_by_light",
    "M19 law": "law.law_strength",
    "M20 trust": "trust.trust_strength trust.seen_by_others",
    "M21 deterrence, incapacitation, demand": "deterrence.selling_deterred deterrence.custody_bites "
    "deterrence.weapon_restrained deterrence.risk_from_patrol deterrence.risk_from_seen_encounter "
    "turf.force_restrained buying.fear_of_buying market.risk_premium "
    "demand.quitting_for_want demand.quitting_for_risk demand.joining_response",
    "M22 presence": "presence.calm presence.provocation presence.eyes_calm",
    "M23 crews and suppliers": "crews.in_crews crews.crew_peace crews.feud_rate call_ins.warning_works",
    "M24 market form": "forms.form_strength forms.prefers_closed brokering.brokering_strength",
}


def lived_through(changes, replicate=0):
    here = market(changes, replicate=replicate)
    here.changes = changes
    for _ in range(DAYS):
        here.run_day()
    return here


def without(key, changes):
    one = declared().declaration(key)
    return {**changes, key: one.text(one.form(0))}


def test_every_strength_has_a_sign_by_which_its_knock_out_is_known():
    assert {*VANISHES, *BLINDS, *EMPTIES} == STRENGTHS


def test_every_mechanism_of_the_model_has_strengths_and_every_strength_is_of_one_mechanism():
    assert [name.split()[0] for name in MECHANISMS] == [f"M{number}" for number in range(1, 25)]
    named = [key for keys in MECHANISMS.values() for key in keys.split()]
    assert sorted(named) == sorted(STRENGTHS)


@pytest.mark.parametrize("key", VANISHES)
def test_a_knock_out_makes_its_sign_vanish(key):
    sign, changes = VANISHES[key]
    more = highest(key) if key.endswith(("learning", "imitation")) or key in FEARLESS else {}
    shown = (luck for luck in LUCKS if sign(lived_through({**changes, **more}, luck)) > 0)
    replicate = next(shown, None)
    assert replicate is not None
    assert sign(lived_through(without(key, changes), replicate)) == 0


def position(process):
    """How many processes of a tick come before this one; none before those of the hour and the day."""
    return schedule.EVERY_TICK.index(process) if process in schedule.EVERY_TICK else 0


def make_ready(world, name):
    """Let what a process is about be common: dealers without a spot, debtors who meet creditors, withdrawal."""
    people, dealers = world.people, world.dealers
    if name == "dealers_choose_spots":
        dealers.unsettled[:] = True
    if name == "people_attack":
        people.craving[:], people.aggression[:] = 1.5, 1.0
        people.doing[:], people.sells_sex[:] = RAISING, True
    if name == "people_use":
        people.dose_due[:], people.tainted[:] = people.heroin + people.cocaine > 0, True
        people.doing[:], people.use_place[:], people.dose_from[:] = USING, VISIBLE, 0
    if name == "staff_help_people":
        people.met[:] = ROOM_STAFF
    if name == "the_collapsed_are_found":
        people.collapsed[:], people.last_drug[:], people.use_place[:] = True, HEROIN, VISIBLE
    if name == "debts_are_collected":
        owing = np.flatnonzero(people.creditor >= 0)
        people.whereabouts[owing], people.cell[owing] = HERE, dealers.cell[people.creditor[owing]]
        dealers.standing[people.creditor[owing]] = AT_SPOT


def do(here, process):
    loop, arguments = process(here.world, here.today, here.now)
    loop(*arguments)


def step(here, name, column, value, watched):
    """What one process makes of the market when a column holds this value; the state is put back.

    The processes that come before it in a tick have done their part. Of the street only every second cell is
    changed, for where every place is alike none is better.
    """
    world = here.world
    process = next(one for one in EVERY if one.__name__ == name)
    kept, filled = world.snapshot(), world.ledger.filled.copy()
    rows = world.ledger.today().copy()
    for earlier in schedule.EVERY_TICK[: position(process)]:
        do(here, earlier)
    begun = int(world.ledger.filled[0])
    table, attribute = column
    getattr(getattr(world, table), attribute)[:: 2 if table == "street" else 1] = value
    make_ready(world, name)
    do(here, process)
    seen = {
        f"{one}.{name}": values.tobytes()
        for one, columns in world.tables().items()
        for name, values in columns.arrays().items()
        if (one, name) != column and (not watched or f"{one}.{name}" in watched)
    }
    told = world.ledger.today()[begun:].tolist() if not watched else []
    world.restore(kept)
    world.ledger.rows[: len(rows)], world.ledger.filled[:] = rows, filled
    return seen, told


def sees(here, name, column, watched):
    """Whether a process makes something else of little and of much at some tick of a day."""
    values = LITTLE_AND_MUCH.get(column[1], (0.1, 0.9))
    for _ in range(TICKS_TO_TRY // 5):
        here.ticks(5)
        little, much = (step(here, name, column, value, watched) for value in values)
        if little != much:
            return True
    return False


@pytest.mark.parametrize("key", BLINDS)
def test_a_knock_out_blinds_its_process(key):
    process, column, watched, changes = BLINDS[key]
    changes = {"scene.attendance": "0.8", **changes}
    lively = {**changes, **highest(key)}
    shown = (luck for luck in LUCKS if sees(after(1, lively, replicate=luck), process, column, watched))
    replicate = next(shown, None)
    assert replicate is not None
    assert not sees(after(1, without(key, changes), replicate=replicate), process, column, watched)


@pytest.mark.parametrize("key", EMPTIES)
def test_a_knock_out_leaves_its_numbers_without_meaning(key):
    companion, changes = EMPTIES[key]

    def trust(more):
        return after(2, {**changes, **more}).world.people.trust_police.tobytes()

    assert trust(highest(companion)) != trust(lowest(companion))
    assert trust({**highest(companion), key: 0}) == trust({**lowest(companion), key: 0})
