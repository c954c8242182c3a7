"""Names that levers can be given for one at a time: police bodies, services, treatments, quarters, scenes."""

BODIES = ("local_officer", "local_patrol", "dispatch_patrol", "drug_squad", "municipal_guards", "task_force")
ROOMS = ("skyen", "h17")
QUARTERS = ("west", "side_streets", "kodbyen", "halmtorvet", "istedgade", "station")
FENCES = ("stampesgade", "enghave_plads", "sonder_boulevard")
SCENES = ("pusher_street", "blaagaardsgade", "sydhavn", "sundholm", "valby")
PASSAGE_LIES = ("by_the_wall", "by_the_windows")
FACILITIES = ("health_room", "drop_in", "shelter", "clinic")
SERVICES = (*FACILITIES, "rooms", "outreach", "custody", "hospital", "partnership")
TREATMENTS = ("methadone", "heroin_assisted", "in_patient", "prescribed_cocaine")
