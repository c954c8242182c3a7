"""One sentence for every figure: what the pairs show, and whether they show anything."""

from __future__ import annotations

import math
import re
from collections import Counter
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
THEMES = ("violence", "nuisance", "displacement")
ABOUT_THE_SAME = 0.05
"""A difference whose whole interval is within this share of the right world's mean is called about the same."""
BEARERS = ("people", "dealers", "residents", "businesses", "staff", "police")
MOST_DECIMALS = 5
MOST_AT_ONCE = 12
"""Figures of a group that are drawn without being asked for."""


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
    label = capital(str(named["label"]))
    one, other = together([difference.treated.value, difference.control.value], language)
    blanks = {
        "label": label,
        "left": policies[0],
        "right": policies[1],
        "unit": named["unit"],
        "pairs": found.replicates,
        "one": one,
        "other": other,
    }
    if found.replicates < 2 or not math.isfinite(found.low):
        return filled(told["finding_one"], blanks)
    if difference.same:
        return filled(told["finding_equal"], blanks)
    if difference.established:
        reach = sorted((abs(found.low), abs(found.high)))
        one, other, low, high = together(
            [difference.treated.value, difference.control.value, *reach], language
        )
        more = "finding_more" if found.value > 0 else "finding_less"
        return filled(told[more], {**blanks, "one": one, "other": other, "low": low, "high": high})
    low, high = together([found.low, found.high], language)
    return filled(told["finding_open"], {**blanks, "low": low, "high": high})


def filled(template: str, blanks: dict[str, Any]) -> str:
    """A template with its blanks filled, without a gap where there is no unit."""
    return re.sub(r" (?=[;,.)])", "", " ".join(template.format(**blanks).split()))


def figure(measure: Measure, pairs: Pairs, policies: list[str], language: str) -> dict[str, Any]:
    """A figure with its bands, its sentence and its difference."""
    difference = pairs.difference(measure.name)
    named = measure_words(measure, language)
    told = words(language)["figures"]
    found = difference.difference
    known = found.replicates > 1
    bands, cut = from_none(pairs.bands(measure.name))
    gap = together([found.value, found.low, found.high] if known else [found.value], language, signed=True)
    return {
        **named,
        "bearer": told["bearer"].get(measure.bearer, measure.bearer) if measure.bearer else "",
        "finding": finding(measure, difference, policies, language),
        "bands": bands,
        "tells": tells(difference),
        "sides": together([difference.treated.value, difference.control.value], language),
        "band": told["band_cut" if cut else "band"] if known else told["one_pair"],
        "difference": gap[0],
        "low": gap[1] if known else None,
        "high": gap[2] if known else None,
        "established": bool(known and difference.established),
    }


def sections(group: str, pairs: Pairs, policies: list[str], language: str) -> list[dict[str, Any]]:
    """The figures of a group in parts, each with what comes first, what is folded up behind it, and its sum.

    Harms stand by whoever bears them; of other groups with many figures the headlines come first.
    """
    measures = measures_of(group, pairs)
    told = words(language)["figures"]
    parts: list[tuple[str, list[Measure], list[Measure]]]
    if group == "bearers":
        bearers = dict.fromkeys(one.bearer for one in measures)
        parts = [(one, [], [each for each in measures if each.bearer == one]) for one in bearers]
    elif len(measures) <= MOST_AT_ONCE:
        parts = [("", measures, [])]
    else:
        first = [one for one in measures if one.headline]
        parts = [("", first, [one for one in measures if not one.headline])]
    return [
        {
            "key": bearer,
            "title": capital(told["bearer"].get(bearer, bearer)) if bearer else "",
            "first": [one.name for one in first],
            "rest": [one.name for one in rest],
            "sum": summed_up(rest, pairs, policies, language) if rest else "",
        }
        for bearer, first, rest in parts
    ]


def summed_up(measures: list[Measure], pairs: Pairs, policies: list[str], language: str) -> str:
    """In how many figures the pairs tell the policies apart, and which way."""
    said = Counter(tells(pairs.difference(one.name)) for one in measures)
    template = words(language)["figures"]["sum" if len(pairs) > 1 else "sum_one"]
    blanks = {one: said[one] for one in ("more", "less", "same", "open")}
    return filled(
        template,
        {**blanks, "all": len(measures), "left": policies[0], "right": policies[1], "pairs": len(pairs)},
    )


def tells(difference: PairedDifference) -> str:
    """What pairs say of a measure on the left: more, less, exactly the same, or nothing yet."""
    if difference.difference.replicates < 2 or not math.isfinite(difference.difference.low):
        return "open"
    if difference.same:
        return "same"
    if not difference.established:
        return "open"
    return "more" if difference.difference.value > 0 else "less"


def capital(text: str) -> str:
    """A text that begins a sentence."""
    return text[:1].upper() + text[1:]


def from_none(bands: list[dict[str, list[float]]]) -> tuple[list[dict[str, list[float]]], bool]:
    """Bands that do not reach below zero where no mean does, since nothing happens less than never; whether any did."""
    if min(min(band["mean"]) for band in bands) < 0:
        return bands, False
    cut = min(min(band["low"]) for band in bands) < 0
    return [{**band, "low": [max(0.0, low) for low in band["low"]]} for band in bands], cut


def tell_apart(pairs: Pairs, language: str) -> dict[str, Any]:
    """In which headlines the pairs tell the policies apart, without saying which way: a bet may still be open."""
    found: dict[str, list[str]] = {"apart": [], "alike": []}
    for measure in first_headlines(pairs) if len(pairs) > 1 else []:
        told = tells(pairs.difference(measure.name)) in ("more", "less")
        found["apart" if told else "alike"].append(measure_words(measure, language)["label"])
    return {"pairs": len(pairs), **found}


def which_way(pairs: Pairs, policies: list[str], language: str) -> dict[str, Any]:
    """Of each first headline, which way the pairs differ, how far and how surely; where no bet is open."""
    if len(pairs) < 2:
        return tell_apart(pairs, language)
    told = words(language)["stage"]["sentence"]
    blanks = {"left": policies[0], "right": policies[1], "pairs": len(pairs)}
    return {
        **tell_apart(pairs, language),
        "over": filled(told["over"], blanks),
        "ways": [
            {"theme": one.theme, "text": way(one, pairs.difference(one.name), language)}
            for one in first_headlines(pairs)
        ],
    }


def way(measure: Measure, difference: PairedDifference, language: str) -> str:
    """One measure with the direction, the size and the interval of its difference, in plain words."""
    told, named = words(language)["stage"]["sentence"], measure_words(measure, language)
    found, said = difference.difference, tells(difference)
    blanks = {"label": capital(str(named["label"])), "unit": named["unit"]}
    ends = [found.low, found.high]
    if said in ("more", "less"):
        ends = sorted(map(abs, ends))
        size, low, high = together([abs(found.value), *ends], language)
        blanks |= {"size": size}
    else:
        low, high = together(ends, language, signed=True)
    return filled(told[f"way_{said}"], {**blanks, "low": low, "high": high})


def first_headlines(pairs: Pairs) -> list[Measure]:
    """The first headline measure of violence, of nuisance and of displacement."""
    every = pairs.measures()
    return [next(one for one in every if one.theme == theme and one.headline) for theme in THEMES]


def outcome(pairs: Pairs) -> dict[str, str]:
    """For every bet what the pairs say: more or less on the left, the same, or not told yet."""
    if len(pairs) < 2:
        return {}
    said = {}
    for theme, measure in zip(THEMES, first_headlines(pairs), strict=True):
        difference = pairs.difference(measure.name)
        said[theme] = "same" if about_the_same(difference) else tells(difference)
    return said


def about_the_same(difference: PairedDifference) -> bool:
    """Whether the whole interval of the difference is small beside what the right world has."""
    widest = max(abs(difference.difference.low), abs(difference.difference.high))
    return difference.same or widest <= ABOUT_THE_SAME * abs(difference.control.value)


def together(values: list[float], language: str, signed: bool = False) -> list[str]:
    """Numbers that stand in one sentence, all with as many decimals as the finest of them needs, within reason."""
    sizes = [abs(one) for one in values if one and math.isfinite(one)]
    decimals = 0
    if sizes:
        whole = math.floor(math.log10(max(sizes)))
        finest = 1 - math.floor(math.log10(min(sizes)))
        decimals = min(MOST_DECIMALS, max(0, 2 - whole, min(finest, 3 - whole)))
    texts = [f"{one:{'+' if signed and round(one, decimals) else ''}.{decimals}f}" for one in values]
    plain = [
        text.removeprefix("-") if not round(one, decimals) else text
        for one, text in zip(values, texts, strict=True)
    ]
    return [localised(text, language) for text in plain]


def localised(text: str, language: str) -> str:
    """A written number with a true minus and the language's decimal sign."""
    text = text.replace("-", "\N{MINUS SIGN}")
    return text.replace(".", ",") if language == "da" else text
