"""How far a single run has come: in days, those of its settling first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from marketsim.entities.clock import SECONDS_PER_DAY

if TYPE_CHECKING:
    from marketsim.entities.world import World
    from marketsim.model.simulate import RunSpec


@dataclass(frozen=True)
class Progress:
    """How far it has come, in days; a run that fails ends it, so that none of them has."""

    done: int
    planned: int
    failed: int = 0
    of: str = "days"


def days_told(spec: RunSpec, tell: Callable[[Progress], object]) -> Callable[[World | Any], None]:
    """Return what tells, whenever it is shown the world of a run at midnight, how many days have been lived."""

    def look(world: World | Any) -> None:
        lived = world.tick * spec.tick_seconds // SECONDS_PER_DAY
        tell(Progress(lived, spec.settling_days + spec.days))

    return look
