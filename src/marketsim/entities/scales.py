"""Conversions between the units of columns and the units of rules."""

DECIMETRES_PER_METRE = 10
ORE_PER_KR = 100
MINUTES_PER_HOUR = 60
PER_MILLION = 1_000_000
NOWHERE_NEAR = -1000.0
LEAST_FELT = 1e-9
FAR_AWAY = 100_000.0
WORST = -1e300
