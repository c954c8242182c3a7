"""Nothing that decides a result uses arithmetic that differs between machines, or luck that is not its own."""

import ast
from collections import defaultdict

import pytest

OTHER_LUCK = {"random", "numpy.random", "secrets", "uuid"}
OTHER_ARITHMETIC = {"math", "cmath", "scipy", "statistics", "numba.prange", "fractions", "decimal"}
FROM_THE_PROCESSOR = {
    *"exp exp2 expm1 log log2 log10 log1p power float_power pow cbrt hypot logaddexp".split(),
    *"sin cos tan arcsin arccos arctan arctan2 sinh cosh tanh".split(),
    *"sum mean var std dot matmul prod cumsum cumprod average random einsum".split(),
}
OUR_OWN = {"arithmetic.py", "chance.py"}


def decisions(page):
    """The names given to ``stream`` and, for the first morning, to ``draw``; a template counts by its beginning."""
    if not any(name == "marketsim.chance.stream" for _, name in page.imports()):
        return
    for node in ast.walk(page.tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"stream", "draw"}:
            name = node.args[0]
            if isinstance(name, ast.JoinedStr):
                name = name.values[0]
            assert isinstance(name, ast.Constant), f"{page.at(node)}: name the decision in plain words"
            assert isinstance(name.value, str), f"{page.at(node)}: name the decision in plain words"
            yield f"{node.func.id} {name.value}", page.at(node)


def test_every_decision_has_a_name_of_its_own(pages):
    named = defaultdict(list)
    for page in pages:
        for name, place in decisions(page):
            named[name].append(place)
    assert {name: places for name, places in named.items() if len(places) > 1} == {}


def decides(page):
    return page.name in OUR_OWN or page.name.startswith(("rules/", "model/processes/"))


def test_rules_and_processes_import_no_other_arithmetic_and_no_other_luck(pages):
    wrong = [
        f"{page.at(node)}: {name}"
        for page in pages
        if decides(page)
        for node, name in page.imports()
        for forbidden in OTHER_LUCK | OTHER_ARITHMETIC
        if name == forbidden or name.startswith(f"{forbidden}.")
    ]
    assert wrong == []


def from_the_processor(function):
    """Functions, methods and operators whose last digits the machine chooses, inside one compiled function."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            of_numpy = isinstance(node.func.value, ast.Name) and node.func.value.id in {"np", "numpy"}
            if node.func.attr in FROM_THE_PROCESSOR and (of_numpy or not node.args):
                yield node, node.func.attr
        elif (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"pow", "sum"}
        ):
            yield node, node.func.id
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow | ast.MatMult):
            yield node, "**" if isinstance(node.op, ast.Pow) else "@"


def test_compiled_functions_use_only_our_own_arithmetic(pages):
    wrong = [
        f"{page.at(node)}: {what}"
        for page in pages
        for function in page.compiled()
        for node, what in from_the_processor(function)
    ]
    assert wrong == []


def test_nothing_is_compiled_with_short_cuts_or_in_parallel(pages):
    for page in pages:
        for node in ast.walk(page.tree):
            if isinstance(node, ast.keyword) and node.arg in {"fastmath", "parallel", "error_model"}:
                pytest.fail(f"{page.name}:{node.value.lineno}: {node.arg}")
            assert not (isinstance(node, ast.Name) and node.id == "prange"), page.at(node)


def test_only_our_own_cache_keeps_compiled_code(pages):
    for page in pages:
        for node in ast.walk(page.tree):
            kept_by_numba = isinstance(node, ast.keyword) and node.arg == "cache"
            assert not kept_by_numba, f"{page.name}: keep compiled loops with marketsim.compiled.loop"
