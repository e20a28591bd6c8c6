"""Search: what it finds, and the box of every page, by keyboard and by hand, on every width and from both places."""

import re

import pytest
from playwright.sync_api import expect

from reports import none_of
from searching import heard, late_index, option
from test_pages import WIDER_THAN_THE_SCREEN, Complaints

# What it finds

FIRST = {
    # by acronym
    "ECT": ("stage", "ITT, Teach First and ECT", ["ECT"]),
    "DSL": ("opportunity", "Work with DSL to lead on whole school safeguarding", ["DSL"]),
    "T&L": ("opportunity", "Keep knowledge of new development in T&L fresh", ["T&L"]),
    # by the beginning of a word, in any case, and by words in any order
    "govern": ("stage", "Governor and board member", ["Governor"]),
    "HEADTEACHER new": ("stage", "New headteacher", ["New", "headteacher"]),
    # by meaning
    "early career": ("stage", "Early career", ["Early", "career"]),
    "designated safeguarding": ("opportunity", "Act as Designated Safeguarding Lead", ["Designated", "Safeguarding"]),
    "governance association": ("opportunity", "National Governance Association", ["Governance", "Association"]),
    # with one slip: a wrong letter, one missing, one too many, two that changed places; also in a beginning
    "sendko": ("stage", "SENDCO and inclusion lead", ["SENDCO"]),
    "senco": ("stage", "SENDCO and inclusion lead", ["SENDCO"]),
    "mentorng": ("opportunity", "Shadow/ mentoring from SENDCO/Inclusion Lead.", ["mentoring"]),
    "bugdet": ("opportunity", "Manage a budget", ["budget"]),
    "tesponsibil": ("opportunity", "Link Governor responsibilities", ["responsibilities"]),
    # whatever the hyphens, apostrophes and accents
    "online train": ("opportunity", "On-line training & development", ["On-line", "training"]),
    "on-line train": ("opportunity", "On-line training & development", ["On-line", "training"]),
    "leaders union": ("opportunity", "Join a school leaders' union", ["leaders'", "union"]),
    "chäir": ("opportunity", "Chair meetings", ["Chair"]),
    # other endings, small words
    "shadowing": ("opportunity", "Ofsted inspection training/shadowing", ["shadowing"]),
    "trips and events": ("opportunity", "Attend school trips & events", ["trips", "events"]),
}


@pytest.mark.parametrize("query", FIRST)
def test_the_best_result_comes_first_with_its_words_marked(query, engine):
    kind, title, marks = FIRST[query]
    found = engine(query)
    assert found, f"nothing is found for {query!r}"
    assert found[0] == [kind, title, marks], found[:5]


def test_an_acronym_finds_its_meaning_and_the_meaning_the_acronym(engine):
    by_acronym, by_meaning = ([title for _, title, _ in engine(query)] for query in ("NPQ", "national professional"))
    assert "Camden Learning NPQs" in by_acronym and "Camden Learning NPQs" in by_meaning
    assert ["term", "ECF", []] in engine("early career framework")
    assert ["opportunity", "Contribute to Professional Development of TAs", ["TAs"]] in engine("teaching assistants")
    assert ["opportunity", "Membership of NGA", ["NGA"]] in engine("national governance association")


def test_exact_comes_before_beginning_and_slips_only_when_nothing_else_is_there(engine):
    titles = [title for kind, title, _ in engine("lead") if kind == "opportunity"]
    exact = [bool(re.search(r"\blead\b", title, re.IGNORECASE)) for title in titles]
    assert any(exact) and not all(exact) and exact == sorted(exact, reverse=True), titles
    assert not any(re.search(r"\bread\b", title, re.IGNORECASE) for title in titles), "read is not lead"
    assert engine("lead") == engine("lead"), "the order should be the same every time"


def test_words_around_an_opportunity_may_match_some_words_but_not_all(engine):
    assert ["opportunity", "Camden Learning SEND Hub", ["Hub"]] in engine("sendco hub"), "its stage is SENDCO"
    assert all("governor" in title.lower() for kind, title, _ in engine("governor") if kind == "opportunity")


NOTHING = ["", " ", "...", "&", "'", "“”–/", "\u0301", "teh", "xyzzy", "a" * 10_000, "x " * 5_000]


@pytest.mark.parametrize("query", NOTHING, ids=range(len(NOTHING)))
def test_what_cannot_be_found_gives_nothing(query, engine):
    assert engine(query) == []


# The box

QUICK = """
() => new Promise(done => setTimeout(() => done(document.querySelector(".search [role=status]").textContent), 700))
"""


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_by_keyboard_alone_from_home_to_a_stage(width, place, tab):
    tab.set_viewport_size({"width": width, "height": 800})
    with Complaints(tab, place) as complaints:
        tab.goto(place + "index.html")
        before = tab.locator("main").bounding_box()
        tab.keyboard.press("/")
        tab.keyboard.type("sendko")
        box = tab.get_by_role("combobox", name="Search this site", expanded=True)
        expect(box).to_be_focused()
        expect(box).to_have_value("sendko")
        tab.keyboard.press("ArrowDown")
        chosen = tab.locator("#search-options").get_by_role("option", selected=True)
        expect(chosen).to_contain_text("SENDCO and inclusion lead")
        assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
        expect(tab.locator("#search-options").get_by_role("group", name="Career stages").get_by_role("option")).to_have_count(1)
        assert tab.evaluate(QUICK) == "10 results close to “sendko”"
        assert tab.locator("main").bounding_box() == before, "the results should not move the page"
        if wide := tab.evaluate(WIDER_THAN_THE_SCREEN):
            complaints.append(f"with results open, at {width} px the page scrolls sideways: {wide}")
        tab.keyboard.press("Enter")
        expect(tab.get_by_role("heading", level=1)).to_have_text("SENDCO / Inclusion Lead")
        assert tab.url == place + "stages/sendco.html"
    none_of(heard(complaints), "While searching:")


def test_the_arrows_go_round_and_escape_closes_then_clears(place, tab):
    tab.goto(place + "stages/index.html")
    tab.keyboard.press("/")
    tab.keyboard.type("mentor")
    box, options = tab.locator("#search-words"), tab.locator("#search-options").get_by_role("option")
    expect(options.first).to_be_visible()
    tab.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    tab.keyboard.press("ArrowDown")
    expect(tab.locator("#search-options").get_by_role("option", selected=True)).to_have_count(0)
    tab.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    tab.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(box).to_have_value("mentor")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    tab.keyboard.press("Escape")
    expect(box).to_have_value("")
    tab.keyboard.type("mentor")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    expect(options).to_have_count(0)


@pytest.mark.parametrize("stays", [True, False])
def test_results_that_come_late_open_only_for_a_reader_who_is_still_there(stays, places, tab):
    with late_index(tab):
        tab.goto(places["web"] + "stages/sendco.html")
        tab.get_by_label("Search this site").press_sequentially("hub")
        if not stays:
            tab.get_by_role("link", name="Home").first.focus()
    options = tab.locator("#search-options").get_by_role("option")
    if stays:
        expect(options.first).to_be_visible()
    else:
        expect(tab.locator(".search-frame")).not_to_have_class(re.compile("is-open"))
        expect(options).to_have_count(0)


def test_enter_and_the_last_option_lead_to_all_results(place, tab):
    tab.goto(place + "stages/sendco.html")
    box = tab.get_by_label("Search this site")
    box.fill("coaching & mentoring")
    box.press("Enter")
    expect(tab.get_by_text("3 results for “coaching & mentoring”").first).to_be_visible()
    assert tab.url.startswith(place + "search.html?q=coaching+%26+mentoring")
    tab.goto(place + "stages/sendco.html")
    tab.get_by_label("Search this site").press_sequentially("coaching")
    option(tab, "All results").click()
    expect(tab.get_by_label("Words of an opportunity")).to_have_value("coaching")


def test_an_opportunity_of_one_stage_leads_there_and_one_of_several_lets_the_reader_choose(place, tab):
    tab.goto(place + "glossary.html")
    tab.get_by_label("Search this site").press_sequentially("national cpd")
    option(tab, "Access National CPD opportunities").click()
    assert re.search(r"/stages/[a-z-]+\.html#[a-z]+$", tab.url), tab.url
    tab.goto(place + "glossary.html")
    tab.get_by_label("Search this site").press_sequentially("work as an ect")
    option(tab, "Work as an ECT").click()
    expect(tab.locator("#search-found .places a").first).to_be_visible()
    assert tab.url.startswith(place + "search.html?q=Work")


def test_the_key_is_a_letter_in_a_field_and_can_be_turned_off(places, tab):
    tab.goto(places["web"] + "search.html")
    box = tab.get_by_label("Words of an opportunity")
    box.press_sequentially("to/from")
    expect(box).to_have_value("to/from")
    key = tab.get_by_role("checkbox", name="On every page, the key / goes to the search box")
    assert tab.evaluate("localStorage.length") == 0, "nothing is stored unless the reader asks"
    key.uncheck()
    tab.goto(places["web"] + "index.html")
    tab.keyboard.press("/")
    expect(tab.get_by_label("Search this site")).not_to_be_focused()
    tab.goto(places["web"] + "search.html")
    tab.get_by_role("checkbox").check()
    assert tab.evaluate("localStorage.length") == 0
    tab.goto(places["web"] + "index.html")
    tab.keyboard.press("/")
    expect(tab.get_by_label("Search this site")).to_be_focused()


def test_a_page_loads_the_index_only_when_the_reader_searches(place, tab):
    asked = []
    tab.on("request", lambda request: asked.append(request.url.removeprefix(place)))
    tab.goto(place + "stages/sendco.html")
    tab.wait_for_timeout(300)
    assert asked and not {"assets/readers-index.js", "assets/search.js"} & set(asked)
    tab.get_by_label("Search this site").focus()
    tab.get_by_label("Search this site").press_sequentially("hub")
    expect(tab.locator("#search-options").get_by_role("option").first).to_be_visible()
    assert asked.count("assets/readers-index.js") == 1 and asked.count("assets/search.js") == 1
