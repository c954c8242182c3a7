"""A story as a link, as the files and commands that run it again, and as a line to cite."""

from __future__ import annotations

import json
import shlex
from typing import Any
from urllib.parse import parse_qs, urlencode

from marketsim.parameters.errors import MarketsimError
from marketsim.study.circumstances import version_of
from marketsim_dashboards.site.naming import policy_name
from marketsim_dashboards.stage.story import FIRST_DAY, LAST_DAY, SIDES, Change, Slot, Story, checked
from marketsim_dashboards.words.catalogue import words

AUTHORS, YEAR = "The marketsim authors", 2026
TITLE = "marketsim: an agent-based laboratory of how policing changes an open drug market"
"""By whom, when and under what title all of this is cited, as in CITATION.cff."""

VERSION = "1"
LONGEST = 4_000
LATEST_SETTING = "~"


class BadLink(MarketsimError):
    """A link that cannot be followed; ``what`` says what is wrong with it in one word."""

    def __init__(self, what: str, text: str) -> None:
        super().__init__(text)
        self.what = what


def query(story: Story, tick: int | None = None) -> str:
    """The part of a link after its question mark; whatever stands as it was declared is left out."""
    parts: list[tuple[str, str]] = [("v", VERSION)]
    for side, slot in zip(SIDES, story.slots, strict=True):
        parts.append((side, slot.policy))
        parts += [
            (f"{side}.set", f"{one.day}{LATEST_SETTING}{one.lever}{LATEST_SETTING}{one.to}")
            for one in slot.changes
        ]
    parts += [("assume", f"{key}{LATEST_SETTING}{value}") for key, value in story.assumed.items()]
    if story.replicate:
        parts.append(("replicate", str(story.replicate)))
    if story.start != FIRST_DAY:
        parts.append(("from", story.start))
    if tick is not None:
        parts.append(("tick", str(tick)))
    return urlencode(parts)


def story_of(text: str) -> tuple[Story, int | None]:
    """The story of a link and where to begin; a link that cannot be played is one of our own errors."""
    if len(text) > LONGEST:
        raise BadLink("long", f"the link has {len(text)} characters; allowed is {LONGEST}")
    asked = parse_qs(text, max_num_fields=300)
    if "v" not in asked:
        return Story(), None
    if asked["v"] != [VERSION]:
        raise BadLink("version", "the link was made for another version of these pages")
    try:
        slots = [
            Slot(
                asked.get(side, [getattr(Story(), side).policy])[0],
                tuple(map(_change, asked.get(f"{side}.set", ()))),
            )
            for side in SIDES
        ]
        assumed = dict(_two(one) for one in asked.get("assume", ()))
        replicate = int(asked.get("replicate", ["0"])[0])
        tick = int(asked["tick"][0]) if "tick" in asked else None
    except ValueError:
        raise BadLink("damaged", "the link is damaged") from None
    if tick is not None and not 0 <= tick <= LAST_DAY * 288:
        raise BadLink("outside", "the link begins outside the run")
    return checked(Story(slots[0], slots[1], assumed, replicate, asked.get("from", [FIRST_DAY])[0])), tick


def _change(text: str) -> Change:
    day, lever, to = text.split(LATEST_SETTING, 2)
    return Change(int(day), lever, to)


def _two(text: str) -> tuple[str, str]:
    key, value = text.split(LATEST_SETTING, 1)
    return key, value


def toml(slot: Slot) -> str:
    """The policy of a slot as a policy file."""
    document = slot.document()
    lines = [f"about = {json.dumps(document['about'], ensure_ascii=False)}",
             f"source = {json.dumps(document['source'], ensure_ascii=False)}"]  # fmt: skip
    for change in document["change"]:
        lines += ["", "[[change]]"]
        for key, value in change.items():
            plain = value if key in ("from", "from_day") else json.dumps(value, ensure_ascii=False)
            lines.append(f"{key} = {plain}")
    return "\n".join(lines) + "\n"


def file_name(slot: Slot) -> str:
    """The name under which the policy's file must be saved for the command to find it."""
    return f"{slot.name}.toml"


def command(story: Story, side: int, days: str = "{days}") -> str:
    """The command that gives the same numbers and the same digest; the days are left to be filled in."""
    slot = story.slots[side]
    typed = ["marketsim", "run", slot.policy if not slot.changes else file_name(slot), "--days", "DAYS"]
    typed += ["--from", story.start, "--replicate", str(story.replicate)]
    for key, value in story.assumed.items():
        typed += ["--assume", f"{key}={value}"]
    return shlex.join(typed).replace("DAYS", days, 1)


def cite(story: Story, language: str) -> str:
    """The line to cite a story by; the page itself fills in its link."""
    told = words(language)["more"]["share"]["citation"]
    return str(
        told.format(
            authors=AUTHORS, year=YEAR, title=TITLE, version=version_of("marketsim"), story=story.key[:12],
            link="{link}",
        )
    )  # fmt: skip


def sharing(story: Story, language: str) -> dict[str, Any]:
    """Everything that the page offers to take away; the page itself fills in the day."""
    return {
        "query": query(story),
        "sides": [
            {
                "name": policy_name(slot, language),
                "file": file_name(slot),
                "toml": toml(slot),
                "command": command(story, side),
            }
            for side, slot in enumerate(story.slots)
        ],
        "cite": cite(story, language),
    }
