"""A page that breaks says so in one sentence, and nothing of why."""

import logging
from types import SimpleNamespace

import pytest

solara = pytest.importorskip("solara")

pytestmark = pytest.mark.browser


def test_a_page_that_raises_is_one_sentence_with_a_way_back(caplog):
    from marketsim_dashboards.site.shell import Safe

    here = SimpleNamespace(language=solara.reactive("da"))

    @solara.component
    def broken(visit):
        raise RuntimeError("secret /home/somebody/file.py")

    with caplog.at_level(logging.ERROR):
        box, context = solara.render(Safe(broken, here), handle_error=False)
    shown = [str(one.get_state()) for one in box.children]
    context.close()
    assert "Noget gik galt" in "".join(shown)
    assert "secret" not in "".join(shown)
    assert "secret" in caplog.text
