"""The pages of what a city does and of what is observed."""

from __future__ import annotations

from itertools import groupby

from marketsim.measures import Measure, declared
from marketsim.policies import library, read_policy
from marketsim.study.document.markdown import cited, table, title


def policies() -> str:
    """Return the library of policies: what each represents, its sources and its dated changes of levers."""
    return title("Policies") + "".join(_policy(name) for name in library())


def measures() -> str:
    """Return every measure by theme, with unit and meaning."""
    return title("Measures") + "".join(
        f"\n## {theme}\n\n{table(('measure', 'unit', 'per', 'meaning', 'borne by'), map(_measure, those))}"
        for theme, those in groupby(sorted(declared(), key=lambda one: one.theme), key=lambda one: one.theme)
    )


def _policy(name: str) -> str:
    document = read_policy(name).document()
    changes = document.get("change", [])
    columns = list(dict.fromkeys(key for change in changes for key in change))
    rows = ([change.get(key, "") for key in columns] for change in changes)
    told = table(columns, rows) if changes else "It sets no lever: the declared world of March 2018.\n"
    return f"\n## {name}\n\n{document['about']}\n\nSource: {cited(document['source'])}\n\n{told}"


def _measure(one: Measure) -> tuple[str, ...]:
    return f"`{one.name}`", one.unit, "cell" if one.cell else "day", one.about, one.bearer
