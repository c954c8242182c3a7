"""A story: two policies in the same world with the same luck, as plain data that can be named, shared and run again."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from typing import Any, Self

from marketsim.model.simulate import RunSpec
from marketsim.parameters import changed, declared
from marketsim.parameters.errors import BadValue, OutOfRange, WrongKind
from marketsim.policies import policy_from, read_policy
from marketsim.policies.policy import library
from marketsim.study.identity import digest
from marketsim.study.scenario import date_of, whole

LEFT, RIGHT = range(2)
SIDES = ("left", "right")
FIRST_DAY = "2018-03-05"
LAST_DAY = 365
MOST_CHANGES = 200
LARGEST_REPLICATE = 9_999
CHANGED = "_changed"


@dataclass(frozen=True)
class Change:
    """A lever that the visitor set, from the morning of a day of the run."""

    day: int
    lever: str
    to: str

    def document(self) -> dict[str, Any]:
        """The change as a policy file says it."""
        when = {"from_day": self.day} if self.day else {}
        return {**when, "lever": self.lever, "to": self.to}


@dataclass(frozen=True)
class Slot:
    """What the city does in one of the two worlds: a policy of the library and what was changed by hand."""

    policy: str
    changes: tuple[Change, ...] = ()

    def before(self, day: int) -> Self:
        """The slot without what was changed from a day on."""
        return replace(self, changes=tuple(one for one in self.changes if one.day < day))

    @property
    def name(self) -> str:
        """The policy's name; one changed by hand is no longer the library's."""
        return self.policy + (CHANGED if self.changes else "")

    def document(self) -> dict[str, Any]:
        """The whole policy as a policy file says it."""
        read = read_policy(self.policy).document()
        return {**read, "change": read["change"] + [change.document() for change in self.changes]}

    def with_lever(self, day: int, lever: str, to: str | None) -> Self:
        """Set a lever from a day on, or with ``None`` leave it to the policy from then on as before."""
        others = tuple(one for one in self.changes if one.lever != lever or one.day < day)
        if to is None:
            kept = tuple(one for one in others if one.lever != lever)
            return replace(self, changes=kept)
        return replace(self, changes=(*others, Change(day, lever, to)))


@dataclass(frozen=True)
class Story:
    """Two slots, and what both worlds share: facts assumed otherwise, the luck and the first day."""

    left: Slot = Slot("crackdown")
    right: Slot = Slot("harm_reduction")
    assumed: dict[str, str] = field(default_factory=dict)
    replicate: int = 0
    start: str = FIRST_DAY

    @cached_property
    def key(self) -> str:
        """The name of what is shown; equal stories have equal names."""
        return digest(self.document())

    @property
    def slots(self) -> tuple[Slot, Slot]:
        """The slot on the left and the one on the right."""
        return self.left, self.right

    @property
    def setting(self) -> tuple[dict[str, str], int, str]:
        """What both worlds share; stories that share it can be played by the same two markets."""
        return self.assumed, self.replicate, self.start

    @cached_property
    def kin(self) -> str:
        """The name of the story without what was changed by hand; kin have lived many of the same mornings."""
        return replace(self, left=Slot(self.left.policy), right=Slot(self.right.policy)).key

    @property
    def last_change(self) -> int:
        """The day from whose morning on nothing was changed by hand any more; 0 where nothing was."""
        return max((change.day for slot in self.slots for change in slot.changes), default=0)

    def with_slot(self, side: int, slot: Slot) -> Self:
        """Put another slot on one side."""
        return replace(self, left=slot) if side == LEFT else replace(self, right=slot)

    def spec(self, side: int, days: int = 30) -> RunSpec:
        """The run on one side, as the model and the command line know it."""
        slot = self.slots[side]
        policy = {"name": slot.name, **slot.document()}
        return RunSpec(
            policy=policy, parameters=self.assumed, start=self.start, days=days, replicate=self.replicate
        )

    def document(self) -> dict[str, Any]:
        """The story as plain data."""
        return asdict(self)

    @classmethod
    def from_document(cls, given: dict[str, Any]) -> Self:
        """Read a story back, refusing whatever cannot be run."""
        left, right = (_slot(given[side]) for side in SIDES)
        story = cls(left, right, dict(given.get("assumed", {})), int(given["replicate"]), str(given["start"]))
        checked(story)
        return story

    def to_json(self) -> bytes:
        """The story as one line of JSON."""
        return json.dumps(self.document()).encode()


def _slot(given: dict[str, Any]) -> Slot:
    changes = tuple(
        Change(int(one["day"]), str(one["lever"]), str(one["to"])) for one in given.get("changes", ())
    )
    return Slot(str(given["policy"]), changes)


def checked(story: Story) -> Story:
    """Return the story if it can be run; anything else is one of our own errors, in one line."""
    whole("replicate", story.replicate, 0, LARGEST_REPLICATE)
    date_of(story.start)
    dt.date.fromisoformat(story.start)
    numbers = changed(declared(), parameters=story.assumed)
    for slot in story.slots:
        if slot.policy not in library():
            raise BadValue("the policy is none of the library")
        if len(slot.changes) > MOST_CHANGES:
            raise OutOfRange(f"{len(slot.changes)} changes are more than {MOST_CHANGES}")
        for change in slot.changes:
            whole("day", change.day, 0, LAST_DAY)
            if numbers.declaration(change.lever).kind != "lever":
                raise WrongKind(f"{change.lever} is a parameter, a fact that no policy changes")
            numbers.changed({change.lever: change.to})
        policy_from(slot.document(), slot.name)
    return story
