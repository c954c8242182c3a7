"""What the law forbids, tolerates or gives a right to, and how far officers go by it (M19)."""

from __future__ import annotations

from numba import njit


@njit
def is_punishable(possession: int, in_zone: bool, target_group: bool) -> bool:
    """Whether possession for own use can be punished here.

    0 enforced, 1 tolerated for the target group in the zone, 2 waived on social grounds everywhere, 3
    decriminalised.

    Parameters
    ----------
    possession : int, the rule in force
    in_zone, target_group : bool

    Source
    ------
    law-606-2012; talkingdrugs-2024
    """
    if possession == 0:
        return True
    if possession == 1:
        return not (in_zone and target_group)
    if possession == 2:
        return not target_group
    return False


@njit
def is_by_right(possession: int) -> bool:
    """Whether the law gives a right to possess for own use, which no officer may set aside.

    Parameters
    ----------
    possession : int, the rule in force

    Source
    ------
    talkingdrugs-2024
    """
    return possession == 3


@njit
def goes_by_the_law(law_strength: float, chance: float) -> bool:
    """Whether an officer goes by the law in force in this encounter; if not, all is prohibited.

    Parameters
    ----------
    law_strength : float in [0, 1], 0 knocks the law in force out
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    law-606-2012; kammersgaard-2024
    """
    return chance < law_strength


@njit
def may_be_stopped(possession: int, for_dealing: bool) -> bool:
    """Whether the law lets an officer stop somebody for what they may carry.

    Parameters
    ----------
    possession : int, the rule in force; where it is a right, only suspicion of dealing is a reason
    for_dealing : bool

    Source
    ------
    talkingdrugs-2024
    """
    return for_dealing or not is_by_right(possession)


@njit
def is_small_supply(stock: int, small_supply: float) -> bool:
    """Whether what a seller holds is so little that the law lets it be as social supply.

    Parameters
    ----------
    stock : int, mg
    small_supply : float, mg, 0 where no selling is tolerated

    Source
    ------
    talkingdrugs-2024
    """
    return 0 < stock <= small_supply


@njit
def counts_as_dealing(sold_lately: bool, user_dealers: int, taken_for_dealer: float, chance: float) -> bool:
    """Whether an officer takes somebody who sells to use, or the drugs found on them, for dealing.

    Tolerance for the target group’s possession, and a right to it, do not cover that.

    Parameters
    ----------
    sold_lately : bool
    user_dealers : int, 0 prohibited, 1 tolerated
    taken_for_dealer : float in [0, 1]
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    talkingdrugs-2024; assumed-enforcement
    """
    return sold_lately and user_dealers == 0 and chance < taken_for_dealer
