"""The event behind every number is there: the tables of a run's ledger agree with its measures and its world."""

import io
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as parquet
import pytest
from markets import STORM, digest, market, spec

from marketsim import __main__ as command_line
from marketsim.entities.dealers import Dealers
from marketsim.entities.ledger import CAUSE, EXIT, FIELDS, KIND, SALE, TURF, VIOLENCE, in_words
from marketsim.entities.people import COCAINE, People
from marketsim.measures.declared import MEASURES
from marketsim.measures.ledger import Keeper, tables_of
from marketsim.measures.ledger.everybody import WORDS
from marketsim.model.simulate import simulate
from marketsim.parameters.names import BODIES, ROOMS
from marketsim.study.ledger import LEDGER_FILES, to_parquet

DAYS = 4
CONTRACT = (
    "tick time x y street kind cause actor_kind actor target_kind target severity place_kind reported recorded"
).split()
TOLD_BY_TABLES = set(
    "crowding passers_by annoyance residents_unsafe trust_of_residents "
    "litter_lying perceived_safety visible_selling dealers_elsewhere people_elsewhere dealers "
    "dealers_in_custody violent_share violent_propensity_share visibility police_hours dealers_perceived_risk "
    "trust_in_local_officer trust_in_police people_seen people_perceived_risk "
    "dealers_warned offenders_sought cases_waiting police_cost hours_on_patrol hours_on_calls hours_against_thieves "
    "hours_in_nightlife "
    "hours_on_cases hours_of_talks hours_of_stops hours_of_arrests hours_of_reports hours_in_other_districts "
    "hours_of_call_ins places_taken days_until_taken places_untaken "
    "tenure dealers_in_crews crews_without_leader feud_heat "
    "violent_share_of_sales dealers_closed people_selling thwarted "
    "naloxone_carried dealers_with_a_bad_batch infected in_treatment waiting_for_treatment treatment_retention "
    "people_in_a_spell".split()
)
"""Measures that are looked up at midnight or added up over seconds; no event stands behind them."""


def of(kind, **also):
    """How many events of a kind there were, with these words in other columns."""

    def count(day):
        chosen = day["kind"] == kind
        for column, value in also.items():
            chosen &= day[column] == value
        return chosen.sum()

    return count


def violent(**also):
    """How many acts of violence other than the police's."""
    return lambda day: of("violence", **also)(day[day["cause"] != "police use of force"])


def seconds_of(day):
    """Seconds since midnight."""
    return day["time"].dt.hour * 3600 + day["time"].dt.minute * 60


def overdosed(day):
    return day[day["kind"].isin(["overdose", "death"])]


def sold_by_dealers(day):
    return day[(day["kind"] == "sale") & (day["actor_kind"] == "dealer")]


FROM_EVENTS = {
    "violence": violent(),
    "serious_violence": violent(severity=3),
    "violence_turf": of("violence", cause="turf"),
    "violence_retaliation": of("violence", cause="retaliation"),
    "violence_feud": of("violence", cause="feud"),
    "violence_debt": of("violence", cause="debt"),
    "violence_robbery": of("violence", cause="robbery"),
    "violence_economic": of("violence", cause="economic-compulsive"),
    "violence_psychopharmacological": of("violence", cause="psychopharmacological"),
    "violence_sex_buyers": of("violence", cause="sex buyer"),
    "violence_fraud": of("violence", cause="fraud"),
    "violence_extortion": of("violence", cause="extortion"),
    "violence_on_duty": of("violence", cause="against staff"),
    "violence_informants": of("violence", cause="informing"),
    "police_use_of_force": of("violence", cause="police use of force"),
    "violence_against_people": violent(target_kind="person"),
    "violence_against_dealers": violent(target_kind="dealer"),
    "violence_against_residents": violent(target_kind="resident"),
    "violence_against_businesses": violent(target_kind="business"),
    "violence_against_staff": lambda day: sum(
        violent(target_kind=who)(day) for who in ("room", "service", "outreach worker")
    ),
    "violence_against_police": violent(target_kind="officer"),
    "police_force_against_people": of("violence", cause="police use of force", target_kind="person"),
    "police_force_against_dealers": of("violence", cause="police use of force", target_kind="dealer"),
    "violence_told": violent(reported=True),
    "violence_recorded": violent(recorded=True),
    "theft": of("theft"),
    "complaints": of("complaint"),
    "visible_use": of("use", place_kind="visible"),
    "hidden_use": of("use", place_kind="hidden"),
    "touting": of("touting"),
    "spot_moves": of("relocation"),
    "metres_moved": lambda day: day.loc[day["kind"] == "relocation", "amount"].sum(),
    "moves_for_police": lambda day: (
        of("relocation", cause="risk")(day) + of("relocation", cause="request")(day)
    ),
    "sales_outside_target": lambda day: 1 - of("sale", area="target")(day) / max(1, of("sale")(day)),
    "uses": of("use"),
    "purchases_taken_home": of("taken home"),
    "uses_in_rooms": of("use", place_kind="consumption room"),
    "rushed_uses": of("use", how="rushed"),
    "overdoses": lambda day: len(overdosed(day)),
    "overdoses_in_rooms": lambda day: (overdosed(day)["place_kind"] == "consumption room").sum(),
    "deaths": of("death"),
    "uses_near_health_room": of("use", place_kind="near the health room"),
    "facility_visits": of("facility visit"),
    "outreach_contacts": of("outreach contact"),
    "treatment_offers": of("treatment offered"),
    "treatment_entries": of("treatment begun"),
    "treatment_dropouts": of("treatment ended", how="dropped out"),
    "deaths_in_rooms": of("death", place_kind="consumption room"),
    "deaths_hidden": of("death", place_kind="hidden"),
    "deaths_visible": of("death", place_kind="visible"),
    "overdoses_hidden": lambda day: (overdosed(day)["place_kind"] == "hidden").sum(),
    "overdoses_visible": lambda day: (overdosed(day)["place_kind"] == "visible").sum(),
    "naloxone_used": of("naloxone used"),
    "naloxone_handed_out": of("naloxone handed out"),
    "warnings": of("warning"),
    "equipment_handed_out": lambda day: day.loc[day["kind"] == "equipment handed out", "amount"].sum(),
    "shared_equipment": of("shared equipment"),
    "infections": of("infection"),
    "room_refusals": of("refusal"),
    "sales": of("sale"),
    "sales_open": of("sale", form="open spot"),
    "sales_by_appointment": of("sale", form="by appointment"),
    "sales_indoors": of("sale", form="indoors"),
    "sales_among_friends": of("sale", form="among friends"),
    "closed_share": lambda day: 1 - of("sale", form="open spot")(day) / of("sale")(day),
    "robberies_in_closed_sale": lambda day: (
        of("violence", cause="robbery")(day) - of("violence", cause="robbery", form="open spot")(day)
    ),
    "methadone_sold": of("sale", drug="methadone"),
    "form_changes": of("form changed"),
    "concentration": lambda day: (
        (sold_by_dealers(day).groupby("actor").size() ** 2).sum() / len(sold_by_dealers(day)) ** 2
    ),
    "doses_sold": lambda day: sold_by_dealers(day)["doses"].sum(),
    "price": lambda day: sold_by_dealers(day)["amount"].sum() / max(1, sold_by_dealers(day)["doses"].sum()),
    "rip_offs": of("rip-off"),
    "searches_in_vain": of("gave up", cause="patience"),
    "priced_out": of("gave up", cause="price"),
    "newcomers": of("newcomer"),
    "newcomers_from_closed_scenes": of("newcomer", cause="risk"),
    "dealers_leaving": of("left for another scene"),
    "people_joining": of("joined"),
    "people_quitting": of("quit"),
    "dealers_entering": of("entry"),
    "dealers_quitting": of("exit"),
    "arrests_of_dealers": of("arrest", target_kind="dealer"),
    "arrests_of_people": of("arrest", target_kind="person"),
    "stops": of("stop"),
    "evidence_stops": of("stop", cause="evidence"),
    "confiscations": of("confiscation"),
    "fines": of("fine"),
    "contacts": of("contact"),
    "asked_to_move": of("asked to move"),
    "consignments_taken": of("seizure"),
    "steered": of("steered"),
    "tips": of("tip"),
    "complaints_by_businesses": of("complaint", actor_kind="business"),
    "complaints_at_night": lambda day: of("complaint")(
        day[(day["time"].dt.hour >= 23) | (seconds_of(day) < 6.5 * 3600)]
    ),
    "thefts_from_businesses": of("theft", target_kind="business"),
    "thefts_from_residents": of("theft", target_kind="resident"),
    "litter_dropped": of("litter dropped"),
    "syringes_dropped": of("litter dropped", how="syringe"),
    "litter_cleaned": lambda day: day.loc[day["kind"] == "litter cleaned", "amount"].sum(),
    "litter_finds": of("litter found"),
    "litter_finds_by_children": of("litter found", actor_kind="child"),
    "litter_finds_by_businesses": of("litter found", actor_kind="business"),
    "violence_only_told": violent(reported=True, recorded=False),
    "violence_cases": violent(case=True),
    "arrests_for_violence": lambda day: (
        (day["kind"] == "arrest")
        & ~day["cause"].isin(["selling", "evidence", "possession", "stealing", "focus list"])
    ).sum(),
    "arrests_for_theft": of("arrest", cause="stealing"),
    "thefts_told": of("theft", reported=True),
    "thefts_recorded": of("theft", recorded=True),
    "theft_cases": of("theft", case=True),
    "cheating_told": of("rip-off", reported=True),
    "cheating_recorded": of("rip-off", recorded=True),
    "complaints_recorded": of("complaint", recorded=True),
    "overdoses_recorded": of("overdose", recorded=True),
    "sales_recorded": of("sale", recorded=True),
    "touting_recorded": of("touting", recorded=True),
    "public_use_recorded": of("use", recorded=True),
    "false_tips": lambda day: sum(of("tip", cause=cause)(day) for cause in ("false", "debt", "rivals")),
    "stale_tips": of("tip", cause="stale"),
    "people_listed": of("listed"),
    "short_leash_stops": of("stop", cause="focus list"),
    "focus_detentions": of("arrest", cause="focus list"),
    "dealers_called_in": of("called in"),
    "referrals": of("referred", cause="none"),
    "referred_to_rooms": lambda day: of("referred")(day) - of("referred", cause="none")(day),
    "uses_put_off": lambda day: sum(
        of(kind, cause="preparing to use")(day) for kind in ("asked to move", "referred")
    ),
    "calls_answered": of("call"),
    "calls_lapsed": of("call lapsed"),
    "call_wait": lambda day: day.loc[day["kind"] == "call", "amount"].sum() / max(1, of("call")(day)),
    "prosecutions": of("prosecution"),
    "cases_dropped": of("case dropped"),
    "walked_out": lambda day: (
        of("arrest", target_kind="dealer")(day) - of("arrest", target_kind="dealer", how="prosecuted")(day)
    ),
}
CELLS_FROM_EVENTS = {
    "violence": lambda events: (events["kind"] == "violence") & (events["cause"] != "police use of force"),
    "sales": lambda events: events["kind"] == "sale",
    "overdoses": lambda events: events["kind"].isin(["overdose", "death"]),
    "complaints": lambda events: events["kind"] == "complaint",
    "thefts": lambda events: events["kind"] == "theft",
    "litter_dropped": lambda events: events["kind"] == "litter dropped",
    "litter_finds": lambda events: events["kind"] == "litter found",
}


@pytest.fixture(scope="module")
def stormy():
    """A market in which much happens, after some days that were kept."""
    here = market(STORM, keep_events=True)
    for _ in range(DAYS):
        here.run_day()
    return here


@pytest.fixture(scope="module")
def tables(stormy):
    """The tables as a reader finds them in their files."""
    told = tables_of(stormy.world, stormy.observer.kept.days, stormy.observer.cells, stormy.tick_seconds)
    return {
        name: parquet.read_table(io.BytesIO(to_parquet(columns))).to_pandas()
        for name, columns in told.items()
    }


def test_every_measure_is_either_counted_from_events_or_looked_up_in_a_table():
    assert set(FROM_EVENTS) | TOLD_BY_TABLES == {measure.name for measure in MEASURES}
    assert set(FROM_EVENTS) & TOLD_BY_TABLES == set()


@pytest.mark.parametrize("measure", FROM_EVENTS)
def test_a_daily_measure_counted_again_from_the_events_is_the_same(measure, stormy, tables):
    by_day = tables["events"].groupby(tables["events"]["time"].dt.date)
    counted = [float(FROM_EVENTS[measure](day)) for _, day in by_day]
    assert counted == pytest.approx(stormy.observer.days[measure], rel=1e-12)


@pytest.mark.parametrize("measure", CELLS_FROM_EVENTS)
def test_a_cell_s_total_counted_again_from_the_events_is_the_same(measure, tables):
    events, cells = tables["events"], tables["cells"]
    told = cells[cells["measure"] == measure].set_index(["x", "y"])["value"]
    counted = events[CELLS_FROM_EVENTS[measure](events)].groupby(["x", "y"]).size()
    assert counted.to_dict() == told[told > 0].to_dict()


def test_the_days_are_those_of_the_calendar_and_the_hours_those_of_the_ticks(stormy, tables):
    events = tables["events"]
    assert sorted({when.isoformat() for when in events["time"].dt.date}) == [
        f"2018-03-0{day}" for day in range(5, 9)
    ]
    passed = (events["time"] - pd.Timestamp("2018-03-05")).dt.total_seconds()
    assert (passed == events["tick"] * stormy.tick_seconds).all()
    assert events["tick"].is_monotonic_increasing


def test_events_speak_in_words_and_name_identities(stormy, tables):
    events, world = tables["events"], stormy.world
    assert list(events.columns[: len(CONTRACT)]) == CONTRACT
    assert {"turf", "robbery"} & set(events["cause"])
    sellers = events.loc[(events["kind"] == "sale") & (events["actor_kind"] == "dealer"), "actor"]
    assert set(sellers) <= set(world.dealers.number) | set(events.loc[events["kind"] == "exit", "actor"])
    assert set(events.loc[events["kind"] == "stop", "institution"]) <= set(BODIES)
    assert events.loc[events["kind"] == "visit", "institution"].isin(ROOMS).all()
    assert events.loc[events["kind"] == "sale", "drug"].isin(["heroin", "cocaine", "methadone"]).all()
    assert (events.loc[events["kind"] == "sale", "cause"] == "none").all()
    assert events.loc[events["kind"] != "violence", "severity"].isna().all()


def test_a_dealer_who_quits_is_named_and_not_the_newcomer_in_the_same_row(stormy, tables):
    gone = tables["events"].loc[tables["events"]["kind"] == "exit", "actor"]
    kept = np.concatenate([day.rows[day.rows[:, KIND] == EXIT] for day in stormy.observer.kept.days])
    assert len(gone) == len(kept) > 0
    assert gone.is_unique
    assert gone.notna().all()
    assert not set(gone) & set(tables["dealers"]["dealer"])


def test_counters_of_everybody_are_those_of_the_events(stormy, tables):
    events, people, dealers = tables["events"], tables["people"], tables["dealers"]
    uses = events[events["kind"] == "use"].groupby("actor").size()
    told = people.set_index("person")["uses_per_day"] * DAYS
    assert told[told > 0].to_dict() == pytest.approx(uses[uses.index.isin(told.index)].to_dict())
    sold = events[events["kind"] == "sale"].groupby("actor").size()
    told = dealers.set_index("dealer")["sales"]
    assert told[told > 0].to_dict() == sold[sold.index.isin(told.index)].to_dict()
    in_custody = sum(stormy.observer.days["dealers_in_custody"])
    assert 0 < dealers["custody_days"].sum() <= in_custody
    assert set(dealers.loc[dealers["standing"] == "custody", "custody_days"] > 0) == {True}


def test_everybody_is_there_once_with_attributes_in_words_and_kroner(stormy, tables):
    people, dealers, world = tables["people"], tables["dealers"], stormy.world
    assert people["person"].is_unique
    assert len(people) == (world.people.number >= 0).sum()
    assert len(dealers) == (world.dealers.number >= 0).sum()
    assert people["money"].sum() * 100 == pytest.approx(world.people.money[world.people.number >= 0].sum())
    assert {"sleeps", "injects", "victimised", "trust_officer", "trust_police", "room_visits"} <= set(people)
    assert {"force", "visibility", "earnings", "custody_days"} <= set(dealers)
    assert people.loc[people["whereabouts"] != "here", "x"].isna().all()
    assert set(people["known_1"].dropna()) <= set(dealers["dealer"])
    assert not {"key", "number", "cell", "haunt"} & set(people)


def test_every_attribute_that_is_a_code_has_words():
    coded = {
        name
        for table in (People, Dealers)
        for name, declared in table.columns.items()
        if declared.about.startswith("which of")
    }
    assert coded <= set(WORDS)


def test_units_and_meanings_travel_with_the_columns(stormy):
    told = tables_of(stormy.world, stormy.observer.kept.days, stormy.observer.cells, stormy.tick_seconds)
    schema = parquet.read_schema(io.BytesIO(to_parquet(told["dealers"])))
    assert schema.field("earnings").metadata[b"unit"] == b"kr"
    assert schema.field("force").metadata[b"about"] == b"propensity to use force, 0 to 1"


def test_keeping_events_changes_nothing_and_not_keeping_them_keeps_nothing():
    asked = spec(days=1, settling_days=1, scale=0.2)
    without, kept = simulate(asked), simulate(asked, keep_events=True)
    assert without.digest == kept.digest
    assert without.ledger == {}
    assert set(kept.ledger) == {"events", "people", "dealers", "cells"}
    assert {len(column.values) for column in kept.ledger["people"]} == {len(kept.ledger["people"][0].values)}


def test_a_run_without_a_day_has_tables_without_events(stormy):
    told = tables_of(stormy.world, Keeper().days, stormy.observer.cells, 300)
    assert {len(column.values) for column in told["events"]} == {0}
    assert parquet.read_table(io.BytesIO(to_parquet(told["events"]))).num_rows == 0


def test_the_settling_is_not_kept():
    here = market(settling_days=1, keep_events=True, scale=0.1)
    here.run_day()
    assert here.observer.kept.days == []
    before = digest(here)
    here.run_day()
    assert len(here.observer.kept.days) == 1
    assert digest(here) != before


def test_the_ledger_joins_a_run_that_was_kept_without_it(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    run = ["run", "as_today", "--days", "2", "--scale", "0.05", "--out", "here"]
    assert command_line.exit_code(run) == 0
    days = (tmp_path / "here" / "days.parquet").read_bytes()
    assert command_line.exit_code([*run, "--ledger"]) == 0
    assert sorted(path.name for path in (tmp_path / "here").iterdir()) == sorted(
        ["checkpoints.npz", "days.parquet", "manifest.json", *LEDGER_FILES]
    )
    assert (tmp_path / "here" / "days.parquet").read_bytes() == days
    capsys.readouterr()
    for again in (run, [*run, "--ledger"]):
        assert command_line.exit_code(again) == 0
        assert "reused" in capsys.readouterr().err
    assert " --ledger" in (tmp_path / "here" / "manifest.json").read_text(encoding="utf-8")
    events = parquet.read_table(tmp_path / "here" / "events.parquet", page_checksum_verification=True)
    assert events.num_rows > 0


def test_the_drug_of_a_sale_is_not_told_as_what_led_to_it():
    row = np.zeros(len(FIELDS), dtype=np.int64)
    row[[KIND, CAUSE]] = SALE, COCAINE
    assert in_words(row)["cause"] == "none"
    row[[KIND, CAUSE]] = VIOLENCE, TURF
    assert in_words(row)["cause"] == "turf"
