"""The same scene written as a thesis would write it: Mesa agents with attributes and a ``step``, one object each.

It begins from the state of a running market and lives on under the same numbers, so that both sides do the same
day's work. **The same:** the text of every rule it has (the functions of ``marketsim.rules``, uncompiled), the
numbers, the map with its walking distances, who there is, and the order of the schedule.

**Left out:** the engine has grown since the twin was written. ``ON_BOTH_SIDES`` names the processes that the twin has
as well; for "the same rules on both sides" the engine is timed with these alone, driven from the same morning. What
the twin has not got stands still on both sides then: calls to the police and cars that answer them, squad cases and
their stops of buyers, tips and what they cost, focus lists, partnership, promises, police who arrest known
offenders and thieves, violence beside that of buyers and rivals and force that the police use, user-dealers, facilities
(who is inside stays inside) and outreach, what staff give, sharing of equipment, treatment, litter. Of the processes
named, the twin leaves out: friends who lead the way to a dealer, staff and outreach at an overdose outside the health
room, batches recognised by overdoses, extra stops of listed persons, what residents make of litter, and the daily sums
that only observers read.

**Made easier for the twin**, so that it is not slow for want of care:

* Rules calculate with Python's ``math`` instead of our own exponential, which Python would work through digit by
  digit; dice are ``model.random``, Mesa's own, the cheapest that Python has.
* People do everything that concerns only themselves in one ``step``, in shuffled order, instead of one process
  after another; a queue is a shuffled list instead of a sort by priority.
* Who stands where is kept in a dictionary of lists that is renewed every tick; officers, victims and debtors are
  looked up there, not searched among everybody. Cells are plain numbers: no grid object is told of every move.
* The map's tables are read through rows of ``memoryview``, as quick as dictionaries of dictionaries from networkx
  and three times quicker than indexing NumPy from Python. A street cell's attributes are lists; what fades or
  changes with the hour on all cells does so in one NumPy operation.
* The ledger is a ``Counter`` of what happened; nothing is written down row by row.

Deaths, arrests and displacement within the day are in; midnight is not: the twin lives one day.
"""

ON_BOTH_SIDES = frozenset(
    (
        "the_hour_begins officers_take_up_duty officers_patrol presence_is_felt dealers_open_and_close "
        "dealers_choose_spots people_grow_needy people_come_and_go people_raise_money people_decide "
        "people_choose_a_dealer people_choose_where_to_use people_walk crowds_gather buyers_line_up "
        "dealers_rob_customers people_buy people_remember_purchases rooms_admit people_settle_to_use people_use "
        "the_collapsed_are_found rivals_quarrel debts_are_collected people_attack officers_judge_public_use "
        "officers_stop_people officers_talk_with_people officers_meet_dealers violence_is_told arrests_leave_gaps "
        "debts_change_hands arrests_are_made violence_echoes "
        "thefts_come_to_light the_hour_is_seen residents_look_out street_remembers"
    ).split()
)
"""Names of the processes of a tick and of an hour that the twin has as well."""
