"""A resident: what is seen from the window or in the street, and when it is too much (M15)."""

from __future__ import annotations

import mesa
from tests.benchmark.twin.plain import plainly

from marketsim.entities.clock import is_between as compiled_is_between
from marketsim.rules import complaints

annoyance_of, annoyance_later, complains_now, safety_later, is_between = plainly(
    complaints.annoyance_of, complaints.annoyance_later, complaints.complains_now, complaints.safety_later,
    compiled_is_between,
)  # fmt: skip
NOTHING = (0.0, 0.0, 0.0)


class Resident(mesa.Agent):
    """Attributes are those of the table of residents."""

    def step(self):
        """Look out for an hour."""
        model, numbers = self.model, self.model.complaining
        free_day = model.weekday >= 5 and not self.works_weekends
        out = not free_day and is_between(model.hour, self.goes_out, self.comes_home)
        self.cell = cell = self.work if out else self.home
        use, selling, violence = model.in_view.get(cell, NOTHING)
        police = model.police_seen[cell] / 3600 if cell >= 0 else 0.0
        bad = annoyance_of(
            use,
            selling,
            violence,
            numbers.annoyed_by_use,
            numbers.annoyed_by_selling,
            numbers.annoyed_by_violence,
        )
        self.annoyance = annoyance_later(self.annoyance, bad, numbers.annoyance_half_life, 1.0)
        self.safety = safety_later(
            self.safety, use + selling, violence, police, numbers.fear_by_scene, numbers.fear_by_violence,
            numbers.safety_by_police, numbers.usual_safety, numbers.safety_returns, 1.0,
        )  # fmt: skip
        if bad > 0 and complains_now(
            self.annoyance, model.resident_weight, self.complains, numbers.complaint_rate, 1.0,
            model.random.random(),
        ):  # fmt: skip
            model.complained[model.worst[cell][1]] += 1
            model.happened["complaint"] += 1
