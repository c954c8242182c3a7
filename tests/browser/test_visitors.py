"""Many visitors at once, visitors who go, and visitors who mean harm: nobody else notices."""

import json
import os
import signal
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from tests.browser.crowds import EIGHT, OPENING, THIRTY, newcomer_among_eight, p95, thirty
from tests.browser.serving import report, running
from tests.browser.visitors import visiting

from marketsim_dashboards.site.house import HANDS, STAGES

pytestmark = pytest.mark.browser
DESKS = 2
SLACK = HANDS
"""Hands are begun one by one, as they are needed; there are never more."""
SCRIPT = "<script>window.stolen = 1</script><img src=x onerror='window.stolen = 1'>"


def status(server, path="", method="GET", **headers):
    request = urllib.request.Request(server.url + path, method=method, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as reply:
            return reply.status, reply.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode("utf-8", "replace")


def test_thirty_visitors_within_ten_seconds_all_get_the_story(server):
    with visiting(server) as first:
        first.see(OPENING)
    waits, wrong = thirty(server)
    report(f"p95 page {p95(one.page for one in waits):.2f} s, scene {p95(one.scene for one in waits):.2f} s")
    assert wrong == []
    assert len(waits) == THIRTY


def test_a_newcomer_is_served_while_eight_others_run_models(server):
    newcomer, playing, wrong = newcomer_among_eight(server)
    report(f"page {newcomer.page:.2f} s, scene {newcomer.scene:.2f} s while {playing} of {len(EIGHT)} played")
    assert wrong == []
    assert playing > 0
    assert len(server.children()) <= STAGES + DESKS + 1


def test_visitors_do_not_see_each_others_changes(visit):
    one, other = visit(), visit()
    one.get_by_label("Policy on the left").select_option("no_police")
    one.wait_for_function(
        "document.querySelector('.ms-map figcaption strong').innerText.includes('no police')"
    )
    assert other.locator(".ms-map figcaption strong").first.inner_text() == "crackdown"


def come_and_go(server, times):
    """Sessions one after the other: the opening page with its first scene, and every tenth time another page."""
    for which in range(times):
        with visiting(server, "/" if which % 10 else "/limits") as visitor:
            if which % 10:
                visitor.see(OPENING)


def settled(count, most):
    """What is counted once it has stopped being more than expected, or after some seconds."""
    until = time.monotonic() + 20
    while (found := count()) > most and time.monotonic() < until:
        time.sleep(0.2)
    return found


def test_three_hundred_visitors_leave_no_process_and_no_thread_behind(server):
    come_and_go(server, 30)
    processes, threads, memory = len(server.children()), server.threads(), server.megabytes()
    come_and_go(server, 300)
    report(f"{server.megabytes() - memory:+.1f} MB after 300 visitors")
    assert settled(lambda: len(server.children()), processes) <= processes
    assert settled(server.threads, threads + SLACK) <= threads + SLACK


@pytest.mark.slow
def test_the_last_half_of_fifteen_hundred_visitors_leave_no_memory_behind():
    with running() as server:
        come_and_go(server, 750)
        processes, threads, memory = len(server.children()), server.threads(), server.megabytes()
        come_and_go(server, 750)
        assert settled(lambda: len(server.children()), processes) <= processes
        assert settled(server.threads, threads + SLACK) <= threads + SLACK
        report(f"{server.megabytes() - memory:+.1f} MB after another 750 visitors")
        assert server.megabytes() - memory <= 5


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"Host": "evil.example"}, 421),
        ({"Origin": "http://evil.example"}, 403),
        ({"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}, 200),
        ({"X-Script-Name": "//evil.example"}, 200),
        ({"Accept-Language": "<script>" * 50}, 200),
        ({"Cookie": "marketsim-language=<script>; solara-session-id=../../etc/passwd"}, 200),
    ],
)
def test_hostile_headers_change_nothing(server, headers, expected):
    code, text = status(server, **headers)
    assert code == expected
    assert "evil.example" not in text
    assert "Traceback (most recent" not in text


@pytest.mark.parametrize(
    "path",
    [
        "static/public/../../pyproject.toml", "static/public/%2e%2e/%2e%2e/pyproject.toml", "static/..%5c..%5cx",
        "static/assets/%2e%2e/site/app.py", "static/cdn/%2e%2e/%2e%2e/etc/passwd", "_solara/cdn/vue@3/index.js",
        "resourcez", "resourcez?verbose", "_solara/api/evict/1", "jupyter/nbextensions/%2e%2e/%2e%2e/x",
    ],
)  # fmt: skip
def test_nothing_but_the_pages_is_served(server, path):
    code, text = status(server, path)
    assert code in (400, 404)
    assert "import" not in text


def test_script_in_every_text_field_stays_text(visit):
    page = visit("arguments?lang=" + SCRIPT)
    page.get_by_label("Find").fill(SCRIPT)
    page = visit("?v=1&left.set=0~police.fines~" + SCRIPT.replace("<", "%3C"))
    page.locator(".ms-group summary").nth(1).click()
    page.locator("input[type=search]").fill(SCRIPT)
    assert page.evaluate("window.stolen") is None
    assert page.locator(".ms-notice").count() == 1


@pytest.mark.parametrize(
    "damaged", ["v=1&left=nobody", "v=1&tick=-5", "v=9", "v=1&replicate=x", "v=1&from=1066-10-14"]
)
def test_a_damaged_link_opens_the_page_with_one_line_about_it(visit, damaged):
    page = visit(f"?{damaged}")
    assert page.locator(".ms-map figcaption strong").first.inner_text() == "crackdown"
    assert len(page.locator(".ms-notice").inner_text()) > 10


def test_messages_out_of_order_break_nothing(visit):
    page = visit()
    page.evaluate(
        """() => {
          const player = [...document.querySelectorAll('.ms-stage')][0].__vue__;
          const key = window.marketsim.theatre.key;
          const chunks = [-1, 1e9, 'x', null].map((index) => ({story: key, index}));
          for (const wrong of [...chunks, {story: 'no', index: 0}, {}]) player.want(wrong);
          const looks = [{tick: -1, kind: 'people', number: 1}, {tick: 5, kind: '__class__', number: 1},
            {tick: 5, street: 1e6}];
          for (const wrong of [...looks.map((one) => ({story: key, ...one})), {}]) player.look_at(wrong);
        }"""
    )
    before = page.evaluate("window.marketsim.theatre.tick")
    page.wait_for_function(f"window.marketsim.theatre.tick > {before} + 3")
    assert page.locator(".ms-broken").count() == 0


def test_a_stage_that_is_killed_is_replaced(visit, server):
    page = visit()
    for child in server.children():
        if "spawn_main" in Path(f"/proc/{child}/cmdline").read_text():
            os.kill(int(child), signal.SIGKILL)
    page.locator("input[type=date]").fill("2018-04-20")
    page.wait_for_function("window.marketsim.theatre.chunks.has(window.marketsim.theatre.index)")
    assert page.evaluate("window.marketsim.theatre.day") == 46


def test_nothing_of_the_program_is_on_the_wire(visit, server):
    heard = []
    page = visit(wait=False)
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: heard.append(frame)))
    page.reload()
    page.wait_for_function("window.marketsim && window.marketsim.theatre.chunks.size > 0")
    texts = [frame for frame in heard if isinstance(frame, str)]
    assert texts
    assert not any(
        "Traceback" in text or "site-packages" in text or ".py" in json.dumps(text) for text in texts
    )
