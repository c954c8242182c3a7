"""The arguments on trial: what is claimed, what the runs say about it, and how sure that is."""
