// Nothing of solara's own is added here; the file stands in for its default.
