"""The filters of the whole table and of the A to Z: what a reader asks for is what the page shows, says and keeps.

What a filter should find is worked out here from framework.json, not by the code under test.
"""

import json
import re
import unicodedata

import pypdfium2
import pytest

from accessibility import violations
from reports import none_of
from test_pages import SETTLE, WIDER_THAN_THE_SCREEN, Complaints

TABLE, A_TO_Z = "stages/index.html", "opportunities/index.html"
PAGES = [TABLE, A_TO_Z]

# The entries that a reader sees, each with the stages and strand that the page puts it under.
SEEN = """
() => [...document.querySelectorAll(".whole-table td .opportunity, .letter .opportunity")]
  .filter(each => each.checkVisibility())
  .map(each => {
    const cell = each.closest("td")
    const stage = cell ? [cell.parentElement.id.replace("stage-", "")] : []
    return [each.textContent, ...stage]
  })
"""


@pytest.fixture(scope="session")
def data(site):
    return json.loads((site / "framework.json").read_text(encoding="utf-8"))


def words_of(text: str) -> str:
    """A text as one string of words without case, accents, apostrophes and joining hyphens."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(each))
    return " " + " ".join(re.findall(r"\w+", re.sub(r"['’]", "", plain)))


def begins(word: str, text: str) -> bool:
    """Whether a word of the text begins so; `online` is found in `on-line`, too."""
    return f" {word}" in words_of(text) or f" {word}" in words_of(re.sub("[-‐‑]", "", text))


def expected(data, listing, strand=None, theme=None, stage=None, q=""):
    """The entries that a filter should leave, as the page shows them, sorted."""
    found = []
    if listing == TABLE:
        for each in data["stages"]:
            for entry in each["opportunities"]:
                is_hit = (not strand or entry["strand"] == strand) and (not theme or theme in entry["themes"])
                if is_hit and all(begins(word, entry["text"]) for word in words_of(q).split()):
                    found.append([entry["text"], each["id"]])
        return sorted(found)
    places = {}
    for each in data["stages"]:
        for entry in each["opportunities"]:
            places.setdefault(entry["id"], []).append((each["id"], entry["strand"]))
    for each in data["opportunities"]:
        is_there = any(
            (not stage or at == stage) and (not strand or under == strand) for at, under in places[each["id"]]
        )
        if is_there and (not theme or theme in each["themes"]):
            if all(begins(word, each["text"]) for word in words_of(q).split()):
                found.append([each["text"]])
    return sorted(found)


def total(data, listing) -> int:
    return len(expected(data, listing))


def seen(tab):
    return sorted(tab.evaluate(SEEN))


def hits(tab) -> str:
    return tab.locator(".filter .hits").inner_text()


def settled(tab, count: int, data, listing):
    """Waits until the page says how many it shows; a reader who types gets that after a short pause."""
    text = f"{count} of {total(data, listing)} opportunities"
    tab.wait_for_function("text => document.querySelector('.hits').textContent.startsWith(text)", arg=text, timeout=3000)


FILTERS = [
    {"theme": "send"},
    {"strand": "camden"},
    {"q": "coaching"},
    {"strand": "camden", "theme": "send"},
    {"q": "work school", "strand": "school"},
    {"theme": "training", "q": "online"},
    {"q": "SENDCOs"},
    {"strand": "individual", "theme": "governance", "q": "zebra"},
]


@pytest.mark.parametrize("listing", PAGES)
@pytest.mark.parametrize("place", ["web", "file"])
@pytest.mark.parametrize("asked", FILTERS, ids=lambda asked: " ".join(asked.values()))
def test_a_linked_filter_shows_counts_and_names_exactly_its_opportunities(asked, place, listing, data, places, tab):
    wanted = expected(data, listing, **asked)
    with Complaints(tab, places[place]) as complaints:
        address = places[place] + listing + "?" + "&".join(f"{key}={value.replace(' ', '+')}" for key, value in asked.items())
        tab.goto(address)
        settled(tab, len(wanted), data, listing)
        assert seen(tab) == wanted
        for name, value in asked.items():
            assert tab.locator(f".filter [name={name}]").input_value() == value
        assert tab.url == address
    none_of(complaints, f"{listing} filtered by {asked}:")


def test_the_sets_of_the_filters_are_not_trivial(data):
    for listing in PAGES:
        counts = [len(expected(data, listing, **asked)) for asked in FILTERS]
        assert counts[-1] == 0 and all(0 < count < total(data, listing) for count in counts[:-1]), counts


def test_the_a_to_z_is_filtered_by_stage_too_and_by_its_strand_there(data, places, tab):
    tab.goto(places["web"] + A_TO_Z + "?stage=sendco&strand=camden")
    wanted = expected(data, A_TO_Z, stage="sendco", strand="camden")
    settled(tab, len(wanted), data, A_TO_Z)
    assert seen(tab) == wanted and 0 < len(wanted)
    letters = tab.locator(".letters a:visible").all_inner_texts()
    assert letters == tab.locator(".letter h2:visible").all_inner_texts()
    assert letters == sorted({text[0][0].upper() for text in wanted})


@pytest.mark.parametrize("listing", PAGES)
def test_a_choice_is_kept_in_the_address_and_cleared_in_one_press(listing, data, places, tab):
    tab.goto(places["web"] + listing + "?from=mail#pages")
    tab.get_by_label("Theme", exact=True).select_option("send")
    settled(tab, len(expected(data, listing, theme="send")), data, listing)
    tab.get_by_label("Words").fill("camden")
    wanted = expected(data, listing, theme="send", q="camden")
    settled(tab, len(wanted), data, listing)
    assert tab.url == places["web"] + listing + "?from=mail&q=camden&theme=send#pages", "what is not the filter's stays"
    tab.reload()
    settled(tab, len(wanted), data, listing)
    assert seen(tab) == wanted

    tab.get_by_role("button", name="Clear the filters").click()
    assert hits(tab) == f"{total(data, listing)} opportunities"
    assert seen(tab) == expected(data, listing)
    assert tab.url == places["web"] + listing + "?from=mail#pages"
    assert tab.locator("mark").count() == 0
    assert not tab.get_by_role("button", name="Clear the filters").is_visible()
    assert tab.evaluate("document.activeElement.name") == "q", "the focus is not lost with the button"


def test_going_back_finds_the_filter_as_it_was_left(data, places, tab):
    tab.goto(places["web"] + TABLE)
    tab.get_by_label("Strand").select_option("national")
    wanted = expected(data, TABLE, strand="national")
    settled(tab, len(wanted), data, TABLE)
    tab.locator(".whole-table tbody a").first.click()
    tab.wait_for_url("**/stages/*-*.html*")
    tab.go_back()
    settled(tab, len(wanted), data, TABLE)
    assert seen(tab) == wanted


@pytest.mark.parametrize("listing", PAGES)
def test_what_an_edition_does_not_have_is_named_and_changes_nothing(listing, data, places, tab):
    tab.goto(places["web"] + listing + "?theme=%3Cb%3Eold&strand=space")
    assert seen(tab) == expected(data, listing)
    assert hits(tab) == (
        f"{total(data, listing)} opportunities. This edition has no strand “space”, no theme “<b>old”."
    )
    assert tab.locator(".filter b").count() == 0
    tab.get_by_label("Strand").select_option("camden")
    settled(tab, len(expected(data, listing, strand="camden")), data, listing)
    assert tab.url == places["web"] + listing + "?strand=camden"


def test_found_words_are_marked_and_the_texts_stay_as_they_are(data, places, tab):
    tab.goto(places["web"] + TABLE + "?q=online+train")
    settled(tab, len(expected(data, TABLE, q="online train")), data, TABLE)
    assert {text.lower() for text in tab.locator("mark:visible").all_inner_texts()} == {"on-line", "train"}
    tab.get_by_label("Words").fill("ééÉ")
    settled(tab, 0, data, TABLE)
    tab.get_by_label("Words").fill("")
    tab.wait_for_function("() => !document.querySelector('.hits').textContent.includes(' of ')")
    assert seen(tab) == expected(data, TABLE)


def test_the_filtered_table_is_still_a_table(data, places, tab):
    """Whole rows and columns go; a cell that has nothing says so."""
    tab.goto(places["web"] + TABLE + "?theme=send")
    rows = tab.locator(".whole-table tbody tr:visible")
    stages = {stage for _, stage in expected(data, TABLE, theme="send")}
    assert rows.count() == len(stages) < len(data["stages"])
    for row in rows.all():
        assert row.locator("th:visible, td:visible").count() == 1 + len(data["strands"])
        for cell in row.locator("td").all():
            assert (cell.inner_text().strip() == "None") == (cell.locator(".opportunity:visible").count() == 0)
    tab.get_by_label("Strand").select_option("school")
    settled(tab, len(expected(data, TABLE, theme="send", strand="school")), data, TABLE)
    assert tab.locator(".whole-table thead th:visible").count() == 2
    for row in rows.all():
        assert row.locator("th:visible, td:visible").count() == 2
        assert row.locator(".opportunity:visible").count() > 0
    tab.get_by_label("Words").fill("zebra")
    settled(tab, 0, data, TABLE)
    assert not tab.locator(".whole-table table").is_visible()
    assert "Try fewer words" in hits(tab)


@pytest.mark.parametrize("listing", PAGES)
@pytest.mark.parametrize("width", [360, 1280])
def test_the_filters_work_by_keyboard_alone_and_are_announced(width, listing, data, places, tab):
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(places["web"] + listing)
    assert tab.locator(".hits").get_attribute("role") == "status"
    for _ in range(80):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.id") == "filter-q":
            break
    tab.keyboard.type("hub")
    tab.keyboard.press("Enter")
    settled(tab, len(expected(data, listing, q="hub")), data, listing)
    while tab.evaluate("document.activeElement.name") != "strand":
        tab.keyboard.press("Tab")
    for strand in [each["id"] for each in data["strands"]][:3]:
        tab.keyboard.press("ArrowDown")
        assert tab.evaluate("document.activeElement.value") == strand
    wanted = expected(data, listing, q="hub", strand="camden")
    settled(tab, len(wanted), data, listing)
    assert seen(tab) == wanted
    while tab.evaluate("document.activeElement.tagName") != "BUTTON":
        tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert hits(tab) == f"{total(data, listing)} opportunities"


@pytest.mark.parametrize("listing", PAGES)
@pytest.mark.parametrize("asked", ["?theme=send&strand=camden&q=camden", "?q=zebra"])
def test_a_filtered_page_is_accessible_and_fits_every_screen(asked, listing, places, tab):
    tab.goto(places["web"] + listing + asked)
    found = []
    for width in (320, 360, 768, 1280):
        tab.set_viewport_size({"width": width, "height": 800})
        for scheme in ("light", "dark"):
            tab.emulate_media(color_scheme=scheme)
            tab.evaluate(SETTLE)
            if wide := tab.evaluate(WIDER_THAN_THE_SCREEN):
                found.append(f"at {width} px the page scrolls sideways: {wide}")
            found += [f"{width} px {scheme}: {violation}" for violation in violations(tab)]
    none_of(found, f"{listing}{asked}:")


def test_a_phone_reads_the_filtered_table_as_lists_of_stages(data, places, tab):
    tab.set_viewport_size({"width": 360, "height": 800})
    tab.goto(places["web"] + TABLE + "?theme=send")
    assert seen(tab) == expected(data, TABLE, theme="send")
    assert tab.locator(".whole-table .none:visible").count() == 0, "strands without a hit are left out on a phone"
    for cell in tab.locator(".whole-table td:visible").all():
        assert cell.locator(".cell-name").is_visible()


@pytest.mark.parametrize("listing", PAGES)
def test_the_print_is_filtered_and_says_so(listing, data, places, tab, tmp_path):
    tab.goto(places["web"] + listing + "?theme=send&q=camden")
    wanted = expected(data, listing, theme="send", q="camden")
    settled(tab, len(wanted), data, listing)
    tab.pdf(path=tmp_path / "print.pdf", format="A4", prefer_css_page_size=True)
    with pypdfium2.PdfDocument(tmp_path / "print.pdf") as document:
        text = " ".join(" ".join(sheet.get_textpage().get_text_bounded() for sheet in document).split())
        assert len(document) == 1
    title = next(theme["title"] for theme in data["themes"] if theme["id"] == "send")
    assert f"Filtered: {len(wanted)} of {total(data, listing)} opportunities. " in text
    assert f"Theme: {title}" in text and "Words: camden" in text
    assert "Clear the filters" not in text
    tab.get_by_role("button", name="Clear the filters").click()
    tab.emulate_media(media="print")
    assert not tab.locator(".filtered").is_visible()


@pytest.mark.parametrize("listing", PAGES)
def test_without_scripts_there_is_no_dead_control_and_nothing_is_missing(listing, data, chromium, places):
    context = chromium.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(places["web"] + listing + "?theme=send")
    assert tab.locator(".whole-table td .opportunity:visible, .letter .opportunity:visible").count() == total(data, listing)
    assert tab.locator("main form:visible, main select:visible, main input:visible").count() == 0
    context.close()


def test_the_coverage_counts_what_the_data_says_and_leads_there(data, places, tab):
    tab.goto(places["web"] + TABLE)
    table = tab.locator("table.coverage")
    strands = [strand["id"] for strand in data["strands"]]
    counts = [
        [sum(entry["strand"] == strand for entry in stage["opportunities"]) for strand in strands]
        for stage in data["stages"]
    ]
    rows = [[cell.inner_text() for cell in row.locator("td").all()] for row in table.locator("tbody tr").all()]
    assert [[int(re.match(r"\d+", cell)[0]) for cell in row] for row in rows] == [row + [sum(row)] for row in counts]
    totals = [int(cell) for cell in table.locator("tfoot td").all_inner_texts()]
    assert totals == [sum(column) for column in zip(*counts)] + [sum(map(sum, counts))]
    links = [link.get_attribute("href") for link in table.locator("td a").all()]
    assert links == [
        f"{stage['id']}.html#{strand}"
        for stage, row in zip(data["stages"], counts)
        for strand, count in zip(strands, row)
        if count
    ]
    numbers = [(count, int(cell.get_attribute("class").removeprefix("shade-"))) for count, cell in zip(
        [count for row in counts for count in row], table.locator("td[class]").all()
    )]
    for count, shade in numbers:
        for other, darker in numbers:
            assert not (count < other and shade > darker), "a greater number never has a weaker shade"
