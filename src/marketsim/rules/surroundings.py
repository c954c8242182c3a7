"""What light, fences, cameras and a moved passage do to a place: what is seen there and how many pass (M18)."""

from __future__ import annotations

from numba import njit


@njit
def light_with(lighting: float, more_light: float) -> float:
    """How well a place is lit after dark once lamps have been added or put out.

    Parameters
    ----------
    lighting : float in [0, 1], as the map has it
    more_light : float in [-1, 1], share of the darkness taken away, or below 0 of the light

    Source
    ------
    safe-city-2021; assumed-built
    """
    if more_light < 0.0:
        return lighting * (1.0 + more_light)
    return lighting + more_light * (1.0 - lighting)


@njit
def beside_a_fence(mapped: float, opened: float, standing: float) -> float:
    """An attribute of ground beside a building site while part of its fence stands.

    Parameters
    ----------
    mapped, opened : float, with the fence and without it
    standing : float in [0, 1], share of the fence that stands

    Source
    ------
    assumed-built; kammersgaard-2019
    """
    return opened + standing * (mapped - opened)


@njit
def overlooked_by(dwellings: float, windows_that_overlook: float) -> float:
    """How far a place is overlooked from dwellings.

    Parameters
    ----------
    dwellings : float, looking onto the place
    windows_that_overlook : float, dwellings from which on it counts as fully overlooked

    Source
    ------
    assumed-residents
    """
    return min(1.0, dwellings / windows_that_overlook)


@njit
def watched_over(overlooked: float, cameras: float, camera_deters: float) -> float:
    """How far whoever does not want to be seen feels watched: by windows, and by cameras a part as much.

    Parameters
    ----------
    overlooked, cameras : float in [0, 1]
    camera_deters : float in [0, 1], 0 knocks cameras out

    Source
    ------
    welsh-farrington-2009; assumed-built
    """
    return overlooked + (1.0 - overlooked) * camera_deters * cameras


@njit
def hidden_after_dark(bare: float, light: float, dark: float, darkness_hides: float) -> float:
    """The chance that a passer-by does not see what happens at a place in this hour.

    Parameters
    ----------
    bare : float in [0, 1], the same by day
    light : float in [0, 1], how well the place is lit after dark
    dark : float in [0, 1], share of the hour that is dark
    darkness_hides : float in [0, 1], 0 knocks darkness out

    Source
    ------
    assumed-built; welsh-farrington-2008
    """
    return bare + (1.0 - bare) * darkness_hides * dark * (1.0 - light)


@njit
def found_soon(footfall: float, dwellings: float, secluded: float, eyes_half: float) -> float:
    """How quickly somebody who collapsed would be found, relative to where it is certain at once.

    Parameters
    ----------
    footfall : float, people/h at the busiest hour
    dwellings : float, looking onto the place
    secluded : float in [0, 1]
    eyes_half : float, passers-by and dwellings at which half are found soon

    Source
    ------
    assumed-built
    """
    eyes = (footfall + dwellings) * (1.0 - secluded)
    return eyes / (eyes + eyes_half)


@njit
def drawn_by_light(passing: float, light: float, lighting: float, dark: float, light_draws: float) -> float:
    """How many pass after dark where it is lighter, or darker, than people are used to.

    Parameters
    ----------
    passing : float, people/h with the usual light
    light, lighting : float in [0, 1], now and as the map has it
    dark : float in [0, 1], share of the hour that is dark
    light_draws : float in [0, 1], 0 knocks it out

    Source
    ------
    safe-city-2021; assumed-built
    """
    return passing * (1.0 + light_draws * dark * (light - lighting))


@njit
def finds_a_seat(seats: float, most_seats: float, chance: float) -> bool:
    """Whether somebody finds a place to sit where they would like to gather.

    Parameters
    ----------
    seats : float, benches there relative to today
    most_seats : float, benches where there are most, relative to today
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-built
    """
    return chance * most_seats < seats
