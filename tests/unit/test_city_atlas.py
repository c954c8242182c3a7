"""The drawn map and its export."""

import json

import numpy as np

from marketsim.entities.city import read_city
from marketsim.study.atlas import ATTRIBUTION, draw_map, export_geojson
from marketsim.study.lettering import place_name, upright


def test_the_picture_is_written_in_the_format_its_name_asks_for(tmp_path):
    city = read_city()
    draw_map(city, tmp_path / "map.png")
    assert (tmp_path / "map.png").read_bytes()[1:4] == b"PNG"
    draw_map(city, tmp_path / "map.svg")
    assert "<svg" in (tmp_path / "map.svg").read_text(encoding="utf-8")


def test_the_export_has_named_streets_and_places_in_degrees(tmp_path):
    export_geojson(read_city(), tmp_path / "map.geojson")
    document = json.loads((tmp_path / "map.geojson").read_text(encoding="utf-8"))
    assert document["attribution"] == ATTRIBUTION
    lines = [feature for feature in document["features"] if feature["geometry"]["type"] == "LineString"]
    points = [feature for feature in document["features"] if feature["geometry"]["type"] == "Point"]
    assert {"Istedgade", "Vesterbrogade"} <= {line["properties"]["name"] for line in lines}
    assert all(line["properties"]["kind"] for line in lines)
    assert "H17" in {point["properties"]["name"] for point in points}
    for longitude, latitude in (point["geometry"]["coordinates"] for point in points):
        assert 12.5455 <= longitude <= 12.5662
        assert 55.6655 <= latitude <= 55.6746


def test_writing_is_never_upside_down():
    for angle in np.linspace(0, 2 * np.pi, 37):
        assert -90 <= upright(np.array([np.cos(angle), np.sin(angle)])) <= 90


def test_a_name_that_does_not_fit_its_street_is_left_out():
    line = np.array([[100.0, 100.0], [150.0, 100.0]])
    nobody = np.empty((0, 2))
    assert place_name(line, 80, nobody, (0, 0, 500, 500), 10) is None
    assert place_name(line, 30, nobody, (0, 0, 500, 500), 10) is not None
    assert place_name(line, 30, line, (0, 0, 500, 500), 10) is None
