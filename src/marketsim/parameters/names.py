"""The names that levers can be given for one at a time: police bodies and consumption rooms."""

BODIES = ("local_officer", "local_patrol", "dispatch_patrol", "drug_squad", "municipal_guards", "task_force")
ROOMS = ("skyen", "h17")
