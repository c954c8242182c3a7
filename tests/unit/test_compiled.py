"""Compiled loops are kept, shared between processes, and made again when anything they depend on is edited."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import marketsim
from marketsim import cache
from marketsim.cache import forget_older, forget_older_files, private_folder, require_private
from marketsim.compiled import loop
from marketsim.machine_code import OPTIONS, WRITE_CODE, folder
from marketsim.provenance import CODE, SOURCES, digest_of, source_digest, source_files

PACKAGE = Path(marketsim.__file__).parent
FOUNDATIONS = (
    "__init__.py", "arithmetic.py", "cache.py", "calls.py", "chance.py", "compiled.py", "fingerprint.py",
    "provenance.py", *WRITE_CODE,
)  # fmt: skip
RULE = 'from numba import njit\n\n@njit\ndef doubled(x):\n    """Two of it."""\n    return 2 * x\n'
LOOP = """
from marketsim.compiled import loop
from marketsim.rules.probe import doubled

@loop
def each(numbers):
    total = 0
    for row in range(numbers.shape[0]):
        total += doubled(numbers[row])
    return total
"""
ASK = """
import sys, numpy as np
from marketsim.model.probe import each
answer = each(np.arange(4))
kept = int("marketsim.compiling" not in sys.modules)
print(answer, kept if hasattr(each, "py_func") else "plain")
"""


@pytest.fixture
def house(tmp_path):
    """A small package of our foundations, one rule and one loop, with a cache of its own."""
    package = tmp_path / "marketsim"
    for chapter, text in (("rules", RULE), ("model", LOOP)):
        (package / chapter).mkdir(parents=True)
        (package / chapter / "__init__.py").touch()
        (package / chapter / "probe.py").write_text(text, encoding="utf-8")
    for name in FOUNDATIONS:
        shutil.copy(PACKAGE / name, package / name)
    return tmp_path


def environment(house, **more):
    """Where a process reads what stands in the house now.

    Python knows byte code by the second and the size of its source, and would run the old rule where an edit of
    the same size follows within the second.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NUMBA_")}
    ours = {"PYTHONPATH": str(house), "XDG_CACHE_HOME": str(house / "cache"), "PYTHONDONTWRITEBYTECODE": "1"}
    return kept | ours | more


def ask(house, **more):
    asked = subprocess.run(
        [sys.executable, "-c", ASK],
        env=environment(house, **more),
        capture_output=True,
        text=True,
        check=True,
    )
    return asked.stdout.split()


def machine_files(house):
    return sorted((house / "cache").rglob("*.machine"))


def test_a_second_process_need_not_compile(house):
    assert ask(house) == ["12", "0"]
    assert ask(house) == ["12", "1"]
    assert len(machine_files(house)) == 1


def test_an_edited_rule_in_another_file_is_noticed(house):
    assert ask(house) == ["12", "0"]
    rule = house / "marketsim/rules/probe.py"
    rule.write_text(rule.read_text(encoding="utf-8").replace("2 * x", "3 * x"), encoding="utf-8")
    assert ask(house) == ["18", "0"]


def test_a_rule_edited_while_a_process_runs_is_not_kept_as_the_old_one(house):
    during = """
import pathlib
from marketsim.model import probe
rule = pathlib.Path(probe.__file__).parents[1] / "rules/probe.py"
rule.write_text(rule.read_text().replace("2 * x", "3 * x"))
"""
    command = [sys.executable, "-c", during + ASK]
    ran = subprocess.run(command, env=environment(house), capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["12", "0"]
    assert ask(house) == ["18", "0"]


def test_an_edited_comment_or_docstring_compiles_nothing(house):
    ask(house)
    rule = house / "marketsim/rules/probe.py"
    explained = rule.read_text(encoding="utf-8").replace('"""Two of it."""', '"""Twice."""  # why')
    assert "why" in explained
    rule.write_text(explained, encoding="utf-8")
    assert ask(house) == ["12", "1"]


def test_an_edit_elsewhere_compiles_nothing(house):
    ask(house)
    with (house / "marketsim/arithmetic.py").open("a", encoding="utf-8") as page:
        page.write("\n\nNOBODY_READS_THIS = 1\n")
    assert ask(house) == ["12", "1"]


@pytest.mark.parametrize("name", WRITE_CODE)
def test_an_edit_of_what_writes_compiled_code_compiles_everything_anew(house, name):
    assert ask(house) == ["12", "0"]
    with (house / "marketsim" / name).open("a", encoding="utf-8") as page:
        page.write("\n# another way of writing\n")
    assert ask(house) == ["12", "0"]


@pytest.mark.parametrize(
    ("before", "after"), [("FACTOR = 2\n", "FACTOR = 3\n"), ("(2, 5)", "(3, 5)"), ("[2, 5]", "[3, 5]")]
)
def test_an_edited_constant_of_any_kind_is_noticed(house, before, after):
    rule = house / "marketsim/rules/probe.py"
    rule.write_text(
        "import numpy as np\nfrom numba import njit\n\nFACTOR = 2\nPAIR = (2, 5)\nTABLE = np.array([2, 5])\n\n"
        "@njit\ndef doubled(x):\n    return FACTOR * PAIR[0] * TABLE[0] * x // 4\n",
        encoding="utf-8",
    )
    assert ask(house) == ["12", "0"]
    text = rule.read_text(encoding="utf-8")
    assert before in text
    rule.write_text(text.replace(before, after), encoding="utf-8")
    assert ask(house) == ["18", "0"]


def test_a_damaged_file_is_made_again(house):
    ask(house)
    (kept,) = machine_files(house)
    kept.write_bytes(kept.read_bytes()[:-100])
    assert ask(house) == ["12", "0"]
    assert ask(house) == ["12", "1"]


def test_several_processes_may_compile_at_once(house):
    started = [
        subprocess.Popen(
            [sys.executable, "-c", ASK], env=environment(house), stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    assert [process.communicate()[0].split()[0] for process in started] == ["12"] * 3
    assert ask(house) == ["12", "1"]
    assert len(list(machine_files(house)[0].parent.iterdir())) == 1


def test_without_the_compiler_a_loop_is_an_ordinary_function(house):
    assert ask(house, NUMBA_DISABLE_JIT="1") == ["12", "plain"]


def test_a_loop_written_by_a_program_is_told_apart_by_what_it_calls(house):
    written = """
import sys, numpy as np
from marketsim.model.probe import each
from marketsim.compiled import loop
from marketsim import arithmetic, model
names = {"__name__": "marketsim.model", "act": getattr(arithmetic, sys.argv[1]), "times": float(sys.argv[2])}
exec("def day(x):\\n    return act(x) * times\\n", names)
day = loop(names["day"])
print(day(1.0), int("marketsim.compiling" not in sys.modules))
"""

    def told(*arguments):
        command = [sys.executable, "-c", written, *arguments]
        ran = subprocess.run(command, env=environment(house), capture_output=True, text=True, check=True)
        return ran.stdout.split()

    assert told("halving", "4") == ["2.0", "0"]
    assert told("halving", "8") == ["4.0", "0"]
    assert told("log", "8") == ["0.0", "0"]
    assert told("halving", "4") == ["2.0", "1"]


def test_the_folder_is_closed_to_everybody_else(house):
    ask(house)
    kept = machine_files(house)[0].parent
    assert kept.stat().st_mode & 0o777 == 0o700
    kept.chmod(0o777)
    ask(house)
    assert kept.stat().st_mode & 0o777 == 0o700


def test_a_link_in_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "folder").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="belongs to another user or is a link"):
        require_private(tmp_path / "folder")


def test_an_impossible_cache_gives_a_temporary_folder_and_a_warning(tmp_path, monkeypatch, caplog):
    (tmp_path / "marketsim").write_text("a file where a folder should be", encoding="utf-8")
    monkeypatch.setattr(cache.platformdirs, "user_cache_path", lambda *_, **__: tmp_path / "marketsim")
    folder = private_folder.__wrapped__("compiled-test")
    assert folder.is_dir()
    assert tmp_path not in folder.parents
    assert "the cache is not used in this run" in caplog.text


def test_only_the_most_recent_stamps_are_kept(tmp_path):
    for age, name in enumerate(("compiled-d", "compiled-c", "compiled-b", "compiled-a", "city-a")):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (1_000_000 - age, 1_000_000 - age))
    forget_older(tmp_path / "compiled-a", kept=3)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "city-a",
        "compiled-a",
        "compiled-c",
        "compiled-d",
    ]


def test_only_the_most_recent_versions_of_a_loop_are_kept(tmp_path):
    for age, name in enumerate(("each-d", "each-c", "each-b", "each-a", "other-a")):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (1_000_000 - age, 1_000_000 - age))
    forget_older_files(tmp_path, "each", kept=2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["each-c", "each-d", "other-a"]


def test_loops_of_others_are_compiled_but_not_kept():
    @loop
    def total(numbers):
        return numbers.sum()

    assert total(np.arange(4)) == 6
    assert not list(folder().glob("*total*"))


def test_loops_are_compiled_without_short_cuts():
    assert OPTIONS["fastmath"] is False
    assert OPTIONS["parallel"] is False


def test_the_digest_ignores_line_endings_and_notices_everything_else(house):
    package = house / "marketsim"
    before = digest_of(package)
    rule = package / "rules/probe.py"
    rule.write_bytes(rule.read_bytes().replace(b"\n", b"\r\n"))
    assert digest_of(package) == before
    (package / "rules/probe.toml").write_text("a = 1", encoding="utf-8")
    assert digest_of(package) != before
    assert digest_of(package, CODE) == digest_of(package, CODE)
    rule.rename(package / "rules/other.py")
    (package / "rules/probe.toml").unlink()
    assert digest_of(package) != before


def test_reports_and_pages_stay_outside_the_digest(house):
    before = digest_of(house / "marketsim")
    (house / "marketsim/study").mkdir()
    (house / "marketsim/study/report.py").write_text("x = 1", encoding="utf-8")
    (house / "marketsim/__main__.py").write_text("x = 1", encoding="utf-8")
    assert digest_of(house / "marketsim") == before


def test_every_file_that_can_change_a_number_is_in_the_digest():
    silent = {".md", ".txt", ".typed", ".pyc", ""}
    told = set(source_files())
    for chapter in ("parameters", "entities", "rules", "policies", "measures", "model"):
        for path in (PACKAGE / chapter).rglob("*"):
            if path.is_file() and path.suffix not in silent:
                assert path.suffix in SOURCES, f"{path.name}: is this a source? its kind is not in the digest"
                assert path in told
    assert len(source_digest()) == 64
