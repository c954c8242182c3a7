"""The page of figures, ``docs/performance.md``, from what was measured."""

from __future__ import annotations

from tests.benchmark.measured import HOURLY_OR_DAILY, Measured, SideBySide

from marketsim.model.schedule import EVERY_TICK

TEMPLATE = """# How fast the model is, and where its time goes

Written by `python -m tests.benchmark`; do not edit. Seconds are those of one run on one machine; a fixed piece of
arithmetic (`tests/benchmark/yardstick.py`) took **{yardstick:.0f} ms** in the same run, so that figures from two
machines can be set side by side by dividing.

{machine}.

## At a glance

| what | measured | bar |
|---|---|---|
{glance}

## A tick by process

Each loop is called by hand over one day from the same morning; hourly and daily processes are shared out over the
ticks (*). The floor prices what the loop cannot do without: rows looked at, bytes touched, numbers drawn,
exponentials, far reads in the table of walks and steps along streets, counted by hand in
`tests/benchmark/floors.py`, each at the price of the barest compiled loop
on this machine. The table of walks is 50 MB and lies outside the nearer caches.

| process | µs a tick | share | floor, µs | times the floor |
|---|---|---|---|---|
{processes}

All loops called from Python take {by_hand:.0f} µs a tick, of which {calls:.0f} µs ({call_share:.0%}) are the calls
themselves (every loop bound to tables without rows); "times the floor" leaves the calls out. The market drives a day
in one compiled call: **{engine:.0f} µs a tick**, and {tick:.0f} µs with midnights, binding and observing shared out.

## Against plain Mesa

The twin (`tests/benchmark/twin/`) is the scene as a thesis would write it: objects with attributes and `step()`, the
text of the same rules, the same morning, the same day. What is left out and what is made easier for it is said at
the top of the folder. It does the same work:

| in one day | engine | twin |
|---|---|---|
{happened}

| | µs a tick | agent-steps per second |
|---|---|---|
| engine, all processes | {engine:.0f} | {engine_steps:,.0f} |
| twin | {twin:.0f} | {twin_steps:,.0f} |

**{ratio:.0f} times** as many agent-steps per second. An agent-step is one agent's turn: {turns:,.0f} in a tick
(people, dealers and officers every tick, residents every hour).

## More people

The same map and the same code; density grows with the population, and so do meetings.

| population | agent-steps a tick | µs a tick | ns per agent-step |
|---|---|---|---|
{larger}

## Starting

| start | importing | reading the map | machine code | placing people | first tick | to the first tick |
|---|---|---|---|---|---|---|
| cold: empty cache, walks and machine code are made by two processes | {cold} |
| warm | {warm} |
"""

REPLICATES, WORKERS = 20, 2


def page(found: Measured) -> str:
    """The whole page."""
    side = found.side
    by_hand = sum(side.by_process.values())
    calls = sum(side.calls[process.__name__] for process in EVERY_TICK)
    return TEMPLATE.format(
        yardstick=found.yardstick * 1e3, machine=found.machine, glance=_glance(found),
        processes=_processes(side), by_hand=by_hand * 1e6, calls=calls * 1e6,
        call_share=calls / by_hand, tick=found.tick * 1e6, happened=_happened(side), engine=side.engine * 1e6,
        twin=side.twin * 1e6, engine_steps=side.turns / side.engine, twin_steps=side.turns / side.twin,
        ratio=side.ratio, turns=side.turns, larger=_larger(found), cold=_start(found.cold), warm=_start(found.warm),
    )  # fmt: skip


def _glance(found: Measured) -> str:
    replicate, runs = found.replicate, found.replicate["runs"]
    compare = replicate["seconds"] * REPLICATES / WORKERS
    rows = (
        ("a tick of the market", f"{found.tick * 1e6:.0f} µs", "≤ 200 µs"),
        ("engine against plain Mesa", f"{found.side.ratio:.0f}×", "≥ 30×"),
        ("counted loops above their floor", f"{found.side.above_the_floor():.1f}×", "≤ 3×"),
        (
            "one replicate as `compare` runs it",
            f"{replicate['seconds']:.1f} s for {runs} policies × 60 days",
            "",
        ),
        ("runs per second on one core", f"{runs / replicate['seconds']:.2f}", ""),
        ("`compare` by default on 2 cores, reckoned from it", f"{compare:.0f} s", "≤ 120 s"),
        (
            "memory of a run",
            f"{found.memory['run']:.0f} MB ({found.memory['imported']:.0f} on import)",
            "≤ 600 MB",
        ),
        ("cold start: compiling everything, 2 processes", f"{found.cold['machine code']:.1f} s", "≤ 15 s"),
        ("warm start to the first tick", f"{found.warm['to first tick']:.2f} s", "≤ 1 s"),
        ("`import marketsim.model.simulate`, process and all", f"{found.import_simulate:.2f} s", ""),
        ("`marketsim --help`", f"{found.help:.2f} s", "≤ 0.5 s"),
    )
    return "\n".join(f"| {what} | {figure} | {bar} |" for what, figure, bar in rows)


def _processes(side: SideBySide) -> str:
    total = sum(side.by_process.values())
    lines = []
    for name, seconds in sorted(side.by_process.items(), key=lambda item: -item[1]):
        star = " *" if name in HOURLY_OR_DAILY else ""
        floor = side.floors.get(name)
        against = f"{floor * 1e6:.1f} | {side.work(name) / floor:.1f}" if floor else " | "
        words = name.replace("_", " ")
        lines.append(f"| {words}{star} | {seconds * 1e6:.1f} | {seconds / total:.0%} | {against} |")
    return "\n".join(lines)


def _happened(side: SideBySide) -> str:
    kinds = sorted(
        set(side.engine_happened) & set(side.twin_happened), key=lambda kind: -side.engine_happened[kind]
    )
    return "\n".join(
        f"| {kind} | {side.engine_happened[kind]} | {side.twin_happened[kind]} |" for kind in kinds
    )


def _larger(found: Measured) -> str:
    return "\n".join(
        f"| {scale} | {turns:,.0f} | {seconds * 1e6:,.0f} | {seconds / turns * 1e9:.0f} |"
        for scale, (turns, seconds) in found.larger.items()
    )


def _start(start: dict[str, float]) -> str:
    parts = ("import", "map", "machine code", "people", "first tick", "to first tick")
    return " | ".join(f"{start[part]:.2f} s" for part in parts)
