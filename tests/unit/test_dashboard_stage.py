"""What is played is what the model does: the same bits as on the command line, whatever way the visitor took there."""

from itertools import pairwise

import numpy as np
import pytest

from marketsim.model.simulate import simulate
from marketsim_dashboards.stage.cast import ABSENT, cast
from marketsim_dashboards.stage.chunk import play
from marketsim_dashboards.stage.packing import pack, unpack
from marketsim_dashboards.stage.side import TICKS_A_DAY, Memory, Side
from marketsim_dashboards.stage.story import Story


def sides_of(story, memory=None):
    remembered = memory or Memory()
    return Side(story, 0, remembered), Side(story, 1, remembered)


@pytest.fixture(scope="module")
def memory():
    return Memory()


@pytest.fixture(scope="module")
def sides(memory):
    return sides_of(Story(), memory)


def test_packed_arrays_come_back_as_they_were():
    arrays = {
        "small": np.arange(5, dtype=np.uint8),
        "wide": np.arange(6, dtype=np.int32).reshape(2, 3),
        "none": np.zeros((0, 9), dtype=np.int32),
        "parts": np.array([0.5, -2.25], dtype=np.float32),
    }
    about, back = unpack(pack({"name": "Istedgade – æøå"}, arrays))
    assert about == {"name": "Istedgade – æøå"}
    assert {name: (array.dtype, array.tolist()) for name, array in back.items()} == {
        name: (array.dtype, array.tolist()) for name, array in arrays.items()
    }


def test_what_is_watched_has_the_digest_of_what_is_run(sides):
    for which, side in enumerate(sides):
        side.go_to(2 * TICKS_A_DAY)
        assert side.digest() == simulate(Story().spec(which, 2)).digest


def test_a_scene_is_the_same_however_one_came_there(sides):
    straight = play(sides, 5)
    play(sides, 9)
    assert play(sides, 5) == straight
    assert play(sides_of(Story()), 5) == straight


def test_a_lever_changed_on_a_later_day_changes_nothing_before_it(sides, memory):
    story = Story()
    changed = story.with_slot(0, story.left.with_lever(1, "police.fines", "0.1"))
    other = sides_of(changed, memory)
    assert play(other, 3) == play(sides, 3)
    other[0].go_to(3 * TICKS_A_DAY)
    assert other[0].digest() == simulate(changed.spec(0, 3)).digest


def test_everybody_on_the_page_stands_where_the_model_has_them(sides):
    _, arrays = unpack(play(sides, 6))
    world = sides[0].market.world
    for kind in cast(world):
        table = world.tables()[kind.name]
        there = {
            (int(number), int(cell))
            for number, cell, out in zip(table.number, table.cell, kind.is_out(table), strict=True)
            if out
        }
        shown = zip(arrays[f"left.{kind.name}.number"], arrays[f"left.{kind.name}.cell"][-1], strict=True)
        assert {(int(number), int(cell)) for number, cell in shown if cell != ABSENT} == there


def test_whoever_walks_passes_cells_on_the_way(sides):
    _, arrays = unpack(play(sides, 6))
    cells, walks = arrays["left.people.cell"], arrays["left.people.walk"]
    assert len(walks)
    city = sides[0].city
    for tick, agent, *way in walks.astype(int)[:200]:
        stops = [int(cells[tick, agent]), *way, int(cells[tick + 1, agent])]
        direct = int(city.distance[stops[0], stops[-1]])
        legs = sum(int(city.distance[one, other]) for one, other in pairwise(stops))
        assert legs == direct


def test_a_side_that_turns_to_another_story_lives_what_a_new_one_would(memory):
    story = Story()
    changed = story.with_slot(0, story.left.with_lever(1, "police.fines", "0.1"))
    turned = sides_of(story, memory)
    play(turned, 6)
    for which, side in enumerate(turned):
        side.turn_to(changed, which)
    assert play(turned, 6) == play(sides_of(changed), 6)


def test_a_side_keeps_its_luck(sides):
    with pytest.raises(ValueError, match="luck"):
        sides[0].turn_to(Story(replicate=1), 0)
