"""An agent-based laboratory: how policing an open drug scene changes violence, nuisance, harm and displacement."""
