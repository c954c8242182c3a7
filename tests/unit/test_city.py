"""The map as the model reads it: complete, consistent, and sensible on streets one knows."""

import subprocess
import sys

import numpy as np
import pytest

from marketsim.entities.city import (
    BUFFER,
    CONTROL,
    GROUND,
    KINDS,
    NON_ENFORCEMENT,
    PROFILES,
    TARGET,
    City,
    read_city,
)
from marketsim.entities.city.tables import blocks, streets


@pytest.fixture(scope="module")
def city() -> City:
    return read_city()


def of_kind(city: City, kind: str) -> np.ndarray:
    return city.kind == KINDS.index(kind)


def test_cells_are_numbered_row_by_row_and_agree_with_the_raster(city):
    place = city.row.astype(int) * city.columns + city.column
    assert (np.diff(place) > 0).all()
    assert np.array_equal(city.raster[city.row, city.column], city.kind)
    assert (city.raster < len(KINDS)).sum() == city.cells
    assert city.raster.max() < len(GROUND)
    assert 3000 <= city.cells <= 5500


def test_every_column_has_one_value_per_cell_and_the_promised_type(city):
    promised = {
        "row": np.int32, "column": np.int32, "x": np.float64, "y": np.float64, "kind": np.int8, "street": np.int16,
        "dwellings": np.int32, "shops": np.int32, "lighting": np.float64, "seclusion": np.float64,
        "findability": np.float64, "footfall": np.float64, "footfall_profile": np.int8, "sector": np.int8,
        "zone": np.uint8, "residents": np.int32, "jobs": np.int32,
    }  # fmt: skip
    for name, dtype in promised.items():
        column = getattr(city, name)
        assert column.shape == (city.cells,), name
        assert column.dtype == dtype, name
        assert not column.flags.writeable, name


def test_shares_lie_between_nothing_and_everything(city):
    for name in ("lighting", "seclusion", "findability"):
        assert getattr(city, name).min() >= 0, name
        assert getattr(city, name).max() <= 1, name
    assert city.footfall.min() > 0
    assert city.lighting.min() > 0


def test_nobody_who_lives_or_works_here_is_lost_on_the_way_from_the_tables(city):
    assert city.residents.sum() == sum(block.residents for block in blocks()) == 23_091
    assert city.jobs.sum() == sum(block.jobs for block in blocks()) == 10_187


def test_every_profile_has_one_busiest_hour_in_the_week(city):
    assert city.footfall_profiles.shape == (len(PROFILES), 7, 24)
    assert np.array_equal(city.footfall_profiles.max(axis=(1, 2)), np.ones(len(PROFILES)))
    assert city.footfall_profiles.min() > 0


def test_the_map_has_the_same_bits_on_every_python(city):
    """A change of the map changes this line, and with it the identity of every result."""
    assert city.digest == "aec896d0720eb65d1c1d953b63a621b5bc17be77faf26ff15990df72e06682ac"


def test_vesterbrogade_is_the_street_with_most_passers_by(city):
    busiest = {
        name: city.footfall[city.on_street(name)].max()
        for name in ("Istedgade", "Vesterbrogade", "Halmtorvet")
    }
    assert max(busiest, key=busiest.get) == "Vesterbrogade"


def test_istedgade_is_busier_toward_the_station_and_overlooked_by_homes(city):
    cells = city.on_street("Istedgade")
    east = city.x[cells] > 770
    assert city.footfall[cells][east].mean() > city.footfall[cells][~east].mean()
    assert (city.dwellings[cells] > 0).mean() > 0.95


def test_courtyards_are_hidden_and_nobody_is_found_there_soon(city):
    courtyard, street = of_kind(city, "courtyard"), of_kind(city, "main street")
    assert city.seclusion[courtyard].min() > city.seclusion[street].max()
    assert city.findability[courtyard].max() < city.findability[street].min()


def test_the_loading_lanes_of_kødbyen_are_more_hidden_than_its_square(city):
    assert (
        city.seclusion[city.on_street("Staldgade")].mean()
        > city.seclusion[city.on_street("Flæsketorvet")].mean()
    )


def test_kødbyen_is_quiet_by_day_and_busy_on_weekend_nights(city):
    nightlife = city.footfall_profiles[city.footfall_profile[city.on_street("Flæsketorvet")[0]]]
    assert nightlife[5, 1] > 3 * nightlife[1, 11]


def test_the_main_streets_are_lit_and_the_courtyards_dark(city):
    assert (
        city.lighting[of_kind(city, "main street")].min()
        > 2 * city.lighting[of_kind(city, "courtyard")].max()
    )


def test_the_zones_overlap_only_as_they_may(city):
    inside = {flag: (city.zone & flag) > 0 for flag in (NON_ENFORCEMENT, TARGET, BUFFER, CONTROL)}
    assert all(cells.any() for cells in inside.values())
    for one, other in ((TARGET, BUFFER), (TARGET, CONTROL), (BUFFER, CONTROL)):
        assert not (inside[one] & inside[other]).any()
    assert (inside[TARGET] & ~inside[NON_ENFORCEMENT]).sum() == 0


def test_the_scene_lies_in_the_target_area(city):
    rooms = city.places.of_kind("consumption room")
    skyen = city.places.cell[[row for row in rooms if city.places.name[row] == "Skyen"]]
    assert (city.zone[skyen] & TARGET).all()


def test_only_streets_beyond_the_tracks_or_without_a_way_in_cannot_be_walked(city):
    walked = {city.street_names[index] for index in np.unique(city.street[city.street >= 0])}
    assert {street.name for street in streets()} - walked == {
        "Arni Magnussons Gade", "Carsten Niebuhrs Gade", "Kalvebod Brygge", "Svineryggen", "Yrsas Plads",
    }  # fmt: skip


def test_a_kept_map_is_read_as_it_was_made_and_nothing_is_worked_out_again(city):
    code = (
        "import sys, numpy\n"
        "from marketsim.entities.city import read_city\n"
        "print(read_city().digest)\n"
        "print([name for name in ('scipy', 'pandas', 'matplotlib', 'mesa') if name in sys.modules])\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split("\n")
    assert said[0] == city.digest
    assert said[1] == "[]", "walks are measured with scipy"
