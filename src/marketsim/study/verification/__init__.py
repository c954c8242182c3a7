"""Whether the program does what the model says: checks with figures, for its authors and for whoever adds to it."""
