"""The market as a Mesa model: agents are the rows themselves, and looking at them changes nothing."""

import gc
import re
import time
import weakref

import mesa
import numpy as np
import pytest

from marketsim.entities.people import DOINGS, WHEREABOUTS
from marketsim.entities.table import Table
from marketsim.model.agents import (
    BY_BODY,
    KINDS,
    ConsumptionRoom,
    Dealer,
    Facility,
    LocalOfficer,
    Officer,
    Person,
    Resident,
)
from marketsim.model.fixed_places import (
    ConstructionFence,
    FixedPlace,
    PoliceStation,
    School,
    StationExit,
    StreetLamp,
    WasteBin,
)
from marketsim.model.mesa_model import MarketModel
from marketsim.model.simulate import RunSpec, simulate
from marketsim.model.view import Gone
from marketsim.parameters.errors import BadDay, BadValue, Conflict, UnknownName
from marketsim.parameters.names import FACILITIES
from marketsim.policies import Change, Policy, read_policy

SMALL = 0.3
DAY = 288


def small(**more: object) -> MarketModel:
    return MarketModel(scale=SMALL, **more)


def spec(**more: object) -> RunSpec:
    return RunSpec(policy={"name": "as_today", **read_policy("as_today").document()}, scale=SMALL, **more)


def names_of(kind: type) -> list[str]:
    return [*kind.shows.columns, *(f"{name}_word" for name in kind.coded), "pos", "street", "is_out"]


@pytest.fixture(scope="module")
def model() -> MarketModel:
    model = small(ticks_per_step=12)
    for _ in range(13):
        model.step()
    return model


def test_a_run_through_mesa_is_the_run_without_it():
    model = small(ticks_per_step=100, settling_days=1, replicate=3)
    for _ in range(6):
        model.step()
    assert model.tick == DAY + 600
    model.ticks_per_step = 2 * DAY + DAY - 600
    model.step()
    assert model.digest == simulate(spec(days=3, settling_days=1, replicate=3)).digest


def test_looking_at_everybody_after_every_step_changes_no_bit():
    looked, left_alone = small(ticks_per_step=72), small(ticks_per_step=72)
    everything = mesa.DataCollector(
        model_reporters={"violence": lambda model: model.measure("violence"), "people": "tick"},
        agent_reporters={"place": "pos", "street": "street"},
        agenttype_reporters={Person: {"money": "money"}, Dealer: {"cash": "cash"}},
    )
    for _ in range(9):
        looked.step()
        left_alone.step()
        for agent in looked.agents:
            for name in names_of(type(agent)):
                getattr(agent, name)
        looked.agents.shuffle().select(lambda agent: agent.is_out).groupby("street").count()
        looked.agents_by_type[Person].agg("money", sum)
        looked.agents.do("step")
        assert len(looked.grid.agents) > 0
        assert all(layer.data.shape == (129, 100) for layer in looked.grid.properties.values())
        everything.collect(looked)
        assert looked.digest == left_alone.digest


def test_there_is_an_agent_for_every_row_and_no_other(model):
    world, kinds = model.world, model.agents_by_type
    assert len(kinds[Person]) == np.count_nonzero(world.people.number >= 0)
    assert len(kinds[Dealer]) == np.count_nonzero(world.dealers.number >= 0)
    assert len(kinds[Resident]) == len(world.residents)
    assert [room.name for room in kinds[ConsumptionRoom]] == ["skyen", "h17"]
    assert len(model.agents) == sum(len(agents) for agents in kinds.values())


def names(model: MarketModel, kind: type) -> list[str]:
    return sorted(place.name for place in model.agents_by_type[kind])


def test_places_are_agents_in_the_years_in_which_they_stand():
    spring_2018, before, later = (small(start=start) for start in ("2018-03-05", "2010-06-01", "2024-06-01"))
    assert names(spring_2018, ConsumptionRoom) == ["h17", "skyen"]
    assert ConsumptionRoom not in before.agents_by_type
    assert len(names(spring_2018, ConstructionFence)) == 3
    assert not {ConstructionFence, ConsumptionRoom} & set(before.agent_types)
    assert ConstructionFence not in later.agent_types
    assert names(spring_2018, PoliceStation) == ["Politistation City"]
    assert PoliceStation not in later.agent_types
    assert set(names(later, StationExit)) - set(names(spring_2018, StationExit)) == {
        "Metro Enghave Plads",
        "Metro København H",
    }
    assert "Tove Ditlevsens Skole" in names(spring_2018, School)


def test_a_facility_is_one_agent_and_other_places_of_its_kind_are_places():
    model = small()
    kinds = {one.name: one.kind_word for one in model.agents if isinstance(one, FixedPlace)}
    assert "Sundhedsrummet" not in kinds
    assert kinds["Reden København"] == "shelter"
    assert len(model.agents_by_type[Facility]) == len(FACILITIES)


def test_bins_are_agents_where_levers_put_them_out():
    as_declared = small()
    usual = as_declared.agents_by_type[WasteBin]
    assert len(usual) == as_declared.numbers.litter.bins.sum()
    assert {one.kind_word for one in usual} == {"waste bin"}
    fewer = small(levers={"litter.bins.istedgade": "0 bins"}).agents_by_type[WasteBin]
    assert {one.quarter_word for one in usual} - {one.quarter_word for one in fewer} == {"istedgade"}


def test_lamps_light_their_places_as_the_city_wants():
    def light(more):
        model = small(levers={"surroundings.more_light": more})
        model.step()
        return np.mean([lamp.light for lamp in model.agents_by_type[StreetLamp]])

    assert light("-0.5") < light("0") < light("0.5")
    assert len(small().agents_by_type[StreetLamp]) > 100


def test_a_fence_says_how_much_of_it_stands():
    fences = small(levers={"surroundings.fences.enghave_plads": "0.25"}).agents_by_type[ConstructionFence]
    assert sorted(fence.share_standing for fence in fences) == [0.25, 1, 1]
    assert all(isinstance(fence, FixedPlace) for fence in fences)


def test_only_officers_whom_the_levers_employ_are_agents():
    usual, more_police = small(), small(levers={"police.officers.task_force": "5 officers"})
    as_declared, more = usual.agents_by_type, more_police.agents_by_type
    assert len(as_declared[LocalOfficer]) == 2
    assert {kind for kind in BY_BODY if kind in as_declared} == set(BY_BODY[:4])
    assert len(more[BY_BODY[5]]) == 5


def test_every_declared_column_is_an_attribute_in_plain_python(model):
    for kind in (*KINDS, WasteBin):
        agent = next(iter(model.agents.select(agent_type=kind)))
        for name, declared in kind.shows.columns.items():
            value, kept = getattr(agent, name), getattr(agent.table, name)[agent.row]
            assert isinstance(value, tuple if declared.wide else (int, float, bool))
            assert np.array_equal(np.asarray(value), kept)
            assert declared.about in getattr(kind, name).__doc__


def test_no_declared_column_hides_what_mesa_calls_its_own():
    taken = set(dir(mesa.Agent)) | {
        "model",
        "unique_id",
        "pos",
        "table",
        "identity",
        "row",
        "street",
        "is_out",
    }
    assert {name for kind in KINDS for name in names_of(kind)[: len(kind.shows.columns)]} & taken == set()


def test_every_coded_column_can_be_read_in_words(model):
    for kind in KINDS:
        coded = {
            name
            for name, declared in kind.shows.columns.items()
            if re.match("which of [A-Z]", declared.about)
        }
        assert coded <= set(kind.coded) <= set(kind.shows.columns)
    for person in model.agents_by_type[Person]:
        assert person.doing_word == DOINGS[person.doing]
        assert person.whereabouts_word == WHEREABOUTS[person.whereabouts]
    assert {dealer.caught_by_word for dealer in model.agents_by_type[Dealer]} == {None}


def test_agents_stand_where_the_map_says_they_do(model):
    city = model.world.city
    for agent in model.grid.agents:
        assert agent.pos == (city.column[agent.cell], city.row[agent.cell])
        assert agent.street is None or agent.cell in city.on_street(agent.street)
    assert all(agent.pos is None for agent in model.agents if not agent.is_out)


def test_layers_show_the_street_and_mask_the_houses(model):
    city, presence = model.world.city, model.grid.properties["presence"]
    assert presence.name == "presence"
    assert np.array_equal(presence.data[city.column, city.row], model.world.street.presence)
    assert presence.data.count() == city.cells


def test_what_is_written_to_an_agent_is_written_into_its_row():
    model = small()
    officer = next(iter(model.agents_by_type[LocalOfficer]))
    officer.commitment = 1
    assert model.world.officers.commitment[officer.row] == 1.0
    person = next(iter(model.agents_by_type[Person]))
    person.liking = (0.1, 0.2, 0.3, 0.4)
    assert person.liking == (0.1, 0.2, 0.3, 0.4)
    with pytest.raises(BadValue, match=r"money = 2.5: expected int64, money in hand \[øre\]"):
        person.money = 2.5
    for name in ("number", "key", "doing_word", "pos"):
        with pytest.raises(AttributeError):
            setattr(person, name, 3)


def test_agents_come_and_go_with_their_rows():
    model = small()
    people = model.world.people
    leaving, staying, *_ = list(model.agents_by_type[Person])
    how_many = len(model.agents)
    people.clear(leaving.row)
    assert leaving not in model.agents
    assert staying in model.agents
    assert len(model.agents) == how_many - 1
    row = int(np.flatnonzero(people.number < 0)[0])
    people.number[row] = 1_000_007
    assert [person.row for person in model.agents_by_type[Person] if person.identity == 1_000_007] == [row]


def test_an_agent_never_becomes_whoever_got_its_row():
    model = small()
    person = next(iter(model.agents_by_type[Person]))
    assert person.is_there
    model.world.people.number[person.row] = 1_000_007
    assert not person.is_there
    with pytest.raises(Gone, match="Person 0 has left for good"):
        _ = person.money
    successor = next(other for other in model.agents_by_type[Person] if other.identity == 1_000_007)
    assert successor.row == 0
    assert person not in model.agents


def test_a_model_is_freed_when_nobody_holds_it():
    model = small()
    model.step()
    assert len(model.grid.agents) > 0
    ids = [agent.unique_id for agent in model.agents]
    assert len(set(ids)) == len(ids)
    kept = weakref.ref(model)
    del model
    gc.collect()
    assert kept() is None


def test_measures_are_collected_once_a_day_however_long_a_step_is():
    long, short = small(ticks_per_step=2 * DAY), small(ticks_per_step=DAY // 4)
    assert np.isnan(long.measure("violence"))
    long.step()
    for _ in range(8):
        short.step()
    table = long.datacollector.get_model_vars_dataframe()
    assert list(table["date"]) == ["2018-03-05", "2018-03-06"]
    assert table.equals(short.datacollector.get_model_vars_dataframe())
    assert list(table["uses"]) == long.market.observer.days["uses"]
    assert long.measure("uses") == table["uses"].iloc[-1]


def test_the_clock_can_be_read():
    model = small(ticks_per_step=18)
    model.step()
    assert (model.date.isoformat(), model.hour, model.tick) == ("2018-03-05", 1.5, 18)


def test_mistakes_are_told_in_a_line():
    with pytest.raises(UnknownName, match="did you mean 'as_today'"):
        MarketModel("as_todya")
    with pytest.raises(UnknownName, match="did you mean 'violence'"):
        small().measure("violance")
    with pytest.raises(BadValue, match="tick_seconds = 7: expected a divisor of 3600"):
        MarketModel(tick_seconds=7)
    with pytest.raises(BadValue, match="ticks_per_step = 0: expected 1 or more"):
        MarketModel(ticks_per_step=0)
    with pytest.raises(BadDay, match="start = monday: expected a date such as 2018-03-05"):
        MarketModel(start="monday")
    by_policy = Policy("more", "More officers.", ("assumed-capacity",), (Change("police.stop_rate", "1/h"),))
    with pytest.raises(Conflict, match="cannot also be set by hand"):
        MarketModel(by_policy, levers={"police.stop_rate.local_patrol": "2/h"})


@pytest.mark.benchmark
def test_ten_thousand_agents_are_made_in_a_fortieth_of_a_second():
    took = []
    for _ in range(5):
        model = MarketModel(scale=2.9)
        gc.collect()
        began = time.process_time()
        agents = len(model.agents)
        took.append((time.process_time() - began) / agents * 10_000)
    assert min(took) < 0.025


def test_every_officer_is_an_officer_of_some_body(model):
    officers = model.agents.select(agent_type=Officer)
    assert {officer.body_word for officer in officers} <= set(Officer.coded["body"])
    assert issubclass(Officer.shows, Table)
