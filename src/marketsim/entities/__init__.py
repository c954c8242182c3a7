"""Who and where: the tables of everybody on the scene, and the streets they stand on."""
