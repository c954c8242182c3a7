"""A student opens the page: two worlds are running, and whatever is pressed does what it says."""

import subprocess
import sys
from statistics import median

import pytest
from tests.benchmark.dashboard import BARS, GAPS, LEVER
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
    assert any(
        flows(page) for _ in range(3)
    )  # a stall of our own comes again; one of a busy machine does not
    assert page.evaluate(TICK) > before + 72


def flows(page):
    """Whether no frame of the next four seconds waits for longer than half a second."""
    gaps = page.evaluate(GAPS, 4000)
    report(f"median {median(gaps):.1f} ms, longest {max(gaps):.0f} ms, {len(gaps)} frames")
    return max(gaps) <= BARS["stall"]


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


def test_a_bet_and_what_it_comes_to_stand_directly_below_the_clock(visit):
    page = visit()
    clock, bet, sentence, layers = (
        page.locator(one).bounding_box() for one in (".ms-bar", ".ms-bet", ".ms-sentence", ".ms-details")
    )
    assert 0 <= bet["y"] - clock["y"] - clock["height"] < 60
    assert 0 <= sentence["y"] - bet["y"] - bet["height"] < 60
    assert bet["height"] < 160
    assert layers["y"] > sentence["y"]
    assert page.locator(".ms-panel").count() == 3


def test_the_sentence_says_of_one_run_no_more_than_its_figures(visit):
    page = visit()
    page.get_by_role("button", name="Pause").click()
    page.wait_for_function("document.querySelectorAll('.ms-numbers b').length >= 14")
    said = page.evaluate(
        """() => {
          const panels = document.querySelector('.ms-panels').__vue__;
          const given = (left, right) => {
            panels.values = Object.fromEntries(panels.panels.flatMap((panel) =>
              panel.measures.map((one, at) => [one.name, at % 2 ? [right, left] : [left, right]])));
            return panels.sentence;
          };
          panels.values = Object.fromEntries(Object.entries(panels.values).map(([name]) => [name, [1.0, 1.01]]));
          const same = panels.sentence;
          return {same, both: given(2, 1)};
        }"""
    )
    assert "violence is about the same, nuisance about the same, displacement about the same" in said["same"]
    assert "nuisance higher by some figures and lower by others" in said["both"]
    assert said["both"].startswith("In this one run")
    assert "other luck" in said["both"]


def test_what_runs_is_drawn_with_a_table_and_a_file(visit):
    page = visit()
    page.wait_for_selector(".ms-spark")
    for one in page.locator(".ms-measure").filter(has=page.locator(".ms-spark")).all():
        assert len(one.locator(".ms-spark").get_attribute("aria-label")) > 40
        assert one.locator("details table tbody tr").count() >= 7
    with page.expect_download() as given:
        page.locator(".ms-measure").first.get_by_role("button", name="CSV").click()
    assert given.value.suggested_filename.startswith("marketsim-run-")


def test_no_name_on_the_map_lies_on_another(visit):
    page = visit()
    page.get_by_role("button", name="Pause").click()
    for _ in range(4):
        written = page.evaluate(
            """async () => {
              const {maps} = window.marketsim;
              maps.stale = true;
              maps.drawGrounds();
              const {meet} = await import(`${window.solara.rootPath}/static/public/ground.js`);
              const all = maps.view.written.filter((one) => one.text);
              const collide = all.flatMap((one, at) => all.slice(at + 1).filter((other) => meet(one.spots, other.spots))
                .map((other) => [one.text, other.text]));
              return {names: all.map((one) => one.text), collide};
            }"""
        )
        assert written["collide"] == []
        assert {"Skyen", "H17"} <= set(written["names"])
        assert len(written["names"]) > 6
        page.evaluate("window.marketsim.maps.zoom(1.25)")


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


def where_is(page, kind):
    """Where on the left map somebody of a kind stands whom nobody else is near, in pixels of the window."""
    return page.evaluate(
        """async (wanted) => {
          const {theatre, maps} = window.marketsim;
          const {place} = await import(`${window.solara.rootPath}/static/public/scene.js`);
          const chunk = theatre.chunk(theatre.index);
          const at = theatre.tick - chunk.index * theatre.ticksAChunk;
          const all = chunk.kinds.flatMap((name) => {
            const kind = chunk.worlds[0].agents[name];
            return [...kind.number].flatMap((number, index) => {
              const metres = place(maps.ground, kind, index, Math.floor(at), at % 1);
              return metres ? [{kind: name, number, where: maps.view.at(...metres)}] : [];
            });
          });
          const box = maps.canvases[0].getBoundingClientRect();
          const inside = ([x, y]) => x > 5 && y > 5 && x < box.width - 5 && y < box.height - 5;
          const lonely = (one) => all.every((other) => other === one ||
            Math.hypot(one.where[0] - other.where[0], one.where[1] - other.where[1]) > 8);
          const found = all.find((one) => one.kind === wanted && inside(one.where) && lonely(one));
          return found && {number: found.number, x: box.left + found.where[0], y: box.top + found.where[1]};
        }""",
        kind,
    )


@pytest.mark.parametrize(("kind", "title"), [("people", "Person"), ("officers", "Officer")])
def test_whoever_is_clicked_is_followed_in_both_worlds(visit, kind, title):
    page = visit()
    page.get_by_role("button", name="Pause").click()
    page.wait_for_function(FIRST)
    found = where_is(page, kind)
    page.mouse.click(found["x"], found["y"])
    page.wait_for_selector(".ms-looked table")
    assert page.evaluate("window.marketsim.maps.followed") == {"kind": kind, "number": found["number"]}
    assert page.locator(".ms-looked h2").inner_text().startswith(f"{title} ")
    assert page.locator(".ms-looked table").count() == 2
    page.get_by_role("button", name="Stop following").click()
    page.wait_for_selector(".ms-looked", state="detached")


def test_a_street_that_is_clicked_is_marked_on_the_map_and_goes_on_adding_up(visit):
    page = visit()
    page.get_by_role("button", name="Pause").click()
    page.wait_for_function(FIRST)
    canvas = "document.querySelector('.ms-map canvas').toDataURL()"
    before = page.evaluate(canvas)
    spot = page.evaluate(
        """() => {
          const {maps} = window.marketsim;
          ['people', 'dealers', 'officers', 'outreach', 'crews'].forEach((kind) => { maps.shown[kind] = false; });
          const {x, y, street} = maps.ground.cells;
          const cell = street.findIndex((one) => maps.ground.street_names[one] === 'Istedgade');
          const [px, py] = maps.view.at(x[cell], y[cell]);
          const box = maps.canvases[0].getBoundingClientRect();
          return [box.left + px, box.top + py];
        }"""
    )
    page.mouse.click(*spot)
    page.wait_for_selector(".ms-looked table")
    assert page.locator(".ms-looked h2").inner_text() == "Istedgade"
    page.wait_for_function(f"{canvas} !== '{before}'")
    told = page.locator(".ms-looked").inner_text()
    page.locator("input[type=date]").fill("2018-03-20")
    page.wait_for_function("(told) => document.querySelector('.ms-looked').innerText !== told", arg=told)
    page.wait_for_function(FIRST)


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


def test_numbers_are_written_and_read_with_a_danish_comma(visit):
    page = visit("?v=1&lang=da")
    page.get_by_role("button", name="Pause").click()
    field = page.locator(".ms-control-body input:not([type=range])").first
    field.fill("0,05")
    field.press("Tab")
    page.wait_for_function(
        "document.querySelector('.ms-map figcaption strong').innerText.startsWith('nultolerance (')"
    )
    page.wait_for_selector(".ms-control.touched")
    assert field.input_value() == "0,05"
    for one in page.locator(".ms-control-body input:not([type=range])").all():
        assert "." not in one.input_value() + one.get_attribute("placeholder")
        assert len(one.input_value()) < 7
    told = page.locator(".ms-levers").inner_text()
    assert "Kammersgaard (2019)" in told
    assert "kammersgaard-2019" not in told


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
    assert "it does not happen" in page.locator(".ms-why ol").inner_text()
    assert page.locator(".ms-turns").count() == 8
    assert "the first violence by which the two worlds differ" in page.locator(".ms-why ol").inner_text()
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


OVERLAPS = """() => [...document.querySelectorAll('.ms-figure svg')].flatMap((svg) => {
  const all = [...svg.querySelectorAll('text')].map((one) => ({text: one.textContent, box: one.getBBox()}));
  const meet = (one, other) => one.x < other.x + other.width && other.x < one.x + one.width
    && one.y + 2 < other.y + other.height - 2 && other.y + 2 < one.y + one.height - 2;
  return all.flatMap((one, at) => all.slice(at + 1).filter((other) => meet(one.box, other.box))
    .map((other) => [one.text, other.text]));
})"""


@pytest.mark.parametrize("group", ["headlines", "health"])
def test_no_name_on_a_chart_lies_on_another(visit, group):
    page = visit("?v=1&lang=da")
    page.wait_for_selector(".ms-figure svg")
    page.locator(".ms-figures select").select_option(group)
    page.wait_for_function(f"document.querySelector('.ms-figures').__vue__.group === '{group}'")
    page.wait_for_timeout(500)
    for more in page.locator("details.ms-more > summary").all():
        more.click()
    assert page.locator(".ms-figure svg").count() >= 5
    assert page.evaluate(OVERLAPS) == []


def test_the_map_of_the_difference_is_neither_worlds_and_has_its_key_in_sight(visit):
    page = visit()
    page.evaluate("window.marketsim.theatre.tell('command', 'difference', true)")
    page.wait_for_selector(".ms-difference")
    assert page.locator(".ms-map figcaption .ms-chip").count() == 0
    assert page.locator(".ms-map:visible").count() == 1
    caption = page.locator(".ms-map:visible figcaption")
    assert caption.locator("strong").inner_text().startswith("Difference: ")
    assert "orange: more under crackdown" in caption.inner_text()
    assert (
        page.locator(".ms-difference").first.bounding_box()["y"]
        < page.locator("canvas").first.bounding_box()["y"]
    )


@pytest.mark.parametrize("group", ["bearers", "police"])
def test_many_figures_are_summed_up_first_and_drawn_only_when_asked_for(visit, group):
    from marketsim.measures.declared import MEASURES

    folded = [
        one
        for one in MEASURES
        if (one.bearer if group == "bearers" else one.theme == group and not one.headline)
    ]
    page = visit()
    page.wait_for_selector(".ms-figure svg")
    page.locator(".ms-figures select").select_option(group)
    page.wait_for_function(
        f"document.querySelectorAll('.ms-summary > .ms-scroll tbody tr').length === {len(folded)}"
    )
    sections = page.locator(".ms-summary")
    assert page.locator(".ms-figure").count() <= 6
    for one in sections.all():
        assert one.locator("p").first.inner_text().endswith(".")
        assert one.locator("> .ms-scroll tbody tr").count() >= 1
    with page.expect_download() as given:
        sections.first.get_by_role("button", name="CSV").first.click()
    assert given.value.suggested_filename.endswith(".csv")
    before, rows = page.locator(".ms-figure").count(), sections.last.locator("> .ms-scroll tbody tr").count()
    sections.last.locator("details.ms-more > summary").click()
    page.wait_for_function(f"document.querySelectorAll('.ms-figure').length === {before + rows}")


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
    page.wait_for_selector(".ms-bet table")
    page.get_by_label("Policy on the right").select_option("as_today")
    page.wait_for_selector(".ms-bet input[type=radio]")
    assert page.locator(".ms-bet input:checked").count() == 0
    assert "the bet is open again" in page.locator(".ms-bet").inner_text()


def test_the_way_the_pairs_went_is_told_once_no_bet_is_open_and_never_before(visit):
    page = visit()
    page.wait_for_function(
        "document.querySelector('.ms-sentence').innerText.includes('pairs of worlds with')"
    )
    assert "one run proves nothing" in page.locator(".ms-bet").inner_text()
    assert page.locator(".ms-ways li").count() == 0
    page.get_by_role("button", name="Look without a bet").click()
    page.wait_for_selector(".ms-ways li")
    assert page.locator(".ms-ways li").count() == 3
    assert "with 95 % confidence" in page.locator(".ms-ways").inner_text()
    page.get_by_role("button", name="Bet after all").click()
    page.wait_for_selector(".ms-ways", state="detached")
    for theme in ("violence", "nuisance", "displacement"):
        page.locator(f"input[name=bet-{theme}][value=more]").check()
    page.get_by_role("button", name="Place the bet").click()
    page.wait_for_selector(".ms-ways li")


def test_a_bet_that_all_pairs_leave_open_is_not_left_undecided(visit):
    page = visit()
    verdict = """(complete) => {
      const bet = document.querySelector('.ms-bet').__vue__;
      return bet.$options.methods.verdict.call({words: bet.words, guesses: {violence: 'more'}, complete,
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


def test_a_story_that_begins_before_there_was_a_room_shows_none(visit):
    page = visit("?v=1&left=as_today&right=as_today&from=1990-01-01&tick=300")
    page.wait_for_function(
        "window.marketsim && window.marketsim.theatre.chunk(window.marketsim.theatre.index)"
    )
    page.wait_for_function("window.marketsim.maps.day.startsWith('1990-01')")
    assert page.locator(".ms-rooms span").count() == 0


def test_todays_rooms_are_shown(visit):
    page = visit("?v=1&tick=300")
    page.wait_for_selector(".ms-rooms span")
    assert "H17" in page.locator(".ms-rooms").first.inner_text()
