"""Another city from a GeoJSON: what is read is laid, what is missing is said, and a run on it is named by its map."""

import json
import shutil
from dataclasses import replace

import numpy as np
import pytest
from grid_city import feature, grid, line, outline, point, written

from marketsim import __main__ as command_line
from marketsim.entities.city import CONTROL, TARGET, read_city
from marketsim.entities.city.tables import blocks, streets, zones
from marketsim.model.simulate import RunSpec, simulate
from marketsim.parameters.errors import BadDocument, BadValue, Conflict, MarketsimError
from marketsim.policies import read_policy
from marketsim.study.atlas import draw_map, export_geojson
from marketsim.study.cities.defaults import defaults
from marketsim.study.cities.folder import import_city
from marketsim.study.cities.sun import sunrise_and_sunset
from marketsim.study.cities.survey import metres_per_degree
from marketsim.study.compare import plan
from marketsim.study.comparison import Results
from marketsim.study.identity import ground_of, identify
from marketsim.study.manifest import stood_on
from marketsim.study.record import record_of
from marketsim.study.report.maps import ground_under
from marketsim.study.report.prose import setting
from marketsim.study.reproduce.again import made_again
from marketsim.study.reproduce.originals import Original
from marketsim.study.reproduce.verdict import IDENTICAL
from marketsim.study.scenario import folder_of, scenario, world

PLACES = [
    point("Central", "station exit", 180, 95),
    point("The Door", "consumption room", 95, 180, opens="8", closes="20", opened="2015-01-01"),
    point("Nurses", "health room", 185, 180),
    point("Warm Nights", "shelter", 270, 180),
    outline((0, 0), (180, 0), (180, 270), (0, 270), quarter="istedgade"),
    outline((180, 0), (360, 0), (360, 270), (180, 270), quarter="station"),
    outline((0, 0), (270, 0), (270, 270), (0, 270), zone="target", about="as in the study"),
    outline((270, 0), (360, 0), (360, 270), (270, 270), zone="control", about="as in the study"),
]
AS_TODAY = {"name": "as_today", **read_policy("as_today").document()}


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """A city of streets alone, and what was told of it."""
    place = tmp_path_factory.mktemp("bare")
    return import_city(written(place / "streets.geojson", grid(5, 4)), place / "gridville")


@pytest.fixture(scope="module")
def furnished(tmp_path_factory):
    """A city of streets and places."""
    place = tmp_path_factory.mktemp("furnished")
    more = written(place / "places.geojson", PLACES)
    return import_city(written(place / "streets.geojson", grid(5, 4)), place / "town", more, name="Grid Town")


def test_every_street_given_is_on_the_map_as_wide_and_busy_as_its_kind(bare):
    city = read_city(folder=bare.folder)
    assert {city.street_names[street] for street in np.unique(city.street) if street >= 0} == {
        f["properties"]["name"] for f in grid(5, 4)
    }
    assert set(city.footfall[city.on_street("Avenue 0")]) <= {defaults().kinds["main street"].footfall, 225.0}
    assert set(city.footfall[city.on_street("Street 1")]) <= {defaults().kinds["side street"].footfall, 700.0}
    assert city.frame.cell_edge == 10
    assert bare.cells == city.cells


def test_houses_along_the_streets_hold_what_a_metre_of_street_has(bare):
    long = sum(
        np.hypot(*np.diff(np.array(street.vertices), axis=0).T).sum() for street in streets(bare.folder)
    )
    usual = defaults().kinds["side street"]
    assert sum(block.dwellings for block in blocks(bare.folder)) == pytest.approx(
        usual.dwellings * long, abs=1
    )
    city = read_city(folder=bare.folder)
    assert city.residents.sum() == pytest.approx(usual.dwellings * long * defaults().residents, abs=1)
    assert city.jobs.sum() == pytest.approx(usual.jobs * long, abs=1)


def test_whatever_is_missing_is_said_in_one_line_each(bare, furnished):
    said = "\n".join(bare.told)
    for missing in ("target zone", "consumption room", "health room", "shelter", "station exit", "quarters"):
        assert f"no {missing}" in said
    assert "light and passers-by are assumed" in said
    assert all("\n" not in line for line in bare.told)
    still = "\n".join(furnished.told)
    assert "skyen (The Door)" in still
    assert "no drop-in, clinic" in still
    for given in ("target zone", "shelter", "station exit", "quarters"):
        assert f"no {given}" not in still


def test_ways_of_openstreetmap_that_are_no_streets_are_left_out_and_counted(tmp_path):
    ways = [
        line("Avenue 0", (9, 0), (9, 270), highway="footway", footway="sidewalk"),
        line("Under", (0, 45), (360, 45), highway="secondary", tunnel="yes"),
        line("Ring", (0, 400), (360, 400), highway="motorway"),
        line("Border", (0, 300), (360, 300), boundary="administrative"),
        feature("Point", [9.9, 57.04], highway="crossing"),
        feature("MultiLineString", [[[9.9, 57.04], [9.902, 57.042]]], highway="pedestrian", name="Across"),
        {"type": "Feature", "properties": None, "geometry": None},
    ]
    made = import_city(written(tmp_path / "streets.geojson", [*grid(5, 4), *ways]), tmp_path / "made")
    wanted = {"Across", *(street["properties"]["name"] for street in grid(5, 4))}
    assert {street.name for street in streets(made.folder)} == wanted
    (said,) = (told for told in made.told if "left out" in told)
    assert said.startswith("5 features")
    for kind in ("footway=sidewalk", "tunnel=yes", "motorway", "no highway", "1 × point"):
        assert kind in said


def test_zones_and_quarters_that_are_given_are_kept(furnished):
    city = read_city(folder=furnished.folder)
    assert city.name == "Grid Town"
    assert {zone.name for zone in zones(furnished.folder)} == {"istedgade", "station", "target", "control"}
    target, control = (city.zone & TARGET) > 0, (city.zone & CONTROL) > 0
    assert target.any()
    assert control.any()
    assert not (target & control).any()
    assert city.rooms == ("The Door", "")


def test_what_we_export_comes_back_as_the_same_ground(tmp_path):
    ours = read_city()
    export_geojson(ours, tmp_path / "map.geojson")
    made = import_city(tmp_path / "map.geojson", tmp_path / "again")
    again = read_city(folder=made.folder)
    assert streets(made.folder) == streets()
    assert blocks(made.folder) == blocks()
    assert np.array_equal(again.raster, ours.raster)
    for column in ("street", "footfall", "lighting", "dwellings", "residents", "zone", "quarter", "distance"):
        assert np.array_equal(getattr(again, column), getattr(ours, column)), column
    assert again.places.name == ours.places.name
    assert np.array_equal(again.places.opened, ours.places.opened)
    assert again.rooms == ours.rooms
    assert again.digest != ours.digest


def test_a_city_can_be_cut_into_larger_cells(tmp_path):
    file = written(tmp_path / "streets.geojson", grid(5, 4))
    coarse = import_city(file, tmp_path / "coarse", cell_edge=20)
    assert read_city(folder=coarse.folder).cell_edge == 20
    assert coarse.cells < import_city(file, tmp_path / "fine").cells / 2


def test_the_map_of_another_city_is_drawn(furnished, tmp_path, monkeypatch, capsys):
    draw_map(read_city(folder=furnished.folder), tmp_path / "map.svg")
    assert "Grid Town" in (tmp_path / "map.svg").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    given = ["map", "--city", str(furnished.folder), "--geojson", "town.geojson"]
    assert command_line.exit_code(given) == 0
    assert json.loads((tmp_path / "town.geojson").read_text(encoding="utf-8"))["name"] == "Grid Town"
    assert "town.geojson" in capsys.readouterr().err


def test_a_city_is_made_from_the_command_line(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    written(tmp_path / "streets.geojson", grid(3, 3))
    assert command_line.exit_code(["city", "streets.geojson", "--out", "made", "--json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["streets"] == 6
    assert told.err.splitlines()[-1] == "made"
    assert command_line.exit_code(["city", "streets.geojson", "--out", "made"]) == 2
    assert "is there already" in capsys.readouterr().err


WRONG = {
    "is no JSON": "{",
    "expected a FeatureCollection": "[1, 2]",
    "has no streets": json.dumps({"type": "FeatureCollection", "features": []}),
    "is no feature": json.dumps({"type": "FeatureCollection", "features": [7]}),
}


@pytest.mark.parametrize(("said", "text"), WRONG.items())
def test_a_file_that_is_no_map_is_refused_in_one_line(said, text, tmp_path):
    file = tmp_path / "streets.geojson"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadDocument, match=said):
        import_city(file, tmp_path / "made")
    assert list(tmp_path.iterdir()) == [file]


FAULTY = {
    "did you mean 'side street'": line("A", (0, 0), (90, 0), kind="sidestreet"),
    "did you mean 'residential'": line("A", (0, 0), (90, 0), kind="side street", profile="residental"),
    "expected passers-by": line("A", (0, 0), (90, 0), kind="side street", footfall="-3"),
    "did you mean 'shelter'": point("A", "shleter", 0, 0),
    "expected a date": point("A", "shelter", 0, 0, opened="long ago"),
    "opens is early": point("A", "shelter", 0, 0, opens="early"),
    "did you mean 'target'": outline((0, 0), (90, 0), (90, 90), zone="tarket"),
    "did you mean 'housing'": outline((0, 0), (90, 0), (90, 90), block="houses"),
    "is nowhere": feature("LineString", [[200, 0], [200, 1]], highway="residential"),
    "no longitudes and latitudes": feature("LineString", [["a", "b"]], highway="residential"),
    "allowed is Point": feature("Circle", [1, 2], highway="residential"),
}


@pytest.mark.parametrize(("said", "faulty"), FAULTY.items())
def test_a_feature_that_cannot_be_is_named_in_one_line(said, faulty, tmp_path):
    file = written(tmp_path / "streets.geojson", [*grid(3, 3), faulty])
    with pytest.raises(BadDocument, match=said) as caught:
        import_city(file, tmp_path / "made")
    assert "feature 7" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "made").exists()


def test_streets_all_over_a_country_are_refused(tmp_path):
    file = written(
        tmp_path / "streets.geojson", [*grid(3, 3), line("Far", (0, 0), (90_000, 0), highway="residential")]
    )
    with pytest.raises(BadDocument, match="reach over 90 km"):
        import_city(file, tmp_path / "made")


@pytest.mark.parametrize("edge", [7, 102, -10])
def test_a_cell_of_a_strange_size_is_refused(edge, tmp_path):
    with pytest.raises(BadValue, match="expected an even number of metres from 2 to 100"):
        import_city(written(tmp_path / "streets.geojson", grid(3, 3)), tmp_path / "made", cell_edge=edge)


@pytest.mark.parametrize(
    ("centre", "said"), [("here", "expected LONGITUDE,LATITUDE"), ("12.5,55.6", "lies outside")]
)
def test_a_middle_that_is_nowhere_is_refused(centre, said, tmp_path):
    with pytest.raises(BadValue, match=said):
        import_city(written(tmp_path / "streets.geojson", grid(3, 3)), tmp_path / "made", centre=centre)


def test_a_city_too_large_to_walk_through_is_refused_with_a_way_out(tmp_path):
    file = written(tmp_path / "streets.geojson", grid(40, 40, apart=120.0))
    with pytest.raises(BadDocument, match="or larger cells with --cell"):
        import_city(file, tmp_path / "made")


EDITED = {
    "streets.csv": ("side street", "sied street", "did you mean 'side street'"),
    "zones.csv": ("target", "tarrget", "did you mean 'target'"),
    "daylight.csv": ("\n12,", "\n13,", "a row for each month"),
    "footfall.csv": ("station,Fri", "station,Friday", "whole percentages for station, Fri"),
    "places.csv": ("shelter", "shelters", "no kind of place is called shelters"),
    "city.toml": ("rows =", "rosw =", "did you mean 'rows'"),
    "blocks.csv": ("housing", "hosing", "did you mean 'housing'"),
}


@pytest.mark.parametrize("table", EDITED)
def test_a_mistake_in_an_edited_table_is_told_with_its_file(table, furnished, tmp_path):
    edited = tmp_path / "edited"
    shutil.copytree(furnished.folder, edited)
    before, after, said = EDITED[table]
    text = (edited / table).read_text(encoding="utf-8")
    assert before in text
    (edited / table).write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(BadDocument, match=said) as caught:
        read_city(folder=edited)
    assert table in str(caught.value)


def test_a_folder_that_is_no_city_is_told_what_is(tmp_path):
    with pytest.raises(BadDocument, match=r"is no city; expected a folder with city\.toml"):
        read_city(folder=tmp_path)


REFUSED = (
    "services.closes=20 h", "services.closes.h17=20 h", "facilities.opens.clinic=9 h", "surroundings.benches.kodbyen=2",
    "surroundings.fences=0", "surroundings.passage_runs=by_the_windows",
)  # fmt: skip


@pytest.mark.parametrize("lever", REFUSED)
def test_a_lever_for_a_place_that_is_not_there_is_refused_in_one_line(lever, bare):
    with pytest.raises(Conflict, match=r"gridville has not; it(s .* is| has no)") as caught:
        scenario("as_today", world([lever], [], "2018-03-05", 2, 1.0, bare.folder), 0)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "lever",
    [
        "services.closes.skyen=20 h",
        "services.closes=20 h",
        "surroundings.benches.istedgade=2",
        "police.discretion=1",
    ],
)
def test_a_lever_for_a_place_that_is_there_is_taken(lever, furnished):
    spec = scenario("as_today", world([lever], [], "2018-03-05", 2, 1.0, furnished.folder), 0)
    assert spec.city == str(furnished.folder)


def test_a_policy_about_rooms_is_refused_where_there_are_none(bare, tmp_path):
    policy = tmp_path / "longer_hours.toml"
    policy.write_text(
        'about = "Rooms stay open."\nsource = ["renover-dk"]\n[[change]]\nlever = "services.closes"\nto = "24 h"\n',
        encoding="utf-8",
    )
    with pytest.raises(MarketsimError, match=r"longer_hours: services\.closes is about a consumption room"):
        scenario(str(policy), world([], [], "2018-03-05", 2, 1.0, bare.folder), 0)


def test_a_run_is_named_by_its_map_and_not_by_where_the_folder_lies(bare, tmp_path):
    elsewhere, changed = tmp_path / "elsewhere", tmp_path / "changed"
    shutil.copytree(bare.folder, elsewhere)
    shutil.copytree(bare.folder, changed)
    table = changed / "streets.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(",225,", ",300,"), encoding="utf-8")
    here = RunSpec(AS_TODAY, days=1, city=str(bare.folder))
    names = [
        identify(spec, ground_of(spec))
        for spec in (
            here,
            replace(here, city=str(elsewhere)),
            replace(here, city=str(changed)),
            replace(here, city=""),
        )
    ]
    assert names[0].run == names[1].run
    assert names[0].spec == names[1].spec
    assert len({name.run for name in names}) == 3


@pytest.mark.parametrize("city", ["bare", "furnished"])
def test_a_scene_lives_in_another_city(city, request):
    """People come, buy and use; and the same run gives the same bits."""
    folder = request.getfixturevalue(city).folder
    spec = RunSpec(AS_TODAY, days=3, settling_days=1, scale=0.2, city=str(folder))
    outcome = simulate(spec)
    assert outcome.days["sales"].sum() > 0
    assert outcome.cells["outdoor_use"].sum() > 0
    assert (outcome.days["uses_in_rooms"].sum() > 0) == (city == "furnished")
    assert all(np.isfinite(outcome.days[name]).all() for name in ("sales", "violence", "overdoses"))
    assert simulate(spec).digest == outcome.digest


def test_reports_are_drawn_on_the_map_of_their_city(bare):
    ground = ground_under(bare.folder)
    assert {name for name, *_ in ground.names} <= {"Avenue 0", "Avenue 3"}
    assert len(ground.lines) == 9
    planned = plan(("as_today", "placebo"), 1, world([], [], "2018-03-05", 2, 1.0, bare.folder))
    assert folder_of(planned.world) == bare.folder
    assert "on the streets of gridville" in setting(Results(planned))


def test_a_degree_is_as_long_as_it_is():
    assert metres_per_degree(0) == pytest.approx((111_320, 110_574), abs=2)
    assert metres_per_degree(55.67) == pytest.approx((62_923, 111_336), abs=10)


def test_the_sun_rises_over_copenhagen_when_the_almanac_says():
    found, almanac = sunrise_and_sunset(12.55, 55.67), [(8.65, 15.78), (7.97, 16.68), (6.97, 17.70)]
    assert np.allclose(found[0], almanac[0], atol=0.15)
    assert np.allclose(found[2], almanac[2], atol=0.15)
    assert sunrise_and_sunset(25.0, 70.0)[5][1] - sunrise_and_sunset(25.0, 70.0)[5][0] > 23


def test_a_result_is_made_again_as_long_as_its_city_is_what_it_was(bare, tmp_path):
    town = tmp_path / "town"
    shutil.copytree(bare.folder, town)
    spec = RunSpec(AS_TODAY, days=1, settling_days=0, scale=0.1, city=str(town))
    identity = identify(spec, ground_of(spec))
    record = record_of(identity.run, simulate(spec), {})
    original = Original(identity.id, identity.asked, stood_on(identity.ground), record.outcome)
    assert made_again(original).word == IDENTICAL
    moved = replace(original, asked={**identity.asked, "city": str(bare.folder)})
    assert made_again(moved).word == IDENTICAL
    with pytest.raises(BadDocument, match=r"is no city; expected a folder"):
        made_again(replace(original, asked={**identity.asked, "city": str(tmp_path)}))
    other = replace(original, ground=stood_on(replace(identity.ground, map="0" * 64)))
    with pytest.raises(BadDocument, match="put its tables back to make it again"):
        made_again(other)
