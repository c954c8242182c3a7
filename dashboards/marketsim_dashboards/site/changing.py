"""What a visitor changes: the policies, the levers, the facts assumed, the luck and the bet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from marketsim.parameters import declared
from marketsim.parameters.errors import MarketsimError
from marketsim_dashboards.site.betting import GUESSES, Bet, without_luck
from marketsim_dashboards.site.controls import refusal, text_of
from marketsim_dashboards.site.findings import THEMES
from marketsim_dashboards.stage.story import LAST_DAY, LEFT, RIGHT, Slot

if TYPE_CHECKING:
    from marketsim_dashboards.site.visit import Visit

BOTH = -1


def side_of(asked: dict[str, Any]) -> int:
    """Which side is meant."""
    return RIGHT if asked.get("side") == RIGHT else LEFT


def choose_policy(visit: Visit, asked: dict[str, Any]) -> None:
    """Put another policy on one side; what was changed there by hand is given up."""
    story = visit.story.value
    visit.play(story.with_slot(side_of(asked), Slot(str(asked["policy"]))))


def set_value(visit: Visit, asked: dict[str, Any]) -> None:
    """Set a lever on one side from the morning of the day shown, or assume a fact in both worlds."""
    story, key = visit.story.value, str(asked["key"])
    try:
        text = text_of(declared().declaration(key), asked["value"])
    except (MarketsimError, ValueError, TypeError, OverflowError):
        visit.notice.value = refusal(key, visit.language.value)
        return
    if asked.get("side") == BOTH:
        visit.play(replace(story, assumed={**story.assumed, key: text}), 0)
        return
    side, day = side_of(asked), min(LAST_DAY, max(0, int(asked.get("day", 0))))
    visit.play(story.with_slot(side, story.slots[side].with_lever(day, key, text)))


def reset_value(visit: Visit, asked: dict[str, Any]) -> None:
    """Leave a lever, and each of its names, to the policy again, or a fact to its declared value."""
    story, key = visit.story.value, str(asked["key"])
    if asked.get("side") == BOTH:
        kept = {
            name: text
            for name, text in story.assumed.items()
            if name != key and not name.startswith(f"{key}.")
        }
        visit.play(replace(story, assumed=kept), 0)
        return
    side = side_of(asked)
    slot = story.slots[side]
    left = tuple(one for one in slot.changes if one.lever != key and not one.lever.startswith(f"{key}."))
    visit.play(story.with_slot(side, replace(slot, changes=left)))


def reset_all(visit: Visit, asked: dict[str, Any]) -> None:
    """Leave every lever of one side to its policy again."""
    story, side = visit.story.value, side_of(asked)
    visit.play(story.with_slot(side, Slot(story.slots[side].policy)))


def set_luck(visit: Visit, asked: dict[str, Any]) -> None:
    """Give both worlds another luck."""
    given = asked.get("replicate")
    if isinstance(given, int | float) and given == given:
        visit.play(replace(visit.story.value, replicate=int(max(0, min(9_999, given)))))


def place_bet(visit: Visit, asked: dict[str, Any]) -> None:
    """Bet on the two worlds as they are; a bet that leaves a theme out is none."""
    guesses = {theme: str(asked["guesses"].get(theme, "")) for theme in THEMES}
    if set(guesses.values()) <= set(GUESSES):
        visit.bet.value = Bet(without_luck(visit.story.value), guesses)
