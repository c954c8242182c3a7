"""Making a result again: whether it is the same to the last bit, and if not, who first decided otherwise."""
