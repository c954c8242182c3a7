"""One picture shows two worlds on one scale and where they differ, and says what it is and whose map it is."""

from __future__ import annotations

import io
import json
from pathlib import Path

import matplotlib.image
import numpy as np
import pytest
import toy_engine
from toy_places import GROUND, toy_place

from marketsim import __main__ as command_line
from marketsim.study import compare, twins
from marketsim.study.comparison import Results
from marketsim.study.executor import Here
from marketsim.study.report import maps, page
from marketsim.study.scenario import World
from marketsim.study.store import Folder

VIOLENCE = next(one for one in toy_engine.MEASURES if one.cell)
COMPARE = ["compare", "as_today", "placebo", "--days", "3", "--replicates", "2", "--workers", "1"]


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every word that is written on the pictures drawn from now on."""
    from matplotlib.text import Text

    told: list[str] = []
    draw = Text.draw

    def noted(self: Text, *arguments: object, **more: object) -> None:
        told.append(self.get_text())
        draw(self, *arguments, **more)

    monkeypatch.setattr(Text, "draw", noted)
    return told


def results_of(folder: Path, name: str = "crackdown", replicates: int = 4) -> Results:
    file = folder / f"{name}.toml"
    file.write_text('about = "A toy."\nsource = ["werb-2011"]\n', encoding="utf-8")
    world = World(levers={}, parameters={}, days=3)
    comparison = compare.plan(("as_today", str(file)), replicates, world, "toy_engine", toy_engine.ground)
    return compare.carry_out(comparison, Here(), Folder(folder / "result"))


def test_the_picture_says_what_differs_how_sure_it_is_who_made_it_and_whose_map_it_is(tmp_path, written):
    results = results_of(tmp_path)
    drawn = twins.picture_of_twins(results, VIOLENCE, "marketsim, ms1:toy", GROUND)
    told = " ".join(" ".join(written).split())
    shown = (
        "Violence in twin worlds",
        "As today",
        "Crackdown",
        "Where they differ",
        "Toy Street",
        "a toy map",
    )
    said = ("marketsim, ms1:toy", "from 4 pairs of runs", "3 days from 5 March 2018", "not a forecast")
    for words in (*shown, *said):
        assert words in told
    assert b"marketsim, ms1:toy" in drawn  # the file says it too, wherever it is taken


def test_the_difference_in_numbers_is_that_of_the_pairs(tmp_path):
    change, told = twins.in_numbers(results_of(tmp_path), VIOLENCE)
    assert change.startswith("+6")  # every cell weighs 0 to 1, three in all, and the effect is 2 acts a day
    assert "from 4 pairs of runs." in told
    assert "chance" not in told


def test_a_difference_that_may_be_chance_is_called_so(tmp_path, monkeypatch):
    monkeypatch.setattr(toy_engine, "EFFECT", {})
    luck = np.random.default_rng(1)  # one for all, so that the worlds of a pair differ by nothing but chance
    monkeypatch.setattr(toy_engine.np.random, "default_rng", lambda _: luck)
    assert "it may be chance" in twins.in_numbers(results_of(tmp_path), VIOLENCE)[1]


def test_both_worlds_are_drawn_on_one_scale(tmp_path):
    """Under a policy that doubles nothing the two maps of equal worlds are the same to the last point."""
    results = results_of(tmp_path, "no_effect")
    picture = matplotlib.image.imread(io.BytesIO(twins.picture_of_twins(results, VIOLENCE, "", GROUND)))
    step = round((twins.PANEL + twins.GAP) * twins.DOTS_PER_INCH)
    left, wide = round(twins.MARGIN * twins.DOTS_PER_INCH), round(twins.PANEL * twins.DOTS_PER_INCH)
    top = round((twins.HEAD + twins.CAPTION) * twins.DOTS_PER_INCH)
    rows = slice(top + 20, top + round(wide * 2 / 3) - 20)
    one, other = (picture[rows, at + 20 : at + wide - 20] for at in (left, left + step))
    assert np.abs(one - other).max() < 0.02
    assert one.std() > 0.05


def test_a_long_name_of_a_policy_is_cut_and_nothing_in_it_is_read_as_a_formula(tmp_path, written):
    results = results_of(tmp_path, "an_extraordinarily_long_$name$_of_a_policy")
    twins.picture_of_twins(results, VIOLENCE, "", GROUND)
    assert "An extraordinarily lo…" in written


def test_one_pair_alone_says_nothing_about_chance(tmp_path, written):
    twins.picture_of_twins(results_of(tmp_path, replicates=1), VIOLENCE, "", GROUND)
    assert "says nothing about chance" in " ".join(" ".join(written).split())


def seen(colour: str, how: np.ndarray) -> np.ndarray:
    """A colour in linear light as somebody sees it who has but two kinds of cones."""
    light = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return how @ np.where(light <= 0.04045, light / 12.92, ((light + 0.055) / 1.055) ** 2.4)


# Machado, Oliveira and Fernandes (2009), IEEE Transactions on Visualization and Computer Graphics 15, 1291–1298.
FEW_COLOURS = {
    "red is missing": [[0.1523, 1.0526, -0.2049], [0.1145, 0.7863, 0.0992], [-0.0039, -0.0481, 1.052]],
    "green is missing": [[0.3673, 0.8606, -0.228], [0.2801, 0.6725, 0.0474], [-0.0118, 0.0429, 0.9689]],
    "blue is missing": [[1.2555, -0.0767, -0.1788], [-0.0784, 0.9308, 0.1476], [0.0047, 0.6914, 0.3039]],
}  # fmt: skip


@pytest.mark.parametrize("which", FEW_COLOURS)
def test_who_sees_few_colours_tells_more_from_less_and_much_from_little(which: str) -> None:
    how = np.array(FEW_COLOURS[which])
    for less, more in (maps.MORE_AND_LESS[::4], maps.MORE_AND_LESS[1::2]):
        assert np.linalg.norm(seen(less, how) - seen(more, how)) > 0.2
    brightness = [seen(colour, how) @ [0.2126, 0.7152, 0.0722] for colour in maps.HEAT]
    assert brightness == sorted(brightness, reverse=True)
    assert brightness[0] > 5 * brightness[-1]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which the toy answers in place of the model."""
    for module in (page, twins, maps):
        monkeypatch.setattr(module, "ground_under", lambda _: GROUND)
    return toy_place(tmp_path, monkeypatch)


def test_a_comparison_draws_the_picture_it_is_asked_for(place, capsys):
    assert command_line.exit_code([*COMPARE, "--png", "twins.png"]) == 0
    assert "twins.png" in capsys.readouterr().err.splitlines()
    assert (
        command_line.exit_code([*COMPARE, "--png", "again.png", "--about", "visible_selling", "--json"]) == 0
    )
    assert json.loads(capsys.readouterr().out)["picture"] == "again.png"
    one, other = (matplotlib.image.imread(place / name) for name in ("twins.png", "again.png"))
    assert one.shape == other.shape
    assert one.shape[1] == 1600
    assert not np.array_equal(one, other)


def test_where_no_pair_of_runs_finished_nothing_is_drawn_and_it_is_said(place, capsys, monkeypatch):
    monkeypatch.setattr(toy_engine, "FAULTY", {("placebo", 0), ("placebo", 1)})
    assert command_line.exit_code([*COMPARE, "--png", "twins.png"]) == 1
    assert "--png twins.png: nothing to draw" in capsys.readouterr().err
    assert not (place / "twins.png").exists()
