"""A student opens the page: two worlds are running, and whatever is pressed does what it says."""

import subprocess
import sys
from statistics import median

import pytest
from tests.benchmark.dashboard import GAPS, LEVER
from tests.browser.serving import report

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


def test_frames_advance_without_a_stall_while_both_models_run(visit):
    page = visit()
    page.get_by_role("group", name="Speed").get_by_role("combobox").select_option("72")
    before = page.evaluate(TICK)
    gaps = page.evaluate(GAPS, 4000)
    report(f"median {median(gaps):.1f} ms, longest {max(gaps):.0f} ms, {len(gaps)} frames")
    assert page.evaluate(TICK) > before + 72
    assert max(gaps) <= 500


def test_a_lever_shows_its_first_scene_before_anything_further_ahead_is_asked_for(visit):
    page = visit()
    page.evaluate(
        """() => {
          const {theatre} = window.marketsim;
          window.asked = [];
          theatre.on('want', (index) => window.asked.push([theatre.key, index - theatre.index]));
        }"""
    )
    first = page.evaluate("window.marketsim.theatre.key")
    seconds = page.evaluate(LEVER, 0.3)[1] / 1000
    report(f"a lever shows after {seconds:.2f} s")
    asked = [ahead for key, ahead in page.evaluate("window.asked") if key != first]
    assert asked[0] == 0


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
    assert "so days 8 to 37 are compared" in page.locator(".ms-figures").inner_text()
    page.locator(".ms-control").first.get_by_role("button", name="Reset").click()
    page.wait_for_function(f"window.marketsim.theatre.key === '{first}'")


def test_another_policy_is_another_world(visit):
    page = visit()
    page.get_by_label("Policy on the right").select_option("as_today")
    page.wait_for_function(
        "document.querySelectorAll('.ms-map figcaption strong')[1].innerText.includes('as today')"
    )
    page.wait_for_function(FIRST)
    page.wait_for_function("location.search.includes('right=as_today')")


def test_why_names_the_first_events_and_shows_them_on_the_map(visit):
    page = visit()
    page.get_by_role("button", name="Show where the worlds part").click()
    page.wait_for_selector(".ms-why li")
    texts = page.locator(".ms-parting").all_inner_texts()
    assert len(texts) == len(set(texts)) == 8
    assert "It turns on" in page.locator(".ms-why ol").inner_text()
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


def test_a_moved_lever_has_the_digest_that_the_command_line_gives_for_the_saved_policy(visit, tmp_path):
    page = visit("?v=1&left.set=1~police.fines~0.1&tick=600")
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Work it out").click()
    page.wait_for_selector(".ms-digest")
    digests = page.locator(".ms-digest").all_inner_texts()
    with page.expect_download() as given:
        page.get_by_role("button", name="crackdown_changed.toml").click()
    given.value.save_as(tmp_path / given.value.suggested_filename)
    command = page.locator(".ms-share pre").first.inner_text().split()
    assert command[:3] == ["marketsim", "run", "crackdown_changed.toml"]
    told = subprocess.run(
        [sys.executable, "-m", *command, "--json"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert digests[0] in told.stdout
    assert digests[1] not in told.stdout


def test_a_bet_is_kept_beside_what_came_out(visit):
    page = visit()
    for theme in ("violence", "nuisance", "displacement"):
        page.locator(f"input[name=bet-{theme}][value=more]").check()
    page.get_by_role("button", name="Place the bet").click()
    page.wait_for_selector(".ms-bet table")
    assert page.locator(".ms-bet tbody tr").count() == 3
    above = "(one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING"
    for numbers in (".ms-panels", ".ms-figures"):
        assert page.evaluate(
            f"({above})(document.querySelector('.ms-bet'), document.querySelector('{numbers}'))"
        )


def test_a_bet_is_for_the_two_policies_it_was_placed_on(visit):
    page = visit()
    for theme in ("violence", "nuisance", "displacement"):
        page.locator(f"input[name=bet-{theme}][value=same]").check()
    page.get_by_role("button", name="Place the bet").click()
    page.get_by_label("Policy on the right").select_option("as_today")
    page.wait_for_selector(".ms-bet input[type=radio]")
    assert page.locator(".ms-bet input:checked").count() == 0
    assert "the bet is open again" in page.locator(".ms-bet").inner_text()


def test_a_bet_that_all_pairs_leave_open_is_not_left_undecided(visit):
    page = visit()
    verdict = """(complete) => {
      const bet = document.querySelector('.ms-bet').__vue__;
      return bet.$options.methods.verdict.call({words: bet.words, bets: {violence: 'more'}, complete,
        outcome: {violence: 'open'}}, 'violence');
    }"""
    assert page.evaluate(verdict, False) == "not decided yet"
    assert page.evaluate(verdict, True).startswith("nobody was right")


def test_past_the_last_day_the_page_says_that_the_run_has_ended(visit):
    page = visit()
    page.evaluate("window.marketsim.theatre.end = Math.floor(window.marketsim.theatre.tick) + 18")
    page.get_by_text("The run has ended").wait_for()
    assert page.evaluate("window.marketsim.theatre.playing") is False
    assert page.get_by_role("button", name="Play", exact=True).is_visible()
    page.get_by_role("button", name="One hour back").click()
    page.get_by_text("The run has ended").wait_for(state="detached")
    page.get_by_role("button", name="Play", exact=True).click()
    page.wait_for_function("window.marketsim.theatre.playing")


def test_the_address_follows_the_clock_without_haste(visit):
    page = visit()
    page.evaluate(
        """() => {
          window.changes = 0;
          const replace = history.replaceState.bind(history);
          history.replaceState = (...more) => { window.changes += 1; replace(...more); };
        }"""
    )
    page.get_by_role("group", name="Speed").get_by_role("combobox").select_option("288")
    page.wait_for_timeout(2500)
    assert 1 <= page.evaluate("window.changes") <= 4


def test_who_asked_for_less_motion_gets_a_page_that_stands_still(visit):
    page = visit(reduced_motion="reduce")
    still = page.evaluate(TICK)
    page.wait_for_timeout(500)
    assert page.evaluate(TICK) == still
    assert page.get_by_role("button", name="Play").is_visible()


FIRST = "window.marketsim.theatre.chunks.has(window.marketsim.theatre.index)"
