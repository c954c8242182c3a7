"""Files are pages, functions paragraphs, words agreed upon, and each chapter reads only what stands below it."""

import ast
import json
import os
import re
import subprocess
import sys
import tomllib

LONGEST_PAGE = 300
LONGEST_PARAGRAPH = 60
LONGEST_LOOP = 90
MAY_SHOW_AGENTS = {"model/mesa_model.py", "model/view.py"}
HOMELESS = {"utils", "util", "helpers", "common", "core", "base", "misc", "tools"}
BANNED = {
    *"addict addicts addiction junkie junkies abuser abusers user users".split(),
    *"metric metrics kpi kpis config configs intervention interventions seed seeds todo fixme".split(),
}
# What other people's libraries are called, and the one role whose name contains a banned word.
AGREED = re.compile(
    r"user[-_ ]?dealers?|user_cache_path|PRAGMA user_version|(the|a|another)\s+user('s)?\b"
    r"|numba\.config|basicConfig|model_config|ConfigDict",
    re.IGNORECASE,
)
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# The compiler looks at scipy's version; what takes time to load are its parts.
LEAVES_OUT = set("mesa pandas matplotlib solara typer rich scipy.sparse scipy.stats scipy.spatial".split())


def test_a_file_is_a_page(pages):
    assert [page.name for page in pages if page.text.count("\n") > LONGEST_PAGE] == []


def test_a_function_is_a_paragraph(pages):
    wrong = []
    for page in pages:
        compiled = set(page.compiled())
        for function in page.functions():
            longest = LONGEST_LOOP if function in compiled else LONGEST_PARAGRAPH
            length = (function.end_lineno or 0) - function.body[0].lineno + 1
            if length > longest:
                wrong.append(f"{page.at(function)} {function.name}: {length} lines")
    assert wrong == [], "\n".join(wrong)


def test_every_page_begins_with_a_sentence(pages):
    first = {page.name: (ast.get_docstring(page.tree) or "").split("\n\n")[0].rstrip() for page in pages}
    assert {name: told for name, told in first.items() if not re.search(r"[.?:!)]$", told)} == {}


def test_no_file_is_a_drawer_for_the_homeless(pages):
    assert [page.name for page in pages if HOMELESS & {*page.path.with_suffix("").parts}] == []


def test_only_agreed_words_are_used(pages):
    wrong = []
    for page in pages:
        for number, line in enumerate(page.text.splitlines(), start=1):
            found = {word.lower() for word in WORD.findall(AGREED.sub("", line))} & BANNED
            wrong += [f"{page.name}:{number}: {word}" for word in found]
    assert wrong == [], "\n".join(wrong)


def test_only_the_two_modules_that_show_agents_import_mesa(pages):
    wrong = [
        page.at(node)
        for page in pages
        for node, name in page.imports()
        if name.partition(".")[0] == "mesa" and page.name not in MAY_SHOW_AGENTS
    ]
    assert wrong == []


def test_rules_import_arithmetic_and_nothing_else_of_ours(rules):
    wrong = [
        f"{page.at(node)}: {name}"
        for page in rules
        for node, name in page.imports()
        if name.startswith("marketsim.") and not name.startswith("marketsim.arithmetic")
    ]
    assert wrong == []


def test_the_model_package_itself_imports_nothing(pages):
    (model,) = (page for page in pages if page.name == "model/__init__.py")
    assert list(model.imports()) == []


def test_only_the_command_line_prints(pages):
    wrong = [
        page.at(node)
        for page in pages
        if page.name != "__main__.py"
        for node in ast.walk(page.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert wrong == []


def loaded_by(statements):
    """Which modules a fresh Python has loaded after these statements."""
    told = f"import json, sys\n{statements}\njson.dump(sorted(sys.modules), sys.stderr)"
    asked = subprocess.run(
        [sys.executable, "-c", told],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "COLUMNS": "80"},
    )
    return set(json.loads(asked.stderr)), asked.stdout


def test_a_worker_starts_without_mesa_pandas_and_pictures():
    loaded, _ = loaded_by("import marketsim.model.simulate")
    assert loaded & LEAVES_OUT == set()


def test_help_answers_without_loading_the_model():
    loaded, answer = loaded_by(
        "sys.argv = ['marketsim', '--help']\n"
        "from marketsim.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit as done:\n    assert not done.code, done.code"
    )
    assert "compare" in answer
    assert loaded & {"numba", "pandas", "matplotlib", "mesa", "scipy", "pyarrow", "solara"} == set()


def test_the_locked_packages_name_no_address(house):
    locked = (house / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in locked
    assert " @ " not in locked
    assert locked.count("--hash=sha256:") >= locked.count("==") > 0


def test_every_dependency_is_locked(house):
    project = tomllib.loads((house / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = [
        *project["dependencies"],
        *(each for extra in project["optional-dependencies"].values() for each in extra),
    ]
    wanted = {re.split(r"[\[<>=!~; ]", each)[0].lower().replace("_", "-") for each in declared} - {
        "marketsim"
    }
    locked = set(
        re.findall(
            r"^([a-z0-9.-]+)==", (house / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE
        )
    )
    assert wanted - locked == set()


def test_the_version_is_the_same_everywhere(house):
    project = tomllib.loads((house / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"version: {project['version']}\n" in (house / "CITATION.cff").read_text(encoding="utf-8")
    assert f"## {project['version']}" in (house / "CHANGELOG.md").read_text(encoding="utf-8")
