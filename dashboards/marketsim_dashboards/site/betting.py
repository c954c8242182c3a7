"""A bet: what a visitor expects of many pairs, and whether the page may say yet which way they went."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from marketsim_dashboards.stage.story import Story

GUESSES = ("more", "same", "less")


@dataclass(frozen=True)
class Bet:
    """What was guessed, and about which two worlds.

    Attributes
    ----------
    about : the name of the story, whatever its luck; empty where no bet was placed
    guesses : theme → one of GUESSES
    declined : whether the visitor looks without betting
    """

    about: str = ""
    guesses: dict[str, str] = field(default_factory=dict)
    declined: bool = False

    def is_open(self, story: Story) -> bool:
        """Whether a bet on these two worlds may still be placed, so that nothing may say how it would come out."""
        return not self.declined and self.about != without_luck(story)


def without_luck(story: Story) -> str:
    """The name of a story whatever its luck: a bet is about all pairs."""
    return replace(story, replicate=0).key
