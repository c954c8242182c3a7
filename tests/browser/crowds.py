"""Thirty visitors within ten seconds, and a newcomer while eight others run models: how long each has to wait."""

import threading
import time
from dataclasses import dataclass

from tests.browser.visitors import Visitor, visiting

THIRTY, WITHIN = 30, 10.0
EIGHT = (
    "as_today",
    "no_police",
    "rooms_closed",
    "hot_spot_patrol",
    "random_patrol",
    "placebo",
    "crackdown",
    "harm_reduction",
)
OPENING = 2124 // 72
SCENES = 12
"""Scenes that each of the eight sees, one after the other without a pause: three days."""


@dataclass
class Wait:
    """How long one visitor waited, in seconds, for the page and for the first scene on it."""

    page: float
    scene: float


def thirty(server, many=THIRTY, within=WITHIN):
    """Let visitors come evenly spread over some seconds; the wait of each, and whatever went wrong."""
    waits, wrong, here = {}, [], []

    def come(which):
        try:
            began = time.perf_counter()
            visitor = Visitor(server)
            page = time.perf_counter() - began
            visitor.see(OPENING)
            waits[which] = Wait(page, time.perf_counter() - began)
            here.append(visitor)
        except Exception as problem:  # noqa: BLE001 - whatever it is, it is what the test is about
            wrong.append(repr(problem))

    coming = []
    for which in range(many):
        coming.append(threading.Thread(target=come, args=(which,)))
        coming[-1].start()
        time.sleep(within / many)
    for one in coming:
        one.join()
    for visitor in here:
        visitor.leave()
    return [waits[which] for which in sorted(waits)], wrong


def newcomer_among_eight(server, left=EIGHT):
    """Open the page while others play; the newcomer's wait, how many were playing until then, and what went wrong."""
    wrong, playing, at_once = [], set(), threading.Barrier(len(left) + 1, timeout=120)

    def play(policy):
        try:
            with visiting(server, f"/?v=1&left={policy}&right=as_today&replicate=1&tick=0") as visitor:
                playing.add(policy)
                at_once.wait()
                for index in range(SCENES):
                    visitor.see(index)
        except Exception as problem:  # noqa: BLE001 - whatever it is, it is what the test is about
            wrong.append(repr(problem))
        finally:
            playing.discard(policy)

    others = [threading.Thread(target=play, args=(policy,)) for policy in left]
    for one in others:
        one.start()
    at_once.wait()
    began = time.perf_counter()
    with visiting(server) as newcomer:
        page = time.perf_counter() - began
        newcomer.see(OPENING)
        wait, still = Wait(page, time.perf_counter() - began), len(playing)
    for one in others:
        one.join()
    return wait, still, wrong


def p95(values):
    """The value that nineteen of twenty do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
