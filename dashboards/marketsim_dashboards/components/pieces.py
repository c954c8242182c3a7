"""Every Vue template with what it is given and what it asks; the templates hold no text of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import solara

Asked = Callable[[dict[str, Any]], None]


@solara.component_vue("player.vue", vuetify=False)
def Player(
    story: dict[str, Any],
    words: dict[str, Any],
    language: str,
    policies: list[str],
    room_names: list[str],
    layer_words: dict[str, str],
    start: str,
    last_day: int,
    credit: str,
    event_want: Asked,
    event_want_days: Asked,
    event_look_at: Asked,
) -> None:
    """Two maps, the clock, layers and whoever is followed."""


@solara.component_vue("panels.vue", vuetify=False)
def Panels(words: dict[str, Any], language: str, policies: list[str], panels: list[dict[str, Any]]) -> None:
    """Violence, nuisance and displacement in both worlds, and the sentence."""


@solara.component_vue("frame.vue", vuetify=False)
def Frame(
    words: dict[str, Any],
    language: str,
    page: str,
    pages: list[dict[str, str]],
    event_speak: Asked,
    event_visit: Asked,
) -> None:
    """The head of every page: its name, the other pages, language and colours."""


@solara.component_vue("note.vue", vuetify=False)
def Note(text: str, button: str, event_again: Asked) -> None:
    """One sentence to the visitor, with something to do about it."""
