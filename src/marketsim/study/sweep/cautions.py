"""What must be known before a sweep's figures are believed: what is missing, failed, mixed or not yet narrow."""

from __future__ import annotations

from typing import Any

from marketsim.study.experiment import Experiment
from marketsim.study.measure import words
from marketsim.study.sweep.plan import Sweep, differences
from marketsim.study.sweep.results import replicates_of
from marketsim.study.sweep.stopping import NARROW
from marketsim.study.sweep.store import SweepStore, few

PROGRAM = ("source", "map", "numbers")


class IncompleteSweep(Warning):
    """Results from which something is missing, or in which something is mixed."""


def cautions(experiment: Experiment, store: SweepStore) -> list[str]:
    """Return, one line each, what is missing, failed or mixed; nothing is left out silently."""
    replicates = replicates_of(experiment, store)
    counts = dict(
        store.journal.ask(
            "SELECT state, count(*) FROM places JOIN runs USING (run) WHERE replicate < ? GROUP BY state",
            replicates,
        )
    )
    planned = len(experiment.arms) * len(experiment.worlds) * replicates
    failed = counts.get("failed", 0)
    missing = planned - counts.get("done", 0) - failed
    told = []
    if missing:
        told.append(f"{missing} of {planned} runs have not been run (or were damaged); run it again.")
    if failed:
        told.append(f"{failed} of {planned} runs failed; only pairs that finished are compared.")
    told += [
        f"Results of different programs or numbers stand together here: {what}" for what in store.mixed()
    ]
    if changed := since(experiment, store):
        told.append(f"These runs are of an earlier state of the program: {few(changed)}.")
    return told


def since(experiment: Experiment, store: SweepStore) -> list[str]:
    """Return in what the program and its numbers have changed since the runs were planned."""
    before = store.journal.about("basis")
    if not before:
        return []
    now = Sweep(experiment).basis
    return differences(before, before | {part: now[part] for part in PROGRAM})


def unreached(experiment: Experiment, store: SweepStore) -> list[str]:
    """Return, in a line, that the stopping rule has not got what it asks for, where it has not."""
    rule, stopped = experiment.document.stop, store.journal.about("stopped")
    if rule is None or (stopped and stopped["why"] == NARROW):
        return []
    return [stopping(experiment, stopped)]


def stopping(experiment: Experiment, stopped: dict[str, Any] | None) -> str:
    """Say which of the two stopped it, where a rule was to decide."""
    rule = experiment.document.stop
    if rule is None:
        return ""
    what = (
        f"the difference in {words(rule.measure)} between {words(rule.treatment)} and {words(rule.control)}"
    )
    if stopped is None:
        return f"Replicates are being added until {what} is known to ±{rule.half_width:g}; it is not yet."
    reached = f"±{stopped['half_width']:.2g}" if stopped["half_width"] < float("inf") else "no interval"
    if stopped["why"] == NARROW:
        return (
            f"Stopped by its rule after {stopped['replicates']} replicates: {what} is known to {reached} (asked for: "
            f"±{rule.half_width:g}), and stayed so for {rule.look_ahead} further replicates."
        )
    if stopped["half_width"] <= rule.half_width:
        return (
            f"Stopped by its cap of {rule.at_most} replicates: {what} is known to {reached} (asked for: "
            f"±{rule.half_width:g}), but has not been so for {rule.look_ahead} further replicates."
        )
    return (
        f"Stopped by its cap of {rule.at_most} replicates: {what} is known only to {reached}, not to the "
        f"±{rule.half_width:g} asked for."
    )
