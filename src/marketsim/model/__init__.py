"""The tick: processes in their order, the day that binds them, and the run made of days."""
