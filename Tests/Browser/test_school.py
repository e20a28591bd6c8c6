"""A school's copy: what the school has added says so wherever a reader meets it."""

from playwright.sync_api import expect

from planning import BUDGET, box
from searching import option
from test_pages import Complaints


def test_an_entry_that_a_school_added_says_so_in_the_search_and_in_a_plan(site, place, tab):
    _, _, words, _ = BUDGET
    index = (site / "assets/readers-index.js").read_text(encoding="utf-8")
    as_added = index.replace(f'"text":"{words}"', f'"text":"{words}","by":"Rosewood School"')
    assert as_added != index
    tab.route("**/readers-index.js", lambda route: route.fulfill(body=as_added, content_type="text/javascript"))
    with Complaints(tab, place) as complaints:
        tab.goto(place + "stages/sendco.html")
        tab.get_by_label("Search this site").press_sequentially("budgeting")
        expect(option(tab, words)).to_contain_text("Added by Rosewood School · At 2 stages: SENDCO")
        box(tab, words).check()
        fragment = tab.evaluate("location.hash")
        tab.goto(place + "search.html?q=budgeting")
        expect(tab.locator("#search-found li").filter(has_text=words).locator(".by")).to_have_text("Added by Rosewood School")
        tab.goto(place + "plan.html" + fragment)
        expect(tab.locator(".plan-place")).to_contain_text("Added by Rosewood School")
        tab.emulate_media(media="print")
        expect(tab.locator("#plan-sheet")).to_contain_text("Added by Rosewood School")
    assert not [each for each in complaints if "ERR_ABORTED" not in each]
