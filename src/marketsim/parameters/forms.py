"""The form of the market: at an open spot, by appointment, indoors; what makes sellers and buyers change it (M24)."""

from __future__ import annotations

from marketsim.parameters.declare import parameter, topic


@topic
class Forms:
    """Forms of sale and the trust they need (M24)."""

    closed_at_first: float = parameter(
        "0.2",
        between=("0", "0.7"),
        source="assumed-market",
        grade="assumed",
        about="Share of dealers, at the start and of newcomers, who sell by appointment or indoors.",
    )
    premises: float = parameter(
        "0.3",
        between=("0", "0.8"),
        source="assumed-market",
        grade="assumed",
        about="Share of dealers who have a flat or staircase to sell in; the others can only make appointments.",
    )
    with_phone: float = parameter(
        "0.8",
        between=("0.4", "1"),
        source="assumed-market",
        grade="assumed",
        about="Share of people who use drugs who can be reached by phone.",
    )
    vetting: float = parameter(
        "0.3",
        between=("0.05", "0.8"),
        source="assumed-market",
        grade="assumed",
        about="Acquaintance from which a dealer sells to somebody by appointment or indoors.",
    )
    appointment_wait: float = parameter(
        "25 min",
        between=("5 min", "90 min"),
        source="assumed-market",
        grade="assumed",
        about="Time from a call to the sale.",
    )
    form_strength: float = parameter(
        "1",
        between=("0", "2"),
        source="assumed-market",
        grade="assumed",
        knock_out=True,
        about="Strength with which dealers change the form in which they sell; at zero each keeps the first one.",
    )
    form_rate: float = parameter(
        "0.1 1/day",
        between=("0.01 1/day", "0.5 1/day"),
        source="assumed-market",
        grade="assumed",
        about="Rate of changing to a form that is worth very much more.",
    )
    closed_exposure: float = parameter(
        "0.4",
        between=("0", "2"),
        source=("dorn-south-1990", "assumed-market"),
        grade="assumed",
        about="How risky dealers believe closed sale to be relative to an open spot; above 1 riskier.",
    )
    sales_per_regular: float = parameter(
        "1 1/day",
        between=("0.2 1/day", "4 1/day"),
        source="assumed-market",
        grade="assumed",
        about="Sales a day that a dealer expects from each customer who could be trusted with a number.",
    )
    prefers_closed: float = parameter(
        "0.5",
        between=("0", "2"),
        source="assumed-market",
        grade="assumed",
        knock_out=True,
        about="Weight that buyers who fear being stopped give to closed sale; at zero they choose without fear.",
    )
    closed_robbery: float = parameter(
        "1",
        between=("0", "4"),
        source="assumed-market",
        grade="assumed",
        about="Robbery of customers where nobody looks on, relative to an open spot; closed need not be safer.",
    )
    closed_evidence: float = parameter(
        "0.5",
        between=("0", "1"),
        source=("dorn-south-1990", "assumed-enforcement"),
        grade="assumed",
        about="Evidence that an hour on a case yields against closed sale, relative to an open spot.",
    )
