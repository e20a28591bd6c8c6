"""The readers' journeys in Firefox, in a folder whose name has spaces and accents, as one opens a copy of one's own."""

import pytest

from firefox import ARROW_DOWN, ENTER, launched_firefox

FOUND = """
waymarkSearchBox.find(arguments[0]).groups.flatMap(({ kind, results }) => results.map(({ title }) => [kind, title]))
"""


@pytest.fixture(scope="module")
def firefox(tmp_path_factory):
    with launched_firefox(tmp_path_factory.mktemp("firefox")) as firefox:
        yield firefox


@pytest.fixture
def here(firefox, places) -> str:
    """The address of the folder, with Firefox at its home page."""
    firefox.open(places["file"] + "index.html")
    return places["file"]


def test_a_search_with_a_slip_leads_by_keyboard_to_a_stage(firefox, here):
    firefox.press("#search-words", "sendko")
    firefox.seen("#search-options [role=option]")
    assert firefox.texts("#search-options [role=option]")[0] == "SENDCO and inclusion lead"
    firefox.press("#search-words", ARROW_DOWN)
    assert firefox.value("#search-words", "aria-activedescendant") == "search-options-stage-0"
    firefox.press("#search-words", ENTER)
    firefox.until(lambda: firefox.address() == here + "stages/sendco.html", "the stage's page is open")
    firefox.until(lambda: firefox.texts("h1") == ["SENDCO / Inclusion Lead"], "its heading is seen")


@pytest.mark.parametrize("words", ["mentorng", "ECT", "early career", "e"])
def test_the_page_of_results_has_what_chromium_finds(words, firefox, here, engine):
    firefox.open(f"{here}search.html?q={words}")
    firefox.seen("#search-found section:not([hidden]) h2")
    found = firefox.evaluate(FOUND.strip(), words)
    assert found == [[kind, title] for kind, title, _ in engine(words)]
    shown = "section:not([hidden]) :is(.entries > li, .chips > li, .glossary > div):not([hidden])"
    more = "#search-found .all:not([hidden])"

    def everything_is_shown() -> bool:
        # Results are drawn by and by, each kind with its button.
        if firefox.texts(more):
            firefox.click(more)
        return len(firefox.texts(f"#search-found {shown}")) == len(found)

    firefox.until(everything_is_shown, "every result is shown")


def test_the_table_is_filtered_by_send_and_counted(firefox, here):
    firefox.open(here + "stages/index.html?theme=send")
    firefox.until(lambda: firefox.texts(".filter .hits") == ["22 of 232 opportunities"], "the opportunities are counted")
    assert firefox.evaluate("document.querySelector('#filter-theme').value") == "send"
    firefox.click(".filter button")
    firefox.until(lambda: firefox.address() == here + "stages/index.html", "the filter is gone from the address")


def test_what_is_ticked_arrives_in_the_plan_and_nothing_is_stored(firefox, here):
    firefox.open(here + "stages/sendco.html")
    firefox.press("main input[type=checkbox]:not(:checked)", " ")
    firefox.press("main input[type=checkbox]:not(:checked)", " ")
    firefox.until(lambda: "~~Familiarisation_with_SEND_code_of_Practice" in firefox.address(), "both are in the address")
    firefox.click("a[href*='plan.html']")
    firefox.until(lambda: firefox.texts(".plan-words"), "the plan is shown")
    assert firefox.texts(".plan-words") == ["Subscribe to SEND journals", "Familiarisation with SEND code of Practice"]
    assert firefox.evaluate("localStorage.length + sessionStorage.length") == 0


def test_two_selects_lead_to_the_page_that_compares(firefox, here):
    firefox.open(here + "compare/index.html")
    firefox.press("#from", "Early career")
    firefox.press("#to", "SENDCO")
    firefox.click(".chooser button")
    firefox.until(lambda: firefox.address() == here + "compare/early-career-to-sendco.html", "the page of both is open")


NARROW = ["index.html", "stages/index.html", "framework.html", "plan.html", "search.html?q=e", "accessibility.html"]


@pytest.mark.parametrize("address", NARROW)
@pytest.mark.parametrize("width", [500, 1280])  # Firefox's windows are no narrower than about 450 px.
def test_no_page_scrolls_sideways(width, address, firefox, here):
    firefox.resize(width, 900)
    firefox.open(here + address)
    wide = firefox.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{wide} px wider than the window"
