"""An agent-based laboratory of how the policing of an open drug scene changes violence, nuisance, harm and displacement."""
