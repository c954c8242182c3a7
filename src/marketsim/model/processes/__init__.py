"""The processes of a tick: each applies its rules to everybody."""
