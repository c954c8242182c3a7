"""The page of figures, ``docs/performance.md``, from what was measured."""

from __future__ import annotations

from tests.benchmark.dashboard import BARS
from tests.benchmark.floors import THINGS
from tests.benchmark.layers import VIEWS, Layers
from tests.benchmark.measured import HOURLY_OR_DAILY, Measured, SideBySide
from tests.benchmark.port import library
from tests.benchmark.port.step import NAMES
from tests.benchmark.twin import ON_BOTH_SIDES

from marketsim.model.schedule import EVERY_HOUR, EVERY_TICK

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

Each loop is called alone over one day from the same morning, the call from Python taken off; hourly and daily
processes are shared out over the ticks (*); † marks those that the plain-Mesa twin has as well. The floor prices what
the loop cannot do without: rows looked at, bytes touched, numbers drawn, exponentials and far reads in the table of
walks, counted by hand in `tests/benchmark/floors.py`, each at the price of the barest compiled loop on this machine.
The table of walks lies outside the nearer caches. The counted loops are {counted:.0%} of a tick.

| process | µs a tick | share | floor, µs | times the floor |
|---|---|---|---|---|
{processes}

All loops called alone take {by_hand:.0f} µs a tick. The market drives a day in one compiled call:
**{whole:.0f} µs a tick**, and {tick:.0f} µs with midnights, binding and observing shared out.

## Against plain Mesa

The twin (`tests/benchmark/twin/`) is the scene as a thesis would write it: objects with attributes and `step()`, the
text of the same rules, the same morning, the same day. It has {shared} of the {scheduled} processes of a tick and an
hour, the core of the scene; what is left out and what is made easier for it is said at the top of the folder. For
the first ratio the engine drives the same processes and no others from the same morning, so that both do the same
work:

| in one day | engine | twin |
|---|---|---|
{happened}

| | µs a tick | agent-steps per second | against the twin |
|---|---|---|---|
| engine, the processes of both sides | {engine:.0f} | {engine_steps:,.0f} | **{ratio:.0f}×** |
| engine, all processes | {whole:.0f} | {whole_steps:,.0f} | {ratio_of_the_whole:.0f}×, doing more |
| twin | {twin:.0f} | {twin_steps:,.0f} | |

The same rules on both sides: **{ratio:.0f} times** as many agent-steps per second. The second ratio sets the whole
model beside a twin that does less and is therefore too low. An agent-step is one agent's turn: {turns:,.0f} in a tick
(people, dealers and officers every tick, residents every hour). Of every hour the shortest of three tries counts.

## Against C

{port}

## Looking through Mesa

| | µs a tick | beside the bare market |
|---|---|---|
{layers}

{views:,} agents come to be on the first look in **{seconds_of_views:.0f} ms**; later looks make only newcomers.

## More people

The same map and the same code; density grows with the population, and so do meetings.

| population | agent-steps a tick | µs a tick | ns per agent-step |
|---|---|---|---|
{larger}

What the loops with a counted floor need in a tick, and what happens in a day, counted and not timed; what grows
faster than the population is what people do to each other.

| counted | {populations} | growth |
|---|{lines}---|
{growth}

## What grows with what

Each thing is doubled and doubled again on grid cities (`tests/benchmark/growth.py`); the exponent is the slope through
the logarithms, 1 where it doubles as well. At the same density what the loops with a counted floor need grows as agents
do, since people see and meet only who is near. Time grows with the work, and faster where columns and the table of
walks leave the nearer caches, as it does for the port to C.

| doubled | from | to | grows | from | to | exponent |
|---|---|---|---|---|---|---|
{curves}

## The dashboard

{dashboard}

## Starting

| start | importing | reading the map | machine code | placing people | first tick | to the first tick |
|---|---|---|---|---|---|---|
| cold: empty cache, walks and machine code are made by two processes | {cold} |
| warm | {warm} |

Compiling takes {compiling:.1f} s of one processor in all, each loop with the rules that no loop before it in the
schedule has called; a first start shares it out among processes:

| loop | CPU s |
|---|---|
{by_loop}
| the {others} others | {rest:.2f} |
"""

DASHBOARD = """A Chromium on the same machine looks at `marketsim dashboard`, started as a user does; visitors in a
crowd speak over HTTP and the websocket like a page, without drawing. Medians of several tries, except where it says
otherwise.

| what a visitor waits for | measured | bar |
|---|---|---|
{rows}"""
WAITED_FOR = {
    "first_picture": ("first picture of both worlds, caches warm", "s"),
    "gap": ("from frame to frame while both models run", "ms"),
    "stall": ("the longest of these", "ms"),
    "lever": ("first scene after a moved lever", "s"),
    "thirty": ("first scene with thirty visitors in ten seconds, 95th percentile", "s"),
    "newcomer": ("a newcomer's page while eight others run models", "s"),
}
PORT = """The port (`tests/benchmark/port/step.c`) is {loops} loops of a tick written in C by hand ({names};
{share:.0%} of the time of all loops), compiled by `{compiler} {options}`. Both sides work
on the same arrays from noon of the same day and leave the same bits (a test compares them after 300 ticks); the
shortest of several tries over two hours counts. People are multiplied, each with luck of their own; dealers, officers
and map stay as they are.

| people | µs a tick in C | µs a tick by our loops | times C | memory, MB |
|---|---|---|---|---|
{rows}"""
LOOPS_SHOWN = 25


def page(found: Measured) -> str:
    """The whole page."""
    side = found.side
    by_hand, layers = sum(side.by_process.values()), found.layers
    slowest = sorted(found.compiling.items(), key=lambda item: -item[1])
    return TEMPLATE.format(
        yardstick=found.yardstick * 1e3, machine=found.machine, glance=_glance(found),
        counted=sum(side.by_process[name] for name in side.floors) / by_hand, processes=_processes(side),
        by_hand=by_hand * 1e6, tick=found.tick * 1e6, happened=_happened(side), whole=side.whole * 1e6,
        engine=side.engine * 1e6, twin=side.twin * 1e6, engine_steps=side.turns / side.engine,
        whole_steps=side.turns / side.whole, twin_steps=side.turns / side.twin, ratio=side.ratio,
        ratio_of_the_whole=side.ratio_of_the_whole, turns=side.turns, port=_port(found), shared=len(ON_BOTH_SIDES),
        scheduled=len(EVERY_TICK) + len(EVERY_HOUR), layers=_layers(layers), views=VIEWS,
        seconds_of_views=layers.views * 1e3, larger=_larger(found), growth=_growth(found),
        curves=_curves(found),
        populations=" | ".join(found.populations), lines="---|" * len(found.populations),
        cold=_start(found.cold), warm=_start(found.warm), compiling=sum(found.compiling.values()),
        by_loop="\n".join(f"| {_words(name)} | {seconds:.2f} |" for name, seconds in slowest[:LOOPS_SHOWN]),
        dashboard=_dashboard(found),
        others=len(slowest[LOOPS_SHOWN:]), rest=sum(seconds for _, seconds in slowest[LOOPS_SHOWN:]),
    )  # fmt: skip


def _glance(found: Measured) -> str:
    rows = (
        ("a tick of the market", f"{found.tick * 1e6:.0f} µs", "≤ 200 µs"),
        ("engine against plain Mesa, the same rules on both sides", f"{found.side.ratio:.0f}×", "≥ 30×"),
        ("all of the engine against the smaller twin", f"{found.side.ratio_of_the_whole:.0f}×", ""),
        *_port_at_a_glance(found),
        ("counted loops above their floor", f"{found.side.above_the_floor():.1f}×", "≤ 3×"),
        (
            "`compare` by default, its worlds settled first",
            f"{found.compare['anew']:.0f} s",
            "≤ 120 s on 2 cores",
        ),
        ("the same from kept starts", f"{found.compare['from kept starts']:.0f} s", ""),
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
        star = " *" * (name in HOURLY_OR_DAILY) + " †" * (name in ON_BOTH_SIDES)
        floor = side.floors.get(name)
        against = f"{floor * 1e6:.1f} | {seconds / floor:.1f}" if floor else " | "
        lines.append(f"| {_words(name)}{star} | {seconds * 1e6:.1f} | {seconds / total:.0%} | {against} |")
    return "\n".join(lines)


def _port(found: Measured) -> str:
    """The step beside its port to C."""
    if not found.in_c:
        return f"Not measured: there is no `{library.COMPILER}` on this machine."
    by_process = found.side.by_process
    rows = "\n".join(
        f"| {of.people:,} | {of.port * 1e6:,.0f} | {of.ours * 1e6:,.0f} | {of.ratio:.2f}× | {of.megabytes:,.0f} |"
        for of in found.in_c.values()
    )
    share = sum(by_process[name] for name in NAMES) / sum(by_process.values())
    options = " ".join(option for option in library.OPTIONS if option.startswith(("-O", "-m", "-ffp")))
    return PORT.format(
        loops=len(NAMES), names=", ".join(map(_words, NAMES)), share=share, compiler=library.COMPILER,
        options=options, rows=rows,
    )  # fmt: skip


def _dashboard(found: Measured) -> str:
    """What a visitor of the dashboard waits for."""
    if found.waits is None:
        return "Not measured: the dashboard or a Chromium is not installed on this machine."
    rows = []
    for name, (what, unit) in WAITED_FOR.items():
        digits = 2 if unit == "s" else 0
        rows.append(f"| {what} | {getattr(found.waits, name):.{digits}f} {unit} | ≤ {BARS[name]:g} {unit} |")
    return DASHBOARD.format(rows="\n".join(rows))


def _port_at_a_glance(found: Measured) -> list[tuple[str, str, str]]:
    bars = {"1×": "≤ 1.5×", "100×": "≤ 1.3×"}
    return [
        (f"our loops against the same in C, {people} population", f"{of.ratio:.2f}×", bars.get(people, ""))
        for people, of in found.in_c.items()
    ]


def _happened(side: SideBySide) -> str:
    kinds = sorted(
        set(side.engine_happened) & set(side.twin_happened), key=lambda kind: -side.engine_happened[kind]
    )
    return "\n".join(
        f"| {kind} | {side.engine_happened[kind]} | {side.twin_happened[kind]} |" for kind in kinds
    )


def _larger(found: Measured) -> str:
    return "\n".join(
        f"| {scale} | {of.turns:,.0f} | {of.tick * 1e6:,.0f} | {of.tick / of.turns * 1e9:.0f} |"
        for scale, of in found.populations.items()
    )


def _growth(found: Measured) -> str:
    """What each population counts, and how many times as much the last counts as the first."""
    populations = list(found.populations.values())
    rows = [("agents that have a turn", [of.turns for of in populations])]
    rows += [(f"{thing} a tick", [of.needs[thing] for of in populations]) for thing in THINGS]
    rows += [("things that happen in a day", [of.happened for of in populations])]
    return "\n".join(
        f"| {what} | {' | '.join(f'{number:,.0f}' for number in numbers)} | {numbers[-1] / numbers[0]:.1f}× |"
        for what, numbers in rows
    )


def _curves(found: Measured) -> str:
    """A row for each thing that was doubled and each that was counted or timed meanwhile."""
    return "\n".join(
        f"| {what} | {curve.sizes[0]:,.0f} | {curve.sizes[-1]:,.0f} | {name} | {numbers[0]:,.3g} | {numbers[-1]:,.3g} "
        f"| {curve.exponent(name):.2f} |"
        for what, curve in found.curves.items()
        for name, numbers in curve.found.items()
    )


def _layers(layers: Layers) -> str:
    rows = (
        ("the market alone", layers.bare),
        ("`MarketModel.step()` a day at a time, every measure collected", layers.daily),
        ("`MarketModel.step()` a tick at a time", layers.tick_by_tick),
        ("a tick at a time, `model.agents` looked at after each", layers.watched),
    )
    return "\n".join(
        f"| {what} | {seconds * 1e6:.0f} | {seconds / layers.bare - 1:+.0%} |" for what, seconds in rows
    )


def _words(name: str) -> str:
    return name.replace("_", " ")


def _start(start: dict[str, float]) -> str:
    parts = ("import", "map", "machine code", "people", "first tick", "to first tick")
    return " | ".join(f"{start[part]:.2f} s" for part in parts)
