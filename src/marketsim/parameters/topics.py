"""The list of topics: which files of numbers make up a world, in the order in which tables show them."""

from __future__ import annotations

TOPICS: tuple[type, ...] = ()
