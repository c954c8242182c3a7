"""An argument as its card tells it, in either language: what is claimed, and what the laboratory says of it so far."""

from __future__ import annotations

import re
from typing import Any

from marketsim.study.claim.arguments import Argument
from marketsim.study.claim.sentences import as_mean, depends, fates, is_transient
from marketsim.study.claim.told import InEnsemble, Interval, Verdict
from marketsim.study.claim.verdict import ASSUMED
from marketsim.study.experiment.claims import AREAS
from marketsim.study.measure import unit_words
from marketsim.study.measure import words as plain
from marketsim.study.numerals import NOT_KNOWN, SPACE, interval, number
from marketsim_dashboards.site.cited import cited
from marketsim_dashboards.site.naming import called
from marketsim_dashboards.words.catalogue import words
from marketsim_dashboards.words.translated import ENGLISH, said

OF_MEASURES = re.compile(r"(slope|concentration) of (\w+)(?: on (\w+))?")
"""What a claim may be about beside a measure itself."""


def card(one: Argument, language: str) -> dict[str, Any]:
    """An argument as the page shows it."""
    claim = f"{one.experiment}.{one.name}"
    english = {"statement": one.statement, "evidence": one.evidence, "critic": one.critic}
    texts, spoken = said(language, "arguments", claim, english)
    question, asked_in = said(language, "arguments", f"{one.experiment}.question", {"text": one.question})
    told = words(language)["pages"]["arguments"]
    return {
        "key": claim,
        "row": one.row,
        "topic": one.row[:1],
        **texts,
        "language": spoken,
        "question": question["text"],
        "question_language": asked_in,
        "experiment": one.experiment,
        "citations": [cited(each, language) for each in one.citations],
        "verdict": one.verdict,
        "told": sentences(one.kept, language) if one.kept else [],
        "where": one.kept.fails_where if one.kept else [],
        "stale": [told["changed"].get(why, why) for why in one.stale],
        "against": one.against,
    }


def sentences(verdict: Verdict, language: str) -> list[str]:
    """A verdict with its shares, its effect and its window; in English what the study itself prints."""
    told = words(language)["pages"]["arguments"]
    by = told["told"]
    name = capital(told["verdicts"].get(verdict.verdict, verdict.verdict))
    what = depends(verdict)
    parts = [by[what].format(verdict=name) if what else f"{name}."]
    here = verdict.here
    if here is None or not here.worlds:
        return [*parts, str(by["nothing"])]
    first, last = verdict.window
    measured = by["measured"].format(
        contrast=contrast(verdict, language),
        quantity=quantity(verdict, language),
        effect=effect(verdict, here.effect, language),
        first=first,
        last=last,
        transient=by["transient"] if is_transient(verdict) else "",
    )
    if verdict.verdict == ASSUMED:
        return [*parts, str(by["given"]), str(measured)]
    parts += [measured, in_worlds(verdict, here, language)]
    if verdict.verdict != verdict.alone:
        parts.append(by["alone"].format(alone=told["verdicts"].get(verdict.alone, verdict.alone)))
    if verdict.driven_by_assumptions:
        parts.append(by["driven"])
        named = ", ".join(fact(key, language) for key in verdict.assumptions)
        parts += [by["most"].format(named=named)] if named else []
    return [str(part) for part in parts]


def in_worlds(verdict: Verdict, here: InEnsemble, language: str) -> str:
    """In how many worlds a claim holds, and what it does in the others."""
    told = words(language)["pages"]["arguments"]
    by, name = told["told"], told["ensembles"].get(verdict.judged_in, verdict.judged_in)
    each = by["each" if verdict.replicates > 1 else "once"].format(replicates=verdict.replicates)
    holds = by["holds"].format(worlds=here.worlds, ensemble=name, each=each, held=here.held)
    others = [by[fate].format(number=number) for fate, number in fates(verdict, here).items()]
    return f"{'; '.join([holds, *others])}."


def contrast(verdict: Verdict, language: str) -> str:
    """What is compared."""
    by = words(language)["pages"]["arguments"]["told"]
    claim = verdict.claim
    treated = scenario(str(claim["treatment"]), language)
    if claim.get("match"):
        low, high = (scenario(str(one), language) for one in claim["match"]["between"])
        matched = measure(str(claim["match"]["measure"]), language)
        return str(by["matched"].format(treated=treated, low=low, high=high, measure=matched))
    if claim.get("control") is None:
        level = localised(number(float(claim["than"])), language)
        return str(by["level"].format(treated=treated, than=level))
    return str(by["against"].format(treated=treated, control=scenario(str(claim["control"]), language)))


def quantity(verdict: Verdict, language: str) -> str:
    """What is measured."""
    by, claim = words(language)["pages"]["arguments"]["told"], verdict.claim
    name = " ".join(str(claim["measure"]).split())
    text = by["and"].join(measure(one, language) for one in name.split(" + "))
    if claim.get("per"):
        text = by["per"].format(measure=text, other=measure(str(claim["per"]), language))
    if claim.get("events") == "recorded" and "recorded" not in name:
        text = by["recorded"].format(measure=text)
    return str(text)


def effect(verdict: Verdict, one: Interval | None, language: str) -> str:
    """The mean effect with its interval and unit."""
    if one is None:
        return NOT_KNOWN
    by = words(language)["pages"]["arguments"]["told"]
    change, reach = (
        localised(text, language) for text in interval(as_mean(one, 100.0 if verdict.relative else 1.0))
    )
    if verdict.relative:
        of = "of_level" if verdict.claim.get("control") is None else "relative"
        return str(by[of].format(change=change, reach=reach))
    units = words(language)["measures"]["units"]
    unit = unit_words(verdict.unit) if language == ENGLISH else units.get(verdict.unit, verdict.unit)
    return f"{change}{' ' + unit if unit and unit != '1' else ''} ({reach})"


def measure(name: str, language: str) -> str:
    """A measure, or what is made of measures, by name."""
    if language == ENGLISH:
        return plain(name)
    for ending, area in AREAS.items():
        if name.endswith(ending):
            told = words(language)["pages"]["arguments"]["told"][area]
            return str(told.format(measure=measure(name.removesuffix(ending), language)))
    made = OF_MEASURES.fullmatch(name)
    if made:
        told = words(language)["pages"]["arguments"]["told"][made[1]]
        return str(told.format(measure=measure(made[2], language), on=measure(made[3] or "", language)))
    return called(language, "measures", name) or called(language, "cells", name) or plain(name)


def scenario(name: str, language: str) -> str:
    """A policy of the library or of one experiment, by name."""
    if language == ENGLISH:
        return plain(name)
    return called(language, "policies", name) or called(language, "treatments", name) or plain(name)


def fact(key: str, language: str) -> str:
    """A parameter by topic and name."""
    topic, name = key.split(".", 1)
    if language == ENGLISH:
        return plain(f"{topic}: {name}")
    topics = words(language)["levers"]["topics"]
    return f"{topics.get(topic, plain(topic))}: {called(language, 'numbers', key) or plain(name)}"


def capital(text: str) -> str:
    """The first word of a sentence."""
    return text[:1].upper() + text[1:]


def localised(text: str, language: str) -> str:
    """A written number or interval with the language's decimal sign and its word for "to"."""
    if language == ENGLISH:
        return text
    by = words(language)["pages"]["arguments"]["told"]
    return text.replace(".", ",").replace(f"{SPACE}to{SPACE}", f"{SPACE}{by['to']}{SPACE}")
