"""What people owe to dealers: they pay it back as far as their money goes."""

from __future__ import annotations

from numba import njit


@njit
def pay_back(money, debt, creditor, cash, person, dealer):
    """Pay a dealer as much of a debt as there is money for, and owe nobody once nothing is left; returns what was paid.

    Called only where debtor and creditor meet, so passing arrays costs nothing here.
    """
    paid = min(money[person], debt[person])
    money[person] -= paid
    cash[dealer] += paid
    debt[person] -= paid
    if debt[person] == 0:
        creditor[person] = -1
    return paid
