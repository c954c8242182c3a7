"""A sweep: an experiment's runs planned, carried out by any number of drivers, kept, watched and reported."""
