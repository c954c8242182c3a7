"""What can be asked for: the policies of the library, as plain data."""

from __future__ import annotations

from typing import Any

from marketsim.policies import library, read_policy


def policies() -> list[dict[str, Any]]:
    """Return every policy of the library: name, what it represents, its sources and its changes."""
    return [{"name": name, **read_policy(name).document()} for name in library()]
