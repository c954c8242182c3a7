"""An experiment file is either understood or refused in one line that says what is wrong where."""

from __future__ import annotations

import gc
import os
import random
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from toy_experiments import PLAIN, sweep_of, tutorial, written

from marketsim.parameters import declared
from marketsim.parameters.errors import MarketsimError
from marketsim.study.analysis.robustness import meets, net_benefit, regret, satisficing
from marketsim.study.experiment import Experiment
from marketsim.study.experiment.reading import library
from marketsim.study.experiment.sampling import Range
from marketsim.study.experiment.worlds import coordinates

CLAIM = (
    '[[claim]]\nname = "c"\nmeasure = "violence"\ntreatment = "crackdown"\ncontrol = "as_today"\n'
    'direction = "higher"\nsmallest_effect = 0.5\nreason = "r"\nwindow = [1, 4]\n'
)
STOP = '[stop]\nmeasure = "violence"\ntreatment = "crackdown"\ncontrol = "as_today"\nhalf_width = 0.5\n'
UNCERTAIN = '[design.uncertain]\nneed.relief = "declared"\nneed.uses_at = ["0.4", "0.8"]\n'
MISTAKES = [
    (PLAIN.replace("policies", "polices", 1), "'polices' is unknown; allowed is about, accepted_worlds, assume"),
    (PLAIN.replace("policies", "polices", 1), "did you mean 'policies'"),
    (PLAIN.replace("days = 4\n", ""), "'days' is missing; expected how many days are counted"),
    (PLAIN.replace("days = 4", "days = 0"), "'days' is 0; expected: input should be greater than or equal to 1"),
    (PLAIN.replace("days = 4", 'days = "4"'), "'days' is 4; expected: input should be a valid integer"),
    (PLAIN.replace('"crackdown"', '"crackdwon"'), "did you mean 'crackdown'"),
    (PLAIN.replace('"crackdown"', '"as_today"'), "'policies' names 'as_today' twice"),
    (PLAIN.replace("replicates = 5", ""), "'replicates' is missing"),
    (PLAIN + STOP, "'replicates' and [stop] are both given"),
    (PLAIN + "[assume]\nneed.relif = 1.0\n", "did you mean 'need.relief'"),
    (PLAIN + '[assume]\nneed.heroin_cycle = "99 h"\n', "99 h is out of range; allowed is 3 h to 10 h"),
    (PLAIN + '[set]\nneed.relief = "1"\n', "'set.need.relief' is a parameter, not a lever; put it under [assume]"),
    (PLAIN + '[design]\nkind = "sobel"\n', "'design.kind' is sobel; expected: input should be 'fixed'"),
    (PLAIN + '[design]\nkind = "sobol"\nworlds = 12\n' + UNCERTAIN, "needs a power of two such as 8 or 16"),
    (PLAIN + '[design]\nkind = "sobol"\n' + UNCERTAIN, "'design.worlds' is missing"),
    (PLAIN + '[design]\nkind = "sobol"\nworlds = 64\ngrades = ["assumed"]\n', 'use "latin_hypercube"'),
    (PLAIN + '[design]\nkind = "morris"\nworlds = 3\ntrajectories = 3\n' + UNCERTAIN, "'design.worlds' is not used"),
    (PLAIN + '[design]\nkind = "latin_hypercube"\nworlds = 9\n', "'design.uncertain' is missing"),
    (PLAIN + f'[design]\nkind = "sobol"\nworlds = 8\nonly = [8]\n{UNCERTAIN}', "world 8; allowed is 0 to 7"),
    (PLAIN + f'[design]\nkind = "sobol"\nworlds = 8\nonly = [3, 1, 3]\n{UNCERTAIN}', "names world 3 twice"),
    (PLAIN + f'[design]\nkind = "sobol"\nworlds = 8\nfirst = 2\nonly = [1]\n{UNCERTAIN}', "are both given"),
    (
        PLAIN + '[design]\nkind = "latin_hypercube"\nworlds = 9\n[design.uncertain]\npolice.officers = "declared"\n',
        "'design.uncertain.police.officers' is a lever, which the city chooses; put it under [design.levers]",
    ),
    (
        PLAIN + '[design]\nkind = "latin_hypercube"\nworlds = 9\n[design.uncertain]\nneed.relief = ["1", "0.8"]\n',
        "the first must be the lower",
    ),
    (PLAIN + '[design]\nkind = "morris"\ntrajectories = 3\nlevels = 5\n' + UNCERTAIN,
     "needs an even number such as 4 or 6"),
    (PLAIN + '[design]\nkind = "list"\n' + 2 * "[[design.world]]\nneed.relief = 1.0\n",
     "'design.world.2' is the same world as 'design.world.1'; say it once"),
    (PLAIN + '[design]\nkind = "grid"\n[design.uncertain]\nneed.heroin_cycle = ["4 h", "240 min"]\n',
     "'design.uncertain.need.heroin_cycle' gives the same value twice"),
    (PLAIN + "[design.levers]\nneed.relief = [1.0]\n", "is a parameter, a fact not known exactly"),
    (PLAIN + "[design.levers]\npolice.officers = []\n", "has no values"),
    (PLAIN + '[design]\nkind = "matrix"\nfile = "none.csv"\n', "none.csv: cannot be read"),
    (PLAIN + '[design]\nkind = "grid"\n[design.uncertain]\nneed.relief = "declared"\n', "a grid needs values"),
    (PLAIN + CLAIM.replace("violence", "violense"), "did you mean 'violence'"),
    (PLAIN + CLAIM.replace('"crackdown"', '"harm_reduction"'), "names 'harm_reduction'; allowed is as_today"),
    (
        PLAIN + CLAIM.replace('"violence"', '"violense in the target area"'),
        "sales, overdoses, crowding, thefts, …; did you mean 'violence'",
    ),
    (
        PLAIN + CLAIM.replace('"violence"', '"violence in the target area"'),
        "'claim.c': maps are of all counted days; leave 'window' and 'per' out",
    ),
    (
        "maps = false\n"
        + PLAIN
        + CLAIM.replace('"violence"', '"concentration of violence"').replace("window = [1, 4]\n", ""),
        "'claim.c' is read from the map; say maps = true",
    ),
    (PLAIN + CLAIM.replace("[1, 4]", "[1, 9]"), "'claim.c.window' is 1 to 9; allowed is within days 1 to 4"),
    (PLAIN + CLAIM.replace("direction", "directon"), "'claim.1.directon' is unknown"),
    (PLAIN.replace("days = 4", "days = = 4"), "experiment.toml:4"),
    (PLAIN + 2 * '[[weight]]\nmeasure = "violence"\nworth = -1.0\n', "'weight' names 'violence' twice"),
    (PLAIN + '[[enough]]\nmeasure = "violence"\n', "'enough' for 'violence' needs one of at_most and at_least"),
    (PLAIN + '[[enough]]\nmeasure = "violense"\nat_most = 1.0\n', "did you mean 'violence'"),
    (PLAIN.replace("replicates = 5", "replicates = 100000") + '[design]\nkind = "sobol"\nworlds = 128\n' + UNCERTAIN,
     "makes up to 25600000 runs; allowed is up to 5000000"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "says"), MISTAKES, ids=[says[:40] for _, says in MISTAKES])
def test_a_mistake_names_the_file_the_key_what_was_found_and_what_is_allowed(
    text: str, says: str, tmp_path: Path
) -> None:
    file = written(tmp_path, text)
    with pytest.raises(MarketsimError) as problem:
        Experiment.read(file)
    assert str(problem.value).startswith(str(file))
    assert says in str(problem.value)
    assert "\n" not in str(problem.value)


def damages(luck: random.Random) -> list[Callable[[str], str]]:
    """Ways in which people, editors and disks spoil a file."""
    anything = ["-1", "0", "1e308", "nan", "true", '""', "[]", "{}", '"as_today"', "[[1]]", "99999999999999", "'''x'''",
                "2018-13-40", '"8 parsecs"', "{ a = { b = { c = 1 } } }", '"\\u0000"', "[1, 'a']", "-0.0"]  # fmt: skip

    def other_value(text: str) -> str:
        lines = text.splitlines()
        place = luck.choice([number for number, line in enumerate(lines) if " = " in line] or [0])
        lines[place] = f"{lines[place].split(' = ')[0]} = {luck.choice(anything)}"
        return "\n".join(lines)

    def other_key(text: str) -> str:
        lines = text.splitlines()
        place = luck.choice([number for number, line in enumerate(lines) if " = " in line] or [0])
        key, _, value = lines[place].partition(" = ")
        at = luck.randrange(len(key) or 1)
        lines[place] = f"{key[:at]}{luck.choice('abcxyz_. ')}{key[at + 1 :]} = {value}"
        return "\n".join(lines)

    def without_a_line(text: str) -> str:
        lines = text.splitlines()
        del lines[luck.randrange(len(lines))]
        return "\n".join(lines)

    def other_letter(text: str) -> str:
        at = luck.randrange(len(text))
        return (
            text[:at] + chr(luck.choice([0, 9, 10, 34, 39, 61, 91, 93, 123, 8232, 0x1F600])) + text[at + 1 :]
        )

    def cut_short(text: str) -> str:
        return text[: luck.randrange(len(text))]

    return [other_value, other_key, without_a_line, other_letter, cut_short]


def complaint(file: Path) -> str | None:
    """What is said against a file; anything but one of our own errors fails the test."""
    try:
        Experiment.read(file)
    except MarketsimError as problem:
        return str(problem)
    return None


def spoilt(luck: random.Random) -> str:
    """A file as somebody may have spoilt it, in one place or in several."""
    text = luck.choice(WHOLE)
    for _ in range(luck.choice([1, 1, 1, 2, 3])):
        text = luck.choice(damages(luck))(text) or "\n"
    return text


WHOLE = [
    PLAIN + CLAIM, PLAIN.replace("replicates = 5", "") + STOP,
    PLAIN + '[design]\nkind = "latin_hypercube"\nworlds = 9\n' + UNCERTAIN,
    PLAIN + '[design.levers]\npolice.officers = ["2 officers", "4 officers"]\n',
    PLAIN + '[design]\nkind = "grid"\n[design.uncertain]\nneed.relief = [1.0, 1.5]\nneed.uses_at = [0.4, 0.5]\n',
    PLAIN + '[design]\nkind = "list"\n[[design.world]]\nneed.relief = 1.0\n[[design.world]]\nneed.uses_at = 0.4\n',
    PLAIN + '[design]\nkind = "matrix"\nfile = "worlds.csv"\n',
    PLAIN + '[design]\nkind = "saltelli"\nworlds = 8\n' + UNCERTAIN,
    PLAIN + '[[weight]]\nmeasure = "violence"\nworth = -1.0\n[[weight]]\nmeasure = "theft"\nworth = -0.5\n',
    PLAIN + '[[enough]]\nmeasure = "violence"\nat_most = 2.0\n[[enough]]\nmeasure = "theft"\nat_least = 0.5\n',
]  # fmt: skip
if find_spec("SALib"):
    WHOLE.append(PLAIN + '[design]\nkind = "morris"\ntrajectories = 3\nlevels = 6\n' + UNCERTAIN)
MATRIX = "need.relief,need.heroin_cycle\n1.0,4 h\n1.5,6 h\n"


def beside(file: Path, worlds: str) -> None:
    """Write the table of worlds that a matrix is read from."""
    (file.parent / "worlds.csv").write_text(worlds, encoding="utf-8")


def refused_in_one_line(number: int, tmp_path: Path) -> float:
    """Try so many spoilt files; return the processor's seconds that the slowest took."""
    luck = random.Random(number)
    refused, slowest = 0, 0.0
    for whole in WHOLE:  # load what is loaded once
        beside(written(tmp_path, whole), MATRIX)
        Experiment.read(written(tmp_path, whole))
    gc.freeze()  # a look through all that other tests have left takes longer than any file
    for _ in range(number):
        text = spoilt(luck)
        file = written(tmp_path, text)
        beside(file, damages(luck)[luck.randrange(5)](MATRIX) if luck.random() < 0.5 else MATRIX)
        began = time.process_time()
        said = complaint(file)
        if said is not None:
            refused += 1
            assert said.startswith(str(file)), said
            assert len(said.splitlines()) == 1, text
            assert len(said) < 1500
        slowest = max(slowest, time.process_time() - began)
    gc.unfreeze()
    assert refused > number * 0.6
    return slowest


def test_five_hundred_spoilt_files_are_refused_in_one_line(tmp_path: Path) -> None:
    refused_in_one_line(500, tmp_path)


@pytest.mark.slow
def test_five_thousand_spoilt_files_are_refused_in_one_line_and_at_once(tmp_path: Path) -> None:
    assert refused_in_one_line(5000, tmp_path) < 0.25


def refused_on_the_command_line(number: int, tmp_path: Path) -> list[float]:
    """Give so many spoilt files to the command line; return what each took of the processor, s, with its start."""
    luck, taken = random.Random(number), list[float]()
    while len(taken) < number:
        file = written(tmp_path, spoilt(luck))
        if complaint(file) is None:
            continue
        before = children_seconds()
        ended = subprocess.run(
            [sys.executable, "-m", "marketsim", "sweep", "plan", str(file), "--out", str(tmp_path / "store")],
            capture_output=True, check=False, text=True,
        )  # fmt: skip
        taken.append(children_seconds() - before)
        assert ended.returncode == 2, ended.stderr
        assert ended.stdout == ""
        assert ended.stderr.startswith(f"marketsim: {file}"), ended.stderr
        assert len(ended.stderr.splitlines()) == 1, ended.stderr
        assert not (tmp_path / "store").exists()
    return taken


def children_seconds() -> float:
    """Seconds of the processor that processes started here have taken, of those that have ended."""
    spent = os.times()
    return spent.children_user + spent.children_system


def test_three_spoilt_files_on_the_command_line_are_one_line_each(tmp_path: Path) -> None:
    refused_on_the_command_line(3, tmp_path)


@pytest.mark.slow
def test_fifty_spoilt_files_on_the_command_line_are_one_line_each_and_at_once(tmp_path: Path) -> None:
    taken, before = refused_on_the_command_line(50, tmp_path), children_seconds()
    subprocess.run([sys.executable, "-c", "import numpy, pydantic, typer"], check=True)
    assert sorted(taken)[45] < 4 * (children_seconds() - before)


def test_every_experiment_of_the_library_can_be_run() -> None:
    assert set(library()) >= {
        "crackdown_vs_harm_reduction", "enforcement_dose", "rooms_hours_and_seats", "what_decides_the_sign",
    }  # fmt: skip
    for name in library():
        experiment = Experiment.read(name)
        assert experiment.contrasts or not experiment.document.claim, name
        assert "TODO" not in library()[name].read_text()
        assert tomllib.loads(library()[name].read_text())["about"]


def test_the_tutorials_files_are_understood(tmp_path: Path) -> None:
    question, design, judged = tutorial("toml")
    assert Experiment.read(written(tmp_path, question)).document.days == 30
    sampled = Experiment.read(written(tmp_path, PLAIN + judged + design))
    assert len(sampled.worlds) == 512
    assert len(sampled.arms) == 6


def read(tmp_path: Path, design: str) -> Experiment:
    return Experiment.read(written(tmp_path, PLAIN + design))


@pytest.mark.parametrize("kind", ["latin_hypercube", "sobol"])
def test_sampled_worlds_fill_the_ranges_and_are_the_same_every_time(kind: str, tmp_path: Path) -> None:
    design = f'[design]\nkind = "{kind}"\nworlds = 64\n{UNCERTAIN}'
    one, other = read(tmp_path, design), read(tmp_path, design)
    assert one.worlds == other.worlds
    points = coordinates(one.worlds, one.uncertain)
    assert points.shape == (64, 2)
    assert points.min(axis=0) == pytest.approx([0.6, 0.4], abs=0.05)
    assert points.max(axis=0) == pytest.approx([2.0, 0.8], abs=0.05)
    assert read(tmp_path, design.replace("worlds", "draw = 1\nworlds")).worlds != one.worlds


EVERYTHING = (
    '[design]\nkind = "latin_hypercube"\nworlds = WORLDS\ngrades = ["assumed", "expert", "literature"]\n'
)


def test_the_numbers_of_drawn_worlds_are_what_their_texts_say(tmp_path: Path) -> None:
    found = read(tmp_path, EVERYTHING.replace("WORLDS", "60"))
    forms = {declared().declaration(key).form for key in found.uncertain}
    assert forms >= {float, int}
    assert np.array_equal(
        coordinates(found.worlds, found.uncertain), coordinates(tuple(found.worlds), found.uncertain)
    )
    assert found.uncertain == list(dict.fromkeys(key for world in found.worlds for key in world))
    assert np.ptp(coordinates(found.worlds, ["police.officers"])) == 0


def test_no_drawn_world_is_written_out_before_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that half a million worlds of hundreds of facts fit into memory, eight bytes a fact."""
    with monkeypatch.context() as patch:
        patch.setattr(Range, "at", lambda *_: pytest.fail("a world was written out"))
        found = read(tmp_path, EVERYTHING.replace("WORLDS", "5000"))
        assert coordinates(found.worlds, found.uncertain).shape == (5000, len(found.uncertain))
        assert found.worlds[10:20] != found.worlds[:10]
    assert found.worlds.shares.nbytes == 8 * 5000 * len(found.uncertain)  # type: ignore[attr-defined]
    written_out = tuple(islice(found.worlds, 20))
    assert found.worlds[10:20] == written_out[10:]
    assert found.worlds[-1] == found.worlds[4999]


def test_the_first_worlds_of_a_sample_are_worlds_of_the_whole(tmp_path: Path) -> None:
    design = f'[design]\nkind = "latin_hypercube"\nworlds = 64\n{UNCERTAIN}'
    whole, part = read(tmp_path, design), read(tmp_path, design.replace("worlds", "first = 5\nworlds"))
    assert part.worlds == whole.worlds[:5]


def test_chosen_worlds_of_a_sample_are_worlds_of_the_whole(tmp_path: Path) -> None:
    design = f'[design]\nkind = "latin_hypercube"\nworlds = 64\n{UNCERTAIN}'
    whole, part = (
        read(tmp_path, design),
        read(tmp_path, design.replace("worlds", "only = [63, 0, 7]\nworlds")),
    )
    assert list(part.worlds) == [whole.worlds[63], whole.worlds[0], whole.worlds[7]]


@pytest.mark.parametrize("key", ["first = 5", "only = [5]"])
def test_a_part_of_a_design_that_is_read_as_a_whole_is_refused(tmp_path: Path, key: str) -> None:
    with pytest.raises(MarketsimError, match=rf"design\.{key.split()[0]}.*saltelli.*leave it out"):
        read(tmp_path, f'[design]\nkind = "saltelli"\nworlds = 8\n{key}\n' + UNCERTAIN)


def test_later_luck_is_the_luck_that_more_replicates_would_have_had(tmp_path: Path) -> None:
    longer = sweep_of(written(tmp_path, PLAIN.replace("replicates = 5", "replicates = 9"), "longer"))
    rest = sweep_of(written(tmp_path, PLAIN.replace("days", "first_replicate = 5\ndays", 1), "rest"))
    assert rest.identities(0) == longer.identities(5)
    assert rest.work(0, {}).name.endswith("replicate 5")
    assert rest.digest != sweep_of(written(tmp_path)).digest


def test_a_grid_is_every_combination_and_a_list_is_what_it_says(tmp_path: Path) -> None:
    grid = '[design]\nkind = "grid"\n[design.uncertain]\nneed.relief = [1.0, 1.5]\nneed.uses_at = [0.4, 0.5, 0.6]\n'
    assert len(read(tmp_path, grid).worlds) == 6
    listed = (
        '[design]\nkind = "list"\n[[design.world]]\nneed.relief = 1.0\n[[design.world]]\nneed.uses_at = 0.4\n'
    )
    assert read(tmp_path, listed).worlds == ({"need.relief": "1"}, {"need.uses_at": "0.4"})


def test_a_matrix_comes_from_a_csv_file_beside_the_experiment(tmp_path: Path) -> None:
    file = written(tmp_path, PLAIN + '[design]\nkind = "matrix"\nfile = "worlds.csv"\n')
    (file.parent / "worlds.csv").write_text("need.relief,need.heroin_cycle\n1.0,4 h\n1.5,6 h\n")
    assert Experiment.read(file).worlds[1] == {"need.relief": "1.5", "need.heroin_cycle": "6 h"}
    (file.parent / "worlds.csv").write_text("need.relief,need.heroin_cycle\n1.0,4 h\n1.5\n")
    with pytest.raises(MarketsimError, match=r"worlds\.csv:3: has 1 values; expected 2"):
        Experiment.read(file)


def test_one_at_a_time_leaves_everything_else_as_declared(tmp_path: Path) -> None:
    worlds = read(tmp_path, '[design]\nkind = "one_at_a_time"\n' + UNCERTAIN).worlds
    assert worlds[0] == {}
    assert worlds[1:3] == ({"need.relief": "0.6"}, {"need.relief": "2"})
    assert len(worlds) == 5


def test_saltellis_mixed_worlds_differ_from_the_first_in_one_fact(tmp_path: Path) -> None:
    found = read(tmp_path, '[design]\nkind = "saltelli"\nworlds = 8\n' + UNCERTAIN)
    points = coordinates(found.worlds, found.uncertain).reshape(4, 8, 2)
    first, second, *mixed = points
    for column in range(2):
        assert np.array_equal(mixed[column][:, column], second[:, column])
        assert np.array_equal(mixed[column][:, 1 - column], first[:, 1 - column])


@pytest.mark.extras
def test_morris_changes_one_fact_at_a_time(tmp_path: Path) -> None:
    pytest.importorskip("SALib")
    found = read(tmp_path, '[design]\nkind = "morris"\ntrajectories = 5\n' + UNCERTAIN)
    paths = coordinates(found.worlds, found.uncertain).reshape(5, 3, 2)
    assert ((np.diff(paths, axis=1) != 0).sum(axis=2) == 1).all()


def test_crossed_levers_apply_from_the_first_day_on_top_of_every_policy(tmp_path: Path) -> None:
    found = read(tmp_path, '[design.levers]\npolice.officers = ["2 officers", "4 officers"]\n')
    assert found.arms[0].name == "as_today [officers = 2 officers]"
    assert found.arms[0].document["change"][0] == {"lever": "police.officers", "to": "2 officers"}
    assert [one.name for one in found.contrasts] == [
        f"crackdown [officers = {number} officers] − as_today [officers = {number} officers]"
        for number in (2, 4)
    ]


def test_regret_and_satisficing_are_those_of_the_textbook() -> None:
    # Savage's own kind of table: two acts, three states; losses.
    losses = np.array([[3.0, 1.0, 4.0], [2.0, 5.0, 4.0]])
    assert regret(losses).tolist() == [[1, 0, 0], [0, 4, 0]]
    assert satisficing(losses, 3.0) == pytest.approx([2 / 3, 1 / 3])
    assert regret(losses, less_is_better=False).tolist() == [[0, 4, 0], [1, 0, 0]]


def test_good_enough_is_within_every_limit_at_once() -> None:
    outcomes = {
        "violence": np.array([[1.0, 2.0, 3.0, np.nan], [1.0, 1.0, 1.0, 1.0]]),
        "trust": np.array([[0.5, 0.5, 0.5, 0.5], [0.1, 0.4, 0.5, 0.5]]),
    }
    limits = {"violence": (-np.inf, 2.0), "trust": (0.4, np.inf)}
    assert meets(outcomes, limits) == pytest.approx([2 / 3, 2 / 3])
    assert meets(outcomes, {"violence": (-np.inf, 1.0)}) == pytest.approx([1 / 3, 1.0])
    assert np.isnan(meets({"violence": np.full((2, 3), np.nan)}, {"violence": (0.0, 1.0)})).all()


def test_net_benefit_weighs_what_somebody_else_has_weighed() -> None:
    found = net_benefit({"deaths": np.array([-1.0, 0.0]), "police_hours": np.array([10.0, 10.0])},
                        {"deaths": -100.0, "police_hours": -2.0})  # fmt: skip
    assert found.tolist() == [80.0, -20.0]
