"""Each rule does what its first line says: which way it moves, between which bounds, and when it never happens."""

import importlib
import inspect
import pkgutil
import re
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketsim import rules

SHARE, BELOW_ONE, SIGNED, ANY = (0.0, 1.0), (0.0, 0.999), (-1.0, 1.0), (0.01, 30.0)
WRITTEN = {"[0, 1]": SHARE, "[0, 1)": BELOW_ONE, "[-1, 1]": SIGNED}
RANGES = {
    **dict.fromkeys("fatality fraud_rate credit customer_robbery overdose_rate".split(), SHARE),
    **dict.fromkeys("protection tolerance_gain imitation force_learning visibility_learning".split(), SHARE),
    **dict.fromkeys("stays_away word_of_mouth change safety_by_police custom vacant".split(), SHARE),
    "elasticity": (0.0, 1.5),
    "earned": (-50.0, 50.0),
    "hour": (0.0, 24.0),
}
WHOLE = {"possession": (0, 3), "seriousness": (1, 3), "largest_purchase": (1, 6), "seen": (0, 9)}
CLOSE = 1e-9


@dataclass(frozen=True)
class Says:
    """What one rule promises of its arguments; ``free`` ones may move it either way.

    ``never`` names the arguments that at 0 (a truth: at False) rule it out, and ``nothing`` those that at 0
    leave the value named beside them as it was.
    """

    up: str = ""
    down: str = ""
    free: str = ""
    within: tuple[float, float] | None = None
    never: str = ""
    nothing: dict[str, str] = field(default_factory=dict)

    def told(self):
        return f"{self.up} {self.down} {self.free}".split()


PROMISES = {
    # buying
    "attraction": Says("liking walk_bother", "walk reputation caution", "trust_in_known"),
    "notices": Says("visibility eyesight notice_rate hours", "distance", never="visibility notice_rate hours"),
    "gives_up": Says("hours", "craving patience", never="hours"),
    "is_deterred": Says("perceived_risk fear_of_buying", never="perceived_risk fear_of_buying"),
    "price": Says("usual_price perceived_risk risk_premium", nothing={"risk_premium": "usual_price"}),
    "doses_wanted": Says("largest_purchase chance", "asked searched time_price", "usual_price elasticity"),
    "is_cheated": Says("fraud_rate", "familiarity", never="fraud_rate"),
    "strength_bought": Says("chance", free="potency familiarity unfamiliar_spread"),
    "liking_after": Says("liking outcome", free="learning_weight", within=SIGNED, nothing={"learning_weight": "liking"}),
    "liking_after_violence": Says("liking", "lesson", within=SIGNED, nothing={"lesson": "liking"}),
    "acquaintance": Says("liking", within=SHARE),
    "gets_credit": Says("familiarity credit", never="familiarity credit"),
    "is_robbed": Says(
        "force customer_robbery robbery_strength", "familiarity restraint",
        never="force customer_robbery robbery_strength",
    ),
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
        "safety usual_safety seen_police safety_by_police",
        "seen_scene seen_violence fear_by_scene fear_by_violence",
        "safety_returns hours",
        within=SHARE,
    ),
    # deterrence
    "risk_after": Says("perceived_risk lesson", within=SHARE, nothing={"lesson": "perceived_risk"}),
    "fading": Says("half_life", "hours", within=SHARE),
    # discretion
    "harm_weighed": Says(
        "passing overlooked premises weight_of_being_seen weight_of_being_found weight_of_damage",
        "findability people_make_seen",
    ),
    "lets_finish": Says("bearable", "harm"),
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
    "goes_to_another_scene": Says("goes_elsewhere scene_pull", never="goes_elsewhere scene_pull"),
    "dealer_leaves": Says("perceived_risk elsewhere leaving_rate", "earned local", never="leaving_rate"),
    "dealer_returns": Says("return_rate", "perceived_risk", never="return_rate"),
    # enforcement
    "is_stopped": Says("stop_rate hours", "in_view", never="stop_rate hours"),
    "is_stopped_for_evidence": Says(
        "buyers_per_case stops_buyers search_finds hours", "buyers",
        never="buyers_per_case stops_buyers search_finds hours",
    ),
    "is_punishable": Says(down="possession", free="in_zone target_group"),
    "is_by_right": Says("possession"),
    "is_attended_to": Says("moves_on hours", "seclusion", never="moves_on hours"),
    "confiscates": Says("confiscates_in_zone confiscates_outside", "by_right", "punishable"),
    "sees_a_deal": Says("visibility sees_a_sale hours", never="visibility sees_a_sale hours"),
    "case_worth": Says(
        "belief visibility turnover evidence target_violent target_visible target_big target_easy chance"
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
    "leaves_the_market": Says("alternative perceived_risk exit_rate", "earned", never="exit_rate"),
    "newcomers_expected": Says("earned entry_rate", "alternative believed", within=(0.0, 1e6)),
    "sells_today": Says("chance", "perceived_risk selling_deterred"),
    # lengths and money
    "length_around": Says("mean chance", within=(0.0, 45.0)),
    "comes_within": Says("rate strength hours", never="rate strength hours"),
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
    # need
    "craving_later": Says("craving worst_craving dependence need_strength hours", "cycle", within=(0.0, 30.0)),
    "cycle": Says("substitution heroin_cycle cocaine_cycle", free="cocaine"),
    "craving_after_dose": Says("craving", "relief", within=(0.0, 30.0), nothing={"relief": "craving"}),
    "tolerance_later": Says("tolerance tolerance_half_life", "hours", within=SHARE, nothing={"hours": "tolerance"}),
    "tolerance_after_dose": Says("tolerance tolerance_gain", within=SHARE, nothing={"tolerance_gain": "tolerance"}),
    "wants_cocaine": Says("chance", "heroin_share"),
    "is_in_withdrawal": Says("craving", never="craving"),
    # overdose
    "overdoses": Says(
        "potency injects rushed overdose_rate injecting_factor rush_factor", "tolerance protection",
        never="overdose_rate potency",
    ),
    "help_comes": Says("passing findability company help_window company_helps", within=SHARE),
    "dies": Says("fatality", "helped", never="fatality"),
    # place
    "is_believed_open": Says(free="believed_open believed_closed hour"),
    "uses_in_the_room": Says(
        "walk_tolerance queue_patience room_appeal", "walk queue craving impatience", never="room_appeal"
    ),
    "hides": Says("perceived_risk hidden_share fear_hides"),
    "hideout_worth": Says(
        "seclusion findability hideout_walk taste", "overlooked walk", "considerate"
    ),
    "is_rushed": Says("perceived_risk presence fear_rushes", never="perceived_risk fear_rushes"),
    # presence
    "presence_left": Says("residual", "hours", within=SHARE),
    "calm_after": Says("felt seen seconds residual", "dose hours", within=SHARE),
    # trust
    "trust_after": Says("trust change", free="trust_strength", within=SHARE, nothing={"trust_strength": "trust"}),
    "trust_later": Says("trust usual", free="hours returns_in", within=SHARE, nothing={"hours": "trust"}),
    "tells": Says("trust seriousness telling", "fear silenced", never="trust telling"),
    "is_talked_with": Says("contacts hours", "in_view", never="contacts hours"),
    "gives_a_tip": Says("trust tipping hours", "fear silenced", never="trust tipping hours"),
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
    "gets_a_batch": Says(down="batch_days"),
    "batch_strength": Says("chance", free="batch_spread", within=(0.0, 2.0)),
    "touts": Says("visibility rivals touting hours", "perceived_risk", never="visibility rivals touting hours"),
    # violence
    "demands": Says("collection_rate hours", never="collection_rate hours"),
    "takes_revenge": Says("force revenge_rate hours", "calm", never="force revenge_rate hours"),
    "reputation_after": Says("reputation reputation_gain", within=SHARE, nothing={"reputation_gain": "reputation"}),
    "forgets_a_score": Says(down="grudge_days"),
    "lashes_out": Says(
        "aggression agitated company outburst_rate provoked hours", "calm",
        never="aggression agitated company outburst_rate hours",
    ),
    "is_attacked_by_a_buyer": Says("sex_buyer_rate hours", "calm passing", never="sex_buyer_rate hours"),
    "severity": Says("force serious_share chance", "threat_share armed_restraint", within=(1, 3)),
}  # fmt: skip


def all_rules():
    """Every rule by name, as plain Python."""
    found = {}
    for module in pkgutil.iter_modules(rules.__path__):
        page = importlib.import_module(f"marketsim.rules.{module.name}")
        for name, rule in vars(page).items():
            plain = getattr(rule, "py_func", rule)
            if inspect.isfunction(plain) and plain.__module__ == page.__name__:
                found[name] = plain
    return found


RULES = all_rules()


def domain(rule, name):
    """The values an argument may take, as its docstring writes them."""
    kind = rule.__annotations__[name]
    if kind == "bool":
        return st.booleans()
    if kind == "int":
        return st.integers(*WHOLE[name])
    told = re.search(rf"^(?:\w+, )*{name}(?:, \w+)* : (.*)$", inspect.getdoc(rule), re.MULTILINE)[1]
    low, high = next((WRITTEN[text] for text in WRITTEN if text in told), RANGES.get(name, ANY))
    return st.floats(low, high)


def cases(rule):
    """A pair of full sets of arguments."""
    arguments = st.fixed_dictionaries(
        {name: domain(rule, name) for name in inspect.signature(rule).parameters}
    )
    return st.tuples(arguments, arguments)


def rising(rule, name):
    """Which way the chance number itself moves a rule is declared only where it is not the usual way."""
    promise = PROMISES[rule.__name__]
    if name == "chance" and name not in promise.told():
        return False
    return name in promise.up.split()


def test_every_rule_has_promised_something_about_every_argument():
    assert set(RULES) == set(PROMISES)
    for name, rule in RULES.items():
        told, taken = PROMISES[name].told(), set(inspect.signature(rule).parameters)
        assert len(told) == len(set(told)), name
        assert set(told) | {"chance"} >= taken, f"{name}: {taken - set(told)}"
        assert set(told) <= taken, f"{name}: {set(told) - taken}"


@pytest.mark.parametrize("name", RULES)
def test_a_rule_moves_the_promised_way_and_stays_within_its_bounds(name):
    rule, promise = RULES[name], PROMISES[name]

    @settings(max_examples=40)
    @given(cases(rule))
    def holds(pair):
        given_, others = pair
        value = rule(**given_)
        if promise.within:
            low, high = promise.within
            assert low - CLOSE <= value <= high + CLOSE
        for argument in given_:
            if argument in promise.free.split():
                continue
            less, more = sorted((given_[argument], others[argument]))
            at_less, at_more = rule(**{**given_, argument: less}), rule(**{**given_, argument: more})
            if not rising(rule, argument):
                at_less, at_more = at_more, at_less
            assert at_less <= at_more + CLOSE * (1 + abs(at_more)), argument

    holds()


@pytest.mark.parametrize("name", [name for name, promise in PROMISES.items() if promise.never])
def test_a_strength_of_zero_means_never(name):
    rule = RULES[name]

    @settings(max_examples=25)
    @given(cases(rule))
    def holds(pair):
        for argument in PROMISES[name].never.split():
            zero = type(pair[0][argument])(0)
            assert not rule(**{**pair[0], argument: zero}), argument

    holds()


@pytest.mark.parametrize("name", [name for name, promise in PROMISES.items() if promise.nothing])
def test_a_strength_of_zero_leaves_everything_as_it_was(name):
    rule = RULES[name]

    @settings(max_examples=25)
    @given(cases(rule))
    def holds(pair):
        for argument, kept in PROMISES[name].nothing.items():
            assert abs(rule(**{**pair[0], argument: 0.0}) - pair[0][kept]) < CLOSE

    holds()


def test_possession_is_punished_by_law_and_place_and_person():
    is_punishable = RULES["is_punishable"]
    everybody = [(zone, group) for zone in (False, True) for group in (False, True)]
    assert [is_punishable(0, *who) for who in everybody] == [True, True, True, True]
    assert [is_punishable(1, *who) for who in everybody] == [True, True, True, False]
    assert [is_punishable(2, *who) for who in everybody] == [True, False, True, False]
    assert [is_punishable(3, *who) for who in everybody] == [False, False, False, False]


def test_a_right_is_not_set_aside_but_a_privilege_is():
    confiscates = RULES["confiscates"]
    assert not confiscates(False, True, 1.0, 1.0, 0.0)
    assert confiscates(False, False, 0.5, 0.0, 0.4)


def test_the_room_may_be_believed_open_past_midnight():
    is_believed_open = RULES["is_believed_open"]
    assert [is_believed_open(22.0, 4.0, hour) for hour in (21.9, 22.0, 3.9, 4.0)] == [
        False,
        True,
        True,
        False,
    ]
    assert [is_believed_open(7.0, 24.0, hour) for hour in (6.9, 7.0, 23.9)] == [False, True, True]


def test_what_is_at_stake_is_the_smaller_share_of_the_custom():
    stake = RULES["stake"]
    assert stake(0.0, 30.0) == 0.0
    assert stake(10.0, 10.0) > stake(10.0, 30.0) > stake(2.0, 30.0)
    assert stake(3.0, 7.0) == stake(7.0, 3.0)


def test_a_strangers_drugs_surprise_in_both_directions_and_a_regulars_do_not():
    strength_bought = RULES["strength_bought"]
    assert strength_bought(1.2, 1.0, 0.5, 0.99) == strength_bought(0.8, 1.0, 0.5, 0.01) == 1.0
    assert strength_bought(1.0, 0.0, 0.5, 0.0) == 0.5
    assert strength_bought(1.3, 0.0, 0.0, 0.9) == pytest.approx(1.3)


def test_demand_answers_to_price_only_where_it_is_elastic():
    doses_wanted = RULES["doses_wanted"]
    wanted = [doses_wanted(asked, 100.0, 0.0, 0.0, 0.0, 3, 0.9) for asked in (50.0, 100.0, 400.0)]
    assert wanted == [3, 3, 3]
    assert doses_wanted(400.0, 100.0, 0.0, 0.0, 1.0, 3, 0.9) < 3
