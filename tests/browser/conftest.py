"""The dashboard as a user starts it, and a Chromium that looks at it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
import toy_replay

sync_api = pytest.importorskip("playwright.sync_api")
pytest.importorskip("solara")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PATIENCE = 180.0
FIRST_SCENE = "window.marketsim && window.marketsim.theatre.chunks.size > 0"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """``marketsim dashboard`` in a process of its own, from which all outbound network is cut off by a dead proxy."""

    def __init__(self, *options, folder=None):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/"
        dead = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
        self.log = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed when the server stops
        command = [
            sys.executable,
            "-m",
            "marketsim",
            "dashboard",
            "--no-open",
            "--port",
            str(self.port),
            *options,
        ]
        self.process = subprocess.Popen(
            command, env={**os.environ, **dead}, stdout=subprocess.DEVNULL, stderr=self.log, cwd=folder
        )
        until = time.monotonic() + PATIENCE
        while not self.answers():
            assert self.process.poll() is None, self.told()
            assert time.monotonic() < until, "the dashboard did not start"
            time.sleep(0.2)

    def answers(self, path="readyz"):
        try:
            with urllib.request.urlopen(self.url + path, timeout=30) as reply:
                return reply.status == 200
        except OSError:
            return False

    def children(self):
        """The processes that the server has started."""
        found = subprocess.run(
            ["ps", "--ppid", str(self.process.pid), "-o", "pid=,stat="],
            capture_output=True,
            text=True,
            check=False,
        )
        return [line.split()[0] for line in found.stdout.splitlines() if " Z" not in line]

    def threads(self):
        """How many threads the server has."""
        status = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in status if line.startswith("Threads:"))

    def told(self):
        """What the server has said on its terminal."""
        self.log.seek(0)
        return self.log.read()

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()


@contextmanager
def running(*options, folder=None):
    server = Server(*options, folder=folder)
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def server():
    with running() as started:
        yield started


@pytest.fixture(scope="module")
def replaying(tmp_path_factory):
    """A dashboard started in a folder in which the history has been replayed."""
    folder = tmp_path_factory.mktemp("replayed")
    file = folder / "marketsim-results" / "check" / "history" / "replay.npz"
    file.parent.mkdir(parents=True)
    file.write_bytes(toy_replay.made_up().to_bytes())
    with running(folder=folder) as started:
        yield started


@pytest.fixture(scope="session")
def chromium():
    assert CHROMIUM, "no Chromium was found; on Debian: apt-get install chromium"
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, server):
    """Open a page as somebody new: ``visit(path, width=…, color_scheme=…)``."""
    contexts = []

    def opened(path="", *, wait=True, watch=None, at=server, **how):
        width = how.pop("width", 1440)
        context = chromium.new_context(viewport={"width": width, "height": 900}, **{"locale": "en-GB", **how})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        if watch is not None:
            page.on("request", lambda request: watch.append(request.url))
            page.on("requestfailed", lambda request: watch.append(f"failed {request.url}"))
            page.on("pageerror", lambda problem: watch.append(f"failed {problem}"))
        page.goto(at.url + path)
        page.wait_for_selector(".ms-page h1")
        if wait and path.split("?")[0] == "":
            page.wait_for_function(FIRST_SCENE)
        return page

    yield opened
    for context in contexts:
        context.close()
