"""Where the answer is known without a model, the model gives it."""

import numpy as np
import pytest
from markets import failures

from marketsim.study.verification import limits, queues
from marketsim.study.verification.checks import CHECKS


@pytest.mark.parametrize(
    "check", CHECKS["Where the answer is known without a model"], ids=lambda check: check.__name__
)
def test_where_the_answer_is_known_the_model_gives_it(check):
    assert failures(check, replicates=1) == []


def test_erlangs_losses_are_those_of_his_tables():
    assert queues.erlang_loss(2.0, 3) == pytest.approx(0.2105, abs=5e-5)
    assert queues.erlang_loss(5.0, 10) == pytest.approx(0.0184, abs=5e-5)
    assert queues.erlang_loss(10.0, 10) == pytest.approx(0.2146, abs=5e-5)


def test_a_door_that_gives_out_one_seat_too_many_is_found_out(monkeypatch):
    class Generous(queues.Door):
        def __init__(self, seats, *others, **more):
            super().__init__(seats + 1, *others, **more)

    monkeypatch.setattr(queues, "Door", Generous)
    found = failures(queues.at_the_door, replicates=1)
    assert [line.partition(":")[0] for line in found] == [
        "one seat, load 0.5",
        "one seat, load 0.8",
        "eight seats, nobody waits",
    ]


def test_a_dealer_who_stands_at_a_spot_by_mistake_is_found_out(monkeypatch):
    usual = limits.market

    def one_never_off(**how):
        here = usual(**how)
        here.world.dealers.hours[:] = np.where(here.world.dealers.number >= 0, 24.0, 0.0)
        advance = here.ticks

        def ticks(many):
            advance(many)
            here.world.dealers.hours[:] = 0.0

        here.ticks = ticks
        return here

    monkeypatch.setattr(limits, "market", one_never_off)
    assert len(failures(limits.in_selling_hours, replicates=1)) == 1
