"""The processes of a tick: each applies its rules to everybody."""

from collections.abc import Callable
from typing import Any

# What a process answers: a compiled loop and what it is called with all day.
Call = tuple[Callable[..., None], tuple[Any, ...]]
