"""An explanation told in sentences, all of which stand in one catalogue: another language needs only another one.

What a chain claims is told as what it is: *it turned on* was tried by living the moment again, *at the same time* is
mere coincidence in time, and one pair of histories says nothing about how common any of it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from marketsim.entities.clock import SECONDS_PER_DAY
from marketsim.study.explain.chain import Chain, Link
from marketsim.study.explain.happening import EVERYDAY
from marketsim.study.explain.turning import NOTHING_SINGLE, POLICY, Turned
from marketsim.study.measure import words
from marketsim.study.naming import moment_words
from marketsim.study.reproduce.parting import about_process

if TYPE_CHECKING:
    from marketsim.study.explain.explanation import Explanation
    from marketsim.study.explain.happening import Happening

ENGLISH: Mapping[str, str] = {
    "title": "{one} and {other}: the same people, the same luck, {days} days from {start}",
    "same": "Nothing happens otherwise: the two histories are the same to the last bit for {days} days.",
    "levers": "What is decided differently",
    "lever": "{key}: {here} under {one}, {there} under {other}",
    "more": "and {more} more",
    "no levers": "no lever; the two begin with other facts",
    "parting": "Where the two part",
    "parted": "{when}. {about}",
    "parted in": "{agent}, {attribute}: {here} under {one}, {there} under {other}",
    "never alike": "They differ from the first morning on, because other facts were assumed.",
    "first": "What then happens in one of them only, at first",
    "event": "{when}, {place}: {told} (only under {name})",
    "counts": "How often in {days} days ({one}, {other})",
    "count": "{kind}: {here}, {there}",
    "chain": "How it came about that {told} (only under {name})",
    "effect": "{when}: {told}. {turned}",
    "became": "{when}: {agent}, {attribute}: {value} rather than {instead}, when {about} {turned}",
    "stayed": "{when}: {agent}, {attribute}: still {value}, while under {other} it became {instead}, "
    "when {about} {turned}",
    "turned": "It turned on {agent}, {attribute}: {here} rather than {there}.",
    "turned together": "It turned on several things together, first {agent}, {attribute}: {here} rather than {there} "
    "(with {more}).",
    "turned policy": "It turned on the policy: {levers}.",
    "turned lever": "{key} is {here} and not {there}",
    "turned nothing": "No one thing made the difference, and several together could not be told apart.",
    "also": "It also took {also} to be as they were.",
    "beside": "At the same time: {told} (only under {name}).",
    "reached": "So far back, it is the policy that made the difference.",
    "not reached": "Followed no further: what lies before it is not known from this.",
    "tried": "How this is known: the world was put back to each of these moments and lived on with that one thing as "
    "it was in the other history, all else being equal, and it did not happen. Each trial covers one moment; "
    "other things were needed too.",
    "one story": "This is one pair of histories. Whether it is typical, only many pairs can say: "
    "marketsim compare {names}.",
    "somewhere": "off the streets",
    "who": "{kind} {number}",
    "several": "the others",
    "severity": ", severity {severity} of 3",
    "cause": " ({cause})",
    "did to": "{actor}: {kind}, {target}",
    "did": "{actor}: {kind}",
    "befell": "{kind}: {target}",
    "happened": "{kind}",
    "stop": "{actor} stops {target}",
    "arrest": "{actor} arrests {target}",
    "violence": "{actor} attacks {target}",
    "overdose": "{actor} has an overdose",
    "death": "{actor} dies of an overdose",
    "sale": "{actor} sells to {target}",
    "rip-off": "{actor} cheats {target}",
    "use": "{actor} uses",
    "contact": "{actor} talks with {target}",
    "asked to move": "{actor} asks {target} to move",
    "steered": "{actor} steers {target} to the consumption room",
    "theft": "{actor} steals",
    "complaint": "{actor} complains",
    "visit": "{actor} is let into the consumption room",
    "refusal": "{actor} is refused by the consumption room",
    "relocation": "{actor} moves to another spot",
    "confiscation": "{actor} takes the drugs of {target}",
    "fine": "{actor} fines {target}",
    "entry": "{actor} begins to sell",
    "exit": "{actor} gives up selling",
}
"""The sentences; those named like a kind of event tell it. ``name`` translates the words put into them."""
MOST_LEVERS, MOST_BESIDE, MOST_COUNTS = 6, 2, 8
OFTEN = 0.05


@dataclass(frozen=True)
class Paragraph:
    """A heading and what is told under it, line by line."""

    heading: str
    lines: tuple[str, ...]


class Teller:
    """Tells an explanation.

    Parameters
    ----------
    say : the catalogue of sentences
    name : turns a word of the model (a kind of event, an attribute, a policy) into one of the reader's language
    about : turns the name of a process into the half-sentence that says what it does
    """

    def __init__(
        self,
        explanation: Explanation,
        say: Mapping[str, str] = ENGLISH,
        name: Callable[[str], str] = words,
        about: Callable[[str], str] = about_process,
    ) -> None:
        self.told, self.say, self.name, self.about = explanation, say, name, about
        self.one, self.other = (name(one) for one in explanation.names)

    def paragraphs(self) -> list[Paragraph]:
        """Return the whole of it."""
        told, say = self.told, self.say
        title = say["title"].format(one=self.one, other=self.other, days=told.days, start=told.start)
        if told.parting is None and not told.first:
            return [Paragraph(title, (say["same"].format(days=told.days),))]
        parts = [Paragraph(title, ()), self.levers(), self.parting(), self.first()]
        if counts := self.counts():
            parts.append(counts)
        parts += [self.chain(chain) for chain in told.chains]
        names = " ".join(told.names)
        return [
            *parts,
            Paragraph("", (*((say["tried"],) if told.chains else ()), say["one story"].format(names=names))),
        ]

    def levers(self) -> Paragraph:
        """Tell what the two decide differently."""
        turned = {key for chain in self.told.chains for link in chain.links for key, *_ in link.turned.levers}
        differ = sorted(self.told.levers.items(), key=lambda lever: lever[0] not in turned)
        lines = [
            self.say["lever"].format(key=key, here=here, there=there, one=self.one, other=self.other)
            for key, (here, there) in differ[:MOST_LEVERS]
        ]
        if len(differ) > MOST_LEVERS:
            lines.append(self.say["more"].format(more=len(differ) - MOST_LEVERS))
        return Paragraph(self.say["levers"], tuple(lines or [self.say["no levers"]]))

    def parting(self) -> Paragraph:
        """Tell where the two part."""
        parting, say = self.told.parting, self.say
        if parting is None:
            return Paragraph(say["parting"], (say["never alike"],))
        who = say["parted in"].format(
            agent=parting.agent,
            attribute=self.name(parting.attribute),
            here=parting.here,
            there=parting.there,
            one=self.one,
            other=self.other,
        )
        about = self.about(parting.process)
        return Paragraph(say["parting"], (say["parted"].format(when=parting.when, about=about), who))

    def first(self) -> Paragraph:
        """Tell the first events of which the other history has none."""
        return Paragraph(self.say["first"], tuple(self.line(event) for event in self.told.first))

    def counts(self) -> Paragraph | None:
        """Tell how often kinds of events happened, where that differs by more than a twentieth."""
        lines = [
            self.say["count"].format(kind=self.name(kind), here=here, there=there)
            for kind, (here, there) in self.told.counts.items()
            if abs(here - there) > OFTEN * max(here, there)
        ]
        if not lines:
            return None
        heading = self.say["counts"].format(days=self.told.days, one=self.one, other=self.other)
        return Paragraph(heading, tuple(lines[:MOST_COUNTS]))

    def chain(self, chain: Chain) -> Paragraph:
        """Tell how an event came about, backwards in time."""
        event = chain.event
        heading = self.say["chain"].format(told=self.event(event), name=self.side(event.side))
        lines = [self.link(link, event.side) for link in told_of(chain)]
        end = self.say["reached" if chain.reaches_the_policy else "not reached"]
        return Paragraph(heading, (*lines, end))

    def link(self, link: Link, side: int) -> str:
        """Tell one step of a chain."""
        when = self.when(link.day, link.step)
        turned = self.turned(link.turned)
        if link.event is not None:
            return self.say["effect"].format(when=when, told=self.event(link.event), turned=turned)
        about = self.about(link.process)
        told = self.say["became" if link.changed[0] else "stayed"].format(
            when=when,
            agent=link.agent,
            attribute=link.meaning,
            value=link.value,
            instead=link.instead,
            other=self.side(1 - side),
            about=about[:1].lower() + about[1:],
            turned=turned,
        )
        beside = [
            self.say["beside"].format(told=self.event(event), name=self.side(event.side))
            for event in sorted(link.beside, key=lambda event: event.kind in EVERYDAY)[:MOST_BESIDE]
        ]
        return " ".join([told, *beside])

    def turned(self, turned: Turned) -> str:
        """Tell on what something turned."""
        say = self.say
        if turned.on == NOTHING_SINGLE:
            return say["turned nothing"]
        if turned.on == POLICY:
            levers = [
                say["turned lever"].format(key=key, here=here, there=there)
                for key, here, there in turned.levers
            ]
            told = say["turned policy"].format(levers="; ".join(levers))
        else:
            more = (
                ", ".join(self.name(one) for one in turned.more) or ", ".join(turned.also) or say["several"]
            )
            told = say["turned together" if turned.together else "turned"].format(
                agent=turned.agent,
                attribute=self.name(turned.attribute),
                here=turned.here,
                there=turned.there,
                more=more,
            )
        also = say["also"].format(also=", ".join(turned.also)) if turned.also and not turned.together else ""
        return f"{told} {also}".strip()

    def line(self, event: Happening) -> str:
        """Tell an event with its time and place."""
        place = self.told.streets.get(event.cell, self.say["somewhere"])
        when = self.when(event.day, event.step)
        return self.say["event"].format(
            when=when, place=place, told=self.event(event), name=self.side(event.side)
        )

    def event(self, event: Happening) -> str:
        """Tell what happened, by whom and to whom."""
        actor = self.who(event.actor_kind, event.actor)
        target = self.who(event.target_kind, event.target)
        sentence = self.say.get(event.kind)
        if sentence is None:
            known = ("did to" if target else "did") if actor else ("befell" if target else "happened")
            sentence = self.say[known]
        told = sentence.format(actor=actor, target=target, kind=self.name(event.kind))
        cause = self.say["cause"].format(cause=self.name(event.cause)) if event.cause != "none" else ""
        severity = self.say["severity"].format(severity=event.severity) if event.kind == "violence" else ""
        return told + cause + severity

    def who(self, kind: str, number: int) -> str:
        """Return who somebody in the ledger is."""
        if kind == "nobody":
            return ""
        return self.say["who"].format(kind=self.name(kind), number=number) if number >= 0 else self.name(kind)

    def side(self, side: int) -> str:
        """Return what a history is called."""
        return (self.one, self.other)[side]

    def when(self, day: int, step: int) -> str:
        """Return when a step begins."""
        second = max(0, step - 1) * self.told.tick_seconds
        return moment_words(self.told.start, day + second // SECONDS_PER_DAY, second % SECONDS_PER_DAY)


def told_of(chain: Chain) -> list[Link]:
    """Return the links that are told: of several in a row about the same one, the first and the last."""
    links = chain.links
    return [
        link
        for place, link in enumerate(links)
        if place in (0, len(links) - 1)
        or links[place - 1].agent != link.agent
        or links[place + 1].agent != link.agent
    ]


def tell(explanation: Explanation, say: Mapping[str, str] = ENGLISH) -> list[Paragraph]:
    """Tell an explanation in the words of a catalogue."""
    return Teller(explanation, say).paragraphs()
