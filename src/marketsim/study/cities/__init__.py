"""Other cities than our own: how their streets and places are read in, and what can be asked of them."""
