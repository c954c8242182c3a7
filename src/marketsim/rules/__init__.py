"""How people decide: pure functions of numbers, each with its source."""
