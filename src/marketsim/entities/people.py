"""People who use drugs: what they need, own, know, trust and are doing."""

from __future__ import annotations

import numpy as np

from marketsim.entities.table import Table, column
from marketsim.parameters.names import ROOMS

WHEREABOUTS = (
    "nowhere", "here", "away", "another scene", "custody", "hospital", "dead", "in a facility",
    "in-patient treatment",
)  # fmt: skip
NOWHERE, HERE, AWAY, ANOTHER_SCENE, IN_CUSTODY, IN_HOSPITAL, DEAD, INDOORS, IN_TREATMENT = range(
    len(WHEREABOUTS)
)

DOINGS = (
    "hanging around", "raising money", "looking for a dealer", "on the way to use", "queueing for the room",
    "using", "sleeping", "leaving", "on the way to a facility",
)  # fmt: skip
HANGING, RAISING, LOOKING, TO_USE, QUEUEING, USING, SLEEPING, LEAVING, VISITING = range(len(DOINGS))

DRUGS = ("heroin", "cocaine", "methadone")
HEROIN, COCAINE, METHADONE = range(len(DRUGS))

TREATED = ("none", "methadone", "heroin-assisted", "in-patient", "prescribed cocaine")
NO_TREATMENT, ON_METHADONE, HEROIN_ASSISTED, IN_PATIENT, PRESCRIBED_COCAINE = range(len(TREATED))

HOMES = ("home outside the area", "shelter", "street")
OUTSIDE_HOME, SHELTER, STREET = range(len(HOMES))

FOCUS = ("not listed", "listed", "support", "attention", "exclusion", "detention")
NOT_LISTED, ONLY_LISTED, GIVEN_SUPPORT, GIVEN_ATTENTION, SHUT_OUT, DETAINED_FOR_IT = range(len(FOCUS))

DEALERS_REMEMBERED = 4


class People(Table):
    """One row per person who uses drugs, whether on the scene today or not."""

    key = column(np.uint64, "the person's own word in every draw of chance")
    number = column(np.int64, "identity, never reused", nothing=-1)
    whereabouts = column(np.int8, "which of WHEREABOUTS")
    cell = column(np.int32, "cell on which the person stands")
    bound_for = column(np.int32, "cell to which the person walks; the own cell when standing")
    doing = column(np.int8, "which of DOINGS")
    busy_until = column(np.int64, "first tick at which the person can decide again", "tick")
    arrives = column(np.int64, "tick of the next arrival on the scene", "tick")
    leaves = column(np.int64, "tick from which the person wants to leave the scene", "tick")
    entrance = column(np.int32, "cell by which the person comes and goes")
    haunt = column(np.int32, "cell where the person hangs around when there is nothing else to do")
    usual_haunt = column(
        np.int32, "cell where the person would hang around as the map stood at the beginning"
    )
    home = column(np.int8, "which of HOMES")
    wakes = column(np.float64, "hour at which those who sleep in the area get up", "h")

    heroin_share = column(np.float64, "share of purchases that are heroin")
    wants = column(np.int8, "which of DRUGS the person wants next")
    injects = column(np.bool_, "injects rather than smokes")
    dependence = column(np.float64, "strength of dependence, 0 to 1")
    tolerance = column(np.float64, "tolerance to opioids, 0 to 1")
    craving = column(np.float64, "need for the next dose; 1 is full need, above it withdrawal")
    last_use = column(np.int64, "tick of the last dose", "tick")
    last_drug = column(np.int8, "which of DRUGS the last dose was")
    doses_used = column(np.int64, "doses used on the scene", "doses")
    attendance = column(np.float64, "chance of coming to the scene on a day")
    substitution = column(np.float64, "share of the need for heroin met by substitution treatment")

    allowance = column(np.int64, "money brought along on a day on the scene", "øre")
    money = column(np.int64, "money in hand", "øre")
    benefit = column(np.int64, "social benefit left to spend on a payday", "øre")
    heroin = column(np.int64, "heroin held", "mg")
    cocaine = column(np.int64, "cocaine held", "mg")
    potency = column(np.float64, "strength of what is held relative to what the person expects")
    debt = column(np.int64, "owed to the creditor", "øre")
    creditor = column(np.int32, "dealer who is owed", points_to="dealers", nothing=-1)
    due = column(np.int64, "tick at which the debt falls due", "tick")
    offending = column(np.float64, "propensity to steal relative to the average; heavy-tailed")

    offending_now = column(np.float64, "the same at present; it comes in spells")
    in_a_spell = column(np.bool_, "is in a spell of offending")
    offended = column(np.bool_, "an offence of today is known to the police")
    known_offences = column(np.float64, "offences that the police know of, fading", "offences")
    approached_until = column(np.int64, "tick until which a partnership follows the person", "tick")

    known = column(np.int32, "dealers remembered", wide=DEALERS_REMEMBERED, points_to="dealers", nothing=-1)
    liking = column(np.float64, "what is thought of each dealer remembered, -1 to 1", wide=DEALERS_REMEMBERED)
    target_dealer = column(np.int32, "dealer walked to", points_to="dealers", nothing=-1)
    bought_from = column(np.int32, "dealer of the last purchase", points_to="dealers", nothing=-1)
    scene = column(np.int8, "which of SCENES the person has gone to today; -1 for none", nothing=-1)
    thwarted = column(np.float64, "how often days of late ended without drugs that were looked for, 0 to 1")
    appointment = column(
        np.int64, "tick from which the dealer walked to or called can serve the person", "tick"
    )
    broker = column(np.int32, "person who leads the way to a dealer", points_to="people", nothing=-1)
    dealt_with = column(np.int32, "dealer of the last deal, good or bad", points_to="dealers", nothing=-1)
    lesson = column(np.int8, "what this tick's deal taught of the dealer: -1 bad, 0 nothing, 1 good")
    tried = column(
        np.int32, "remembered dealers found missing in this search, a bit for each place in the memory"
    )
    search_began = column(np.int64, "tick at which the search for a dealer began", "tick")
    next_search = column(np.int64, "tick before which no new search begins", "tick")

    target_group = column(np.bool_, "belongs to the non-enforcement zone's target group")
    registered = column(np.bool_, "registered with the consumption rooms")
    excluded = column(np.bool_, "excluded from the consumption rooms")
    danish = column(np.bool_, "speaks Danish and is entitled to services")
    believed_open = column(
        np.float64, "hour at which the person believes each room opens", "h", wide=len(ROOMS)
    )
    believed_closed = column(
        np.float64, "hour at which the person believes each room closes", "h", wide=len(ROOMS)
    )
    room = column(np.int32, "consumption room visited or queued for", points_to="rooms", nothing=-1)
    queued_since = column(np.int64, "tick at which queueing began", "tick")
    use_place = column(np.int8, "which of PLACES the next use is meant for")
    dose_due = column(np.bool_, "sits where the dose will be used and has not taken it yet")
    dose_from = column(np.int64, "tick from which a dose that is prepared outside can be taken", "tick")
    shuns_room = column(np.bool_, "has given up on the rooms for this dose")
    judged = column(np.bool_, "an officer has attended to this use")
    asked_away = column(np.bool_, "was asked to move before the dose that is still to be taken")
    considerate = column(
        np.float64, "habit of using where residents do not see it and others find one, 0 to 1"
    )
    disappointed = column(np.float64, "how far the last search for a dealer was in vain, 0 to 1")
    rushed = column(np.bool_, "the last use was hurried by fear")

    trust_officer = column(np.float64, "trust in the local officer, 0 to 1", nothing=0.5)
    trust_police = column(np.float64, "trust in the police at large, 0 to 1", nothing=0.5)
    perceived_risk = column(np.float64, "believed chance per day of being stopped, 0 to 1")
    aggression = column(np.float64, "propensity to attack others when intoxicated or in withdrawal")
    sells_sex = column(np.bool_, "sells sex on the street")
    phone = column(np.bool_, "can be reached by phone")
    would_sell = column(np.bool_, "sells or brokers when short of money and in need")
    sold_at = column(
        np.int64, "tick at which the person last sold or brokered", "tick", nothing=-1_000_000_000
    )
    methadone = column(np.int64, "doses of methadone taken home and not yet taken", "doses")
    told_on = column(np.int64, "identity of the dealer who knows whom the person told on", nothing=-1)
    frightening = column(np.float64, "local officer's belief that the person frightens others, 0 to 1")
    focus = column(np.int8, "which of FOCUS this week's report says of the person")
    met = column(
        np.int8, "which of SERVICES has its staff with the person in this tick; -1 for none", nothing=-1
    )
    treatment = column(np.int8, "which of TREATED the person receives")
    waits_for = column(np.int8, "which of TREATED the person has accepted and waits for")
    waiting_since = column(np.int64, "tick since which the person waits for treatment", "tick")
    treated_since = column(np.int64, "tick of entry into treatment", "tick", nothing=-1_000_000_000)
    coerced = column(np.bool_, "accepted treatment under a threat")
    dropped_out = column(np.bool_, "left the last treatment before it was completed")
    prescribed = column(np.float64, "share of the need for cocaine met by prescription")
    facility = column(np.int32, "facility visited or walked to", points_to="facilities", nothing=-1)
    trust_staff = column(
        np.float64, "trust in the staff of rooms, facilities and outreach, 0 to 1", nothing=0.5
    )
    naloxone = column(np.int32, "doses of naloxone carried", "doses")
    equipment = column(np.int32, "clean sets to inject with carried", "sets")
    borrows = column(np.bool_, "injects in this tick with the equipment of somebody close by")
    infected = column(np.bool_, "carries an infection of the blood")
    tainted = column(np.bool_, "what is held comes from a bad batch")
    warned_until = column(np.int64, "tick until which the person heeds a warning of a bad batch", "tick")
    mixed = column(np.bool_, "the last dose was taken on top of another drug")
    collapsed = column(np.bool_, "has taken too much in this tick and needs help")
    tolerance_since = column(np.int64, "tick at which tolerance was last worked out", "tick")
    victimised = column(np.int64, "times victim of violence", "events")
    overdoses = column(np.int64, "overdoses survived", "events")
    room_visits = column(np.int64, "visits to a consumption room", "visits")
    sought_until = column(np.int64, "tick until which the police seek the person for violence", "tick")
    sought_since = column(np.int64, "tick of the act for which the person is sought", "tick")
    sought_for = column(np.int8, "which of CAUSES that act had")
    sought_severity = column(np.int64, "severity of the worst act for which the person is sought")
