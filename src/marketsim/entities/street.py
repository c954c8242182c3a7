"""The street as it is lived: what has gathered, happened and been felt on each cell."""

from __future__ import annotations

import numpy as np

from marketsim.entities.table import Table, column


class Street(Table):
    """One row per cell on which one can stand; whole numbers are deposited, feelings fade."""

    light = column(np.float64, "how well the cell is lit after dark, 0 to 1")
    bare = column(np.float64, "seclusion by day, 0 to 1")
    footfall = column(
        np.float64, "passers-by at the busiest hour, with what is built and taken down", "people/h"
    )
    overlooked = column(np.float64, "how far dwellings overlook the cell, 0 to 1")
    watched = column(np.float64, "how far whoever does not want to be seen feels watched, 0 to 1")
    seclusion = column(
        np.float64, "chance that a passer-by does not see what happens here in this hour, 0 to 1"
    )
    findability = column(np.float64, "how quickly somebody who collapsed would be found, 0 to 1")
    passing = column(np.float64, "passers-by in this hour", "people/h")
    bin_walk = column(np.float64, "walk to the nearest waste bin or consumption room", "m")
    litter = column(np.int64, "used equipment that lies here", "pieces")
    litter_told = column(np.int64, "pieces among them that somebody has found", "pieces")
    found_now = column(np.int64, "pieces found in the last hour", "pieces")
    presence = column(np.float64, "police presence felt, 0 to 1")
    officers_in_view = column(np.int32, "officers seen from the cell in this tick", "officers")
    crowd = column(np.int32, "people and dealers on the cell", "people")
    dealers_in_sight = column(np.int32, "dealers selling within sight", "dealers")
    custom = column(np.float64, "sales a day, smoothed", "sales/day")
    gathered = column(np.float64, "people of the scene on the cell, averaged over days", "person h/day")
    gathered_today = column(np.int64, "people of the scene on the cell since midnight", "person s")
    people_in_sight = column(np.float64, "gathered people in sight, near ones counting most", "person h/day")
    custom_today = column(np.int64, "sales since midnight", "sales")
    vacant = column(np.float64, "custom left behind by dealers who are gone", "sales/day")
    fear = column(np.float64, "fear left by violence")
    known_acts = column(np.int64, "violent acts this hour that the police know of", "acts")
    sales_known = column(np.int64, "sales this hour that the police saw", "sales")
    calls = column(np.int32, "complaints phoned in that wait for a car", "calls")
    alarms = column(np.int32, "acts of violence phoned in that wait for a car", "calls")
    called_at = column(np.int64, "tick of the first call that waits", "tick")
    complained = column(np.int64, "complaints this hour about the cell", "complaints")
    heat = column(np.float64, "violence the police know of, fading", "acts")
    selling_known = column(np.float64, "selling the police know of, fading", "sightings")
    complaints = column(np.float64, "complaints, fading", "complaints")
    use_seen = column(np.int64, "uses in the open this hour", "uses")
    selling_seen = column(np.int64, "time of visible dealers this hour", "s")
    violence_seen = column(np.int64, "violent acts this hour", "acts")
    police_seen = column(np.int64, "officer time in view this hour", "s")
    thefts_seen = column(np.int64, "thefts this hour", "thefts")
    touting_seen = column(np.int64, "passers-by touted this hour", "events")
    gathered_before = column(
        np.int64, "people of the scene on the cell from midnight to the last full hour", "person s"
    )
    crowding = column(np.float64, "people on the cell this hour beyond what is bearable", "people")
    crowding_today = column(np.float64, "the same added up since midnight", "person h")
    passed_today = column(np.float64, "passers-by since midnight", "people")
    scene_in_view = column(np.float64, "use and selling this hour in view of who stands on the cell")
    bad_in_view = column(np.float64, "annoyance this hour gave who stood on the cell")
    scene_from_windows = column(np.float64, "use and selling this hour in view of the windows here")
    bad_from_windows = column(np.float64, "annoyance this hour gave who looked out of the windows here")
    violence_in_view = column(np.float64, "violent acts this hour in view of the cell", "acts")
    worst = column(np.float64, "annoyance that the worst place in view gave this hour")
    worst_place = column(np.int32, "which place that was")
    worst_cause = column(np.int8, "which of CAUSES annoys most there")
    use_today = column(np.int64, "uses in the open today", "uses")
    selling_today = column(np.int64, "time of visible dealers today", "s")
    police_today = column(np.int64, "officer time on the cell today", "s")
