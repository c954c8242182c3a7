"""What every rule promises: which way each argument moves it, its bounds, and what zero means."""

from dataclasses import dataclass, field

SHARE, BELOW_ONE, SIGNED, ANY = (0.0, 1.0), (0.0, 0.999), (-1.0, 1.0), (0.01, 30.0)
WRITTEN = {"[0, 1]": SHARE, "[0, 1)": BELOW_ONE, "[-1, 1]": SIGNED}
RANGES = {
    **dict.fromkeys("fatality fraud_rate credit customer_robbery overdose_rate".split(), SHARE),
    **dict.fromkeys("protection tolerance_gain imitation force_learning visibility_learning".split(), SHARE),
    **dict.fromkeys("stays_away word_of_mouth custom vacant".split(), SHARE),
    **dict.fromkeys("change whole by_protection safety_by_police trust_by_police".split(), SIGNED),
    "elasticity": (0.0, 1.5),
    "more_light": (-1.0, 1.0),
    **dict.fromkeys("lighting mapped opened standing bare light dark darkness_hides secluded".split(), SHARE),
    **dict.fromkeys("overlooked cameras camera_deters light_draws".split(), SHARE),
    "earned": (-50.0, 50.0),
    "hour": (0.0, 24.0),
    "first_round": (0.0, 12.0),
    "last_round": (13.0, 24.0),
}
WHOLE = {
    "possession": (0, 3),
    "doses": (0, 3),
    "seriousness": (1, 3),
    "largest_purchase": (1, 6),
    "since_use": (0, 60),
    "user_dealers": (0, 1),
    "stock": (0, 9),
    **dict.fromkeys("seen alarms complaints crowd".split(), (0, 9)),
    "most_carried": (0, 20),
    "ticks_per_hour": (6, 60),
}


@dataclass(frozen=True)
class Says:
    """What one rule promises of its arguments; ``free`` ones may move it either way.

    ``follows`` names the arguments that move it as the sign of another says, or against it where a minus stands
    before that one. ``never`` names the arguments that at 0 (a truth: at False) rule it out, and ``nothing``
    those that at 0 leave the value named beside them as it was.
    """

    up: str = ""
    down: str = ""
    free: str = ""
    follows: dict[str, str] = field(default_factory=dict)
    within: tuple[float, float] | None = None
    never: str = ""
    nothing: dict[str, str] = field(default_factory=dict)

    def told(self):
        return f"{self.up} {self.down} {self.free}".split() + list(self.follows)


PROMISES = {
    # buying
    "attraction": Says("liking walk_bother", "walk reputation caution dearer price_bother", "trust_in_known"),
    "notices": Says(
        "visibility eyesight field_of_vision notice_rate hours",
        "distance",
        never="visibility field_of_vision notice_rate hours",
    ),
    "gives_up": Says("hours", "craving patience", never="hours"),
    "is_deterred": Says("perceived_risk fear_of_buying", never="perceived_risk fear_of_buying"),
    "price": Says("usual_price perceived_risk risk_premium", nothing={"risk_premium": "usual_price"}),
    "doses_wanted": Says(
        "largest_purchase chance", "asked searched time_price rounding_chance", "usual_price elasticity"
    ),
    "is_cheated": Says("fraud_rate", "familiarity", never="fraud_rate"),
    "strength_bought": Says("chance", free="potency familiarity unfamiliar_spread"),
    "liking_after": Says(
        "liking outcome", free="learning_weight", within=SIGNED, nothing={"learning_weight": "liking"}
    ),
    "liking_after_violence": Says("liking", "lesson", within=SIGNED, nothing={"lesson": "liking"}),
    "acquaintance": Says("liking", within=SHARE),
    "gets_credit": Says("familiarity credit", never="familiarity credit"),
    "is_robbed": Says(
        "force customer_robbery robbery_strength", "familiarity restraint",
        never="force customer_robbery robbery_strength",
    ),
    # capacity
    "task_of_the_hour": Says(
        "chance", "street_share calls dealing public_use pickpockets nightlife", within=(0, 6)
    ),
    "urgency": Says("alarms complaints alarm_weight"),
    "has_lapsed": Says("waited", "longest", never="waited"),
    # brokering
    "offers_to_sell": Says(
        "craving offer_rate brokering_strength hours", "perceived_risk",
        never="craving offer_rate brokering_strength hours",
    ),
    "sells_methadone": Says("doses parts_with", never="doses parts_with"),
    "craving_without": Says(
        "craving methadone_relief worst_craving", within=(0.0, 30.0), nothing={"methadone_relief": "craving"}
    ),
    # care
    "goes_to_a_facility": Says(
        "visit_rate visit_strength walk_tolerance hours", "walk", never="visit_rate visit_strength hours"
    ),
    "chance_at_the_door": Says(
        "visit_rate visit_strength hours", within=SHARE, never="visit_rate visit_strength hours"
    ),
    "uses_near_the_health_room": Says("walk_tolerance health_room_appeal", "walk", never="health_room_appeal"),
    "is_approached": Says("contacts hours", "in_view", never="contacts hours"),
    "leaves_early": Says("craving", "uses_at starts_seeking", "holds"),
    # complaints
    "annoyance_of": Says(
        "seen_use seen_selling seen_violence annoyed_by_use annoyed_by_selling annoyed_by_violence",
        within=(0.0, 3000.0),
    ),
    "annoyance_later": Says("annoyance seen_bad annoyance_half_life", "hours"),
    "complains_now": Says(
        "annoyance weight complains complaint_rate hours", never="annoyance complains complaint_rate hours"
    ),
    "safety_later": Says(
        "safety usual_safety safety_by_police",
        "seen_scene seen_violence fear_by_scene fear_by_violence",
        "safety_returns hours",
        {"seen_police": "safety_by_police"},
        SHARE,
    ),
    "passers_by": Says("footfall share", "fear fear_empties", within=(0.0, 30.0)),
    # demand
    "thwarted_after": Says("thwarted disappointed", free="taking_stock", within=SHARE),
    "quits_the_scene": Says(
        "outflow thwarted perceived_risk quitting_for_want quitting_for_risk", never="outflow"
    ),
    "people_expected": Says("inflow", "thwarted dearer joining_response", nothing={"joining_response": "inflow"}),
    # forms
    "is_let_in": Says("familiarity", "vetting"),
    "form_worth": Says("sales", "perceived_risk exposure", never="sales"),
    "changes_form": Says(
        "other_worth form_strength form_rate", "own_worth", never="other_worth form_strength form_rate"
    ),
    "draw_of_closed": Says("closed perceived_risk prefers_closed", never="closed perceived_risk prefers_closed"),
    # crews
    "strangeness_in_crews": Says(
        "strange", "crew_peace", "crewmates led succession_quarrel", nothing={"crewmates": "strange"}
    ),
    "wages_feud": Says("force feud feud_rate hours", "calm", never="force feud feud_rate hours"),
    "feud_after": Says("feud", free="feud_spread", within=SHARE, nothing={"feud_spread": "feud"}),
    "follows_another": Says(down="succession_days"),
    "consignment_comes": Says(down="consignment_days"),
    "pressed_by": Says("owed", "held stock_value", within=SHARE, never="owed"),
    # deterrence
    "risk_after": Says("perceived_risk lesson", within=SHARE, nothing={"lesson": "perceived_risk"}),
    "fading": Says("half_life", "hours", within=SHARE),
    # discretion
    "harm_weighed": Says(
        "passing overlooked premises awake weight_of_being_seen weight_of_being_found weight_of_damage",
        "findability people_make_seen",
    ),
    "lets_finish": Says("bearable without_a_room", "harm room_open"),
    "refers_to_a_room": Says("room_open refers", never="room_open refers"),
    "heeds_a_referral": Says(
        "worth trust room_appeal referral_heeded", never="worth trust room_appeal referral_heeded"
    ),
    "judges_by_harm": Says("discretion commitment", never="discretion commitment"),
    "belief_after": Says("belief evidence", free="weight", within=SHARE, nothing={"weight": "belief"}),
    "considerate_after": Says(
        "considerate explanation_works", within=SHARE, nothing={"explanation_works": "considerate"}
    ),
    "knowledge_after": Says("known_to learnt", within=SHARE, nothing={"learnt": "known_to"}),
    "spares": Says("spares_peaceful commitment", "belief", never="spares_peaceful commitment"),
    # displacement
    "comes_today": Says(
        "attendance", "perceived_risk disappointed stays_away word_of_mouth", never="attendance"
    ),
    "is_kept_away": Says("attendance", never="attendance"),
    "goes_to_another_scene": Says("goes_elsewhere scene_pull", never="goes_elsewhere scene_pull"),
    "dealer_leaves": Says("perceived_risk elsewhere leaving_rate", "earned local", never="leaving_rate"),
    "dealer_returns": Says("return_rate scene_policing", "perceived_risk scene_open"),
    "draw_of_a_scene": Says(
        "attractiveness scene_open travel_bother", "scene_policing travel", never="attractiveness scene_open"
    ),
    "gives_up_a_closed_scene": Says(down="scene_open arrival_days"),
    "comes_here_instead": Says("arrives_here", never="arrives_here"),
    # enforcement
    "is_stopped": Says("stop_rate hours", "in_view", never="stop_rate hours"),
    "is_stopped_for_evidence": Says(
        "buyers_per_case stops_buyers hours", "buyers", never="buyers_per_case stops_buyers hours"
    ),
    "is_punishable": Says(down="possession", free="in_zone target_group"),
    "is_by_right": Says("possession"),
    "goes_by_the_law": Says("law_strength", never="law_strength"),
    "may_be_stopped": Says("for_dealing", "possession"),
    "is_attended_to": Says("moves_on hours", "seclusion", never="moves_on hours"),
    "confiscates": Says("confiscates_in_zone confiscates_outside", "by_right", "punishable"),
    "sees_a_deal": Says("visibility sees_a_sale hours", never="visibility sees_a_sale hours"),
    "case_worth": Says(
        "belief visibility turnover evidence in_crew leads target_violent target_visible target_big target_easy "
        "target_crews target_leaders target_random chance"
    ),
    "is_small_supply": Says("small_supply", free="stock", never="stock small_supply"),
    "counts_as_dealing": Says(
        "sold_lately taken_for_dealer", "user_dealers", never="sold_lately taken_for_dealer"
    ),
    # learning
    "force_after": Says(
        "force gained", "lost", "usual force_learning", within=SHARE, nothing={"force_learning": "force"}
    ),
    "drifts_toward": Says(
        "own model", free="earned model_earned imitation", within=SHARE, nothing={"imitation": "own"}
    ),
    "visibility_after": Says(
        "visibility usual_custom", "perceived_risk custom", "visibility_learning",
        within=SHARE, nothing={"visibility_learning": "visibility"},
    ),
    "emboldened": Says(
        "force cowed emboldening", "feared", within=SHARE, nothing={"emboldening": "force", "cowed": "force"}
    ),
    "conceals_after": Says(
        "conceals force feared hiding", within=SHARE, nothing={"hiding": "conceals", "force": "conceals"}
    ),
    "leaves_the_market": Says("alternative perceived_risk exit_rate", "earned", never="exit_rate"),
    "newcomers_expected": Says("earned entry_rate", "alternative believed", within=(0.0, 1e6)),
    "sells_today": Says("chance", "perceived_risk selling_deterred"),
    # lengths and money
    "length_around": Says("mean chance", within=(0.0, 45.0)),
    "comes_within": Says("rate strength hours", never="rate strength hours"),
    "asks_for_credit": Says("seeks_credit hours", never="seeks_credit hours"),
    "is_recognised": Says("recognised hours", never="recognised hours"),
    "is_arrested_for": Says("seriousness arrests_offenders", never="arrests_offenders"),
    "beat_worth": Says("known wanders", "chance"),
    "strolls_on": Says("strolls hours", never="strolls hours"),
    "amount": Says("mean chance", within=(0.0, 1e7), never="mean"),
    "steals": Says(
        "craving offending theft_rate theft_strength hours", "perceived_risk calm",
        never="craving offending theft_rate theft_strength hours",
    ),
    "robs": Says(
        "craving offending robbery_rate robbery_strength hours", "calm",
        never="craving offending robbery_rate robbery_strength hours",
    ),
    # litter
    "drops_equipment": Says("bin_walk fear fear_drops careless", "considerate bin_reach", never="careless"),
    "chances_to_find": Says("passing dwellings household_trips awake"),
    "is_found": Says("passing find_rate hours", "seclusion", never="passing find_rate hours"),
    "rounds_done": Says("hour rounds", "first_round last_round", never="rounds"),
    # need
    "craving_later": Says("craving worst_craving dependence need_strength hours", "cycle", within=(0.0, 30.0)),
    "cycle": Says("substitution heroin_cycle cocaine_cycle", free="cocaine"),
    "craving_after_dose": Says("craving", "relief", within=(0.0, 30.0), nothing={"relief": "craving"}),
    "tolerance_later": Says("tolerance tolerance_half_life", "hours", within=SHARE, nothing={"hours": "tolerance"}),
    "tolerance_after_dose": Says("tolerance tolerance_gain", within=SHARE, nothing={"tolerance_gain": "tolerance"}),
    "wants_cocaine": Says("chance", "heroin_share"),
    "is_in_withdrawal": Says("craving", never="craving"),
    # offending
    "is_in_a_spell": Says("active_share", free="in_a_spell offending_spell days chance"),
    "offending_at_present": Says(
        "offending in_a_spell", free="active_share spell_strength", nothing={"spell_strength": "offending"},
        within=(0.0, 1e4),
    ),
    "known_offences_later": Says("known_offences offence_memory", "days", within=(0.0, 30.0)),
    # overdose
    "overdoses": Says(
        "potency injects rushed overdose_rate injecting_factor rush_factor", "tolerance protection",
        never="overdose_rate potency",
    ),
    "help_comes": Says("passing findability company help_window company_helps", within=SHARE),
    "strength_felt": Says(
        "potency mixed mixing tainted bad_batch_strength", "warned warning_heeded", within=(0.0, 1e6),
    ),
    "is_mixed": Says("other_drug mixing_window", "since", never="other_drug mixing_window"),
    "naloxone_is_at_hand": Says("kit passing findability help_window passers_carry", within=SHARE),
    "saved": Says("helped aid_saves at_hand opioid naloxone_works", within=SHARE),
    "company_worth": Says(
        "crowd keeps_company", "perceived_risk", never="crowd keeps_company", within=(0.0, 30.0)
    ),
    "takes_naloxone_along": Says("offered trust_staff", never="offered trust_staff"),
    "believes_a_warning": Says("warns trust_staff", never="warns trust_staff"),
    "loses_naloxone": Says(down="naloxone_kept"),
    "dies": Says("fatality", "helped", never="fatality"),
    # infection
    "sets_carried": Says(
        "most_carried", "perceived_risk equipment_invites_stop fear_of_carrying", never="most_carried", within=(0, 20)
    ),
    "drawn_to": Says("stop_rate equipment equipment_invites_stop", never="stop_rate", within=(0.0, 1e3)),
    "borrows": Says("sharing rushed rush_shares", never="sharing"),
    "catches": Says("infectious susceptible transmission", never="infectious susceptible transmission"),
    # place
    "is_believed_open": Says(free="believed_open believed_closed hour"),
    "room_worth": Says("walk_tolerance queue_patience", "walk queue craving impatience", within=SHARE),
    "uses_in_the_room": Says("worth room_appeal", never="worth room_appeal"),
    "hides": Says("perceived_risk hidden_share fear_hides"),
    "may_enter_rooms": Says("registered danish", "excluded"),
    "shies_away": Says("perceived_risk presence avoids_police", never="perceived_risk presence avoids_police"),
    "hideout_worth": Says(
        "seclusion findability hideout_walk taste",
        "overlooked presence walk perceived_risk avoids_police",
        "considerate",
    ),
    "is_rushed": Says("perceived_risk presence asked_away fear_rushes asking_rushes"),
    "time_to_prepare": Says("preparing_time ticks_per_hour chance", within=(0, 31)),
    # presence
    "presence_left": Says("residual", "hours", within=SHARE),
    "calm_of": Says("calming presence passing eyes_calm", "people_make_seen", within=SHARE),
    "presence_filled": Says("seen seconds", "dose", within=SHARE),
    "presence_after": Says("felt filled", within=SHARE),
    # residents
    "crowding_of": Says("people", "bearable_crowd"),
    "nuisance_of": Says(
        "seen_finds seen_crowding seen_thefts seen_touting annoyed_by_litter annoyed_by_crowd annoyed_by_theft "
        "annoyed_by_touting",
        within=(0.0, 4000.0),
    ),
    "what_annoys_most": Says(free="by_use by_selling by_violence by_litter by_crowd"),
    "minded": Says("seen_bad children_matter owners_matter", free="has_children at_own_shop", never="seen_bad"),
    "avoids_the_way": Says("fear fear_empties", "safety", never="fear fear_empties"),
    "fear_felt": Says(
        "fear unsafe", free="usual_safety safety_moves_footfall", nothing={"safety_moves_footfall": "fear"}
    ),
    "safety_with_light": Says(
        "safety light", "lighting", "dark safety_by_light", within=SHARE, nothing={"safety_by_light": "safety"}
    ),
    "resident_trust_later": Says(
        "trust usual trust_by_police", "seen_bad trust_by_nuisance", "trust_returns hours",
        {"seen_police": "trust_by_police"}, SHARE,
    ),
    "readiness_to_complain": Says(
        "complains", free="trust usual trust_complains", nothing={"trust_complains": "complains"}
    ),
    "attention_after": Says("complained heeded", "usual_complaints", within=SHARE, never="complained heeded"),
    "share_with_attention": Says("street_share attention", within=SHARE, nothing={"attention": "street_share"}),
    # surroundings
    "light_with": Says("lighting more_light", within=SHARE, nothing={"more_light": "lighting"}),
    "beside_a_fence": Says("mapped opened", free="standing"),
    "overlooked_by": Says("dwellings", "windows_that_overlook", within=SHARE, never="dwellings"),
    "watched_over": Says("overlooked cameras camera_deters", within=SHARE),
    "hidden_after_dark": Says("bare dark darkness_hides", "light", within=SHARE),
    "found_soon": Says("footfall dwellings", "secluded eyes_half", within=SHARE),
    "drawn_by_light": Says("passing light", "lighting", "dark light_draws", nothing={"light_draws": "passing"}),
    "finds_a_seat": Says("seats", "most_seats", never="seats"),
    # treatment
    "accepts_treatment": Says(
        "acceptance trust_staff coercion_accepts", free="coerced", never="acceptance trust_staff"
    ),
    "treatment_sought": Says(
        free="heroin_share cocaine_prescribed prefers_in_patient prefers_heroin_assisted chance", within=(1, 4)
    ),
    "drops_out": Says(down="stays coercion_stays", free="coerced"),
    "gives_up_waiting": Says(down="waiting_patience"),
    "tolerance_in_treatment": Says("tolerance substitution opioid_tolerance", within=SHARE),
    "eased": Says("cycle prescribed", nothing={"prescribed": "cycle"}, within=(0.0, 1e5)),
    # trust
    "trust_after": Says(
        "trust change", follows={"trust_strength": "change"}, within=SHARE, nothing={"trust_strength": "trust"}
    ),
    "trusts_after": Says(
        "trust_officer trust_police change", free="by_local_officer",
        follows={"spills_over": "change", "trust_strength": "change"}, within=SHARE,
    ),
    "trust_later": Says("trust usual", free="hours returns_in", within=SHARE, nothing={"hours": "trust"}),
    "tells": Says("trust seriousness telling", "fear silenced", never="trust telling"),
    "is_talked_with": Says("contacts hours", "in_view", never="contacts hours"),
    "seen_change": Says(
        "whole by_protection", free="protects seen_by_others", never="seen_by_others"
    ),
    "suspicion": Says("local chance", "origin_bias", within=SHARE),
    "is_stale": Says("days", "stale_after", never="days"),
    "is_found_out": Says("found_out", never="found_out"),
    "is_punished": Says("force punishing hours", never="force punishing hours"),
    "names_a_rival": Says("rival_tips", never="rival_tips"),
    "gives_a_tip": Says("trust tipping hours", "fear silenced", never="trust tipping hours"),
    # focus
    "response_to": Says(free="support attention exclusion detention chance", within=(0, 4)),
    "aggression_after": Says(
        "aggression", "calms", follows={"response_strength": "-calms"}, within=SHARE,
        nothing={"response_strength": "aggression"},
    ),
    "is_harassed": Says("short_leash leash_rate hours", never="short_leash leash_rate hours"),
    # reporting
    "heard": Says("trust danish", "language_barrier", within=SHARE, never="trust"),
    "is_phoned_in": Says("passing seriousness witness_phones", "seclusion", never="passing witness_phones"),
    "outsider_tells": Says("seriousness outsiders_tell", "fear silenced", never="outsiders_tell"),
    "dealer_tells": Says("seriousness dealers_tell", never="dealers_tell"),
    "tells_of_a_loss": Says("trust losses_told", "fear silenced", never="trust losses_told"),
    # turf
    "strangeness": Says("getting_used", "together familiar_peace", within=SHARE),
    "stake": Says(free="custom other_custom", within=SHARE),
    "quarrels": Says(
        "at_stake strange quarrel_rate hours", "calm", never="at_stake strange quarrel_rate hours"
    ),
    "uses_force": Says("force", "perceived_risk force_restrained", never="force"),
    "wins": Says("force", "other_force", never="force"),
    "gives_way": Says("other_force yields", "force", never="yields"),
    "spot_worth": Says(
        "custom vacant visibility custom_pull vacancy_pull moving_bother",
        "rivals risk overlooked distance rival_push risk_push overlooked_push",
    ),
    "stays_empty": Says("vacancy_empty", never="vacancy_empty"),
    "is_split": Says("vacancy_split", never="vacancy_split"),
    "in_sight": Says("gathered sight", "distance", never="gathered"),
    "gets_a_batch": Says(down="batch_days"),
    "batch_strength": Says("chance", free="batch_spread", within=(0.0, 2.0)),
    "touts": Says("visibility rivals touting hours", "perceived_risk", never="visibility rivals touting hours"),
    # violence
    "demands": Says("collection_rate pressed debt_pressure hours", never="collection_rate hours"),
    "is_cancelled": Says("debt_lost", never="debt_lost"),
    "is_inherited": Says("debt_inherited", never="debt_inherited"),
    "takes_revenge": Says("force revenge_rate hours", "calm", never="force revenge_rate hours"),
    "reputation_after": Says("reputation reputation_gain", within=SHARE, nothing={"reputation_gain": "reputation"}),
    "forgets_a_score": Says(down="grudge_days"),
    "is_agitated": Says("withdrawn last_was_cocaine lasts", "since_use"),
    "lashes_out": Says(
        "aggression agitated company outburst_rate provoked hours", "calm",
        never="aggression agitated company outburst_rate hours",
    ),
    "is_attacked_by_a_buyer": Says("sex_buyer_rate hours", "calm passing", never="sex_buyer_rate hours"),
    "severity": Says("force serious_share chance", "threat_share armed_restraint", within=(1, 3)),
    # victims
    "outsiders_met": Says("passing", "people_make_seen", within=SHARE, never="passing"),
    "dares_to_rob": Says("chance", "force"),
    "answers_fraud": Says("aggression fraud_answered", "reputation calm", never="aggression fraud_answered"),
    "extorts": Says("force extortion_rate hours", "restraint calm", never="force extortion_rate hours"),
    "turns_on_staff": Says(
        "aggression staff_rate hours", "trust_staff trust_soothes", never="aggression staff_rate hours"
    ),
    "resists": Says("temper resistance", "trust", never="temper resistance"),
    "force_is_used": Says("resisted usual_force force_against_resistance"),
}  # fmt: skip
