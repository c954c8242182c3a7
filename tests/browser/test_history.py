"""The history page replays what is stored, month by month on the map, and is whole where nothing is."""

import pytest

axe = pytest.importorskip("axe_playwright_python.sync_playwright")

pytestmark = pytest.mark.browser
SHOWN = "!document.querySelector('.ms-play').disabled"
PICTURE = "document.querySelector('.ms-film canvas').toDataURL()"


def test_a_stored_replay_is_shown_month_by_month(visit, replaying):
    page = visit("history", at=replaying, reduced_motion="reduce")
    page.wait_for_function(SHOWN)
    assert page.locator(".ms-film figcaption strong").inner_text() == "June 2011"
    before = page.evaluate(PICTURE)
    page.get_by_label("Month", exact=True).fill("16")
    page.wait_for_function("document.querySelector('.ms-film strong').innerText === 'October 2012'")
    assert page.evaluate(PICTURE) != before
    assert (
        "2012: Halmtorvet 9C opens: the first fixed consumption room"
        in page.locator(".ms-changes").inner_text()
    )
    page.get_by_role("combobox", name="Heat").select_option("outdoor_use")
    assert "drug use outside" in page.locator(".ms-film figcaption").inner_text()


def test_the_replay_plays_and_pauses(visit, replaying):
    page = visit("history", at=replaying)
    page.wait_for_function(SHOWN)
    page.get_by_role("button", name="Play", exact=True).click()
    page.wait_for_function("document.querySelector('.ms-film strong').innerText !== 'June 2011'")
    page.get_by_role("button", name="Pause", exact=True).click()
    stands = page.locator(".ms-film strong").inner_text()
    page.wait_for_timeout(600)
    assert page.locator(".ms-film strong").inner_text() == stands


def test_the_keyboard_moves_through_the_months(visit, replaying):
    page = visit("history?lang=da", at=replaying)
    page.wait_for_function(SHOWN)
    page.get_by_label("Måned", exact=True).focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.ms-film strong').innerText === 'juli 2011'")


def test_a_replay_is_told_in_danish_with_decimal_commas(visit, replaying):
    text = visit("history?lang=da", at=replaying).locator("#ms-main").inner_text()
    assert "Pusher Street lukkes, og sælgere kommer til byens andre scener." in text
    assert "+1,25" in text
    assert "Lavet med en ældre model." in text


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [400, 1440])
def test_a_replay_shuts_nobody_out_and_fits(visit, replaying, width, scheme):
    page = visit("history?lang=da", at=replaying, width=width, color_scheme=scheme, bypass_csp=True)
    page.wait_for_function(SHOWN)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = axe.Axe().run(page).response["violations"]
    assert {one["id"] for one in found if one["impact"] in ("serious", "critical")} == set()


def test_what_is_documented_and_the_years_can_be_read_on_a_narrow_page(visit, replaying):
    page = visit("history?lang=da", at=replaying, width=400)
    for table in page.locator(".ms-held, .ms-years").all():
        assert table.evaluate("(one) => one.scrollWidth - one.clientWidth") == 0
    assert page.locator(".ms-date").first.bounding_box()["height"] < 40
    page.get_by_role("combobox", name="Vis").select_option("-1")
    assert page.locator(".ms-years thead th").count() > 3


def test_where_none_was_made_here_the_replay_that_ships_is_shown(visit):
    page = visit("history", reduced_motion="reduce")
    page.wait_for_function(SHOWN)
    assert page.locator(".ms-film figcaption strong").inner_text() == "January 1990"
    assert "No replay is stored yet." not in page.locator("#ms-main").inner_text()
