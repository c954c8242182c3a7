"""A student opens the page: two worlds are running, and whatever is pressed does what it says."""

import pytest

pytestmark = pytest.mark.browser
TICK = "window.marketsim.theatre.tick"


def test_two_worlds_are_running_when_the_page_opens(visit):
    watched = []
    page = visit(watch=watched)
    before = page.evaluate(TICK)
    page.wait_for_function(f"{TICK} > {before} + 6")
    assert page.locator(".ms-map canvas").count() == 2
    assert [name for name in watched if name.startswith("failed")] == []
    assert [name for name in watched if not name.startswith(("http://127.0.0.1:", "data:", "blob:"))] == []


def test_frames_advance_while_both_models_run(visit):
    page = visit()
    page.evaluate("() => { window.marketsim.maps.gaps.length = 0 }")
    page.wait_for_function("window.marketsim.maps.gaps.length > 100")
    gaps = sorted(page.evaluate("window.marketsim.maps.gaps"))
    assert gaps[len(gaps) // 2] < 100


def test_both_maps_show_people_and_the_map(visit):
    page = visit()
    colours = page.evaluate(
        """() => [...document.querySelectorAll('.ms-map canvas')].map((canvas) => {
          const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
          const seen = new Set();
          for (let at = 0; at < pixels.length; at += 40) seen.add(`${pixels[at]},${pixels[at + 1]},${pixels[at + 2]}`);
          return seen.size;
        })"""
    )
    assert min(colours) > 20


def test_pause_step_and_seek(visit):
    page = visit()
    page.get_by_role("button", name="Pause").click()
    still = page.evaluate(TICK)
    page.wait_for_timeout(400)
    assert page.evaluate(TICK) == still
    page.get_by_role("button", name="One tick on").click()
    assert page.evaluate(TICK) == int(still) + 1
    page.locator("input[type=date]").fill("2018-03-20")
    page.wait_for_function("window.marketsim.theatre.day === 15")
    page.wait_for_function("window.marketsim.theatre.chunks.has(window.marketsim.theatre.index)")
    assert "20 Mar 2018" in page.locator(".ms-now").first.inner_text()


def test_the_keyboard_alone_moves_zooms_and_follows(visit):
    page = visit()
    page.get_by_role("button", name="Pause").click()
    page.locator(".ms-map canvas").first.focus()
    for _ in range(3):
        page.keyboard.press("+")
    zoom = page.evaluate("window.marketsim.maps.view.zoom")
    x = page.evaluate("window.marketsim.maps.view.x")
    page.keyboard.press("ArrowLeft")
    assert zoom > 2
    assert page.evaluate("window.marketsim.maps.view.x") < x
    page.keyboard.press("0")
    assert page.evaluate("window.marketsim.maps.view.zoom") == 1


def test_whoever_is_clicked_is_followed_in_both_worlds(visit):
    page = visit()
    page.get_by_role("button", name="Pause").click()
    page.evaluate(
        """() => {
          const {theatre, maps} = window.marketsim;
          const people = theatre.chunk(theatre.index).worlds[0].agents.people;
          const tick = Math.floor(theatre.tick) - theatre.index * theatre.ticksAChunk;
          const there = people.number.findIndex((_, at) => people.cell[tick * people.many + at] !== 65535);
          maps.follow({kind: 'people', number: people.number[there]});
        }"""
    )
    page.wait_for_selector(".ms-looked table")
    assert page.locator(".ms-looked h2").inner_text().startswith("Person ")
    assert page.locator(".ms-looked table").count() == 2


def test_a_lever_changes_one_world_and_leaves_the_luck(visit):
    page = visit()
    page.get_by_role("button", name="Pause").click()
    first = page.evaluate("window.marketsim.theatre.key")
    tick = page.evaluate(TICK)
    field = page.locator(".ms-control input[type=number]").first
    field.fill("0.05")
    field.press("Tab")
    page.wait_for_function(f"window.marketsim.theatre.key !== '{first}'")
    page.wait_for_function(FIRST)
    assert page.evaluate(TICK) == tick
    assert page.locator(".ms-map figcaption strong").all_inner_texts() == [
        "crackdown (changed)",
        "harm reduction",
    ]
    page.locator(".ms-control").first.get_by_role("button", name="Reset").click()
    page.wait_for_function(f"window.marketsim.theatre.key === '{first}'")


def test_another_policy_is_another_world(visit):
    page = visit()
    page.get_by_label("Policy on the right").select_option("as_today")
    page.wait_for_function(
        "document.querySelectorAll('.ms-map figcaption strong')[1].innerText.includes('as today')"
    )
    page.wait_for_function(FIRST)
    assert "right=as_today" in page.evaluate("location.search")


def test_why_names_the_first_events_and_shows_them_on_the_map(visit):
    page = visit()
    page.get_by_role("button", name="Show where the worlds part").click()
    page.wait_for_selector(".ms-why li")
    texts = page.locator(".ms-parting").all_inner_texts()
    assert len(texts) == len(set(texts)) == 8
    assert "It turns on" in page.locator(".ms-why li").first.inner_text()
    page.locator(".ms-why li button").first.click()
    page.wait_for_function("window.marketsim.maps.view.zoom > 2")
    assert page.evaluate("window.marketsim.theatre.playing") is False


def test_every_figure_has_a_sentence_a_table_and_files(visit):
    page = visit()
    page.wait_for_selector(".ms-figure svg")
    figures = page.locator(".ms-figure")
    assert figures.count() >= 5
    for one in figures.all():
        assert one.locator("h3").inner_text().endswith(".")
        assert one.locator("details table").count() == 1
    for kind in ("CSV", "SVG", "PNG"):
        with page.expect_download() as given:
            figures.first.get_by_role("button", name=kind).click()
        assert given.value.suggested_filename.endswith(f".{kind.lower()}")


def test_a_link_opens_the_same_story_at_the_same_moment(visit):
    page = visit("?v=1&left=rooms_closed&right=as_today&replicate=3&tick=900&lang=da")
    assert page.locator(".ms-map figcaption strong").all_inner_texts() == [
        "lukkede rum",
        "som i dag (marts 2018)",
    ]
    assert page.evaluate("document.documentElement.lang") == "da"
    assert 900 <= page.evaluate(TICK) < 1400


def test_the_digest_on_the_page_is_that_of_the_command_line(visit):
    from marketsim.model.simulate import simulate
    from marketsim_dashboards.stage.story import Story

    page = visit("?v=1&tick=300")
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Work it out").click()
    page.wait_for_selector(".ms-digest")
    days = 1
    assert page.locator(".ms-digest").all_inner_texts() == [
        simulate(Story().spec(side, days)).digest for side in (0, 1)
    ]


def test_a_bet_is_kept_beside_what_came_out(visit):
    page = visit()
    for theme in ("violence", "nuisance", "displacement"):
        page.locator(f"input[name=bet-{theme}][value=more]").check()
    page.get_by_role("button", name="Place the bet").click()
    page.wait_for_selector(".ms-bet table")
    assert page.locator(".ms-bet tbody tr").count() == 3


def test_who_asked_for_less_motion_gets_a_page_that_stands_still(visit):
    page = visit(reduced_motion="reduce")
    still = page.evaluate(TICK)
    page.wait_for_timeout(500)
    assert page.evaluate(TICK) == still
    assert page.get_by_role("button", name="Play").is_visible()


FIRST = "window.marketsim.theatre.chunks.has(window.marketsim.theatre.index)"
