"""An entry past its last day says so to the reader, by the reader's own calendar."""

import shutil
import subprocess
from datetime import datetime

import pytest

from program import command
from scene import SMALL_CONTENT

ROWS = "strand,opportunity,ends\nschool,Chair meetings,2026-08-31\nschool,Mentor a trainee,2026-07-31\ntown,Join a hub,\n"
PAGES = [
    "stages/trainee.html", "embed/trainee.html", "stages/index.html", "framework.html", "compare/trainee-to-leader.html",
    "opportunities/index.html",
]
DAY = "[data-ends='2026-08-31']"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A site with an entry that has a last day."""
    place = tmp_path_factory.mktemp("ended")
    shutil.copytree(SMALL_CONTENT, place / "content")
    (place / "content/stages/trainee.csv").write_text(ROWS, encoding="utf-8")
    leader = place / "content/stages/leader.md"
    leader.write_text(leader.read_text().replace("---\n", "---\nowner: Sam Lee\nchecked: 2026-03-01\nends: 2026-08-31\n", 1))
    subprocess.run(command(place / "content", place / "site"), check=True, capture_output=True)
    return (place / "site").as_uri() + "/"


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(
    "moment, words",
    [("2026-08-30T09:00", "Ends"), ("2026-08-31T23:59", "Ends"), ("2026-09-01T00:01", "Ended"), ("2031-01-01T12:00", "Ended")],
)
def test_the_last_day_is_told_as_past_from_the_next_day_on(moment, words, address, folder, tab):
    tab.clock.set_fixed_time(datetime.fromisoformat(moment))
    tab.goto(folder + address)
    days = tab.locator(DAY)
    assert days.all_inner_texts() == [f"{words} 31 August 2026"]
    assert days.locator("strong").count() == (words == "Ended")


@pytest.mark.parametrize("address", PAGES)
def test_without_scripts_the_last_day_stands_there(address, folder, chromium):
    context = chromium.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(folder + address)
    assert tab.locator(DAY).all_inner_texts() == ["Ends 31 August 2026"]
    context.close()


@pytest.mark.parametrize("moment, words", [("2026-07-31", "ends"), ("2026-08-01", "ended")])
def test_the_a_to_z_says_which_stage_ends_it_where_others_go_on(moment, words, folder, tab):
    tab.clock.set_fixed_time(datetime.fromisoformat(f"{moment}T12:00"))
    tab.goto(folder + "opportunities/index.html")
    entry = tab.locator(".letter li[data-opportunity='mentor-a-trainee']")
    assert entry.locator(".also").all_inner_texts() == [f"Trainee ({words} 31 July 2026), Teacher, Leader"]


@pytest.mark.parametrize("width", [360, 1280])
def test_a_page_says_it_of_itself_below_its_words(width, folder, tab):
    tab.clock.set_fixed_time(datetime.fromisoformat("2026-09-01T12:00"))
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(folder + "stages/leader.html")
    line = tab.locator("main > .also")
    assert line.inner_text() == "Ended 31 August 2026 · Last checked 1 March 2026 by Sam Lee"
    assert line.bounding_box()["x"] == tab.locator("h1").bounding_box()["x"]
