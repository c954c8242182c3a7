"""Marks on the maps can be seen on every ground, and kinds that share a shape can be told apart by everybody."""

from __future__ import annotations

import json
import re
from itertools import combinations
from pathlib import Path

import colour
import numpy as np
import pytest

import marketsim_dashboards
from marketsim_dashboards.site.portrayal import LOOKS, STREETS

PUBLIC = Path(marketsim_dashboards.__file__).parent / "public"
ENOUGH = 3.0
"""Contrast that WCAG 2.2 asks of marks (1.4.11)."""
APART = 10.0
"""Difference by CIE 2000 that is seen at a glance; 1 is barely seen side by side."""
EYES = {"usual": None, "deuteranopia": "Deuteranomaly", "protanopia": "Protanomaly"}
SCHEMES = ("LIGHT", "DARK")
UNSEEN = ("track", "ink", "quiet", "halo", "room", "place", "zone", "target", "sector")
"""Colours of the ground on which nobody stands: lines and letters."""


def palette(file: str, scheme: str) -> dict:
    """A palette as a script of the page declares it."""
    found = re.search(
        rf"const {scheme} = (\{{.*?\n\}});", (PUBLIC / file).read_text(encoding="utf-8"), re.DOTALL
    )
    assert found
    quoted = re.sub(r"([{,]\s*)(\w+):", r'\1"\2":', found[1])
    return json.loads(re.sub(r",(\s*\})", r"\1", quoted))


def shapes() -> dict[str, str]:
    """The shape of every mark, by its group and name."""
    text = (PUBLIC / "looks.js").read_text(encoding="utf-8")
    found = re.search(r"const SHAPES = (\{.*?\n\});", text, re.DOTALL)
    assert found
    grouped = json.loads(re.sub(r",(\s*\})", r"\1", re.sub(r"([{,]\s*)(\w+):", r'\1"\2":', found[1])))
    return {f"{group}.{name}": shape for group, each in grouped.items() for name, shape in each.items()}


def colours(scheme: str) -> dict[str, str]:
    """The colour of every mark, by its group and name."""
    looks = palette("looks.js", scheme)
    return {
        f"{group}.{name}": looks[group][name]
        for group in ("states", "kinds", "marks")
        for name in looks[group]
    }


def grounds(scheme: str) -> list[str]:
    """Every colour on which somebody may stand."""
    plain = {name: one for name, one in palette("ground.js", scheme).items() if name not in UNSEEN}
    marked = palette("looks.js", scheme)["street"]
    return [*plain.pop("block").values(), *plain.pop("street").values(), *plain.values(), marked]


def rgb(code: str) -> np.ndarray:
    """A colour code as numbers from 0 to 1."""
    return np.array([int(code[at : at + 2], 16) for at in (1, 3, 5)]) / 255


def brightness(code: str) -> float:
    """Relative luminance as WCAG defines it."""
    plain = rgb(code)
    linear = np.where(plain <= 0.04045, plain / 12.92, ((plain + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG defines it."""
    low, high = sorted((brightness(one), brightness(other)))
    return (high + 0.05) / (low + 0.05)


def difference(one: str, other: str, eyes: str | None) -> float:
    """How different two colours look, by CIE 2000, to eyes that lack a kind of cone (Machado and others 2009)."""
    seen = np.stack([rgb(one), rgb(other)])
    if eyes:
        linear = colour.cctf_decoding(seen)
        seen = colour.cctf_encoding(np.clip(linear @ colour.matrix_cvd_Machado2009(eyes, 1.0).T, 0, 1))
    lab = colour.XYZ_to_Lab(colour.sRGB_to_XYZ(seen))
    return float(colour.delta_E(lab[0], lab[1], method="CIE 2000"))


def alike(
    shape_of: dict[str, str], colour_of: dict[str, str], eyes: str | None
) -> dict[tuple[str, str], float]:
    """Pairs of one shape whose colours cannot be told apart."""
    found = {}
    for one, other in combinations(shape_of, 2):
        if shape_of[one] == shape_of[other]:
            apart = difference(colour_of[one], colour_of[other], eyes)
            if apart < APART:
                found[one, other] = round(apart, 1)
    return found


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_mark_can_be_seen_on_every_ground(scheme: str) -> None:
    faint = {
        (name, ground): round(contrast(one, ground), 2)
        for name, one in colours(scheme).items()
        for ground in grounds(scheme)
        if contrast(one, ground) < ENOUGH
    }
    assert faint == {}


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_whoever_shares_a_shape_can_be_told_apart_without_all_cones(scheme: str, eyes: str) -> None:
    shape_of = {name: shape for name, shape in shapes().items() if name in colours(scheme)}
    assert set(shape_of) == set(colours(scheme)) - {"kinds.people"}
    assert alike(shape_of, colours(scheme), EYES[eyes]) == {}


@pytest.mark.parametrize("eyes", EYES)
def test_on_mesas_page_too(eyes: str) -> None:
    looks = {look.kind: look for look in LOOKS.values() if look.kind != "thing"}
    assert {
        kind: contrast(look.colour, STREETS)
        for kind, look in looks.items()
        if contrast(look.colour, STREETS) < ENOUGH
    } == {}
    shape_of = {kind: look.shape for kind, look in looks.items()}
    assert alike(shape_of, {kind: look.colour for kind, look in looks.items()}, EYES[eyes]) == {}


def test_the_measure_of_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_red_and_green_of_one_brightness_are_told_apart_by_usual_eyes_only() -> None:
    assert difference("#b06a5b", "#7d8458", None) > 20
    assert difference("#b06a5b", "#7d8458", "Deuteranomaly") < APART
