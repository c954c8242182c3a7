"""What happens in five minutes, in order, and what happens at the turn of the hour and of the day."""

from __future__ import annotations

from marketsim.model.processes.arrests import arrests_are_made, officers_meet_dealers
from marketsim.model.processes.at_work import encounters_turn_violent, staff_are_attacked
from marketsim.model.processes.attacks import debts_are_collected, people_attack
from marketsim.model.processes.batches import bad_batches_arrive, staff_hear_of_bad_batches
from marketsim.model.processes.brokers import methadone_is_handed_out, people_sell_for_others
from marketsim.model.processes.call_ins import (
    dealers_are_called_in,
    promises_are_judged,
    those_warned_are_sought_out,
    warnings_are_heeded,
)
from marketsim.model.processes.calls import calls_are_answered, calls_come_in
from marketsim.model.processes.cases import drug_squad_builds_cases, drug_squad_stops_buyers
from marketsim.model.processes.choices import people_choose_a_dealer, people_decide
from marketsim.model.processes.comings import people_come_and_go, people_plan_the_day, people_walk
from marketsim.model.processes.crews import crews_meet, suppliers_are_paid
from marketsim.model.processes.duty import officers_take_up_duty
from marketsim.model.processes.echoes import violence_echoes
from marketsim.model.processes.encounters import officers_judge_public_use
from marketsim.model.processes.extortion import dealers_extort, the_cheated_answer
from marketsim.model.processes.facilities import people_visit_facilities
from marketsim.model.processes.focus import focus_persons_are_listed, frightening_is_noticed
from marketsim.model.processes.forms import dealers_choose_a_form, regulars_are_counted
from marketsim.model.processes.gaps import arrests_leave_gaps, debts_change_hands, stashes_are_seized
from marketsim.model.processes.infection import equipment_is_shared, people_bring_equipment
from marketsim.model.processes.lessons import (
    dealers_compare,
    dealers_learn,
    dealers_plan_the_day,
    memories_fade,
    spots_are_remembered,
)
from marketsim.model.processes.litter import bins_stand, equipment_is_dropped, litter_is_found, rounds_clean
from marketsim.model.processes.memory import people_notice_patrols, street_remembers
from marketsim.model.processes.needs import people_grow_needy, people_raise_money
from marketsim.model.processes.neighbours import complaints_are_heeded, residents_look_out
from marketsim.model.processes.offenders import (
    dealers_sought_are_arrested,
    offenders_are_sought,
    people_sought_are_arrested,
    thieves_are_caught,
)
from marketsim.model.processes.outreach import outreach_meets_people, outreach_walks
from marketsim.model.processes.outsiders import dealers_are_robbed, outsiders_are_attacked
from marketsim.model.processes.partnership import offending_comes_and_goes, the_most_active_are_approached
from marketsim.model.processes.patrols import officers_patrol, presence_is_felt
from marketsim.model.processes.places import people_choose_where_to_use
from marketsim.model.processes.prosecutors import prosecutors_take_cases
from marketsim.model.processes.quarrels import rivals_quarrel
from marketsim.model.processes.rescue import the_collapsed_are_found
from marketsim.model.processes.robberies import dealers_rob_customers
from marketsim.model.processes.rooms import rooms_admit
from marketsim.model.processes.scenes import (
    people_choose_a_scene,
    people_take_stock,
    sellers_of_closed_scenes_arrive,
)
from marketsim.model.processes.sightings import encounters_are_seen
from marketsim.model.processes.spots import crowds_gather, dealers_choose_spots, dealers_open_and_close
from marketsim.model.processes.staff import naloxone_is_lost, staff_help_people
from marketsim.model.processes.stops import officers_stop_people, officers_talk_with_people
from marketsim.model.processes.surroundings import (
    passage_leads,
    people_find_a_seat,
    surroundings_stand,
    the_hour_begins,
)
from marketsim.model.processes.telling import losses_are_told, violence_is_told
from marketsim.model.processes.tips import informants_are_punished, people_give_tips, rivals_give_tips
from marketsim.model.processes.trade import buyers_line_up, people_buy, people_remember_purchases
from marketsim.model.processes.treatment import (
    people_leave_treatment,
    the_clinic_admits,
    treatment_is_offered,
)
from marketsim.model.processes.turnover import (
    dealers_leave_and_return,
    earnings_call_newcomers,
    the_departed_are_forgotten,
)
from marketsim.model.processes.using import people_settle_to_use, people_use
from marketsim.model.processes.views import the_hour_is_seen, thefts_come_to_light

EVERY_DAY = (
    surroundings_stand,
    passage_leads,
    bins_stand,
    complaints_are_heeded,
    suppliers_are_paid,
    crews_meet,
    dealers_compare,
    dealers_learn,
    memories_fade,
    regulars_are_counted,
    dealers_choose_a_form,
    dealers_plan_the_day,
    sellers_of_closed_scenes_arrive,
    earnings_call_newcomers,
    dealers_leave_and_return,
    the_departed_are_forgotten,
    prosecutors_take_cases,
    rivals_give_tips,
    focus_persons_are_listed,
    dealers_are_called_in,
    spots_are_remembered,
    offending_comes_and_goes,
    bad_batches_arrive,
    naloxone_is_lost,
    people_bring_equipment,
    people_leave_treatment,
    the_clinic_admits,
    the_most_active_are_approached,
    people_take_stock,
    people_plan_the_day,
    people_choose_a_scene,
    methadone_is_handed_out,
    people_find_a_seat,
)

EVERY_HOUR = (
    equipment_is_dropped,
    litter_is_found,
    rounds_clean,
    thefts_come_to_light,
    the_hour_is_seen,
    residents_look_out,
    those_warned_are_sought_out,
    calls_come_in,
    people_notice_patrols,
    street_remembers,
    staff_hear_of_bad_batches,
)

EVERY_TICK = (
    the_hour_begins,
    officers_take_up_duty,
    calls_are_answered,
    officers_patrol,
    presence_is_felt,
    outreach_walks,
    dealers_open_and_close,
    dealers_choose_spots,
    people_grow_needy,
    people_come_and_go,
    people_visit_facilities,
    people_raise_money,
    people_decide,
    people_choose_a_dealer,
    people_sell_for_others,
    people_choose_where_to_use,
    people_walk,
    crowds_gather,
    warnings_are_heeded,
    buyers_line_up,
    dealers_rob_customers,
    people_buy,
    people_remember_purchases,
    rooms_admit,
    people_settle_to_use,
    people_use,
    equipment_is_shared,
    the_collapsed_are_found,
    outreach_meets_people,
    treatment_is_offered,
    staff_help_people,
    rivals_quarrel,
    debts_are_collected,
    informants_are_punished,
    people_attack,
    outsiders_are_attacked,
    dealers_are_robbed,
    dealers_extort,
    the_cheated_answer,
    staff_are_attacked,
    people_give_tips,
    officers_judge_public_use,
    officers_stop_people,
    officers_talk_with_people,
    officers_meet_dealers,
    drug_squad_builds_cases,
    drug_squad_stops_buyers,
    violence_is_told,
    losses_are_told,
    thieves_are_caught,
    people_sought_are_arrested,
    dealers_sought_are_arrested,
    promises_are_judged,
    arrests_leave_gaps,
    debts_change_hands,
    stashes_are_seized,
    arrests_are_made,
    encounters_turn_violent,
    encounters_are_seen,
    frightening_is_noticed,
    offenders_are_sought,
    violence_echoes,
)

PERSONAL = frozenset(
    {
        people_grow_needy, people_raise_money, people_plan_the_day, people_come_and_go, people_walk, people_decide,
        people_choose_a_dealer, people_choose_where_to_use, people_settle_to_use, people_use, staff_help_people,
        naloxone_is_lost, people_bring_equipment, people_visit_facilities,
        treatment_is_offered, people_leave_treatment, people_find_a_seat,
        offending_comes_and_goes,
        people_take_stock, people_choose_a_scene,
    }
)  # fmt: skip
