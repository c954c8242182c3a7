"""The same bits whatever they are computed with: one digest a scenario, one axis at a time from a reference."""
