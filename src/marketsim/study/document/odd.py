"""The description of the model in the order of the ODD protocol."""

from __future__ import annotations

from collections import Counter

from marketsim.entities.city import read_city
from marketsim.measures import declared as measures
from marketsim.model.schedule import EVERY_DAY, EVERY_HOUR, EVERY_TICK
from marketsim.parameters import declarations
from marketsim.policies import library
from marketsim.study.document.markdown import first_line, sentence, table, title, words
from marketsim.study.document.state import tables
from marketsim.study.document.submodels import chapters, rules_of
from marketsim.study.scenario import SETTLING_DAYS


def odd() -> str:
    """Return the whole description; the long tables are pages of their own and are pointed to."""
    numbers = declarations()
    grades = Counter(one.grade for one in numbers)
    return f"{title('The model: ODD description')}\n" + words(
        "odd",
        cells=f"{read_city().cells:,}",
        entities=_entities(),
        processes=_order(),
        submodels=_chapters(),
        facts=sum(one.kind == "parameter" for one in numbers),
        levers=sum(one.kind == "lever" for one in numbers),
        grades=", ".join(f"{count} {grade}" for grade, count in grades.most_common()),
        policies=len(library()),
        measures=len(measures()),
        settling_days=SETTLING_DAYS,
    )


def _entities() -> str:
    rows = ((kind.__name__, first_line(kind.__doc__), len(kind.columns)) for kind in tables())
    return table(("entity", "what a row is", "state variables"), rows)


def _order() -> str:
    parts = (("every tick", EVERY_TICK), ("at the turn of the hour", EVERY_HOUR), ("at midnight", EVERY_DAY))
    return "\n".join(
        f"- *{when}*: " + " · ".join(sentence(process.__name__) for process in processes)
        for when, processes in parts
    )


def _chapters() -> str:
    rows = (
        (
            first_line(chapter.__doc__),
            len(rules_of(chapter)),
            ", ".join(sentence(r.__name__) for r in rules_of(chapter)),
        )
        for chapter in chapters()
    )
    return table(("chapter", "rules", "decisions"), rows)
