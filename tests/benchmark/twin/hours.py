"""What an hour holds: light and passers-by, what comes into view of whom, and what is remembered (M15, M18, M21)."""

from __future__ import annotations

import numpy as np
from tests.benchmark.twin.plain import on_whole_layers, plainly

from marketsim.entities.ledger import RISK
from marketsim.rules import complaints, deterrence, residents, surroundings

(
    annoyance_of, crowding_of, nuisance_of, risk_after, fading, fear_felt,
) = plainly(
    complaints.annoyance_of, residents.crowding_of, residents.nuisance_of, deterrence.risk_after,
    deterrence.fading, residents.fear_felt,
)  # fmt: skip
hidden_after_dark, found_soon, passers_by, drawn_by_light = on_whole_layers(
    surroundings.hidden_after_dark,
    surroundings.found_soon,
    complaints.passers_by,
    surroundings.drawn_by_light,
)
COUNTED = (
    "use_seen", "selling_seen", "violence_seen", "police_seen", "known_acts", "sales_known", "complained",
    "thefts_seen", "touting_seen",
)  # fmt: skip


class InView:
    """What an hour showed from one cell: to who stood there, and to who looked out of the windows."""

    __slots__ = ("bad", "bad_from_windows", "scene", "scene_from_windows", "violence", "worst", "worst_place")

    def __init__(self):
        self.bad = self.bad_from_windows = self.scene = self.scene_from_windows = self.violence = 0.0
        self.worst, self.worst_place = 0.0, -1


def begin_the_hour(model, everybody):
    """With every hour it is lighter or darker, more or fewer people pass, and less or more is hidden."""
    layers, built, numbers, hour = model.layers, model.surroundings, model.complaining, int(model.hour)
    dark = model.dark[hour]
    unsafe = sum(1.0 - one.safety for one in everybody) / max(1, len(everybody))
    hidden = hidden_after_dark(layers.bare, layers.light, dark, built.darkness_hides)
    found = found_soon(layers.footfall, layers.dwellings, hidden, built.eyes_half)
    share = layers.profiles[layers.profile, model.weekday, hour]
    fear = fear_felt(model.fading["fear"], unsafe, numbers.usual_safety, numbers.safety_moves_footfall)
    passing = passers_by(layers.footfall, share, fear, numbers.fear_empties)
    passing = drawn_by_light(passing, layers.light, layers.lighting, dark, built.light_draws)
    model.seclusion, model.findability, model.passing = hidden.tolist(), found.tolist(), passing.tolist()


def see_the_hour(model):
    """What happened in an hour comes into view of the cells around."""
    in_view, numbers = {}, model.complaining
    gathered, model.gathered = model.gathered, dict.fromkeys(model.gathered, 0)
    for place in model.eventful.union(gathered):
        crowding = crowding_of(gathered.get(place, 0) / 3600, numbers.bearable_crowd)
        use, violence = model.use_seen[place], model.violence_seen[place]
        selling, thefts = model.selling_seen[place] / 3600, model.thefts_seen[place]
        touting = model.touting_seen[place]
        if use + violence + selling + thefts + touting + crowding == 0:
            continue
        nuisance = nuisance_of(
            0, crowding, thefts, numbers.annoyed_by_litter, numbers.annoyed_by_crowd, numbers.annoyed_by_theft,
            touting, numbers.annoyed_by_touting,
        )  # fmt: skip
        weights = numbers.annoyed_by_use, numbers.annoyed_by_selling, numbers.annoyed_by_violence
        windows, seen_use = model.overlooked[place], (1 - model.seclusion[place]) * use
        bad = annoyance_of(seen_use, selling, violence, *weights) + nuisance
        from_windows = annoyance_of(windows * use, windows * selling, violence, *weights) + windows * nuisance
        for cell, metres in model.near[place]:
            if metres > numbers.sees:
                break
            view = in_view.get(cell)
            if view is None:
                view = in_view[cell] = InView()
            view.scene += seen_use + selling
            view.bad += bad
            view.scene_from_windows += windows * (use + selling)
            view.bad_from_windows += from_windows
            view.violence += violence
            if max(bad, from_windows) > view.worst:
                view.worst, view.worst_place = max(bad, from_windows), place
    return in_view


def remember_the_hour(model):
    """What an hour held passes into what is feared and known of a place; older memories fade."""
    left = fading(1.0, model.violence.fear_days)
    known_left = fading(1.0, model.enforcement.memory_half_life)
    complaint_left = fading(1.0, model.complaining.complaint_half_life)
    for dealer in model.selling:
        seen = model.police_seen[dealer.cell]
        if dealer.sells and seen > 0:
            lesson = min(1.0, model.deterrence.risk_from_sight * seen / 3600)
            dealer.perceived_risk = risk_after(dealer.perceived_risk, lesson)
            if (
                model.turf.risk_push > 0
                and model.random.random() < model.displacement.moves_for_risk * model.felt[dealer.cell]
            ):
                dealer.unsettled, dealer.why_unsettled = True, RISK
    for layer, gained, stays in (
        ("fear", model.violence_seen, left),
        ("heat", model.known_acts, known_left),
        ("selling_known", model.sales_known, known_left),
        ("complaints", model.complained, complaint_left),
    ):
        model.fading[layer] *= stays
        model.fading[layer] += gained
    for name in COUNTED:
        setattr(model, name, [0] * model.cells)
    model.eventful = set()


def eventful_at_first(street):
    """Cells where something of the present hour is to be seen."""
    return set(np.flatnonzero(street.use_seen + street.selling_seen + street.violence_seen).tolist())
