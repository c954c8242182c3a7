"""The weekly report names those believed frightening; the list is used as its levers say; informants run a risk."""

import numpy as np
import pytest
from markets import STORM, after, highest, lowest, market, misplaced, series

from marketsim.entities.ledger import CAUSE, FALSE, KIND, TARGET, TIP
from marketsim.entities.people import (
    DETAINED_FOR_IT,
    GIVEN_ATTENTION,
    GIVEN_SUPPORT,
    HERE,
    IN_CUSTODY,
    NOT_LISTED,
    ONLY_LISTED,
    SHUT_OUT,
)
from marketsim.model.processes.focus import focus_persons_are_listed

RESPONSES = ("support", "attention", "exclusion", "detention")
NO_RESPONSE = dict.fromkeys((f"focus.{response}" for response in RESPONSES), "0")


def listing(changes):
    """A market on the morning of a report, with ten people believed frightening."""
    here = market({"focus.listed": "5 people", **NO_RESPONSE, **changes})
    here.tick()
    here.world.people.frightening[:10] = np.linspace(0.9, 0.4, 10)
    here.world.people.whereabouts[:10] = HERE
    here.world.people.excluded[:] = False
    here.world.people.aggression[:10] = 0.5
    loop, arguments = focus_persons_are_listed(here.world, here.today, here.now)
    loop(*arguments)
    return here.world.people


@pytest.mark.parametrize(
    ("response", "code"),
    [
        ("support", GIVEN_SUPPORT),
        ("attention", GIVEN_ATTENTION),
        ("exclusion", SHUT_OUT),
        ("detention", DETAINED_FOR_IT),
        ("", ONLY_LISTED),
    ],
)
def test_no_more_are_listed_than_the_report_may_name_and_each_gets_the_response_ordered(response, code):
    people = listing({f"focus.{response}": "1"} if response else {})
    assert np.count_nonzero(people.focus) == np.count_nonzero(people.focus == code) == 5
    assert np.count_nonzero(people.excluded) == (5 if response == "exclusion" else 0)
    assert np.count_nonzero(people.whereabouts == IN_CUSTODY) == (5 if response == "detention" else 0)
    assert (people.aggression[:10] < 0.5).any() == (response in ("support", "attention"))


def test_who_frightens_nobody_is_not_listed_and_without_a_report_nobody_is():
    assert not listing({"focus.frightening_from": "0.8"}).focus[4:].any()
    assert not listing({"focus.listed": "0 people"}).focus.any()


def test_next_weeks_report_begins_anew_and_opens_the_rooms_again():
    here = market({**NO_RESPONSE, "focus.report_every": "1 day"})
    here.world.people.focus[:3], here.world.people.excluded[:3] = SHUT_OUT, True
    here.tick()
    assert not here.world.people.excluded[:3].any()
    assert (here.world.people.focus[:3] == NOT_LISTED).all()


def test_the_report_takes_the_local_officers_time():
    written = series(after(7, {"focus.report_time": "4 h"}))["hours_of_reports"]
    assert written[0] == pytest.approx(4)
    assert not written[1:].any()


def test_a_short_leash_means_more_stops_of_those_listed_and_less_trust():
    harsh = {**STORM, **lowest("focus.frightening_from", "focus.report_every"), **highest("focus.leash_rate"),
             "focus.listed": "40 people", "police.stop_rate": "0/h", **NO_RESPONSE}  # fmt: skip
    leashed, left_alone = (after(5, {**harsh, "focus.short_leash": share}) for share in ("1", "0"))
    assert sum(leashed.observer.days["short_leash_stops"]) > 0
    assert sum(left_alone.observer.days["stops"]) == sum(left_alone.observer.days["evidence_stops"])
    trust = [
        here.world.people.trust_police[here.world.people.number >= 0].mean() for here in (leashed, left_alone)
    ]
    assert trust[0] < trust[1]
    assert misplaced(leashed.world) == {}


def test_tips_can_be_false_stale_and_withheld():
    days = series(after(4, {**STORM, **highest("trust.false_tips")}))
    assert days["tips"].sum() > days["false_tips"].sum() > 0.5 * days["tips"].sum()
    quiet = series(after(4, {**STORM, "trust.tipping": "0/h", "trust.rival_tips": "0/day"}))
    assert quiet["tips"].sum() == 0


def test_mistaken_tips_fall_on_outsiders_where_people_are_biased():
    def outsiders(bias):
        here = market({**STORM, **highest("trust.false_tips"), "trust.origin_bias": bias, "market.local": "0.5"},
                      keep_events=True)  # fmt: skip
        for _ in range(3):
            here.run_day()
        rows = np.concatenate([day.rows for day in here.observer.kept.days])
        named = rows[(rows[:, KIND] == TIP) & (rows[:, CAUSE] == FALSE), TARGET]
        local = here.world.dealers.number[here.world.dealers.local]
        return np.mean(~np.isin(named, local))

    assert outsiders("1") > outsiders("0") + 0.2
