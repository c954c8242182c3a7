"""The dashboard as a user starts it, and a Chromium that looks at it."""

import pytest
import toy_replay
from tests.browser.serving import CHROMIUM, FIRST_SCENE, running

sync_api = pytest.importorskip("playwright.sync_api")
pytest.importorskip("solara")


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
