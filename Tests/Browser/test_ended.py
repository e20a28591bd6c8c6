"""An entry past its last day says so to the reader, by the reader's own calendar."""

import shutil
import subprocess
from datetime import datetime

import pytest

from program import command
from scene import SMALL_CONTENT

ROWS = "strand,opportunity,ends\nschool,Chair meetings,2026-08-31\nschool,Lead a review,\ntown,Join a hub,\n"
PAGES = ["stages/trainee.html", "embed/trainee.html", "stages/index.html", "framework.html", "compare/trainee-to-leader.html"]
DAY = "[data-ends='2026-08-31']"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A site with an entry that has a last day."""
    place = tmp_path_factory.mktemp("ended")
    shutil.copytree(SMALL_CONTENT, place / "content")
    (place / "content/stages/trainee.csv").write_text(ROWS, encoding="utf-8")
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
