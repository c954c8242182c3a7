"""What each kind of encounter does to trust in the police (M20)."""

from __future__ import annotations

from marketsim.parameters.declare import parameter, topic


@topic
class Trust:
    """Effects of encounters on trust (M20); nobody has measured their signs, so each may go either way as far."""

    by_contact: float = parameter(
        "0.03",
        between=("-0.1", "0.1"),
        source="kammersgaard-2019",
        grade="assumed",
        about="Change of trust by a friendly contact; an approach may also be unwelcome.",
    )
    by_help: float = parameter(
        "0.08",
        between=("-0.2", "0.2"),
        source="kammersgaard-2019",
        grade="assumed",
        about="Change of trust by help after victimisation; help may also disappoint.",
    )
    by_asking: float = parameter(
        "-0.01",
        between=("-0.1", "0.1"),
        source="kammersgaard-2019",
        grade="assumed",
        about="Change of trust by being asked to move.",
    )
    by_stop: float = parameter(
        "-0.05",
        between=("-0.2", "0.2"),
        source="maher-dixon-1999",
        grade="assumed",
        about="Change of trust by being stopped and searched; done fairly it may also win trust.",
    )
    by_confiscation: float = parameter(
        "-0.1",
        between=("-0.3", "0.3"),
        source="kammersgaard-2024",
        grade="assumed",
        about="Change of trust by losing one’s drugs or being fined; who thinks it just may trust more.",
    )
    by_arrest: float = parameter(
        "-0.15",
        between=("-0.4", "0.4"),
        source="assumed-trust",
        grade="assumed",
        about="Change of trust by being arrested; how it is done may also win trust.",
    )
    by_force: float = parameter(
        "-0.15",
        between=("-0.4", "0.4"),
        source="assumed-trust",
        grade="assumed",
        about="Change of trust by force that the police use.",
    )
    by_protection: float = parameter(
        "0.05",
        between=("-0.2", "0.2"),
        source=("dorn-south-1990", "assumed-trust"),
        grade="assumed",
        about="Change of trust by seeing a dealer arrested who has lately been violent; some side with him.",
    )
    seen_by_others: float = parameter(
        "0.1",
        between=("0", "0.5"),
        source=("maher-dixon-1999", "assumed-trust"),
        grade="assumed",
        knock_out=True,
        about="Share of the change that reaches those who see what the police do to somebody else.",
    )
    spills_over: float = parameter(
        "0.3",
        between=("0", "1"),
        source="assumed-trust",
        grade="assumed",
        about="Share of each change that reaches trust in the other police bodies.",
    )
    trust_strength: float = parameter(
        "1",
        between=("0", "2"),
        source="assumed-trust",
        grade="assumed",
        knock_out=True,
        about="Strength of all changes of trust; at zero nobody’s trust changes.",
    )
    returns_in: float = parameter(
        "60 days",
        between=("10 days", "365 days"),
        source="assumed-trust",
        grade="assumed",
        about="Time in which half of a change of trust fades.",
    )
    telling: float = parameter(
        "0.5",
        between=("0", "1"),
        source="assumed-trust",
        grade="assumed",
        about="Chance that a victim with full trust tells an officer of serious violence.",
    )
    mediated: float = parameter(
        "0.4",
        between=("0", "0.9"),
        source="kammersgaard-2019",
        grade="assumed",
        about="Share of what victims tell that is mediated instead of recorded.",
    )
    tipping: float = parameter(
        "0.15 1/h",
        between=("0 1/h", "1 1/h"),
        source="kammersgaard-2019",
        grade="assumed",
        knock_out=True,
        about="Rate at which a person with full trust, beside an officer, tells of a violent dealer.",
    )
    false_tips: float = parameter(
        "0.15",
        between=("0.01", "0.9"),
        source="assumed-trust",
        grade="assumed",
        about="Share of tips that name somebody else.",
    )
    origin_bias: float = parameter(
        "0.3",
        between=("0", "1"),
        source=("maher-dixon-1999", "assumed-trust"),
        grade="assumed",
        about="How far mistaken tips name sellers without ties to the place; at 1 hardly anybody else.",
    )
    debtors_name: float = parameter(
        "0.2",
        between=("0", "1"),
        source="assumed-trust",
        grade="assumed",
        about="Chance that somebody in debt who would tell an officer names the creditor, violent or not.",
    )
    stale_after: float = parameter(
        "30 days",
        between=("5 days", "180 days"),
        source="assumed-trust",
        grade="assumed",
        about="Time since a dealer’s last violent act after which a tip about it counts as stale.",
    )
    rival_tips: float = parameter(
        "0.005 1/day",
        between=("0 1/day", "0.1 1/day"),
        source=("felbab-brown-2013", "assumed-trust"),
        grade="assumed",
        knock_out=True,
        about="Rate at which a dealer tells the drug squad, without a name, on the busiest rival in sight.",
    )
    found_out: float = parameter(
        "0.1",
        between=("0", "0.6"),
        source="assumed-trust",
        grade="assumed",
        about="Chance that a dealer finds out who told on him.",
    )
    punishing: float = parameter(
        "0.2 1/h",
        between=("0 1/h", "2 1/h"),
        source="assumed-trust",
        grade="assumed",
        knock_out=True,
        about="Rate at which a dealer fully ready to use force punishes an informant in sight.",
    )
    silenced: float = parameter(
        "0.5",
        between=("0", "1"),
        source="assumed-trust",
        grade="assumed",
        about="How far a dealer’s fearsome reputation silences those who could tell.",
    )
