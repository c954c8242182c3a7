"""Light, fences, benches, cameras and a passage that can be moved (M18)."""

from __future__ import annotations

from marketsim.parameters.declare import Floats, lever, parameter, topic
from marketsim.parameters.names import FENCES, PASSAGE_LIES, QUARTERS


@topic
class Surroundings:
    """What the city builds and takes down, place by place, and what that does (M18)."""

    more_light: Floats = lever(
        "0",
        between=("-1", "1"),
        source="safe-city-2021",
        grade="assumed",
        per=QUARTERS,
        about="Share of the darkness between lamps taken away by more light; below 0 lamps are out.",
    )
    cameras: Floats = lever(
        "0",
        between=("0", "1"),
        source="welsh-farrington-2009",
        grade="assumed",
        per=QUARTERS,
        about="Share of the quarter in view of cameras that somebody watches.",
    )
    benches: Floats = lever(
        "1",
        between=("0", "3"),
        source="assumed-built",
        grade="assumed",
        per=QUARTERS,
        about="Benches and other places to sit, relative to 2018.",
    )
    fences: Floats = lever(
        "1",
        between=("0", "1"),
        source=("assumed-works", "metro-company"),
        grade="assumed",
        per=FENCES,
        about="Share of the fence around a building site that stands while its works go on (2011 to 2019).",
    )
    passage_runs: int = lever(
        "by_the_wall",
        among=PASSAGE_LIES,
        source="kammersgaard-2019",
        grade="assumed",
        about="Where the passage around the building site by the Central Station runs.",
    )
    passage_flow: float = parameter(
        "200 people/h",
        between=("40 people/h", "800 people/h"),
        source="assumed-built",
        grade="assumed",
        about="Passers-by whom the passage leads past at the busiest hour.",
    )
    darkness_hides: float = parameter(
        "0.4",
        between=("0", "0.9"),
        source=("assumed-built", "welsh-farrington-2008"),
        grade="assumed",
        knock_out=True,
        about="Share of what is seen by day that nobody sees in full darkness.",
    )
    light_draws: float = parameter(
        "0.3",
        between=("0", "1"),
        source=("safe-city-2021", "assumed-built"),
        grade="assumed",
        knock_out=True,
        about="Share by which light where there was none raises the number of passers-by after dark.",
    )
    camera_deters: float = parameter(
        "0.4",
        between=("0", "1"),
        source="welsh-farrington-2009",
        grade="assumed",
        knock_out=True,
        about="How far a camera counts as a window for those who do not want to be seen.",
    )
    eyes_half: float = parameter(
        "60",
        between=("15", "240"),
        source="assumed-built",
        grade="assumed",
        about="Passers-by an hour and dwellings at which half of those who collapse are found soon.",
    )
