"""``marketsim run``: one policy, once."""

from __future__ import annotations

from typing import Annotated

import typer

from marketsim.commands.options import Assumed, City, Json, Levers, Out, Scale, Start
from marketsim.commands.telling import answer, compile_if_needed, progress, show, tell


def run(
    policy: Annotated[str, typer.Argument(metavar="POLICY", help="A policy of the library, or a TOML file.")],
    days: Annotated[int, typer.Option(help="Days that are counted.")] = 30,
    start: Start = "2018-03-05",
    replicate: Annotated[int, typer.Option(help="Which luck the world has, counted from 0.")] = 0,
    set_: Levers = None,
    assume: Assumed = None,
    scale: Scale = 1.0,
    city: City = None,
    ledger: Annotated[
        bool, typer.Option("--ledger", help="Keep every event, person, dealer and cell as Parquet, too.")
    ] = False,
    out: Out = None,
    as_json: Json = False,
) -> None:
    """Run one policy once: a table of ten lines, the days as Parquet and a manifest."""
    from marketsim.measures import declared
    from marketsim.study import run as one_run
    from marketsim.study.manifest import Manifest
    from marketsim.study.reproduce.programs import keep_source
    from marketsim.study.scenario import scenario, world
    from marketsim.study.store import folder_for

    spec = scenario(policy, world(set_ or [], assume or [], start, days, scale, city), replicate)
    identity = one_run.identified(spec)
    folder, manifest = folder_for("run", identity.run, out)
    measures = declared()
    if isinstance(manifest, Manifest) and (one_run.has_ledger(manifest) or not ledger):
        tell(f"{identity.id} has been run before; reused")
        rows = one_run.from_parquet(folder)
    else:
        compile_if_needed()
        keep_source()
        with progress(spec.settling_days + days, "days") as told:
            record = one_run.carry_out(identity, keep_events=ledger, tell=told)
        rows = one_run.rows(record, spec.start, measures)
        manifest = one_run.keep(folder, identity, record, rows, policy)
    if as_json:
        answer(
            manifest.model_dump(exclude={"identity", "schema_version"})
            | {"run": identity.run, "folder": str(folder.path), "days": rows}
        )
    else:
        from marketsim.study.terminal import of_run

        show(
            of_run(
                rows, measures, f"{spec.policy['name']}, {days} days from {spec.start}, replicate {replicate}"
            )
        )
        tell(manifest.cite)
    tell(folder.path)
