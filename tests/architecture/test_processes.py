"""A process is a sentence over a private loop, and hands a rule exactly what the rule asks for."""

import ast
import itertools

SENTENCE = ["world", "today", "now"]
LITERALS = {0, 1}
DRAWN = {"uniform"}


def loops(page):
    return {function.name: function for function in page.compiled()}


def sentences(page):
    return [
        node for node in page.tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


def names(function):
    return [argument.arg for argument in function.args.args]


def last_part(expression):
    """The name an expression goes by: ``cell`` for ``cell``, ``cell[person]`` and ``people.cell``."""
    if isinstance(expression, ast.Subscript):
        return last_part(expression.value)
    if isinstance(expression, ast.Attribute):
        return expression.attr
    return expression.id if isinstance(expression, ast.Name) else None


def test_a_process_knows_no_number_but_0_and_1(processes):
    wrong = [
        f"{page.at(node)}: {node.value}"
        for page in processes
        for node in ast.walk(page.tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, int | float)
        and node.value not in LITERALS
    ]
    assert wrong == [], "\n".join(wrong)


def test_every_sentence_has_the_same_three_arguments(processes):
    wrong = [
        page.at(function)
        for page in processes
        for function in sentences(page)
        if function.name not in loops(page) and names(function) != SENTENCE
    ]
    assert wrong == []


def test_every_loop_is_private_and_belongs_to_a_sentence_above_it(processes):
    for page in processes:
        told = {
            node.id
            for sentence in sentences(page)
            for node in ast.walk(sentence)
            if isinstance(node, ast.Name)
        }
        for name in loops(page):
            assert name.startswith("_"), f"{page.name}: {name} is not private"
            called = name in told or any(f"{name}(" in ast.unparse(other) for other in loops(page).values())
            assert called, f"{page.name}: no sentence uses {name}"


def bindings(page):
    """Each sentence's ``return loop, (arguments)``."""
    for sentence in sentences(page):
        for node in ast.walk(sentence):
            if (
                isinstance(node, ast.Return)
                and isinstance(node.value, ast.Tuple)
                and len(node.value.elts) == 2
            ):
                loop, bound = node.value.elts
                if isinstance(loop, ast.Name) and isinstance(bound, ast.Tuple) and loop.id in loops(page):
                    yield node, loops(page)[loop.id], bound.elts


def test_a_sentence_binds_as_many_columns_and_numbers_as_its_loop_takes(processes):
    for page in processes:
        for node, loop, bound in bindings(page):
            if not any(isinstance(each, ast.Starred) for each in bound):
                assert len(bound) == len(names(loop)), f"{page.at(node)}: {len(bound)} for {len(names(loop))}"


def test_no_two_bound_columns_or_numbers_have_changed_places(processes):
    wrong = []
    for page in processes:
        for node, loop, bound in bindings(page):
            for expected, given in zip(names(loop), map(last_part, bound), strict=False):
                mine = given is None or expected == given or expected.endswith(f"_{given}")
                if not mine and given in names(loop):
                    wrong.append(f"{page.at(node)}: {given} arrives as {expected}")
    assert wrong == [], "\n".join(wrong)


def rules_by_name(rules):
    return {
        (f"marketsim.rules.{page.path.stem}", rule.name): names(rule)
        for page in rules
        for rule in page.functions()
    }


def calls_of_rules(page, known):
    """Every call of an imported rule in a compiled loop, with the rule's parameters."""
    imported = {
        alias.asname or alias.name: known.get((node.module, alias.name))
        for node in ast.walk(page.tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    for loop in page.compiled():
        for node in ast.walk(loop):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and imported.get(node.func.id):
                yield node, imported[node.func.id]


def mentions(expression, name):
    """Whether an expression speaks of this name, or of a longer or shorter one such as ``risk_half_life``."""
    spoken = {last_part(node) for node in ast.walk(expression)} - {None}
    return any(
        each == name
        or each.startswith(f"{name}_")
        or each.endswith(f"_{name}")
        or name.startswith(f"{each}_")
        or name.endswith(f"_{each}")
        for each in spoken
    )


def is_fitting(name, expression):
    """A chance may be drawn on the spot, 0 and 1 stand for themselves, and the rest carries the name asked for."""
    if isinstance(expression, ast.UnaryOp):
        expression = expression.operand
    drawn = isinstance(expression, ast.Call) and getattr(expression.func, "id", "") in DRAWN
    return (drawn and "chance" in name) or isinstance(expression, ast.Constant) or mentions(expression, name)


def test_a_rule_receives_what_carries_the_name_it_asks_for(processes, rules):
    """Anything else is given by keyword, or has a local of that name."""
    wrong = []
    for page, known in itertools.product(processes, [rules_by_name(rules)]):
        for call, asked in calls_of_rules(page, known):
            rule = getattr(call.func, "id", "")
            assert len(call.args) + len(call.keywords) == len(asked), (
                f"{page.at(call)}: {rule} takes {len(asked)}"
            )
            for name, expression in zip(asked, call.args, strict=False):
                others = {*asked} - {name}
                changed_places = last_part(expression) in others
                if changed_places or not is_fitting(name, expression):
                    wrong.append(f"{page.at(call)}: {rule}({name}) receives {ast.unparse(expression)}")
    assert wrong == [], "\n".join(wrong)
