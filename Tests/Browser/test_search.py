"""Search: what it finds, by keyboard and by hand, on every width, from both places, and without scripts."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from accessibility import violations
from reports import none_of
from test_pages import SETTLE, WIDER_THAN_THE_SCREEN, Complaints

FOUND = """
query => waymarkSearchBox.find(query).groups.flatMap(group => group.results.map(result => [
  group.kind, result.title, [...result.marks.title.map(([start, end]) => result.title.slice(start, end))],
]))
"""


def search_box(tab):
    return tab.get_by_role("search").get_by_role("textbox").or_(tab.locator("#search-words"))


def is_ready(tab):
    """Waits until the search and its index have loaded, which the page's own policy lets no string of code do."""
    for _ in range(200):
        if tab.evaluate("waymarkSearchBox.find('') !== null"):
            return
        tab.wait_for_timeout(25)
    pytest.fail("the search is not ready after five seconds")


def heard(complaints) -> list[str]:
    """Without requests that a reader's going on to the next page stopped."""
    return [each for each in complaints if "ERR_ABORTED" not in each]


@pytest.fixture(params=["web", "file"])
def place(request, places) -> str:
    return places[request.param]


@pytest.fixture(scope="module")
def engine(chromium, places):
    """A tab in which the search has loaded; gives the function that finds."""
    tab = chromium.new_page()
    tab.goto(places["web"] + "search.html")
    is_ready(tab)
    yield lambda query: tab.evaluate(FOUND, query)
    tab.close()


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


def test_enter_and_the_last_option_lead_to_all_results(place, tab):
    tab.goto(place + "stages/sendco.html")
    box = tab.get_by_label("Search this site")
    box.fill("coaching & mentoring")
    box.press("Enter")
    expect(tab.get_by_text("3 results for “coaching & mentoring”").first).to_be_visible()
    assert tab.url.startswith(place + "search.html?q=coaching+%26+mentoring")
    tab.goto(place + "stages/sendco.html")
    tab.get_by_label("Search this site").press_sequentially("coaching")
    tab.locator("#search-options").get_by_role("option", name="All results").click()
    expect(tab.get_by_label("Words of an opportunity")).to_have_value("coaching")


def test_an_opportunity_of_one_stage_leads_there_and_one_of_several_lets_the_reader_choose(place, tab):
    tab.goto(place + "glossary.html")
    tab.get_by_label("Search this site").press_sequentially("national cpd")
    tab.locator("#search-options").get_by_role("option", name="Access National CPD opportunities").click()
    assert re.search(r"/stages/[a-z-]+\.html#[a-z]+$", tab.url), tab.url
    tab.goto(place + "glossary.html")
    tab.get_by_label("Search this site").press_sequentially("work as an ect")
    tab.locator("#search-options").get_by_role("option", name="Work as an ECT").click()
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


# Every state is accessible


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_open_results_are_accessible_and_fit(width, scheme, places, tab):
    tab.set_viewport_size({"width": width, "height": 800})
    tab.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    found = []

    def check(state):
        tab.evaluate(SETTLE)
        found.extend(f"{state}: {each}" for each in violations(tab))
        if wide := tab.evaluate(WIDER_THAN_THE_SCREEN):
            found.append(f"{state}: the page scrolls sideways: {wide}")

    tab.goto(places["web"] + "stages/sendco.html")
    box = tab.get_by_label("Search this site")
    box.press_sequentially("early career")
    expect(tab.locator("#search-options").get_by_role("option").first).to_be_visible()
    tab.keyboard.press("ArrowDown")
    expect(tab.locator("#search-options").get_by_role("option", selected=True)).to_be_visible()
    check("results in the box")
    box.fill("x" * 150)
    expect(tab.locator(".search-none")).to_be_visible()
    check("no result in the box")
    for query in ("", "camden", "ect", "xyzzy", "y" * 150):
        tab.goto(places["web"] + "search.html?q=" + query)
        is_ready(tab)
        tab.wait_for_timeout(100)
        check(f"results of {query[:10]!r}")
    none_of(found, f"At {width} px, {scheme}:")


def test_in_forced_colours_the_chosen_result_shows_and_nothing_moves(places, tab):
    tab.emulate_media(forced_colors="active", reduced_motion="reduce")
    tab.goto(places["web"] + "index.html")
    tab.get_by_label("Search this site").press_sequentially("mentor")
    expect(tab.locator("#search-options").get_by_role("option").first).to_be_visible()
    tab.keyboard.press("ArrowDown")
    chosen = tab.locator("#search-options").get_by_role("option", selected=True)
    expect(chosen).to_be_visible()
    assert chosen.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"
    none_of([each for each in violations(tab) if not each.startswith("axe color-contrast:")], "In forced colours:")


def test_the_box_is_not_printed(places, tab):
    tab.emulate_media(media="print")
    for page in ("index.html", "search.html?q=hub"):
        tab.goto(places["web"] + page)
        is_visible = [form.is_visible() for form in tab.get_by_role("search", include_hidden=True).all()]
        assert is_visible == [False], page


# The page of results


def test_a_linked_search_shows_all_its_results_with_their_places(place, tab):
    with Complaints(tab, place) as complaints:
        tab.goto(place + "search.html?q=ECT")
        expect(tab.locator("#search-note")).to_have_text("3 results for “ECT”ECT: Early career teacher")
        found = tab.locator("#search-found")
        headings, places = found.get_by_role("heading", level=2), found.locator(".places a")
        assert headings.all_inner_texts() == ["Career stages 1", "Opportunities 1", "Glossary 1"]
        assert places.all_inner_texts() == ["Early career: In school", "Established teacher: In school"]
        expect(found.locator("dd")).to_have_text("Early career teacher")
        found.get_by_role("link", name="Early career: In school").click()
        tab.wait_for_url(place + "stages/early-career.html#school")
        tab.go_back()
        expect(places).to_have_count(2)
        expect(tab.get_by_label("Words of an opportunity")).to_have_value("ECT")
    none_of(heard(complaints), "On the page of results:")


def test_the_address_keeps_the_words_and_a_reload_the_results(place, tab):
    tab.goto(place + "search.html")
    box = tab.get_by_label("Words of an opportunity")
    length = tab.evaluate("history.length")
    box.press_sequentially("sendko & hub?")
    box.press("Tab")
    assert tab.url == place + "search.html?q=" + quote("sendko & hub?", safe="")
    assert tab.evaluate("history.length") == length, "typing should not fill the history"
    expect(tab).to_have_title(re.compile("^“sendko & hub\\?” – Search"))
    shown = tab.locator("#search-note").inner_text()
    assert "close to" in shown
    tab.reload()
    expect(box).to_have_value("sendko & hub?")
    expect(tab.locator("#search-note")).to_have_text(shown)
    box.fill("")
    box.press("Enter")
    assert tab.url == place + "search.html"
    expect(tab.locator("#search-help")).to_be_visible()


def test_every_result_is_drawn(engine, places, tab):
    tab.goto(places["web"] + "search.html?q=e")
    expected = engine("e")
    assert len(expected) > 60
    expect(tab.locator("#search-found :is(.entries > li, .chips > li, .glossary > div)")).to_have_count(len(expected))
    counts = [int(each) for each in tab.locator("#search-found .count").all_inner_texts()]
    assert sum(counts) == len(expected)


HOSTILE = [
    "<img src=x onerror=alert(1)>", "\"><script>alert(1)</script>", "javascript:alert(1)", "&lt;b&gt;", "$& $1 \\",
    "%", "+", "__proto__", "constructor", "\u202egnirts\u0000", "😀", "a" * 10_000,
]


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_markup_and_nonsense_in_a_query_are_words(query, place, tab):
    dialogs = []
    tab.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    with Complaints(tab, place) as complaints:
        tab.goto(place + "search.html?q=" + quote(query, safe=""))
        is_ready(tab)
        expect(tab.locator("#search-note")).to_be_visible()
        expect(tab.get_by_label("Words of an opportunity")).to_have_value(query)
        tab.goto(place + "index.html")
        tab.get_by_label("Search this site").fill(query)
        is_ready(tab)
        tab.keyboard.press("ArrowDown")
        expect(tab.locator("#search-options")).to_be_visible()
    assert tab.locator("#search-options :is(img, script, b)").count() == 0 and not dialogs
    none_of(heard(complaints), f"Searching for {query[:40]!r}:")


@pytest.mark.parametrize("address", ["?q=%E0%A4%A", "?q=%", "?q", "?q=a&q=b", "?x=1", "?q=%00", "#q=hub", "?q=caf%E9"])
def test_a_damaged_address_is_no_fault(address, place, tab):
    with Complaints(tab, place) as complaints:
        tab.goto(place + "search.html" + address)
        is_ready(tab)
        tab.get_by_label("Words of an opportunity").fill("hub")
        expect(tab.locator("#search-found h2").first).to_be_visible()
    none_of(heard(complaints), f"At search.html{address}:")


def test_without_a_result_the_page_says_what_to_do(places, tab):
    tab.goto(places["web"] + "search.html?q=xyzzy")
    expect(tab.locator("#search-note")).to_have_text("No result for “xyzzy”. Try fewer words, or another word.")
    tab.locator("#search-help").get_by_role("link", name="Opportunities A to Z").click()
    tab.wait_for_url("**/opportunities/index.html")


def test_without_its_index_the_page_names_the_lists(places, tab):
    tab.route("**/readers-index.js", lambda route: route.abort())
    tab.goto(places["web"] + "search.html?q=hub")
    expect(tab.locator("#search-note")).to_have_text(re.compile("could not be loaded"))
    expect(tab.locator("#search-help")).to_be_visible()


# Without scripts


@pytest.mark.parametrize("width", [360, 1280])
def test_without_scripts_the_box_leads_to_the_a_to_z(width, place, chromium):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": width, "height": 800})
    tab = context.new_page()
    tab.goto(place + "stages/sendco.html")
    tab.get_by_label("Search this site").fill("hub")
    tab.get_by_label("Search this site").press("Enter")
    tab.wait_for_url(place + "opportunities/index.html?q=hub")
    tab.goto(place + "search.html?q=hub")
    expect(tab.get_by_text("scripts are off here")).to_be_visible()
    expect(tab.get_by_role("checkbox")).to_have_count(0)
    tab.locator("#search-help").get_by_role("link", name="Glossary").click()
    tab.wait_for_url(place + "glossary.html")
    context.close()
