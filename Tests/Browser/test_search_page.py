"""Search: the page of results, every state's accessibility, and what remains without scripts."""

import re
from collections import Counter
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from accessibility import violations
from reports import none_of
from searching import heard, is_ready, late_index
from test_pages import SETTLE, WIDER_THAN_THE_SCREEN, Complaints

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


@pytest.mark.parametrize("address", ["search.html", "search.html?q=hub"])
def test_what_is_typed_while_the_search_loads_stays_and_is_found(address, places, tab):
    with late_index(tab):
        tab.goto(places["web"] + address, wait_until="commit")
        box = tab.get_by_label("Words of an opportunity")
        expect(box).to_have_value("hub" if "=" in address else "")
        box.press("End")
        box.press_sequentially(" coaching" if "=" in address else "coaching")
        typed = box.input_value()
    expect(tab.locator("#search-note")).to_contain_text(f"for “{typed}”")
    expect(box).to_have_value(typed)
    expect(tab).to_have_url(places["web"] + "search.html?q=" + quote(typed))


def test_every_result_is_reached_by_keyboard(engine, place, tab):
    tab.goto(place + "search.html?q=e")
    expected = engine("e")
    assert len(expected) > 60
    kinds = Counter(kind for kind, _, _ in expected)
    long = [kind for kind, count in kinds.items() if count > 12]
    results = tab.locator("#search-found :is(.entries > li, .chips > li, .glossary > div):visible")
    expect(results).to_have_count(sum(min(count, 12) for count in kinds.values()))
    expect(tab.locator("#search-found").get_by_role("button")).to_have_text([f"Show all {kinds[kind]}" for kind in long])
    for kind in long:
        section = tab.locator(f"section[aria-labelledby=search-found-{kind}]")
        section.get_by_role("button").press("Enter")
        expect(section.locator(":is(.entries > li, .chips > li, .glossary > div)").nth(12)).to_be_focused()
    expect(results).to_have_count(len(expected))
    shown = [each.split("\n")[0] for each in results.all_inner_texts()]
    assert [" ".join(each.split()) for each in shown] == [" ".join(title.split()) for _, title, _ in expected]
    counts = tab.locator("#search-found .count:visible").all_inner_texts()
    assert counts == [str(count) for count in kinds.values()]
    tab.get_by_label("Words of an opportunity").fill("early")
    expect(results).to_have_count(len(engine("early")))
    expect(tab.locator("#search-found").get_by_role("button")).to_have_count(0)


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
        expect(tab.locator("#search-found h2:visible").first).to_be_visible()
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
