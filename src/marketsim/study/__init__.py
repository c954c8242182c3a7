"""The questions: runs, comparisons and what is kept of them; this layer never looks inside a world."""
