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
    below: Any,
    event_want: Asked,
    event_want_days: Asked,
    event_look_at: Asked,
) -> None:
    """Two maps and the clock, below them what they come to, then layers and whoever is followed."""


@solara.component_vue("panels.vue", vuetify=False)
def Panels(
    words: dict[str, Any],
    language: str,
    policies: list[str],
    panels: list[dict[str, Any]],
    pairs: dict[str, Any],
) -> None:
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
def Note(text: str, button: str, event_again: Asked, problem: bool = True) -> None:
    """One sentence to the visitor, of a problem or of something on offer, with something to do about it."""


@solara.component_vue("levers.vue", vuetify=False)
def Levers(
    words: dict[str, Any],
    language: str,
    policies: list[dict[str, str]],
    chosen: list[str],
    controls: list[dict[str, Any]],
    more: list[dict[str, Any]] | None,
    more_count: int,
    assumptions: list[dict[str, Any]] | None,
    fact_count: int,
    values: list[dict[str, Any]],
    shared: dict[str, Any],
    changed: list[list[str]],
    replicate: int,
    notice: str,
    event_choose: Asked,
    event_set_value: Asked,
    event_reset_value: Asked,
    event_reset_all: Asked,
    event_luck: Asked,
    event_want_controls: Asked,
) -> None:
    """A policy for each side, levers, and the facts assumed."""


@solara.component_vue("figures.vue", vuetify=False)
def Figures(
    words: dict[str, Any],
    language: str,
    policies: list[str],
    groups: list[str],
    group: str,
    figures: list[dict[str, Any]],
    sections: list[dict[str, Any]],
    done: int,
    planned: int,
    most: int,
    days: int,
    first_day: int,
    event_choose_group: Asked,
    event_more_pairs: Asked,
) -> None:
    """What many pairs of worlds show, each figure with its sentence, its table and its files."""


@solara.component_vue("bet.vue", vuetify=False)
def Bet(
    words: dict[str, str],
    policies: list[str],
    story: str,
    is_open: bool,
    guesses: dict[str, str],
    declined: bool,
    moved: bool,
    outcome: dict[str, str],
    share: int,
    complete: bool,
    event_place: Asked,
    event_decline: Asked,
    event_reopen: Asked,
) -> None:
    """A guess before the figures, and what came out."""


@solara.component_vue("why.vue", vuetify=False)
def Why(words: dict[str, str], language: str, parted: dict[str, Any] | None, event_ask: Asked) -> None:
    """The first events in which the worlds parted."""


@solara.component_vue("share.vue", vuetify=False)
def Share(
    words: dict[str, str],
    language: str,
    sharing: dict[str, Any],
    digests: dict[str, Any] | None,
    event_want_digests: Asked,
) -> None:
    """A link, files and commands to take away."""


@solara.component_vue("tour.vue", vuetify=False)
def Tour(
    words: dict[str, Any],
    tour: dict[str, Any] | None,
    step: int,
    page: str,
    event_go: Asked,
    event_set_pair: Asked,
    event_end: Asked,
) -> None:
    """The step of a guided tour at the foot of the page."""


@solara.component_vue("lessons.vue", vuetify=False)
def Lessons(words: dict[str, Any], tours: list[dict[str, Any]], event_start: Asked) -> None:
    """Six tours and the teacher's page."""


@solara.component_vue("arguments.vue", vuetify=False)
def Arguments(words: dict[str, Any], language: str, cards: list[dict[str, Any]]) -> None:
    """Every argument with its verdict."""


@solara.component_vue("history.vue", vuetify=False)
def History(
    words: dict[str, Any],
    language: str,
    years: list[dict[str, Any]],
    replay: dict[str, Any] | None,
    command: str,
    event_begin: Asked,
) -> None:
    """The timeline, and the replay where one is stored."""


@solara.component_vue("limits.vue", vuetify=False)
def Limits(
    words: dict[str, Any], told: list[str], grades: list[dict[str, str]], topics: list[dict[str, Any]]
) -> None:
    """What the model cannot say."""


@solara.component_vue("described.vue", vuetify=False)
def Described(
    heading: str, legend: list[dict[str, str]], pictures: list[str], working: str, within: str
) -> None:
    """A legend of marks, and words for the pictures of a part of the page that brings none of its own."""


@solara.component_vue("plain.vue", vuetify=False)
def Plain(heading: str, texts: list[str], code: str) -> None:
    """A heading, a few paragraphs, and something to type."""
