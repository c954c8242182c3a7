"""A page that breaks says so in one sentence, and nothing of why; whoever else is there notices nothing."""

from pathlib import Path

import pytest
from tests.browser import flawed
from tests.browser.crowds import OPENING
from tests.browser.serving import running
from tests.browser.visitors import visiting

pytestmark = pytest.mark.browser
PATHS = ("", "arguments", "history", "lessons", "limits", "mesa")
UNLUCKY = f"v=1&replicate={flawed.UNLUCKY}"


@pytest.fixture(scope="module")
def breaking():
    with running(program=(str(Path(flawed.__file__)),)) as server:
        yield server


def notes(visitor):
    """The sentences that stand on the page by themselves, where something else should be."""
    return " ".join(state["text"] for state in visitor.widgets.values() if isinstance(state.get("text"), str))


@pytest.mark.parametrize(("language", "sentence"), [("en", "Something went wrong"), ("da", "Noget gik galt")])
@pytest.mark.parametrize("path", PATHS)
def test_every_page_that_breaks_is_one_sentence_and_breaks_for_nobody_else(
    breaking, path, language, sentence
):
    with visiting(breaking, f"/{path}?lang={language}") as other:
        with visiting(breaking, f"/{path}?lang={language}&{UNLUCKY}") as unlucky:
            assert sentence in notes(unlucky)
            told = unlucky.html + "".join(unlucky.said)
            for hidden in (flawed.SECRET, "Traceback (most recent", "site-packages", "flawed.py"):
                assert hidden not in told
        assert flawed.SECRET in breaking.told()
        assert sentence not in notes(other)
        if path == "":
            assert other.see(OPENING) > 0
        with visiting(breaking, f"/{path}?lang={language}") as third:
            assert sentence not in notes(third)
            assert len(third.widgets) == len(other.widgets)


def test_whoever_met_a_broken_page_can_use_the_others(breaking):
    with visiting(breaking, f"/?{UNLUCKY}") as unlucky:
        frame = next(comm for comm, state in unlucky.widgets.items() if "pages" in state)
        unlucky.ask(frame, "speak", {"language": "da"})
        unlucky.listen(lambda _: "Noget gik galt" in notes(unlucky))
