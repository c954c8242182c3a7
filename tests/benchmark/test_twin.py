"""The plain-Mesa twin still follows the rules as they are; a few seconds, in the default suite."""

import pytest
from tests.benchmark.clockwork import settled_market
from tests.benchmark.twin import ON_BOTH_SIDES
from tests.benchmark.twin.consequences import arrest, echo
from tests.benchmark.twin.dealer import Dealer
from tests.benchmark.twin.model import Twin
from tests.benchmark.twin.officer import Officer
from tests.benchmark.twin.person import Person

from marketsim.entities.dealers import AT_SPOT
from marketsim.entities.police import DRUG_SQUAD, LOCAL_OFFICER
from marketsim.model.schedule import EVERY_HOUR, EVERY_TICK


@pytest.fixture(scope="module")
def twin():
    market = settled_market(days=1, scale=0.5)
    for _ in range(14 * 12):
        market.tick()
    return Twin(market.world, market.today, market.now)


def test_the_twin_has_only_processes_of_the_schedule():
    assert {process.__name__ for process in (*EVERY_TICK, *EVERY_HOUR)} >= ON_BOTH_SIDES


def test_the_twin_lives_on(twin):
    for _ in range(24):
        twin.step()
    assert {"use", "sale", "visit"} <= set(twin.happened)


def test_violence_has_consequences_in_the_twin(twin):
    seller, rival, *_ = twin.agents_by_type[Dealer]
    victim = next(iter(twin.agents_by_type[Person]))
    victim.cell, victim.liking[seller] = seller.cell, 0.5
    feared = seller.reputation
    twin.violent(seller, victim, 1.0, 0.0)
    seller.fight(rival, 0.0, yielded=True)
    for act in twin.acts:
        echo(twin, [victim], *act)
    twin.acts.clear()
    assert victim.liking[seller] < 0.5
    assert seller.reputation > feared
    assert rival.unsettled


def test_an_arrested_dealer_of_the_twin_is_led_away_and_gives_up_what_is_owed(twin):
    seller, rival, *_ = twin.agents_by_type[Dealer]
    debtor = next(iter(twin.agents_by_type[Person]))
    debtor.creditor, debtor.debt, seller.caught_by = seller, 100, DRUG_SQUAD
    rival.standing, rival.cell, rival.caught_by, twin.selling = AT_SPOT, seller.cell, -1, [rival]
    rival.perceived_risk = 0.0
    arrest(twin, seller)
    assert seller.standing != AT_SPOT
    assert debtor.creditor is (rival if debtor.debt else None)
    assert rival.perceived_risk > 0.0


def test_officers_of_the_twin_judge_stop_and_talk(twin):
    officer = next(one for one in twin.agents_by_type[Officer] if one.body == LOCAL_OFFICER)
    people = [person for person in twin.agents_by_type[Person] if person.whereabouts == 1]
    before = {person: person.trust_officer for person in people}
    for body in range(len(twin.police.stop_rate)):
        twin.police.stop_rate[body] = twin.police.contacts[body] = twin.police.moves_on[body] = 1e6
    for deed in (officer.judge_uses, officer.stop_people, officer.talk_with):
        deed(people)
    assert any(person.trust_officer != before[person] for person in people)
