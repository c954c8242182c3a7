"""One sentence for every figure: what the pairs show, and whether they show anything."""

from __future__ import annotations

import math
from typing import Any

from marketsim.measures.declared import Measure
from marketsim.study.intervals import PairedDifference
from marketsim_dashboards.site.naming import measure_words
from marketsim_dashboards.stage.pairs import Pairs
from marketsim_dashboards.words.catalogue import words

GROUPS = (
    "headlines",
    "bearers",
    "violence",
    "nuisance",
    "displacement",
    "market",
    "police",
    "trust",
    "health",
    "people",
)
ABOUT_THE_SAME = 0.05
"""A difference whose whole interval is within this share of the right world's mean is called about the same."""
BEARERS = ("people", "dealers", "residents", "businesses", "staff", "police")


def groups(pairs: Pairs) -> list[str]:
    """The groups of figures that there is anything for, also themes that are new to these pages."""
    themes = {one.theme for one in pairs.measures()}
    known = [one for one in GROUPS if one in themes or one in ("headlines", "bearers")]
    return known + sorted(themes - set(GROUPS))


def measures_of(group: str, pairs: Pairs) -> list[Measure]:
    """The measures of a group, headlines first."""
    every = pairs.measures()
    if group == "headlines":
        return [one for one in every if one.headline]
    if group == "bearers":
        return sorted((one for one in every if one.bearer), key=lambda one: place_of(one.bearer))
    return sorted((one for one in every if one.theme == group), key=lambda one: not one.headline)


def place_of(bearer: str) -> tuple[int, str]:
    """Where whoever bears a harm comes in the order of the page; bearers new to it come last."""
    return (BEARERS.index(bearer), "") if bearer in BEARERS else (len(BEARERS), bearer)


def finding(measure: Measure, difference: PairedDifference, policies: list[str], language: str) -> str:
    """What the pairs say of one measure."""
    told, named = words(language)["figures"], measure_words(measure, language)
    found = difference.difference
    label = str(named["label"])[:1].upper() + str(named["label"])[1:]
    blanks = {
        "label": label,
        "left": policies[0],
        "right": policies[1],
        "unit": named["unit"],
        "pairs": found.replicates,
        "one": number(difference.treated.value, language),
        "other": number(difference.control.value, language),
        "gap": number(abs(found.value), language),
    }
    if found.replicates < 2 or not math.isfinite(found.low):
        return filled(told["finding_one"], blanks)
    if difference.same:
        return filled(told["finding_equal"], blanks)
    if difference.established:
        low, high = sorted((abs(found.low), abs(found.high)))
        more = "finding_more" if found.value > 0 else "finding_less"
        return filled(told[more], {**blanks, "low": number(low, language), "high": number(high, language)})
    signed = {"low": number(found.low, language), "high": number(found.high, language)}
    return filled(told["finding_open"], {**blanks, **signed})


def filled(template: str, blanks: dict[str, Any]) -> str:
    """A template with its blanks filled, without a gap where there is no unit."""
    return (
        " ".join(template.format(**blanks).split()).replace(" ;", ";").replace(" .", ".").replace(" )", ")")
    )


def figure(measure: Measure, pairs: Pairs, policies: list[str], language: str) -> dict[str, Any]:
    """A figure with its bands, its sentence and its difference."""
    difference = pairs.difference(measure.name)
    named = measure_words(measure, language)
    told = words(language)["figures"]
    found = difference.difference
    known = found.replicates > 1
    return {
        **named,
        "bearer": told["bearer"].get(measure.bearer, measure.bearer) if measure.bearer else "",
        "finding": finding(measure, difference, policies, language),
        "bands": pairs.bands(measure.name),
        "difference": found.value,
        "low": found.low if known else None,
        "high": found.high if known else None,
        "established": bool(known and difference.established),
    }


def outcome(pairs: Pairs) -> dict[str, str]:
    """For every bet what the pairs say: more or less on the left, the same, or not told yet."""
    if len(pairs) < 2:
        return {}
    said = {}
    for theme in ("violence", "nuisance", "displacement"):
        measure = next(one for one in pairs.measures() if one.theme == theme and one.headline)
        difference = pairs.difference(measure.name)
        if about_the_same(difference):
            said[theme] = "same"
        elif difference.established:
            said[theme] = "more" if difference.difference.value > 0 else "less"
        else:
            said[theme] = "open"
    return said


def about_the_same(difference: PairedDifference) -> bool:
    """Whether the whole interval of the difference is small beside what the right world has."""
    widest = max(abs(difference.difference.low), abs(difference.difference.high))
    return difference.same or widest <= ABOUT_THE_SAME * abs(difference.control.value)


def number(value: float, language: str) -> str:
    """A number to three digits, with the language's decimal sign and a true minus."""
    size = abs(value)
    text = (
        f"{value:.0f}"
        if size >= 100
        else f"{value:.1f}"
        if size >= 10
        else f"{value:.2f}"
        if size >= 0.095
        else f"{value:.3g}"
    )
    if "e" in text:
        text = f"{value:.5f}".rstrip("0").rstrip(".")
    text = text.replace("-", "−")
    return text.replace(".", ",") if language == "da" else text
