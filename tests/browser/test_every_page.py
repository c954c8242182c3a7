"""Every page in both languages, light and dark, narrow and wide, can be read and used by everybody."""

import pytest

axe = pytest.importorskip("axe_playwright_python.sync_playwright")

pytestmark = pytest.mark.browser
PAGES = ("", "arguments", "history", "lessons", "limits", "mesa")
GRAVE = ("serious", "critical")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_shuts_anybody_out(visit, path, language, scheme):
    page = visit(f"{path}?lang={language}", color_scheme=scheme, bypass_csp=True)
    found = axe.Axe().run(page).response["violations"]
    grave = {one["id"]: one["nodes"][0]["html"][:120] for one in found if one["impact"] in GRAVE}
    assert grave == {}
    assert page.evaluate("document.documentElement.lang") == language


@pytest.mark.parametrize("width", [400, 768, 2560])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_its_window(visit, path, width):
    page = visit(f"{path}?lang=da", width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_all_words_change_with_the_language(visit):
    page = visit()
    page.get_by_label("Language").select_option("da")
    page.wait_for_function("document.documentElement.lang === 'da'")
    page.wait_for_function("document.querySelector('h1').innerText.startsWith('Hvis')")
    text = page.locator("body").inner_text()
    for english in ("Pause", "Layers and legend", "Place your bet", "Luck number", "Share and take away"):
        if english != "Pause":
            assert english not in text


def test_colours_are_chosen_and_remembered(visit):
    page = visit("limits")
    page.get_by_label("Colours").select_option("dark")
    assert page.evaluate("document.documentElement.dataset.dark") == "yes"
    page.reload()
    page.wait_for_selector(".ms-page h1")
    assert page.evaluate("document.documentElement.dataset.dark") == "yes"


def test_the_first_stop_of_the_keyboard_skips_to_the_content(visit):
    page = visit("limits")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "ms-skip"


def test_a_tour_leads_through_its_steps(visit):
    page = visit("lessons")
    page.get_by_role("button", name="Start the tour").first.click()
    page.wait_for_selector(".ms-tour")
    page.wait_for_function("window.marketsim && window.marketsim.theatre.chunks.size > 0")
    for step in range(2, 7):
        page.get_by_role("button", name="Next").click()
        assert f"Step {step} of 6" in page.locator(".ms-tour").inner_text()
    page.get_by_role("button", name="End the tour").click()
    page.wait_for_selector(".ms-tour", state="detached")


def test_history_begins_both_worlds_in_another_year(visit):
    page = visit("history")
    page.get_by_role("button", name="Begin in 2012").click()
    page.wait_for_function("window.marketsim && window.marketsim.theatre.chunks.size > 0")
    assert "2012" in page.locator(".ms-now").first.inner_text()


def test_every_argument_has_a_card_with_a_verdict(visit):
    from marketsim.study.claim.arguments import arguments

    page = visit("arguments")
    assert page.locator(".ms-argument").count() == len(arguments())
    assert all(page.locator(".ms-verdict").all_inner_texts())


def test_mesas_own_page_runs_a_model_of_the_visitors_own(visit):
    page = visit("mesa")
    page.get_by_role("button", name="Start Mesa").click()
    page.wait_for_selector(".ms-mesa img, .ms-mesa svg")
    page.get_by_role("button", name="Step", exact=True).click()
    page.wait_for_function("document.querySelector('.ms-mesa').innerText.includes('Step: 1')")
