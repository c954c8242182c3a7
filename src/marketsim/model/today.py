"""Today: the numbers in force, and what the calendar makes of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from marketsim.chance import identity
from marketsim.compiled import for_python
from marketsim.entities.city import City
from marketsim.entities.city.links import walks_of
from marketsim.entities.city.works import fences_there_on
from marketsim.entities.clock import HOURS_PER_DAY, SATURDAY, SECONDS_PER_DAY, SECONDS_PER_HOUR
from marketsim.entities.daylight import dark_by_hour
from marketsim.entities.facilities import doors
from marketsim.entities.scales import DECIMETRES_PER_METRE, MINUTES_PER_HOUR
from marketsim.model.strengths import in_strength
from marketsim.model.thinning import thinned
from marketsim.parameters import Numbers
from marketsim.parameters.facilities import Facilities
from marketsim.rules.displacement import draw_of_a_scene

DAYS_PER_WEEK = 7
_draw = for_python(draw_of_a_scene)


class Today:
    """What every process is told about the day; topics of numbers are attributes (``today.need``).

    Attributes
    ----------
    numbers : those in force; ``here`` the same as far as they bind among the share of people who are in this world
    stands_for : float, people for whom each one stands
    hours : float, length of a tick, h; ``seconds`` the same in s
    ticks_per_hour : int
    stride : float, walk in a tick, dm
    walks : uint16[goals, cells], where such walks end, as far as they are known
    payday : bool, whether benefits are paid
    team : int64[bodies], first post of the team whose week it is
    hour_key : int64[24], first tick of each hour of the day
    room_exists : bool[rooms], whether each consumption room is there
    facilities : the numbers of facilities, those closed all day that the city has not
    entry_key : uint64, the dice of what happens to the market as a whole today
    dark : float64[24], share of each hour that is dark
    scene_draw : float64[scenes], draw of each neighbouring scene and of those before it
    scene_reach : float, their draw together, relative to all of them open and unpoliced
    fence_stands : float64[fences], share of the fence around each building site that stands today
    """

    def __init__(
        self, numbers: Numbers, city: City, day: date, first_tick: int, tick_seconds: int, replicate: int,
        scale: float = 1.0,
    ):  # fmt: skip
        self.numbers = numbers
        self.stands_for = max(1.0, 1.0 / scale)
        self.here = thinned(in_strength(numbers), scale)
        self.date = day
        self.seconds = tick_seconds
        self.hours = tick_seconds / SECONDS_PER_HOUR
        self.ticks_per_hour = SECONDS_PER_HOUR // tick_seconds
        self.ticks = SECONDS_PER_DAY // tick_seconds
        minutes = tick_seconds * MINUTES_PER_HOUR / SECONDS_PER_HOUR
        self.stride = numbers.scene.walking_speed * minutes * DECIMETRES_PER_METRE
        self.walks = walks_of(city, self.stride)
        self.weekday = day.weekday()
        self.payday = is_payday(day)
        week = day.toordinal() // DAYS_PER_WEEK
        turns = np.array([week % int(teams) for teams in numbers.police.teams], dtype=np.int64)
        self.team = turns * numbers.police.officers.astype(np.int64)
        self.hour_key = first_tick + np.arange(HOURS_PER_DAY, dtype=np.int64) * self.ticks_per_hour
        self.room_exists = rooms_there(city, day)
        self.facilities = _open_only(doors(city.places) >= 0, self.here.facilities)
        self.dark = dark_by_hour(day, city.folder)
        self.fence_stands = numbers.surroundings.fences * fences_there_on(city, day)
        self.scene_draw, self.scene_reach = _scenes_drawn(self.here)
        self.entry_key = identity(replicate, "market", first_tick)

    def __getattr__(self, topic: str) -> Any:
        """A topic of numbers by its name."""
        return getattr(self.here, topic)


def is_payday(day: date) -> bool:
    """Whether benefits are paid on this day: the last weekday of the month, as in Denmark."""
    tomorrow = day + timedelta(days=1)
    while tomorrow.weekday() >= SATURDAY:
        tomorrow += timedelta(days=1)
    return day.weekday() < SATURDAY and tomorrow.month != day.month


def rooms_there(city: City, day: date) -> NDArray[np.bool_]:
    """Which consumption rooms there are on a day, ``bool[rooms]``, in their own place or in that before it."""
    places = city.places
    there = places.there_on(day.toordinal())
    named = zip(city.rooms, city.rooms_before, strict=True)
    return np.array([any(there[row] for name in each for row in places.named(name)) for each in named])


def _open_only(there: NDArray[np.bool_], facilities: Facilities) -> Facilities:
    """The facilities with those closed all day that the city has not."""
    if there.all():
        return facilities
    hours: dict[str, Any] = {
        name: np.where(there, getattr(facilities, name), 0.0) for name in ("opens", "closes")
    }
    for hour in hours.values():
        hour.flags.writeable = False
    return replace(facilities, **hours)


def _scenes_drawn(numbers: Any) -> tuple[NDArray[np.float64], float]:
    """Cumulated draw of the neighbouring scenes today, and how much of what they could draw that is."""
    there, drawn, most = numbers.elsewhere, [], 0.0
    for place, attractiveness in enumerate(there.attractiveness):
        travel = (there.travel[place], there.travel_bother)
        drawn.append(_draw(attractiveness, there.scene_open[place], there.scene_policing[place], *travel))
        most += _draw(attractiveness, 1.0, 0.0, *travel)
    together = np.cumsum(np.array(drawn))
    return together, float(together[-1] / most) if most > 0 else 0.0
