"""Whatever the size of a city, its streets are all there, everybody can reach everybody, and nobody is lost."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from grid_city import grid, written
from hypothesis import given, settings
from hypothesis import strategies as some

from marketsim.entities.city import read_city
from marketsim.entities.city.tables import blocks
from marketsim.study.cities.folder import import_city


@pytest.fixture(autouse=True, scope="module")
def walks_of_their_own(tmp_path_factory):
    """A folder for the walks of these cities, so that they do not drive ours out of the user's cache."""
    place = tmp_path_factory.mktemp("walks")

    def folder(name):
        (place / name).mkdir(exist_ok=True)
        return place / name

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("marketsim.cache.private_folder", folder)
        yield


@settings(max_examples=15, deadline=None)
@given(some.integers(2, 5), some.integers(2, 5), some.floats(45.0, 120.0), some.sampled_from((6, 10, 14, 20)))
def test_a_grid_of_any_size_is_a_city(across, up, apart, edge):
    with TemporaryDirectory() as place:
        file = written(Path(place) / "streets.geojson", grid(across, up, apart))
        made = import_city(file, Path(place) / "city", cell_edge=edge)
        city = read_city(folder=made.folder)
        there = {city.street_names[street] for street in np.unique(city.street) if street >= 0}
        assert len(there) == across + up
        longest = (across + up) * apart + 8 * edge
        assert city.distance.max() / 10 <= longest
        assert (city.distance == city.distance.T).all()
        assert city.residents.sum() == sum(block.residents for block in blocks(made.folder))
        assert city.jobs.sum() == sum(block.jobs for block in blocks(made.folder))
        assert city.shops.sum() > 0
        again = import_city(file, Path(place) / "again", cell_edge=edge)
        assert read_city(folder=again.folder).raster.tobytes() == city.raster.tobytes()
