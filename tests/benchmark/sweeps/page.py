"""The page on what sweeps cost, ``docs/many_runs.md``, from what was measured."""

from __future__ import annotations

from tests.benchmark.sweeps.measured import Before, Beside, Costs
from tests.benchmark.sweeps.thousand import Timed

MILLION, TURN = 1_000_000, 2
HALF = 500_000
TEMPLATE = """# What sweeps cost, and a million runs on paper

Written by `python -m tests.benchmark.sweeps`; do not edit. Seconds are those of one run on one machine, which was{idle}
idle; a fixed piece of arithmetic (`tests/benchmark/yardstick.py`) took **{yardstick:.0f} ms** in the same run.

{machine}.

## At a glance

| what | measured | bar |
|---|---|---|
| overhead of the engine, one worker against a bare loop | {overhead:.1%} | ≤ 5 % |
| two workers against one (two bare loops against one: {loops:.2f}×) | {speedup:.2f}× | ≥ 1.85× |
| {timed.runs} runs of 30 days after 30 of settling, {timed.workers} workers | {wall:.1f} min | |
| a thousand of them{reckoned} | {timed.thousand:.1f} min | ≤ 25 min |
| a thousand in sampled worlds, reckoned from {sampled.runs} | {sampled.thousand:.0f} min | |
| report on {one.runs} stored runs of one world, with maps | {one.report:.1f} s | ≤ 30 s |
| report on {many.runs} stored runs of {worlds} worlds | {many.report:.1f} s | ≤ 30 s |

Overhead and workers are measured on {beside.runs} runs that keep a processor busy for {beside.seconds_a_run:g} s each,
in a sweep and in bare loops in processes of the same kind, the starts of the processes included on both sides; of two
turns the quicker counts. The thousand runs are ten doses of enforcement in a hundred draws of luck
(`tests/benchmark/sweeps/thousand.toml`): everybody, ticks of five minutes, one settling for all doses of a draw. In
sampled worlds, where every assumed fact is uncertain, there are twice as many people on average and two runs to a
settling; ticks are of ten minutes, as in all such experiments.

## Before the first run

An experiment with {before.worlds:,} worlds and {before.facts} uncertain facts, every assumed one; one processor:

| what | measured | half a million worlds, reckoned |
|---|---|---|
| drawing the worlds | {before.reading:.1f} s | {half_reading:.1f} minutes |
| memory while they are drawn | {drawn_most:.0f} B a world and fact | {half_most:.0f} GB |
| memory afterwards | {drawn_kept:.0f} B a world and fact | {half_kept:.1f} GB |
| putting each into words once, for their digest | {writing:.2f} ms a world | {half_writing:.0f} minutes |
| naming a run of the model, for two policies | {naming:.1f} ms a run | {half_naming:.1f} hours |
| all facts as numbers, at each look for what decides | {numbers:.3f} ms a world | {half_numbers:.0f} s |

Worlds are kept as numbers and put into words one at a time. Naming is what takes longest: each world's numbers are
read, checked and digested as `marketsim run` would, so that every run can be made again alone.

## A run at a time

Besides the run itself, with {days} counted days and {measures} daily measures; the writer is the one process that
keeps what workers send.

| what | one world, with maps | many worlds, every assumed fact uncertain |
|---|---|---|
| in parts, on disk | {one.part:,.0f} B | {many.part:,.0f} B |
| in the journal, on disk | {one.journal:,.0f} B | {many.journal:,.0f} B |
| naming it before anything runs, the model's own numbers aside | {one_naming:.2f} ms | {many_naming:.2f} ms |
| receiving, checking and keeping it, the writer | {one_keeping:.1f} ms | {many_keeping:.1f} ms |
| running it, its share of settling in it, one processor | {timed.a_run:.2f} s | {sampled.a_run:.2f} s |

## A million runs, on paper

Thirty days after thirty of settling, two policies, many worlds, no maps:

| what | a million runs |
|---|---|
| running them | {core_hours:,.0f} core-hours: {on_hundred:.1f} hours on 100 processors |
| parts | {parts:.1f} GB in {files:,.0f} files |
| journal | {journal:.2f} GB |
| drawing and naming them, once, before the first run | {all_named:.1f} hours of one processor |
| the writer | {writer:.1f} hours: one writer keeps up with about {keeps_up:,.0f} processors |
| the scheduler | {tasks:,.0f} tasks, one for a world and replicate with all its arms |

Keep cells (`maps = true`) only for few runs: they take most of the disk. The report reads every part once and holds
one number a run and measure in memory, {memory:.1f} GB for a million runs; `sweep export` streams parts into one
Parquet file. A million runs in one store are planned at once: the plan is a transaction in the journal, so a store is
either planned or not. Beyond a few hundred processors, split the worlds into several experiments with `draw` and
export each.
"""


def page(
    beside: Beside, timed: Timed, sampled: Timed, before: Before, one: Costs, many: Costs, worlds: int, days: int,
    measures: int, machine: str, yardstick: float, busy: bool,
) -> str:  # fmt: skip
    """Return the page."""
    hours = sampled.a_run * MILLION / 3600
    return TEMPLATE.format(
        beside=beside,
        before=before,
        timed=timed,
        sampled=sampled,
        one=one,
        many=many,
        worlds=worlds,
        days=days,
        measures=measures,
        machine=machine,
        idle=" not" if busy else "",
        yardstick=1e3 * yardstick,
        overhead=beside.overhead,
        loops=beside.speedup_of_loops,
        speedup=beside.speedup,
        wall=timed.wall / 60,
        reckoned="" if timed.runs >= 1000 else ", reckoned from these",
        one_naming=1e3 * one.naming,
        many_naming=1e3 * many.naming,
        one_keeping=1e3 * one.keeping,
        many_keeping=1e3 * many.keeping,
        core_hours=hours,
        on_hundred=hours / 100,
        parts=many.part * MILLION / 1e9,
        files=MILLION / 64,
        journal=many.journal * MILLION / 1e9,
        **reckoned_before(before),
        writer=many.keeping * MILLION / 3600,
        keeps_up=sampled.a_run / many.keeping,
        tasks=MILLION / TURN,
        memory=8 * measures * MILLION / 1e9,
    )


def reckoned_before(before: Before) -> dict[str, float]:
    """Return what half a million worlds would take before the first run."""
    cells, share = before.worlds * before.facts, HALF / before.worlds
    naming = TURN * HALF * before.naming
    return {
        "drawn_most": before.most / cells,
        "drawn_kept": before.kept / cells,
        "half_reading": share * before.reading / 60,
        "half_most": share * before.most / 1e9,
        "half_kept": share * before.kept / 1e9,
        "writing": 1e3 * before.writing / before.worlds,
        "half_writing": share * before.writing / 60,
        "naming": 1e3 * before.naming,
        "half_naming": naming / 3600,
        "numbers": 1e3 * before.numbers / before.worlds,
        "half_numbers": share * before.numbers,
        "all_named": (share * (before.reading + before.writing) + naming) / 3600,
    }
