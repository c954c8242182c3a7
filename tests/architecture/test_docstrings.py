"""Every public name says what it is, and every array which shape it has, such as ``float64[days]``."""

import ast
import itertools
import re

import pytest

NUMPYS = {"NDArray", "ndarray"}
SHAPE = re.compile(r"\bshape \(|\barrays? over\b|\b(u?int|float|bool)\d*\[")


def is_public(name):
    return not name.startswith("_")


def public(page):
    """Every public class, function and method of a page with the class it belongs to; setters repeat a name."""
    for node in page.tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and is_public(node.name):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (
                    method
                    for method in node.body
                    if isinstance(method, ast.FunctionDef)
                    and is_public(method.name)
                    and not any(ast.unparse(each).endswith(".setter") for each in method.decorator_list)
                )


def words(annotation):
    """The names an annotation is made of."""
    return {node.id if isinstance(node, ast.Name) else node.attr for node in ast.walk(annotation)
            if isinstance(node, ast.Name | ast.Attribute)}  # fmt: skip


def stand_ins(page):
    """Our own names for arrays in a page, such as ``Grid``, and whether what stands below says the shape."""
    for node, below in itertools.pairwise([*page.tree.body, ast.Pass()]):
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and words(node.value) & NUMPYS
        ):
            told = (
                below.value.value
                if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)
                else ""
            )
            yield node.targets[0].id, bool(SHAPE.search(str(told)))


@pytest.fixture(scope="module")
def untold(pages):
    """For each page the names of arrays whose shape is not told where the name comes from."""
    ours = {(page.module, name): told for page in pages for name, told in stand_ins(page)}
    found = {}
    for page in pages:
        found[page.name] = NUMPYS | {
            name for (module, name), told in ours.items() if module == page.module and not told
        }
        for node in page.tree.body:
            if isinstance(node, ast.ImportFrom):
                found[page.name] |= {
                    each.asname or each.name
                    for each in node.names
                    if ours.get((node.module, each.name)) is False
                }
    return found


def arrays(node, named):
    """The arrays a function takes and returns, or the attributes of a class that are arrays."""
    if isinstance(node, ast.ClassDef):
        fields = [
            each
            for each in node.body
            if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
        ]
        return [one.target.id for one in fields if is_public(one.target.id) and words(one.annotation) & named]
    taken = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    found = [one.arg for one in taken if one.annotation and words(one.annotation) & named]
    return [*found, "return"] if node.returns and words(node.returns) & named else found


def test_every_public_name_says_what_it_is(pages):
    silent = [
        f"{page.at(node)}: {node.name}"
        for page in pages
        for node in public(page)
        if not ast.get_docstring(node)
    ]
    assert silent == [], "\n".join(silent)


def test_every_array_says_which_shape_it_has(pages, untold):
    wrong = [
        f"{page.at(node)}: {node.name} ({', '.join(found)})"
        for page in pages
        for node in public(page)
        if (found := arrays(node, untold[page.name])) and not SHAPE.search(ast.get_docstring(node) or "")
    ]
    assert wrong == [], "\n".join(wrong)


def test_every_array_that_is_kept_is_told_by_its_name(pages, untold):
    wrong = [
        f"{page.at(node)}: {node.name}.{name}"
        for page in pages
        for node in public(page)
        if isinstance(node, ast.ClassDef)
        for name in arrays(node, untold[page.name])
        if not re.search(rf"\b{name}\b", ast.get_docstring(node) or "")
    ]
    assert wrong == [], "\n".join(wrong)


def real_numbers(node):
    """The attributes of a class that are real numbers, but for those that describe themselves."""
    for field in node.body:
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and is_public(field.target.id)
        ):
            described = field.value and "description=" in ast.unparse(field.value)
            if "float" in words(field.annotation) and not described:
                yield field.target.id


def test_every_number_that_a_study_keeps_is_told_by_its_name(pages):
    """Below the studies numbers are declared with their units, in topics, tables and measures."""
    wrong = [
        f"{page.at(node)}: {node.name}.{name}"
        for page in pages
        if page.name.startswith("study/")
        for node in public(page)
        if isinstance(node, ast.ClassDef)
        for name in real_numbers(node)
        if not re.search(rf"\b{name}\b", ast.get_docstring(node) or "")
    ]
    assert wrong == [], "\n".join(wrong)


def test_an_array_without_a_shape_is_found():
    grid, told, silent, kept = ast.parse(
        "Grid = NDArray[np.float64]\n"
        "def told(cells: Grid) -> float:\n    'Return the sum of an array over cells.'\n"
        "def silent(cells: 'list[int]', *, other: np.ndarray | None) -> None:\n    'Say nothing of it.'\n"
        "class Kept:\n    'A pair.'\n    one: NDArray[np.int64]\n    other: float\n"
    ).body
    assert words(grid.value) & NUMPYS
    assert arrays(told, {"Grid"}) == ["cells"]
    assert SHAPE.search(ast.get_docstring(told))
    assert arrays(silent, NUMPYS) == ["other"]
    assert not SHAPE.search(ast.get_docstring(silent))
    assert arrays(kept, NUMPYS) == ["one"]
    assert list(real_numbers(kept)) == ["other"]
