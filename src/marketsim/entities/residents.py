"""Residents, workers and business owners: a weighted sample of those who live with the scene."""

from __future__ import annotations

import numpy as np

from marketsim.entities.table import Table, column


class Residents(Table):
    """One row per sampled resident or worker; each stands for ``weight`` of them."""

    key = column(np.uint64, "the resident's own word in every draw of chance")
    number = column(np.int64, "identity, never reused", nothing=-1)
    home = column(np.int32, "cell of the front door; -1 outside the area")
    work = column(np.int32, "cell of the workplace or shop; -1 outside the area", nothing=-1)
    way = column(np.int32, "cell passed on the way out and back; -1 for none", nothing=-1)
    cell = column(np.int32, "cell on which the resident is or looks out; -1 outside the area", nothing=-1)
    goes_out = column(np.float64, "hour of leaving home", "h")
    comes_home = column(np.float64, "hour of coming home", "h")
    works_weekends = column(np.bool_, "keeps the same round at weekends")
    owns_business = column(np.bool_, "has a shop or bar here")
    has_children = column(np.bool_, "children live in the household")
    annoyance = column(np.float64, "annoyance that has built up and fades")
    safety = column(np.float64, "perceived safety, 0 to 1", nothing=0.8)
    trust = column(np.float64, "trust in the police, 0 to 1", nothing=0.7)
    complains = column(np.float64, "propensity to complain relative to the average")
