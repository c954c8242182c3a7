"""The same scene written as a thesis would write it: Mesa agents with attributes and a ``step``, one object each.

It begins from the state of a running market and lives on under the same numbers, so that both sides do the same
day's work. **The same:** the text of every rule (the functions of ``marketsim.rules``, uncompiled), the numbers,
the map with its walking distances, who there is, and the order of the schedule. All processes of a tick and of an
hour are in, except two: drug squad cases and people's tips about violent dealers. The engine is timed with them.

**Made easier for the twin**, so that it is not slow for want of care:

* Rules calculate with Python's ``math`` instead of our own exponential, which Python would work through digit by
  digit; dice are ``model.random``, Mesa's own, the cheapest that Python has.
* People do everything that concerns only themselves in one ``step``, in shuffled order, instead of one process
  after another; a queue is a shuffled list instead of a sort by priority.
* Who stands where is kept in a dictionary of lists that is renewed every tick; officers, victims and debtors are
  looked up there, not searched among everybody. Cells are plain numbers: no grid object is told of every move.
* The map's tables are read through rows of ``memoryview``, as quick as dictionaries of dictionaries from networkx
  and three times quicker than indexing NumPy from Python. A street cell's attributes are lists; what fades on all
  cells does so in one NumPy operation.
* The ledger is a ``Counter`` of what happened; nothing is written down row by row.

Deaths, arrests and displacement within the day are in; midnight is not: the twin lives one day.
"""
