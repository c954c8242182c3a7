"""The processes of a tick: each applies its rules to everybody."""

from typing import Any

# What a process answers: a compiled loop, of which the type checker knows nothing, and what it takes all day.
Call = tuple[Any, tuple[Any, ...]]
