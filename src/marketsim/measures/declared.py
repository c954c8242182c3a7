"""Every measure by name, with unit and meaning; a measure whose mechanism is missing is not in the list."""

from __future__ import annotations

from dataclasses import dataclass

THEMES = ("violence", "nuisance", "displacement", "health", "market", "police", "trust", "people")


@dataclass(frozen=True)
class Measure:
    """One observed quantity.

    Attributes
    ----------
    name, unit, about : str
    theme : one of THEMES
    cell : whether it is a total per cell over the run rather than a value per day
    headline : whether it is shown first
    bearer : who bears the harm ("" where it is not a harm): people, dealers, residents, businesses, staff, police
    """

    name: str
    unit: str
    about: str
    theme: str
    cell: bool = False
    headline: bool = False
    bearer: str = ""


def _daily(theme: str, *rows: tuple[str, ...]) -> tuple[Measure, ...]:
    return tuple(
        Measure(
            name, unit, about, theme, headline="headline" in more,
            bearer=next((word for word in more if word != "headline"), ""),
        )
        for name, unit, about, *more in rows
    )  # fmt: skip


MEASURES: tuple[Measure, ...] = (
    *_daily(
        "violence",
        ("violence", "acts/day", "Violent acts and threats of every cause but police use of force.", "headline"),
        ("serious_violence", "acts/day", "Violent acts with serious injury."),
        ("violence_turf", "acts/day", "Violence over spots between dealers.", "dealers"),
        ("violence_retaliation", "acts/day", "Violence to settle a score between dealers.", "dealers"),
        ("violence_feud", "acts/day", "Violence for no other reason than a feud between crews.", "dealers"),
        ("violence_debt", "acts/day", "Violence to collect a debt.", "people"),
        ("violence_robbery", "acts/day", "Dealers robbing customers.", "people"),
        ("violence_economic", "acts/day", "Robberies out of need: of people, dealers, passers-by and shops."),
        ("violence_psychopharmacological", "acts/day", "Outbursts in withdrawal or intoxication."),
        ("violence_sex_buyers", "acts/day", "Attacks by sex buyers.", "people"),
        ("violence_informants", "acts/day", "Dealers punishing people who told on them.", "people"),
        ("violence_fraud", "acts/day", "Quarrels of people and dealers over cheating."),
        ("violence_extortion", "acts/day", "Dealers making shops and people who sell pay to be left in peace."),
        ("violence_on_duty", "acts/day", "Violence against staff, guards and officers at work."),
        ("police_use_of_force", "acts/day", "Use of force by the police, always counted apart."),
        ("police_force_against_people", "acts/day", "The part of it used on people who use drugs.", "people"),
        ("police_force_against_dealers", "acts/day", "The part of it used on dealers.", "dealers"),
        ("violence_against_people", "acts/day", "Violence whose victim is a person who uses drugs.", "people"),
        ("violence_against_dealers", "acts/day", "Violence whose victim is a dealer.", "dealers"),
        ("violence_against_residents", "acts/day", "Violence whose victim is a resident or passer-by.", "residents"),
        ("violence_against_businesses", "acts/day", "Violence whose victim is a shop or bar.", "businesses"),
        ("violence_against_staff", "acts/day", "Violence whose victim works in a room, facility or outreach.", "staff"),
        ("violence_against_police", "acts/day", "Violence whose victim is an officer or guard.", "police"),
        ("violence_told", "acts/day", "Violent acts that the victim or a witness told the police of."),
        ("violence_only_told", "acts/day", "Violent acts told and mediated, not recorded."),
        ("violence_recorded", "acts/day", "Violent acts in the police register."),
        ("violence_cases", "acts/day", "Violent acts recorded with a known offender."),
        ("theft", "events/day", "Thefts out of need."),
        ("thefts_from_businesses", "events/day", "Thefts from shops.", "businesses"),
        ("thefts_from_residents", "events/day", "Thefts from residents and passers-by.", "residents"),
    ),
    *_daily(
        "nuisance",
        ("complaints", "complaints/day", "Complaints by all who live and work here.", "headline", "residents"),
        ("visible_use", "uses/day", "Uses in a visible place outside.", "headline", "residents"),
        ("hidden_use", "uses/day", "Uses in a secluded place outside.", "people"),
        ("visible_selling", "dealer h/day", "Time dealers were out, weighted by how visibly they sell.", "residents"),
        ("touting", "events/day", "Dealers calling out to or following passers-by.", "residents"),
        ("litter_dropped", "pieces/day", "Used equipment left lying outside.", "residents"),
        ("syringes_dropped", "pieces/day", "Syringes among it.", "residents"),
        ("litter_lying", "pieces", "Used equipment that lies in the street at midnight.", "residents"),
        ("litter_cleaned", "pieces/day", "Used equipment taken away by cleaners and finders."),
        ("litter_finds", "pieces/day", "Used equipment found by those who go past.", "headline", "residents"),
        ("litter_finds_by_children", "pieces/day", "Finds by children.", "residents"),
        ("litter_finds_by_businesses", "pieces/day", "Finds by shops on their doorsteps.", "businesses"),
        ("complaints_by_businesses", "complaints/day", "Complaints by those who own a shop or bar.", "businesses"),
        ("complaints_at_night", "complaints/day", "Complaints between bedtime and getting up.", "residents"),
        ("crowding", "person h/day", "Time of people of the scene beyond what is bearable on a spot.", "residents"),
        ("passers_by", "people/day", "People who pass an average spot of the map."),
        ("annoyance", "1", "Mean annoyance of residents and workers.", "residents"),
        ("residents_unsafe", "1", "Share of residents and workers who feel unsafe.", "residents"),
        ("perceived_safety", "1", "Mean perceived safety of residents and workers, 0 to 1.", "residents"),
    ),
    *_daily(
        "displacement",
        ("dealers_elsewhere", "dealers", "Dealers of this market who sell in another scene.", "headline"),
        ("dealers_leaving", "dealers/day", "Dealers leaving for another scene."),
        ("newcomers_from_closed_scenes", "dealers/day", "Sellers of a closed scene who take up selling here."),
        ("people_elsewhere", "people", "People of the pool who went to another scene today."),
        ("spot_moves", "moves/day", "Dealers taking another spot."),
        ("metres_moved", "m/day", "Sum of the distances of those moves."),
        ("moves_for_police", "moves/day", "Moves because of police at the spot or at their request."),
        ("sales_outside_target", "1", "Share of sales outside the target zone around the station end of Istedgade."),
    ),
    *_daily(
        "health",
        ("uses", "uses/day", "Doses used on the scene."),
        ("purchases_taken_home", "events/day", "People going home with drugs; use there is not modelled."),
        ("uses_in_rooms", "uses/day", "Doses used in a consumption room."),
        ("uses_near_health_room", "uses/day", "Doses used outside beside the open health room."),
        ("facility_visits", "visits/day", "Visits to the health room, the drop-in, the shelter and the clinic."),
        ("outreach_contacts", "events/day", "Conversations of outreach workers with people."),
        ("treatment_offers", "offers/day", "Offers of treatment to people without it."),
        ("treatment_entries", "people/day", "People entering treatment of any kind.", "headline"),
        ("treatment_dropouts", "people/day", "People leaving treatment before it is completed.", "people"),
        ("in_treatment", "people", "People in treatment of any kind."),
        ("waiting_for_treatment", "people", "People who have accepted treatment and wait for a place.", "people"),
        ("treatment_retention", "1", "Share of those who entered treatment in the last 90 days that did not drop out."),
        ("rushed_uses", "uses/day", "Uses hurried by fear of the police.", "people"),
        ("overdoses", "events/day", "Overdoses, fatal and not.", "headline", "people"),
        ("overdoses_in_rooms", "events/day", "Overdoses in consumption rooms."),
        ("deaths", "deaths/day", "Fatal overdoses.", "people"),
        ("deaths_in_rooms", "deaths/day", "Fatal overdoses in consumption rooms.", "people"),
        ("deaths_hidden", "deaths/day", "Fatal overdoses in secluded places outside.", "people"),
        ("deaths_visible", "deaths/day", "Fatal overdoses in visible places outside.", "people"),
        ("overdoses_hidden", "events/day", "Overdoses in secluded places outside.", "people"),
        ("overdoses_visible", "events/day", "Overdoses in visible places outside.", "people"),
        ("naloxone_used", "events/day", "Overdoses to which company gave naloxone."),
        ("naloxone_handed_out", "doses/day", "Naloxone handed out by staff."),
        ("naloxone_carried", "1", "Share of people who carry naloxone."),
        ("equipment_handed_out", "sets/day", "Clean sets to inject with handed out by staff."),
        ("shared_equipment", "events/day", "Injections with somebody else's equipment.", "people"),
        ("infections", "events/day", "Infections of the blood caught by sharing.", "headline", "people"),
        ("infected", "1", "Share of people who inject that carry an infection of the blood."),
        ("warnings", "events/day", "Warnings of a bad batch given and believed."),
        ("dealers_with_a_bad_batch", "dealers", "Dealers who sell from a bad batch."),
        ("room_refusals", "events/day", "People turned away or leaving the queue of a room.", "people"),
    ),
    *_daily(
        "market",
        ("dealers", "dealers", "Dealers selling in the area, at a spot or off duty."),
        ("dealers_in_custody", "dealers", "Dealers in custody."),
        ("violent_share", "1", "Share of dealers here with a violent act in the last 90 days."),
        ("violent_propensity_share", "1", "Share of dealers here whose propensity passes the declared threshold."),
        ("visibility", "1", "Mean visibility of dealers here."),
        ("sales", "sales/day", "Sales."),
        ("doses_sold", "doses/day", "Doses sold."),
        ("price", "kr/dose", "Mean price paid."),
        ("rip_offs", "events/day", "Sales of nothing or of something worthless.", "people"),
        ("searches_in_vain", "events/day", "People who gave up looking for a dealer.", "people"),
        ("dealers_entering", "dealers/day", "Dealers back from another scene."),
        ("dealers_quitting", "dealers/day", "Dealers leaving the market for good."),
        ("priced_out", "events/day", "People who met a dealer and bought nothing at the price.", "people"),
        ("thwarted", "1", "Mean share of days of late that ended without drugs that were looked for.", "people"),
        ("newcomers", "dealers/day", "Newcomers who take up selling, replacements among them."),
        ("sales_open", "sales/day", "Sales at an open spot."),
        ("sales_by_appointment", "sales/day", "Sales by appointment or phone."),
        ("sales_indoors", "sales/day", "Sales indoors."),
        ("sales_among_friends", "sales/day", "Sales brokered or made by people who use drugs themselves."),
        ("closed_share", "1", "Share of sales that were not made at an open spot."),
        ("concentration", "1", "Concentration of sales on few dealers: Herfindahl index, 1 for a single seller."),
        ("violent_share_of_sales", "1", "Share of dealers' sales by those with a violent act in the last 90 days."),
        ("dealers_closed", "dealers", "Dealers here who sell by appointment or indoors."),
        ("form_changes", "events/day", "Dealers taking up another form of sale."),
        ("robberies_in_closed_sale", "acts/day", "Customers robbed by appointment or indoors.", "people"),
        ("methadone_sold", "doses/day", "Doses of methadone sold by people in treatment."),
        ("people_selling", "people", "People who use drugs who sold or brokered today."),
        ("tenure", "days", "Mean time since dealers here entered the market."),
        ("dealers_in_crews", "dealers", "Dealers here who sell for a crew."),
        ("crews_without_leader", "crews", "Crews whose leader is missing and without successor."),
        ("places_taken", "places/day", "Places of arrested dealers that another dealer has taken."),
        ("days_until_taken", "days/day", "Days since those arrests; for each place taken, the time of replacement."),
        ("places_untaken", "places", "Places of dealers arrested since the first day that nobody has taken yet."),
        ("feud_heat", "1", "Mean heat of the feuds between pairs of crews, 0 to 1."),
    ),
    *_daily(
        "police",
        ("arrests_of_dealers", "arrests/day", "Arrests of dealers.", "headline", "dealers"),
        ("arrests_of_people", "arrests/day", "Arrests of people who use drugs.", "people"),
        ("stops", "stops/day", "Stops of people who use drugs.", "people"),
        ("evidence_stops", "stops/day", "Stops of buyers for evidence.", "people"),
        ("confiscations", "events/day", "Drugs taken from people who use them.", "people"),
        ("fines", "fines/day", "Fines for possession.", "people"),
        ("contacts", "events/day", "Friendly conversations of officers with people on the scene."),
        ("asked_to_move", "events/day", "Requests to leave a place of use; before the dose, it is put off."),
        ("referred_to_rooms", "events/day", "People using or about to use outside told of an open room instead."),
        ("uses_put_off", "events/day", "Doses not yet taken when an officer asked to move or named a room.", "people"),
        ("consignments_taken", "events/day", "Stashes of crews found and taken."),
        ("steered", "events/day", "Dealers asked to sell elsewhere."),
        ("tips", "tips/day", "Tips about violent dealers."),
        ("police_hours", "officer h/day", "Officer time on the scene on foot and in view.", "police"),
        ("arrests_for_violence", "arrests/day", "Arrests of dealers and people for violence."),
        ("offenders_sought", "people", "People and dealers sought for violence at midnight."),
        ("arrests_for_theft", "arrests/day", "Arrests of people for theft.", "people"),
        ("thefts_told", "events/day", "Thefts told to the police."),
        ("thefts_recorded", "events/day", "Thefts in the police register."),
        ("theft_cases", "events/day", "Thefts with the thief caught."),
        ("cheating_told", "events/day", "Cheating that a person told an officer of."),
        ("cheating_recorded", "events/day", "Cheating in the police register."),
        ("complaints_recorded", "complaints/day", "Complaints that were written down."),
        ("overdoses_recorded", "events/day", "Non-fatal overdoses that the police wrote down."),
        ("sales_recorded", "sales/day", "Sales that an officer saw and wrote down."),
        ("touting_recorded", "events/day", "Touting that an officer saw and wrote down."),
        ("public_use_recorded", "uses/day", "Uses outside the rooms that an officer saw and wrote down."),
        ("false_tips", "tips/day", "Tips by mistake, by debtors about creditors and by rivals."),
        ("stale_tips", "tips/day", "Tips about dealers whose last violent act is long past."),
        ("people_listed", "people/day", "People named as focus persons in the weekly report.", "people"),
        ("short_leash_stops", "stops/day", "Stops of listed people because they are listed.", "people"),
        ("focus_detentions", "arrests/day", "Focus persons fetched and detained.", "people"),
        ("dealers_called_in", "dealers/day", "Dealers called in and warned."),
        ("dealers_warned", "dealers", "Dealers who still believe somewhat that violence brings arrest, at midnight."),
        ("referrals", "events/day", "Victims whom an officer referred to somebody who helps."),
        ("hours_on_patrol", "officer h/day", "Officer time walking the scene.", "police"),
        ("hours_on_calls", "officer h/day", "Officer time kept for calls and spent on them.", "police"),
        ("hours_against_thieves", "officer h/day", "Officer time on pickpockets.", "police"),
        ("hours_in_nightlife", "officer h/day", "Officer time on nightlife.", "police"),
        ("hours_on_cases", "officer h/day", "Officer time of the drug squad on a case.", "police"),
        ("hours_of_talks", "officer h/day", "Officer time for conversations and requests.", "police"),
        ("hours_of_stops", "officer h/day", "Officer time for stops.", "police"),
        ("hours_of_arrests", "officer h/day", "Officer time for arrests.", "police"),
        ("hours_of_reports", "officer h/day", "Officer time for reports.", "police"),
        ("hours_of_call_ins", "officer h/day", "Officer time for dealers called in.", "police"),
        ("hours_in_other_districts", "officer h/day", "Officer time on duty outside the area.", "police"),
        ("police_cost", "kr/day", "Cost of all officer hours in the area.", "police"),
        ("calls_answered", "calls/day", "Calls to which a car was sent."),
        ("calls_lapsed", "calls/day", "Calls that lapsed before a car was free.", "residents"),
        ("call_wait", "min", "Mean wait of calls until a car was sent."),
        ("prosecutions", "cases/day", "Cases that the prosecutors took, against dealers and others."),
        ("cases_waiting", "cases", "Cases that wait for room at the prosecutors at midnight."),
        ("cases_dropped", "cases/day", "Cases dropped because they waited too long."),
        ("walked_out", "arrests/day", "Arrests of dealers who were not prosecuted there and then."),
        ("dealers_perceived_risk", "1", "Mean perceived risk of arrest of dealers here."),
    ),
    *_daily(
        "trust",
        ("trust_in_local_officer", "1", "Mean trust of people who use drugs in the local officer, 0 to 1.", "headline"),
        ("trust_in_police", "1", "Mean trust of people who use drugs in the police at large, 0 to 1."),
        ("trust_of_residents", "1", "Mean trust of residents and workers in the police, 0 to 1."),
    ),
    *_daily(
        "people",
        ("people_seen", "people", "People who bought or used today or are here at midnight."),
        ("people_in_a_spell", "people", "People in a spell of offending."),
        ("people_joining", "people/day", "Newcomers to the pool of people who know the scene."),
        ("people_quitting", "people/day", "People leaving the scene for good."),
        ("people_perceived_risk", "1", "Mean perceived risk of being stopped."),
    ),
)  # fmt: skip

CELL_MEASURES: tuple[Measure, ...] = (
    Measure("violence", "acts", "Violent acts.", "violence", cell=True, headline=True),
    Measure("outdoor_use", "uses", "Uses outside, hidden and visible.", "nuisance", cell=True, headline=True),
    Measure(
        "visible_selling",
        "dealer h",
        "Time of dealers, weighted by visibility.",
        "nuisance",
        cell=True,
        headline=True,
    ),
    Measure("police_presence", "officer h", "Officer time on the cell.", "police", cell=True),
    Measure("sales", "sales", "Sales.", "market", cell=True),
    Measure("overdoses", "events", "Overdoses.", "health", cell=True),
    Measure(
        "crowding", "person h", "Time of people of the scene beyond the bearable.", "nuisance", cell=True
    ),
    Measure("thefts", "events", "Thefts.", "violence", cell=True),
    Measure("litter_dropped", "pieces", "Used equipment left lying.", "nuisance", cell=True),
    Measure("litter_finds", "pieces", "Used equipment found.", "nuisance", cell=True),
    Measure("complaints", "complaints", "Complaints about the cell.", "nuisance", cell=True),
)


def declared() -> tuple[Measure, ...]:
    """Every measure, those per day first."""
    return (*MEASURES, *CELL_MEASURES)
