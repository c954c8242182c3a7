"""Every page in both languages, light and dark, narrow and wide, can be read and used by everybody."""

import pytest

from marketsim_dashboards.site.naming import policy_name
from marketsim_dashboards.site.tours import TOURS
from marketsim_dashboards.stage.story import Slot

axe = pytest.importorskip("axe_playwright_python.sync_playwright")

pytestmark = pytest.mark.browser
PAGES = ("", "arguments", "history", "lessons", "limits", "mesa")
FIRST_SCENE = "window.marketsim && window.marketsim.theatre.chunks.size > 0"
GRAVE = ("serious", "critical")
MESA_PICTURES = "document.querySelectorAll('.ms-mesa img').length === 3"


def grave_faults(page):
    """What axe finds on a page that would shut somebody out."""
    found = axe.Axe().run(page).response["violations"]
    return {one["id"]: one["nodes"][0]["html"][:120] for one in found if one["impact"] in GRAVE}


@pytest.fixture
def at_mesa(visit):
    """Open Mesa's page with its model started, and give the seat back afterwards."""
    pages = []

    def started(query="", **how):
        page = visit(f"mesa{query}", **how)
        pages.append(page)
        page.locator(".ms-offer button").click()
        page.wait_for_function(MESA_PICTURES)
        return page

    yield started
    for page in pages:
        page.locator("nav a[href$=limits]").click()
        page.wait_for_selector(".ms-limits")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_shuts_anybody_out(visit, path, language, scheme):
    page = visit(f"{path}?lang={language}", color_scheme=scheme, bypass_csp=True)
    assert grave_faults(page) == {}
    assert page.evaluate("document.documentElement.lang") == language


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_mesas_page_shuts_nobody_out_once_it_runs(at_mesa, scheme):
    page = at_mesa("?lang=da", color_scheme=scheme, bypass_csp=True)
    assert all(
        len(text) > 20
        for text in page.locator(".ms-mesa img").evaluate_all("all => all.map((one) => one.alt)")
    )
    assert grave_faults(page) == {}


@pytest.mark.parametrize("width", [400, 1440])
def test_mesas_running_page_fits_with_controls_and_pictures_above_the_foot(at_mesa, width):
    page = at_mesa("?lang=da", width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    boxes = [one.bounding_box() for one in page.locator(".ms-mesa img").all()]
    foot = page.locator("footer").bounding_box()
    assert all(box["y"] + box["height"] <= foot["y"] for box in boxes)
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= width and box["width"] > 200 for box in boxes)
    controls = page.get_by_role("button", name="Step", exact=True)
    controls.click()
    page.wait_for_function("document.querySelector('.ms-mesa').innerText.includes('Step: 1')")
    assert page.locator(".v-app-bar").is_hidden()


def test_mesas_page_says_in_danish_what_its_english_controls_do_and_is_dark_where_the_page_is(at_mesa):
    page = at_mesa("?lang=da", color_scheme="dark")
    said = page.locator("#ms-main .ms-note").first.inner_text()
    controls = page.locator(".ms-mesa").inner_text()
    assert "kun på engelsk" in said
    for name in ("Reset", "Step", "Play Interval", "Render Interval"):
        assert name in said
        assert name.lower() in controls.lower()
    assert page.locator(".ms-mesa").get_attribute("lang") == "en"
    assert "Heldets nummer" in controls
    for picture in (".ms-mesa img", ".ms-keys svg"):
        drawn = page.locator(picture).first.evaluate("(one) => getComputedStyle(one).filter")
        assert "invert" in drawn


def strangers(watched):
    """What a page asked for in vain, or of anybody but the dashboard itself."""
    ours = ("http://127.0.0.1:", "data:", "blob:")
    return [name for name in watched if not name.startswith(ours)]


@pytest.mark.parametrize("path", PAGES)
def test_no_page_asks_anybody_else_or_in_vain(visit, path):
    watched = []
    page = visit(path, watch=watched)
    page.wait_for_load_state("networkidle")
    assert watched
    assert strangers(watched) == []


def test_mesas_running_page_asks_nobody_else_either(at_mesa):
    watched = []
    page = at_mesa(watch=watched)
    page.get_by_role("button", name="Step", exact=True).click()
    page.wait_for_function("document.querySelector('.ms-mesa').innerText.includes('Step: 1')")
    assert strangers(watched) == []


@pytest.mark.parametrize("width", [400, 768, 2560])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_its_window(visit, path, width):
    page = visit(f"{path}?lang=da", width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [400, 1440])
def test_the_table_of_limits_shows_every_column_and_row(visit, width):
    page = visit("limits?lang=da", width=width)
    box = page.locator(".ms-grades").evaluate(
        "(one) => [one.scrollWidth - one.clientWidth, one.scrollHeight - one.clientHeight]"
    )
    assert box == [0, 0]


def test_no_long_word_is_broken_in_the_table_of_limits(visit):
    page = visit("limits?lang=da", width=400)
    broken = page.evaluate(
        """() => [...document.querySelectorAll('.ms-grades tbody th')].flatMap((cell) => {
          const text = cell.firstChild;
          return [...text.data.matchAll(/\\S+/g)].filter((word) => {
            const range = document.createRange();
            range.setStart(text, word.index);
            range.setEnd(text, word.index + word[0].length);
            return range.getClientRects().length > 1;
          }).map((word) => word[0]);
        })"""
    )
    assert broken == []
    assert page.locator(".ms-grades tbody th").count() > 30


@pytest.mark.parametrize("width", [400, 1440])
@pytest.mark.parametrize("language", ["en", "da"])
def test_the_tour_stands_within_the_window_at_every_step(visit, language, width):
    page = visit(f"lessons?lang={language}", width=width)
    page.locator(".ms-grid .ms-primary").first.click()
    page.wait_for_function(FIRST_SCENE)
    for step in range(6):
        page.wait_for_function(f"document.querySelector('.ms-tour small').innerText.includes('{step + 1} ')")
        edges = page.evaluate(
            """() => [...document.querySelectorAll('.ms-tour, .ms-tour *')].flatMap((one) => {
              const {left, right} = one.getBoundingClientRect();
              return [left, right];
            })"""
        )
        assert min(edges) >= 0, step
        assert max(edges) <= width, step
        if step < 5:
            page.locator(".ms-tour .ms-primary").click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("language", "waiting"), [("en", "Setting the stage"), ("da", "Gør scenen klar")])
def test_until_the_page_is_there_it_says_so_in_its_own_words_and_colours(
    chromium, server, language, waiting, scheme
):
    context = chromium.new_context(color_scheme=scheme)
    page = context.new_page()
    page.route("**/solara-vuetify-app*.js", lambda _: None)  # never comes
    page.goto(f"{server.url}?lang={language}", wait_until="commit")
    page.wait_for_selector("#ms-loading b")
    assert waiting in page.locator("#ms-loading").inner_text()
    assert "Loading" not in page.locator("body").inner_text()
    paper = page.evaluate("getComputedStyle(document.querySelector('#ms-loading')).backgroundColor")
    assert paper == {"light": "rgb(250, 248, 243)", "dark": "rgb(16, 18, 21)"}[scheme]
    context.close()


def test_what_was_shown_until_the_page_was_there_is_gone_with_it(visit):
    assert visit("limits").locator("#ms-loading").is_hidden()


def test_all_words_change_with_the_language(visit):
    page = visit()
    page.get_by_label("Language").select_option("da")
    page.wait_for_function("document.documentElement.lang === 'da'")
    page.wait_for_function("document.querySelector('h1').innerText.startsWith('Hvis')")
    for english in ("Layers and legend", "Place your bet", "Luck number", "Share and take away"):
        page.wait_for_function("english => !document.body.innerText.includes(english)", arg=english)


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


@pytest.mark.parametrize("key", TOURS)
def test_every_step_of_every_tour_does_what_it_says_on_the_page_it_speaks_of(visit, key):
    page = visit("lessons")
    page.get_by_role("button", name="Start the tour").nth(list(TOURS).index(key)).click()
    for step, act in enumerate(TOURS[key], start=1):
        page.wait_for_selector(f".ms-tour:has-text('Step {step} of 6')")
        there = act.get("page", "")
        page.wait_for_function(f"location.pathname === '/{there}'")
        if not there:
            page.wait_for_function(FIRST_SCENE)
            if "pair" in act:
                names = [policy_name(Slot(one), "en") for one in act["pair"]]
                page.wait_for_function(
                    "names => names.every((name, at) => "
                    "document.querySelectorAll('.ms-map figcaption strong')[at].innerText === name)",
                    arg=names,
                )
            if "day" in act:
                page.wait_for_function(f"window.marketsim.theatre.day >= {act['day']}")
            if "play" in act or "pause" in act:
                page.wait_for_function(f"window.marketsim.theatre.playing === {str('play' in act).lower()}")
            if "heat" in act:
                page.wait_for_function(
                    f"document.querySelector('input[name=heat]:checked').value === '{act['heat']}'"
                )
        else:
            page.wait_for_selector(f"nav a[aria-current=page][href$='{there}']")
        assert page.get_by_role("button", name="Next").count() == (step < len(TOURS[key]))
        if step < len(TOURS[key]):
            page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="End the tour").click()
    page.wait_for_selector(".ms-tour", state="detached")


def test_whoever_looks_at_another_page_finds_the_tour_at_the_same_step(visit):
    page = visit("lessons")
    page.get_by_role("button", name="Start the tour").first.click()
    page.wait_for_function(FIRST_SCENE)
    page.get_by_role("button", name="Next").click()
    page.wait_for_function("document.querySelector('.ms-tour').innerText.includes('Step 2 of 6')")
    page.locator("nav a[href$=limits]").click()
    page.wait_for_selector(".ms-limits")
    assert "Step 2 of 6" in page.locator(".ms-tour").inner_text()
    page.locator("nav a").first.click()
    page.wait_for_selector(".ms-maps")
    assert "Step 2 of 6" in page.locator(".ms-tour").inner_text()


def test_history_begins_both_worlds_in_another_year(visit):
    page = visit("history")
    page.get_by_role("button", name="Begin in 2012").click()
    page.wait_for_function("window.marketsim && window.marketsim.theatre.chunks.size > 0")
    assert "2012" in page.locator(".ms-now").first.inner_text()


def test_every_argument_has_a_verdict_and_stands_once_under_its_row_and_topic(visit):
    from marketsim.study.claim.arguments import arguments

    every = arguments()
    page = visit("arguments", width=400)
    assert page.locator(".ms-argument").count() == len(every)
    assert all(page.locator(".ms-verdict").all_inner_texts())
    rows = page.locator(".ms-rowed h3 .ms-row").all_inner_texts()
    assert sorted(rows) == sorted({one.row for one in every})
    assert page.locator(".ms-contents a").count() == page.locator(".ms-topic").count()
    assert page.evaluate("document.documentElement.scrollHeight") < 18_000
    page.locator(".ms-contents a").last.click()
    page.wait_for_function(
        "document.querySelector('.ms-topic:last-child').getBoundingClientRect().top < window.innerHeight"
    )
    page.get_by_label("Find").fill(rows[0])
    assert page.locator(".ms-topic").count() == 1


def test_mesas_own_page_runs_a_model_of_the_visitors_own(at_mesa):
    page = at_mesa()
    page.get_by_role("button", name="Step", exact=True).click()
    page.wait_for_function("document.querySelector('.ms-mesa').innerText.includes('Step: 1')")
