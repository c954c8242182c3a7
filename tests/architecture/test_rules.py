"""A rule is arithmetic a criminologist can argue with: scalars in, one answer out, and who says so."""

import ast
import re
import tomllib

from marketsim.parameters import declared

HEADING = re.compile(r"^(\w+)\n-{3,}\n(.*?)(?=^\w+\n-{3,}\n|\Z)", re.MULTILINE | re.DOTALL)
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
TOLD = re.compile(r"^([\w, ]+?) : ?(.*)$", re.MULTILINE)
SCALARS = {"float", "int", "bool"}


def sections(function):
    """The headed parts of a docstring."""
    return dict(HEADING.findall(ast.get_docstring(function) or ""))


def keys(text):
    """The source keys in such a line as ``assumed-place; pattern to reproduce: kinnard-2014``."""
    return [part.rpartition(":")[2].strip() for part in re.split(r"[;,\n]", text) if part.strip()]


def every(rules):
    return ((page, rule) for page in rules for rule in page.functions())


def test_every_rule_is_compiled_by_numba_itself(rules):
    assert [
        page.at(rule) for page, rule in every(rules) if "njit" not in {d.id for d in rule.decorator_list}
    ] == []


def test_a_rule_takes_scalars_and_never_looks_into_an_array(rules):
    for page, rule in every(rules):
        for argument in rule.args.args:
            annotation = ast.unparse(argument.annotation) if argument.annotation else "nothing"
            assert annotation in SCALARS, f"{page.at(rule)}: {argument.arg} is {annotation}"
        inside = [node for statement in rule.body for node in ast.walk(statement)]
        assert not any(isinstance(node, ast.Subscript) for node in inside), page.at(rule)
        assert not any(isinstance(node, ast.For | ast.While) for node in inside), page.at(rule)


def test_a_rule_says_what_it_takes(rules):
    for page, rule in every(rules):
        told = re.findall(r"^([\w, ]+?)(?: :|$)", sections(rule).get("Parameters", ""), re.MULTILINE)
        named = {name.strip() for line in told for name in line.split(",")}
        missing = {argument.arg for argument in rule.args.args} - named
        assert not missing, f"{page.at(rule)} {rule.name}: {sorted(missing)} not under Parameters"


def test_a_rule_says_the_unit_of_every_declared_number_it_takes(rules):
    """A number of which no unit is told has none; a percentage reaches a rule as a share."""
    units = {}
    for one in declared().declarations():
        units.setdefault(one.name, set()).add(one.unit)
    for page, rule in every(rules):
        told = {
            name.strip(): line
            for names, line in TOLD.findall(sections(rule).get("Parameters", ""))
            for name in names.split(",")
        }
        for argument in rule.args.args:
            known = units.get(argument.arg, set()) - {"1", ""}
            if not known or told[argument.arg].startswith("bool"):
                continue
            said = [r"in \[0, 1\]" if unit == "%" else rf"(?<!\w){re.escape(unit)}(?!\w)" for unit in known]
            assert any(re.search(one, told[argument.arg]) for one in said), (
                f"{page.at(rule)} {rule.name}: {argument.arg} is {told[argument.arg]!r}; declared in {known}"
            )


def test_a_rule_says_who_says_so(rules, house):
    bibliography = tomllib.loads(
        (house / "src/marketsim/parameters/sources.toml").read_text(encoding="utf-8")
    )
    for page, rule in every(rules):
        named = keys(sections(rule).get("Source", ""))
        assert named, f"{page.at(rule)} {rule.name}: no Source"
        for key in named:
            assert KEY.fullmatch(key), f"{page.at(rule)} {rule.name}: {key!r} is not a source key"
            assert key in bibliography, f"{page.at(rule)} {rule.name}: {key} is not in sources.toml"


def test_a_rule_never_returns_without_an_answer(rules):
    for page, rule in every(rules):
        assert rule.returns is not None, page.at(rule)
        assert all(node.value is not None for node in ast.walk(rule) if isinstance(node, ast.Return)), (
            page.at(rule)
        )
