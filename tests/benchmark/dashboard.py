"""How long a visitor of the dashboard waits: for the first picture, between frames, for a lever, and among others."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from statistics import median
from typing import Any

from tests.browser.serving import CHROMIUM, Server, running

TRIES = 3
WATCHED = 10_000
"""How long frames are watched, ms."""
HERE = "window.marketsim && window.marketsim.theatre.chunks.has(window.marketsim.theatre.index)"
DRAWN = f"() => {HERE} ? performance.now() : 0"
GAPS = """async (milliseconds) => {
  const {maps} = window.marketsim;
  maps.gaps.length = 0;
  const gaps = [];
  const since = performance.now();
  let last = since;
  await new Promise((done) => {
    const frame = (now) => {
      gaps.push(now - last);
      last = now;
      if (now - since < milliseconds) requestAnimationFrame(frame); else done();
    };
    requestAnimationFrame((now) => { last = now; requestAnimationFrame(frame); });
  });
  return gaps;
}"""
LEVER = """async (value) => {
  const {theatre} = window.marketsim;
  const before = theatre.key;
  const field = document.querySelector('.ms-control input[type=number]');
  field.value = value;
  const since = performance.now();
  field.dispatchEvent(new Event('change'));
  const frame = () => new Promise(requestAnimationFrame);
  while (theatre.key === before) await frame();
  const known = performance.now() - since;
  while (!theatre.chunks.has(theatre.index)) await frame();
  await frame();
  return [known, performance.now() - since];
}"""


BARS = {"first_picture": 4.0, "gap": 22.0, "stall": 500.0, "lever": 1.0, "thirty": 5.0, "newcomer": 1.0}
"""What each wait may be on an idle machine, in its unit."""


@dataclass
class Waits:
    """What a visitor waits for, in seconds; gaps between frames in milliseconds.

    Attributes
    ----------
    first_picture : from asking for the page to both worlds being drawn, the caches warm
    gap, stall : the median and the longest gap between frames while both models run
    lever : from moving a lever to its first scene being drawn
    thirty : what 19 of 20 of thirty visitors within ten seconds do not exceed, to the first scene
    newcomer : to the page, while eight others run models
    """

    first_picture: float
    gap: float
    stall: float
    lever: float
    thirty: float
    newcomer: float


def waits() -> Waits | None:
    """Measure everything in a Chromium; nothing where there is none, or no dashboard."""
    if CHROMIUM is None or any(find_spec(name) is None for name in ("playwright", "solara", "websockets")):
        return None
    from playwright.sync_api import sync_playwright
    from tests.browser.crowds import newcomer_among_eight, p95, thirty

    with running() as server:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            pictures = [first_picture(browser, server) for _ in range(TRIES + 1)][1:]
            gaps, levers = while_it_plays(browser, server)
            browser.close()
        came, _ = thirty(server)
        newcomer, _, _ = newcomer_among_eight(server)
    return Waits(
        median(pictures),
        median(gaps),
        max(gaps),
        median(levers),
        p95(wait.scene for wait in came),
        newcomer.page,
    )


def opened(browser: Any, server: Server) -> Any:
    """A page of somebody new."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.set_default_timeout(120_000)
    page.goto(server.url)
    return page


def first_picture(browser: Any, server: Server) -> float:
    """Seconds from asking for the page to the first scene."""
    page = opened(browser, server)
    milliseconds: float = page.wait_for_function(DRAWN, polling="raf").json_value()
    page.context.close()
    return milliseconds / 1000


def while_it_plays(browser: Any, server: Server) -> tuple[list[float], list[float]]:
    """Gaps between frames, ms, and seconds until a moved lever shows, on a page that plays."""
    page = opened(browser, server)
    page.wait_for_function(HERE)
    gaps: list[float] = page.evaluate(GAPS, WATCHED)
    levers = [page.evaluate(LEVER, value)[1] / 1000 for value in (0.3, 0.5, 0.7)]
    page.context.close()
    return gaps, levers
