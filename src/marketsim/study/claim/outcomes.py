"""What came out of every run, as digests, so that runs made elsewhere or with another source can be held against it."""

from __future__ import annotations

from pathlib import Path

from marketsim.provenance import source_digest
from marketsim.study.claim.runs import Runs
from marketsim.study.claim.stored import as_parquet
from marketsim.study.claim.verdicts import Judgement

BITS = 16
"""So many hexadecimal digits of a digest tell runs apart."""
OUTCOMES = "outcomes.parquet"
SOURCE = "source"


def outcomes_of(judgement: Judgement) -> dict[str, dict[str, str]]:
    """Return run → its digest, the digest of what came out, and which run it is."""
    return {
        runs.names[place][:BITS]: {
            "run": runs.names[place][:BITS],
            "outcome": outcome[:BITS],
            "what": told(name, runs, place),
        }
        for name, runs in judgement.runs.items()
        for place, outcome in sorted(runs.outcomes.items())
    }


def told(name: str, runs: Runs, place: tuple[int, int, int]) -> str:
    """Say which run it is."""
    arm, world, replicate = place
    return f"{runs.experiment.arms[arm].name}, world {world} of {name}, replicate {replicate}"


def compared_with(judgement: Judgement, file: Path, across_sources: bool = False) -> tuple[int, list[str]]:
    """Hold the runs that were made against kept digests: how many are the same, and which differ.

    A run is compared only with one that everything determines alike; of another version of the model there is none.

    Parameters
    ----------
    across_sources : whether runs of another source are told by what they were asked: arm, world and replicate
    """
    rows, source = read_outcomes(file)
    if source != source_digest() and not across_sources:
        return 0, []
    by_name = source == source_digest()
    kept = {row["run" if by_name else "what"]: row["outcome"] for row in rows}
    same, differing = 0, []
    for name, runs in judgement.runs.items():
        for place, outcome in sorted(runs.outcomes.items()):
            what = told(name, runs, place)
            before = kept.get(runs.names[place][:BITS] if by_name else what)
            if before == outcome[:BITS]:
                same += 1
            elif before is not None:
                differing.append(what)
    return same, differing


def outcomes_table(rows: dict[str, dict[str, str]]) -> bytes:
    """Write digests of runs as a table that says of which source they are."""
    import pyarrow as pa

    fields = [(name, pa.string()) for name in ("run", "outcome", "what")]
    schema = pa.schema(fields, metadata={SOURCE: source_digest()})
    return as_parquet(pa.Table.from_pylist([rows[run] for run in sorted(rows)], schema))


def read_outcomes(file: Path) -> tuple[list[dict[str, str]], str]:
    """Read digests of runs and the source that has made them; nothing where there is no such file."""
    import pyarrow.parquet as parquet

    if not file.is_file():
        return [], ""
    table = parquet.read_table(file, page_checksum_verification=True, partitioning=None)
    return table.to_pylist(), (table.schema.metadata or {}).get(SOURCE.encode(), b"").decode()
