"""The report: one page that opens anywhere, loads nothing, and says how sure it is."""
