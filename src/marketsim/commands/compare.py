"""``marketsim compare``: several policies in worlds that share their luck."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from marketsim.commands.exits import FAILED_RUNS
from marketsim.commands.options import Assumed, City, Json, Levers, Out, Scale, Start
from marketsim.commands.telling import answer, compile_if_needed, progress, show, tell, width_of_terminal

if TYPE_CHECKING:
    from marketsim.measures import Measure
    from marketsim.study.comparison import Results
    from marketsim.study.summary import Row


def compare(
    policies: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[POLICY POLICY…]",
            help="All against the first; without any: crackdown, harm_reduction and as_today.",
        ),
    ] = None,
    days: Annotated[int, typer.Option(help="Days that are counted.")] = 60,
    start: Start = "2018-03-05",
    replicates: Annotated[int, typer.Option(help="Pairs of worlds with the same luck.")] = 20,
    workers: Annotated[int | None, typer.Option(help="Processes at once; as many as processors.")] = None,
    set_: Levers = None,
    assume: Assumed = None,
    scale: Scale = 1.0,
    city: City = None,
    out: Out = None,
    png: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Draw both worlds side by side, and where they differ."),
    ] = None,
    about: Annotated[
        str | None, typer.Option(metavar="MEASURE", help="What --png shows; violence unless named.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Compare policies in paired worlds: a table with intervals, and a report to open in a browser."""
    from time import perf_counter

    from marketsim.measures import declared
    from marketsim.study import compare as comparing
    from marketsim.study.circumstances import processors
    from marketsim.study.executor import executor
    from marketsim.study.manifest import citation
    from marketsim.study.publish import REPORT, publish, published
    from marketsim.study.reproduce.programs import keep_source
    from marketsim.study.scenario import LARGEST_REPLICATE, whole, world
    from marketsim.study.store import folder_for
    from marketsim.study.summary import summary
    from marketsim.study.terminal import of_differences

    began = perf_counter()
    whole("--replicates", replicates, 1, LARGEST_REPLICATE)
    measures = declared()
    drawn = to_be_drawn(png, about, measures)
    hands = executor(whole("--workers", processors() if workers is None else workers, 1, 1024))
    planned = comparing.plan(
        tuple(policies or ()), replicates, world(set_ or [], assume or [], start, days, scale, city)
    )
    folder, manifest = folder_for("compare", planned.digest, out)
    if published(manifest):
        tell(f"{planned.id} has been compared before; reused")
    else:
        compile_if_needed()
        keep_source()
    with progress(len(planned.identities)) as told:
        results = comparing.carry_out(planned, hands, folder, told)
    rows = summary(results, measures)
    if rows and not published(manifest):
        publish(results, rows, measures, folder, list(policies or ()), perf_counter() - began)
    picture = draw(results, drawn, png) if png and drawn else None
    if as_json:
        answer(document(results, rows, folder.path, picture))
    elif rows:
        show(*of_differences(rows, width_of_terminal()))
    for line in results.failures_in_words():
        tell(f"marketsim: {line}")
    if rows and not as_json:
        tell(citation(planned.id))
    if picture:
        tell(picture)
    if rows:
        tell(folder.path if as_json else folder.path / REPORT)
    if not results.complete:
        raise typer.Exit(FAILED_RUNS)


def to_be_drawn(png: Path | None, about: str | None, measures: tuple[Measure, ...]) -> Measure | None:
    """Return what is to be drawn, if anything, refusing what cannot be before anything is run."""
    from marketsim.parameters.errors import Conflict, UnknownName, did_you_mean
    from marketsim.study.maps import must_be_a_file

    if png is None:
        if about is not None:
            raise Conflict(f"--about {about}: says what a picture shows; name the picture with --png FILE")
        return None
    must_be_a_file(png, "png")
    placed = {measure.name: measure for measure in measures if measure.cell}
    name = about or next(iter(placed))
    if name not in placed:
        near = did_you_mean(name, placed)
        raise UnknownName(f"--about {name}: is not counted by place{near}; allowed is {', '.join(placed)}")
    return placed[name]


def draw(results: Results, measure: Measure, png: Path) -> Path | None:
    """Draw both worlds into a file, and return it; nothing is drawn, and that is said, where no pair has finished."""
    from marketsim.study.manifest import citation
    from marketsim.study.store import write
    from marketsim.study.twins import picture_of_twins

    contrast = results.comparison.contrasts[0]
    if not results.paired(contrast.treated, contrast.control):
        tell(f"marketsim: --png {png}: nothing to draw, since no pair of {contrast.name} has finished")
        return None
    write(png, picture_of_twins(results, measure, citation(results.comparison.id)))
    return png


def document(results: Results, rows: list[Row], folder: Path, picture: Path | None = None) -> dict[str, Any]:
    """Return what was compared and what differs as plain data."""
    from marketsim.study.manifest import citation
    from marketsim.study.publish import REPORT

    compared = results.comparison
    return {
        "id": compared.id,
        "comparison": compared.digest,
        "policies": list(compared.policies),
        "days": compared.world.days,
        "from": compared.world.start,
        "replicates": compared.replicates,
        "folder": str(folder),
        "report": str(folder / REPORT) if rows else None,
        "picture": str(picture) if picture else None,
        "cite": citation(compared.id),
        "failed": results.told_failures(),
        "differences": [row.document() for row in rows],
    }
