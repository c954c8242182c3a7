"""What stands below the maps: levers, the bet, why it happened, the figures, and what to take away."""

from __future__ import annotations

from functools import partial
from typing import Any

import solara

from marketsim.parameters.declaration import Declaration
from marketsim_dashboards.components import pieces
from marketsim_dashboards.components.pieces import Figures, Levers, Share, Why
from marketsim_dashboards.site import changing
from marketsim_dashboards.site.betting import Bet, without_luck
from marketsim_dashboards.site.controls import (
    FIRST,
    assumed,
    changed_by_hand,
    control,
    in_force_on,
    levers,
    parameters,
    values,
)
from marketsim_dashboards.site.findings import ABOUT_THE_SAME, figure, groups, measures_of, outcome, sections
from marketsim_dashboards.site.naming import policies_to_choose, policy_name
from marketsim_dashboards.site.sharing import sharing
from marketsim_dashboards.site.telling import told
from marketsim_dashboards.site.visit import Visit
from marketsim_dashboards.stage.pairs import DAYS, MOST_PAIRS
from marketsim_dashboards.words.catalogue import words

LAST = 100_000
"""A day on which every change has been made."""


def _controls(declarations: list[Declaration], language: str) -> list[dict[str, Any]]:
    return [control(one, language) for one in declarations]


@solara.component
def LeversOf(here: Visit) -> None:
    """Policies, levers and facts."""
    language, story = here.language.value, here.story.value
    asked, set_asked = solara.use_state(frozenset[str]())
    every, facts = levers(), parameters()
    first = [one for one in every if one.key in FIRST]
    rest = [one for one in every if one.key not in FIRST]
    shown = [*first, *(rest if "more" in asked else [])]
    changed = [*(changed_by_hand(slot) for slot in story.slots), list(story.assumed)]
    Levers(
        words=words(language)["levers"],
        language=language,
        policies=policies_to_choose(language),
        chosen=[slot.policy for slot in story.slots],
        controls=_controls(first, language),
        more=_controls(rest, language) if "more" in asked else None,
        more_count=len(rest),
        assumptions=_controls(facts, language) if "facts" in asked else None,
        fact_count=len(facts),
        values=[values(in_force_on(story, side, LAST), shown) for side in (0, 1)],
        shared=values(assumed(story), facts) if "facts" in asked else {},
        changed=changed,
        replicate=story.replicate,
        notice=words(language)["site"]["busy"] if here.notice.value == "busy" else here.notice.value,
        event_choose=partial(changing.choose_policy, here),
        event_set_value=partial(changing.set_value, here),
        event_reset_value=partial(changing.reset_value, here),
        event_reset_all=partial(changing.reset_all, here),
        event_luck=partial(changing.set_luck, here),
        event_want_controls=lambda what: set_asked(asked | {str(what["what"])}),
    )


@solara.component
def BetOf(here: Visit) -> None:
    """The bet, which stands for the two policies as they are now and no others."""
    language, story, bet = here.language.value, here.story.value, here.bet.value
    done = here.pairs_done.value
    pieces.Bet(
        words=words(language)["more"]["bet"],
        policies=[policy_name(slot, language) for slot in story.slots],
        story=without_luck(story),
        is_open=bet.is_open(story),
        guesses=bet.guesses,
        declined=bet.declined,
        moved=bool(bet.about) and bet.is_open(story),
        outcome=outcome(here.house.pairs_of(story)) if done >= 2 else {},
        share=round(100 * ABOUT_THE_SAME),
        complete=done >= here.pairs_wanted.value,
        event_place=partial(changing.place_bet, here),
        event_decline=lambda _: here.bet.set(Bet(declined=True)),
        event_reopen=lambda _: here.bet.set(Bet()),
    )


@solara.component
def FiguresOf(here: Visit) -> None:
    """The figures, from the pairs lived so far."""
    language, story = here.language.value, here.story.value
    group, set_group = solara.use_state("headlines")
    done = here.pairs_done.value
    solara.use_effect(lambda: here.more_pairs(), [])
    pairs = here.house.pairs_of(story)
    policies = [policy_name(slot, language) for slot in story.slots]

    def drawn() -> list[dict[str, Any]]:
        return (
            [figure(one, pairs, policies, language) for one in measures_of(group, pairs)]
            if len(pairs)
            else []
        )

    def parted() -> list[dict[str, Any]]:
        return sections(group, pairs, policies, language) if len(pairs) else []

    Figures(
        words=words(language)["figures"],
        language=language,
        policies=policies,
        groups=groups(pairs),
        group=group,
        figures=solara.use_memo(drawn, [story.key, done, group, language]),
        sections=solara.use_memo(parted, [story.key, done, group, language]),
        done=done,
        planned=here.pairs_wanted.value,
        most=MOST_PAIRS,
        days=DAYS,
        first_day=story.last_change,
        event_choose_group=lambda asked: set_group(str(asked["group"])),
        event_more_pairs=lambda _: here.more_pairs(here.pairs_wanted.value + 12),
    )


@solara.component
def WhyOf(here: Visit) -> None:
    """The first events in which the worlds parted."""
    language, found = here.language.value, here.partings.value
    parted = None if found is None else told(found, here.story.value.start, language)
    Why(words=words(language)["more"]["why"], language=language, parted=parted, event_ask=here.ask_why)


@solara.component
def ShareOf(here: Visit) -> None:
    """What can be taken away."""
    language = here.language.value
    Share(
        words=words(language)["more"]["share"],
        language=language,
        sharing=sharing(here.story.value, language),
        digests=here.digests.value,
        event_want_digests=here.want_digests,
    )
