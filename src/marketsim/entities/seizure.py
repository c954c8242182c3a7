"""What the police take from a person: it leaves the pocket, and the books say where it went."""

from __future__ import annotations

from numba import njit

from marketsim.entities.accounts import COCAINE_CONFISCATED, HEROIN_CONFISCATED
from marketsim.entities.ledger import CONFISCATION, OFFICER, PERSON, record


@njit
def seize(heroin, cocaine, accounts, rows, filled, tick, here, cause, officer, person, kind):
    """Take all drugs a person holds and write it down.

    Called only when something is taken, so passing arrays costs nothing here.
    """
    held = heroin[person] + cocaine[person]
    record(rows, filled, tick, here, CONFISCATION, cause, OFFICER, officer, PERSON, person, 1, held, kind)
    accounts[HEROIN_CONFISCATED] += heroin[person]
    accounts[COCAINE_CONFISCATED] += cocaine[person]
    heroin[person] = 0
    cocaine[person] = 0
