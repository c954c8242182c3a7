"""A declared number that nothing reads would be swept, cited and set without any effect."""

import re
from pathlib import Path

import marketsim
from marketsim.parameters import declarations

READERS = ("entities", "model", "measures")


def test_every_declared_number_is_read_by_the_model():
    house = Path(marketsim.__file__).parent
    read = "\n".join(file.read_text() for chapter in READERS for file in (house / chapter).rglob("*.py"))
    unread = [each.key for each in declarations() if not re.search(rf"\.{each.name}\b", read)]
    assert unread == []
