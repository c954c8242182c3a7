"""``marketsim explain``: where two histories with the same luck part, and how what follows came about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from marketsim.commands.options import Assumed, Json, Levers, Scale, Start
from marketsim.commands.telling import answer, compile_if_needed, progress, tell, width_of_terminal

if TYPE_CHECKING:
    from marketsim.study.scenario import World


def explain(
    one: Annotated[str, typer.Argument(metavar="A", help="A policy, a run id, or a manifest.")],
    other: Annotated[str, typer.Argument(metavar="B", help="Another one, with the same luck.")],
    days: Annotated[int, typer.Option(help="Days that are looked at.")] = 7,
    about: Annotated[
        str | None, typer.Option(metavar="KIND", help="Explain events of this kind, such as violence.")
    ] = None,
    start: Start = "2018-03-05",
    replicate: Annotated[int, typer.Option(help="Which luck policies have, counted from 0.")] = 0,
    set_: Levers = None,
    assume: Assumed = None,
    scale: Scale = 1.0,
    as_json: Json = False,
) -> None:
    """Tell where two histories with the same luck part, and how some of what follows came about."""
    from textwrap import fill

    from marketsim.study.explain import explain as explained
    from marketsim.study.explain import tell as told
    from marketsim.study.manifest import citation
    from marketsim.study.run import identified
    from marketsim.study.scenario import world

    asked = world(set_ or [], assume or [], start, days, scale)
    first, second = (spec_of(given, asked, replicate) for given in (one, other))
    compile_if_needed()
    with progress(first.settling_days + days, "days") as told_days:
        explanation = explained(first, second, days, about, told_days)
    names = ", ".join(identified(spec).id for spec in (first, second))
    if as_json:
        answer(explanation.document() | {"cite": citation(names)})
        return
    width = min(100, width_of_terminal())
    for paragraph in told(explanation):
        if paragraph.heading:
            typer.echo(fill(paragraph.heading, width))
        for line in paragraph.lines:
            indent = "  " if paragraph.heading else ""
            typer.echo(fill(line, width, initial_indent=indent, subsequent_indent=indent * 2))
        typer.echo()
    tell(citation(names))


def spec_of(given: str, asked: World, replicate: int) -> Any:
    """Return the run that is meant: a policy in the world asked for, or what a manifest says."""
    from marketsim.policies import library
    from marketsim.study.engine import OURS
    from marketsim.study.identity import ground_of
    from marketsim.study.reproduce.again import spec_of as made_again
    from marketsim.study.reproduce.manifests import AN_ID
    from marketsim.study.reproduce.originals import originals
    from marketsim.study.scenario import scenario

    if given in library() or given.endswith(".toml"):
        return scenario(given, asked, replicate)
    if not (AN_ID.fullmatch(given) or "/" in given or given.endswith((".json", ".html"))):
        return scenario(given, asked, replicate)  # which says what there is
    _, runs = originals(given)
    if len(runs) > 1:
        from marketsim.parameters.errors import Conflict

        raise Conflict(f"explain: {given} holds {len(runs)} runs; name one of them, such as {runs[0].id}")
    spec, remarks = made_again(runs[0], OURS, ground_of)
    for remark in remarks:
        tell(f"{given}: {remark}")
    return spec
