"""What becomes of an event: whether it is told, recorded, mediated, and made a case of (M10)."""

from __future__ import annotations

from marketsim.parameters.declare import Floats, lever, parameter, topic
from marketsim.parameters.names import BODIES


@topic
class Reporting:
    """From what happened to what the register shows (M10); what victims tell an officer depends on trust as well."""

    arrests_offenders: Floats = lever(
        {
            "local_officer": "0.2",
            "local_patrol": "0.5",
            "dispatch_patrol": "0.5",
            "drug_squad": "0",
            "municipal_guards": "0",
            "task_force": "0.5",
        },
        between=("0", "1"),
        source=("kammersgaard-2019", "assumed-enforcement"),
        grade="assumed",
        per=BODIES,
        about="Share of acts of violence with a known offender that officers who meet the offender answer by arrest.",
    )
    language_barrier: float = parameter(
        "0.5",
        between=("0", "1"),
        source=("toth-2016", "assumed-reporting"),
        grade="assumed",
        knock_out=True,
        about="How far those without Danish or residence keep from telling an officer anything.",
    )
    dealers_tell: float = parameter(
        "0.05",
        between=("0", "0.4"),
        source="assumed-reporting",
        grade="assumed",
        about="Chance that a dealer who is a victim of serious violence tells the police.",
    )
    witness_phones: float = parameter(
        "0.01",
        between=("0", "0.2"),
        source="assumed-reporting",
        grade="assumed",
        knock_out=True,
        about="Chance that one passer-by who could see serious violence calls the police.",
    )
    outsiders_tell: float = parameter(
        "0.4",
        between=("0", "0.9"),
        source="assumed-reporting",
        grade="assumed",
        about="Chance that a passer-by, resident or shop that is a victim of serious violence tells the police.",
    )
    staff_tell: float = parameter(
        "0.3",
        between=("0", "0.9"),
        source="assumed-reporting",
        grade="assumed",
        about="Chance that staff tell the police of serious violence against them.",
    )
    offender_known: float = parameter(
        "0.2",
        between=("0", "0.8"),
        source="assumed-reporting",
        grade="assumed",
        about="Share of passers-by, residents and shops among those who tell that can say who attacked them.",
    )
    losses_told: float = parameter(
        "0.05",
        between=("0", "0.3"),
        source=("kammersgaard-2019", "assumed-reporting"),
        grade="assumed",
        knock_out=True,
        about="Chance that a person with full trust tells an officer of having been cheated.",
    )
    retrieved: float = parameter(
        "0.3",
        between=("0", "0.9"),
        source=("kammersgaard-2019", "assumed-reporting"),
        grade="assumed",
        about="Share of the cheating told and mediated in which the officer gets the money back.",
    )
    referred: float = parameter(
        "0.2",
        between=("0", "0.8"),
        source=("kammersgaard-2019", "assumed-reporting"),
        grade="assumed",
        about="Share of victims who tell of violence whom the officer refers to somebody who helps.",
    )
    thefts_told: float = parameter(
        "0.4",
        between=("0.1", "0.8"),
        source="assumed-reporting",
        grade="assumed",
        about="Share of thefts from shops and passers-by that are told.",
    )
    catches_thieves: float = parameter(
        "0.3",
        between=("0", "0.9"),
        source="assumed-enforcement",
        grade="assumed",
        knock_out=True,
        about="Chance that an officer on pickpockets catches a thief in view.",
    )
    complaints_recorded: float = parameter(
        "0.6",
        between=("0.1", "1"),
        source="assumed-reporting",
        grade="assumed",
        about="Share of complaints that are written down.",
    )
    overdoses_told: float = parameter(
        "0.3",
        between=("0", "0.9"),
        source="assumed-reporting",
        grade="assumed",
        about="Share of non-fatal overdoses outside the rooms that the police hear of; deaths always.",
    )
    what_is_seen_noted: float = parameter(
        "0.05",
        between=("0", "0.5"),
        source="assumed-reporting",
        grade="assumed",
        about="Share of sales, touting and uses outside in view of an officer that are written down.",
    )
    offender_custody: float = parameter(
        "5 days",
        between=("1 day", "60 days"),
        source="assumed-enforcement",
        grade="assumed",
        about="Mean custody of a person prosecuted for violence.",
    )
    sought_days: float = parameter(
        "30 days",
        between=("1 day", "365 days"),
        source="assumed-enforcement",
        grade="assumed",
        about="Time for which a known offender who was not arrested is sought for violence.",
    )
    recognised: float = parameter(
        "2 1/h",
        between=("0 1/h", "12 1/h"),
        source="assumed-enforcement",
        grade="assumed",
        knock_out=True,
        about="Rate at which an officer in view of somebody sought for violence recognises them.",
    )
