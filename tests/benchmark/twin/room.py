"""A consumption room: seats, hours, the queue and the locked door (M4)."""

from __future__ import annotations

from tests.benchmark.twin.plain import plainly

from marketsim.entities.clock import is_between as compiled_is_between
from marketsim.entities.people import HERE, TO_USE, USING

(is_between,) = plainly(compiled_is_between)


class Room:
    """Not an agent: it does nothing of its own but let people in."""

    def __init__(self, model, row, cell):
        self.model, self.row, self.cell = model, row, cell
        self.queue, self.guests = [], []

    def admit(self):
        """Give free seats to whoever came first; at a locked door people learn."""
        model, services = self.model, self.model.services
        self.guests = [one for one in self.guests if one.doing == USING and one.whereabouts == HERE]
        if not self.queue:
            return
        is_open = is_between(model.hour, services.opens[self.row], services.closes[self.row])
        seats = {True: services.seats_injecting[self.row], False: services.seats_smoking[self.row]}
        for guest in self.guests:
            seats[guest.injects] -= 1
        waiting, self.queue = self.queue, []
        for person in waiting:
            if not is_open:
                self.refuse(person)
                if model.random.random() < services.learns_hours:
                    person.believed_open[self.row] = services.opens[self.row]
                    person.believed_closed[self.row] = services.closes[self.row]
            elif seats[person.injects] > 0:
                seats[person.injects] -= 1
                self.seat(person)
            elif (model.tick - person.queued_since) * 60 > services.longest_wait * model.ticks_per_hour:
                self.refuse(person)
            else:
                self.queue.append(person)

    def seat(self, person):
        """Let somebody in."""
        model, services = self.model, self.model.services
        minutes = services.injecting_time if person.injects else services.smoking_time
        person.doing, person.dose_due, person.registered = USING, True, True
        person.room_visits += 1
        person.busy_until = model.tick + max(1, int(minutes * model.ticks_per_hour / 60))
        self.guests.append(person)
        model.happened["visit"] += 1

    def refuse(self, person):
        """Send somebody away."""
        person.shuns_room, person.doing, person.use_place = True, TO_USE, 0
        self.model.happened["refusal"] += 1
