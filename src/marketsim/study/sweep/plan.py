"""Which runs an experiment needs: every arm in every world with every replicate's luck."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from marketsim.study.engine import OURS, engine
from marketsim.study.executor import Work
from marketsim.study.experiment import Experiment
from marketsim.study.identity import Ground, Identity, digest, ground_of, identify
from marketsim.study.job import Job

if TYPE_CHECKING:
    from marketsim.model.simulate import RunSpec

MOST_REMEMBERED = 2048
MOST_ARMS_NAMED = 4


class Place(NamedTuple):
    """Where a run stands in the design, each counted from 0; with which luck it is run, its experiment says."""

    arm: int
    world: int
    replicate: int


@dataclass
class Sweep:
    """An experiment about to be run, or that is being run.

    A *turn* is one world with one replicate's luck: its arms share one settled world and are one worker's job.
    Turns are taken in order, all worlds with the first replicate before any with the second.
    """

    experiment: Experiment
    engine: str = OURS
    ground: Callable[[RunSpec], Ground] = ground_of
    remembered: dict[int, Ground] = field(default_factory=dict)

    @property
    def turns(self) -> int:
        """How many turns there may be in all."""
        return self.turns_of(self.experiment.document.most_replicates)

    def turns_of(self, replicates: int) -> int:
        """How many turns so many replicates take."""
        return replicates * len(self.experiment.worlds)

    def place(self, turn: int, arm: int) -> Place:
        """Return where an arm's run of a turn stands."""
        replicate, world = divmod(turn, len(self.experiment.worlds))
        return Place(arm, world, replicate)

    def turn(self, place: Place) -> int:
        """Return the turn in which a run has its place."""
        return place.replicate * len(self.experiment.worlds) + place.world

    def spec(self, place: Place) -> RunSpec:
        """Describe one run."""
        asked, arm = self.experiment.document, self.experiment.arms[place.arm]
        spec: RunSpec = engine(self.engine).RunSpec(
            policy=arm.document,
            levers=self.experiment.levers,
            parameters={**self.experiment.parameters, **self.experiment.worlds[place.world]},
            start=asked.start.isoformat(),
            days=asked.days,
            settling_days=asked.settling_days,
            tick_seconds=asked.tick_seconds,
            scale=asked.scale,
            replicate=asked.luck(place.replicate),
        )
        return spec

    def identity(self, place: Place) -> Identity:
        """Name one run by what determines it."""
        spec = self.spec(place)
        if place.world not in self.remembered:
            if len(self.remembered) >= MOST_REMEMBERED:
                self.remembered.clear()
            self.remembered[place.world] = self.ground(spec)
        return identify(spec, self.remembered[place.world])

    def identities(self, turn: int) -> list[Identity]:
        """Name the runs of a turn, one for each arm."""
        return [self.identity(self.place(turn, arm)) for arm in range(len(self.experiment.arms))]

    def places(self, replicates: int) -> Iterator[Place]:
        """Give every place of so many replicates, in the order in which they are run."""
        for turn in range(self.turns_of(replicates)):
            for arm in range(len(self.experiment.arms)):
                yield self.place(turn, arm)

    def work(self, turn: int, runs: dict[int, str]) -> Work:
        """Return the job of doing these runs (arm → run digest) of a turn."""
        _, world, replicate = self.place(turn, 0)
        name = f"world {world}, replicate {self.experiment.document.luck(replicate)}"
        asked = [(run, self.spec(self.place(turn, arm)).to_json()) for arm, run in sorted(runs.items())]
        return Work(name, Job(name, self.engine, asked, self.experiment.keeps_cells).document())

    @cached_property
    def basis(self) -> dict[str, Any]:
        """Everything that the runs stand on: what was asked, the program, its map and its numbers."""
        ground = self.ground(self.spec(Place(0, 0, 0)))
        numbers = {key: text for key, text in ground.numbers.items() if key not in self.experiment.worlds[0]}
        return {"source": ground.source, "map": ground.map, "numbers": numbers, **self.experiment.basis()}

    @property
    def digest(self) -> str:
        """What determines the whole sweep."""
        return digest(self.basis)


def differences(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """Say in what two bases differ, one line each, the plainest first."""
    lines = [
        f"{key}: {shortened(before.get(key))} → {shortened(now.get(key))}"
        for key in ("days", "settling_days", "start", "tick", "scale", "cells", "first_replicate")
        if before.get(key) != now.get(key)
    ]
    lines += arms_apart(before.get("arms", []), now.get("arms", []))
    old, new = before.get("policies", {}), now.get("policies", {})
    lines += [
        f"policy '{name}' says something else" for name in old if name in new and old[name] != new[name]
    ]
    for part in ("levers", "parameters", "numbers"):
        old, new = before.get(part, {}), now.get(part, {})
        lines += [
            f"{part}.{key}: {shortened(old.get(key))} → {shortened(new.get(key))}"
            for key in sorted({*old, *new})
            if old.get(key) != new.get(key)
        ]
    if before.get("worlds") != now.get("worlds"):
        held = before.get("worlds") or []
        number = held["number"] if isinstance(held, dict) else len(held)
        lines.append(f"worlds: {number} sampled before, {now['worlds']['number']} others now")
    lines += [
        f"the {what} of the model has changed"
        for key, what in (("source", "source"), ("map", "map"))
        if before.get(key) != now.get(key)
    ]
    return lines


def arms_apart(before: list[str], now: list[str]) -> list[str]:
    """Say which arms went and which came, or that they stand in another order."""
    told = [
        f"arms: {word} {', '.join(names[:MOST_ARMS_NAMED])}{', …' if len(names) > MOST_ARMS_NAMED else ''}"
        for word, names in (
            ("no longer", [name for name in before if name not in now]),
            ("new are", [name for name in now if name not in before]),
        )
        if names
    ]
    return told or ["arms: in another order"] * (before != now)


def shortened(value: Any) -> str:
    """Return a value as it fits into a line; what was not there is a dash."""
    text = "–" if value is None else value if isinstance(value, str) else repr(value)
    return text if len(text) <= 40 else text[:39] + "…"
