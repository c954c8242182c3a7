"""Where among the few dealers whom a person remembers a given dealer stands."""

from __future__ import annotations

from numba import njit


@njit
def slot_of(known, person, dealer):
    """The slot in which a person remembers a dealer, or −1; the last one where the first morning drew a dealer twice.

    Called only for those who buy (some dozens a tick), so passing arrays costs nothing here.
    """
    found = -1
    for slot in range(known.shape[1]):
        if known[person, slot] == dealer:
            found = slot
    return found


@njit
def slots_of(known, person, dealer):
    """All slots in which a person remembers a dealer, as the bits of one number."""
    found = 0
    for slot in range(known.shape[1]):
        if known[person, slot] == dealer:
            found |= 1 << slot
    return found
