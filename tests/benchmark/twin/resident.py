"""A resident: what is seen from the window, the shop or the way there, and when it is too much (M15)."""

from __future__ import annotations

import mesa
from tests.benchmark.twin.plain import plainly

from marketsim.entities.clock import is_between as compiled_is_between
from marketsim.rules import complaints, residents

(
    annoyance_later, complains_now, safety_later, avoids_the_way, minded, readiness_to_complain,
    resident_trust_later, safety_with_light, is_between,
) = plainly(
    complaints.annoyance_later, complaints.complains_now, complaints.safety_later, residents.avoids_the_way,
    residents.minded, residents.readiness_to_complain, residents.resident_trust_later, residents.safety_with_light,
    compiled_is_between,
)  # fmt: skip


class Resident(mesa.Agent):
    """Attributes are those of the table of residents."""

    def step(self):
        """Look out for an hour."""
        model, numbers, at_own_shop, in_the_street = self.model, self.model.complaining, *self.go_about()
        bad = scene = violence = police = 0.0
        cell = self.cell
        if cell >= 0:
            noticed = 1.0 if in_the_street or not model.at_night else model.residents.awake_at_night
            police = noticed * model.police_seen[cell] / 3600
            view = model.in_view.get(cell)
            if view is not None:
                violence = noticed * view.violence
                scene = noticed * (view.scene if in_the_street else view.scene_from_windows)
                bad = noticed * (view.bad if in_the_street else view.bad_from_windows)
                bad = minded(
                    bad, self.has_children, at_own_shop, numbers.children_matter, numbers.owners_matter
                )
            self.safety = safety_with_light(
                self.safety, model.light[cell], model.lighting[cell], model.dark[int(model.hour)],
                numbers.safety_by_light,
            )  # fmt: skip
        self.annoyance = annoyance_later(self.annoyance, bad, numbers.annoyance_half_life, 1.0)
        self.safety = safety_later(
            self.safety, scene, violence, police, numbers.fear_by_scene, numbers.fear_by_violence,
            numbers.safety_by_police, numbers.usual_safety, numbers.safety_returns, 1.0,
        )  # fmt: skip
        usual = model.residents.trust
        self.trust = resident_trust_later(
            self.trust, usual, police, bad, numbers.trust_by_police, numbers.trust_by_nuisance,
            numbers.trust_returns, 1.0,
        )  # fmt: skip
        ready = readiness_to_complain(self.complains, self.trust, usual, numbers.trust_complains)
        if bad > 0 and complains_now(
            self.annoyance, model.resident_weight, ready, numbers.complaint_rate, 1.0, model.random.random()
        ):
            model.complained[view.worst_place] += 1
            model.happened["complaint"] += 1

    def go_about(self):
        """Be at home, at work or on the way; whether that is the own shop, and in the street."""
        model, hour = self.model, self.model.hour
        busy = self.works_weekends or model.weekday < 5
        out = busy and is_between(hour, self.goes_out, self.comes_home)
        leaving = busy and is_between(hour, self.goes_out - 1, self.goes_out)
        coming = busy and is_between(hour, self.comes_home, self.comes_home + 1)
        at_own_shop = in_the_street = out and self.owns_business
        self.cell = self.work if out else self.home
        if (leaving or coming) and not avoids_the_way(
            self.safety, model.fear[self.way], model.complaining.fear_empties, model.random.random()
        ):
            self.cell, in_the_street = self.way, True
        return at_own_shop, in_the_street
