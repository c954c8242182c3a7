"""How people choose a dealer, what they buy, and what they learn from it (M3, M21)."""

from __future__ import annotations

from numba import njit

from marketsim.arithmetic import chance_within, halving, power


@njit
def attraction(
    liking: float,
    walk: float,
    reputation: float,
    dearer: float,
    trust_in_known: float,
    walk_bother: float,
    caution: float,
    price_bother: float,
) -> float:
    """How attractive it is to walk to a dealer.

    Good experience attracts; distance, a fearsome reputation and a higher price than others ask repel.

    Parameters
    ----------
    liking : float in [-1, 1]
    walk, walk_bother : float, min
    reputation : float in [0, 1]
    dearer : float, share by which the dealer is known to ask more than the usual price
    trust_in_known : float, 0 makes every dealer a stranger
    caution, price_bother : float, weights

    Source
    ------
    assumed-buying; kammersgaard-2019
    """
    return trust_in_known * liking - walk / walk_bother - caution * reputation - price_bother * dearer


@njit
def notices(
    distance: float, visibility: float, eyesight: float, field_of_vision: float, notice_rate: float, hours: float,
    chance: float,
) -> bool:  # fmt: skip
    """Whether a buyer who looks around notices within the time a dealer who is a stranger and in view.

    Parameters
    ----------
    distance, eyesight, field_of_vision : float, m
    visibility : float in [0, 1]
    notice_rate : float, 1/h
    hours : float, h
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    gehl-2010, assumed-buying
    """
    often = notice_rate * visibility * halving(distance / eyesight)
    return distance <= field_of_vision and chance < chance_within(often, hours)


@njit
def gives_up(craving: float, patience: float, hours: float, chance: float) -> bool:
    """Whether somebody who has found nothing stops looking for now; need makes patient.

    Parameters
    ----------
    craving : float, 1 is full need
    patience, hours : float, h
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-buying
    """
    return chance < chance_within(1.0 / (patience * (1.0 + craving)), hours)


@njit
def is_deterred(perceived_risk: float, fear_of_buying: float, chance: float) -> bool:
    """Whether perceived risk keeps somebody from going to buy now.

    Parameters
    ----------
    perceived_risk : float in [0, 1]
    fear_of_buying : float, 0 knocks it out
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-deterrence
    """
    return chance < fear_of_buying * perceived_risk


@njit
def price(usual_price: float, perceived_risk: float, risk_premium: float) -> float:
    """What a dealer asks for a dose, in kr: the usual price and a premium for the risk of arrest as the dealer sees it.

    Parameters
    ----------
    usual_price : float, kr/dose
    perceived_risk : float in [0, 1]
    risk_premium : float, 0 knocks it out

    Source
    ------
    reuter-kleiman-1986
    """
    return usual_price * (1.0 + risk_premium * perceived_risk)


@njit
def doses_wanted(
    asked: float,
    usual_price: float,
    searched: float,
    time_price: float,
    elasticity: float,
    largest_purchase: int,
    chance: float,
    rounding_chance: float,
) -> int:
    """How many doses somebody would buy at this price after this search; none when it is too dear.

    Demand falls with the full price, money and the time it took to find a dealer: a rise of one percent lowers the
    mean by ``elasticity`` percent.

    Parameters
    ----------
    asked, usual_price : float, kr/dose
    searched : float, h
    time_price : float, kr/h
    elasticity : float, 0 to 1.5, sign reversed
    largest_purchase : int, doses
    chance : float in [0, 1), this decision’s own number
    rounding_chance : float in [0, 1), decides between the whole doses below and above

    Source
    ------
    gallet-2014; assumed-buying
    """
    full_price = (asked + time_price * searched) / usual_price
    doses = (int(largest_purchase * chance) + 1) * power(full_price, -elasticity)
    return int(doses) + (rounding_chance < doses - int(doses))


@njit
def is_cheated(familiarity: float, fraud_rate: float, chance: float) -> bool:
    """Whether a sale is short weight or worthless; knowing each other protects.

    Parameters
    ----------
    familiarity : float in [0, 1]
    fraud_rate : float
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-buying; maher-dixon-1999
    """
    return chance < fraud_rate * (1.0 - familiarity)


@njit
def strength_bought(potency: float, familiarity: float, unfamiliar_spread: float, chance: float) -> float:
    """Strength of what was bought relative to what the buyer reckons with.

    A regular knows the batch; a stranger’s drugs are a guess in both directions.

    Parameters
    ----------
    potency : float, 1 is usual
    familiarity : float in [0, 1]
    unfamiliar_spread : float in [0, 1), 0 knocks it out
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-buying
    """
    surprise = (1.0 - familiarity) * unfamiliar_spread * (2.0 * chance - 1.0)
    return (1.0 + (potency - 1.0) * (1.0 - familiarity)) * (1.0 + surprise)


@njit
def liking_after(liking: float, outcome: float, learning_weight: float) -> float:
    """What is thought of a dealer after one more experience.

    Parameters
    ----------
    liking, outcome : float in [-1, 1]
    learning_weight : float in [0, 1]

    Source
    ------
    assumed-buying
    """
    return liking + learning_weight * (outcome - liking)


@njit
def liking_after_violence(liking: float, lesson: float) -> float:
    """What is thought of a dealer after suffering or seeing a violent act of theirs.

    Parameters
    ----------
    liking : float in [-1, 1]
    lesson : float in [0, 1], how far the act alone decides

    Source
    ------
    assumed-violence
    """
    return liking + lesson * (-1.0 - liking)


@njit
def acquaintance(liking: float) -> float:
    """How well buyer and dealer know each other, 0 to 1.

    Parameters
    ----------
    liking : float in [-1, 1]

    Source
    ------
    assumed-buying
    """
    return max(0.0, min(1.0, liking))


@njit
def gets_credit(familiarity: float, credit: float, chance: float) -> bool:
    """Whether a dealer lets a customer who is short of money pay later.

    Parameters
    ----------
    familiarity : float in [0, 1]
    credit : float
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-buying
    """
    return chance < credit * familiarity


@njit
def is_robbed(
    force: float,
    familiarity: float,
    customer_robbery: float,
    robbery_strength: float,
    restraint: float,
    chance: float,
) -> bool:
    """Whether a dealer robs an unknown customer instead of selling.

    Parameters
    ----------
    force, familiarity, restraint : float in [0, 1]
    customer_robbery : float
    robbery_strength : float, 0 knocks robbery out
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-violence
    """
    return chance < customer_robbery * robbery_strength * force * (1.0 - familiarity) * (1.0 - restraint)


@njit
def asks_for_credit(seeks_credit: float, hours: float, chance: float) -> bool:
    """Whether somebody in need and without money goes to ask a dealer for credit within the time.

    Parameters
    ----------
    seeks_credit : float, 1/h
    hours : float, h
    chance : float in [0, 1), this decision’s own number

    Source
    ------
    assumed-buying
    """
    return chance < chance_within(seeks_credit, hours)
