"""My plan: chosen on any page, kept in the address and in files, printed, and exported."""

import csv
import io
import json
import re

import pypdfium2
import pytest

from accessibility import violations
from planning import (
    BUDGET, GROUPS, JOURNALS, PLAN, SENDCO, TABLE, box, chosen, fragment, item, notices, open_file, plan_of, saved, until,
)
from reports import none_of
from test_pages import WIDER_THAN_THE_SCREEN

# The journey


def test_a_plan_is_made_by_keyboard_alone_saved_and_opened_elsewhere(place, tab, chromium, quiet, tmp_path):
    tab.set_viewport_size({"width": 360, "height": 800})
    tab.goto(place + SENDCO)
    assert tab.locator(".plan-bar").is_hidden()
    box(tab, JOURNALS[2]).focus()
    tab.keyboard.press("Space")
    assert tab.locator(".tick-hint").inner_text() == f"Added to my plan: {JOURNALS[2]}. 1 in the plan."
    for _ in range(60):  # the link to the plan, in its place in the order of the keyboard
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.matches('.toc + * a, .onward a')"):
            break
    tab.get_by_role("link", name="Early career").first.focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/stages/early-career.html#*plan=*")
    assert tab.get_by_role("link", name="My plan (1)").is_visible()
    tab.get_by_role("navigation", name="Breadcrumb").get_by_role("link", name="Career stages").focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/stages/index.html#plan=*")
    assert box(tab, JOURNALS[2]).is_checked(), "the table shows what was ticked on the stage's page"
    box(tab, GROUPS[2]).focus()
    tab.keyboard.press("Space")
    tab.get_by_role("link", name="My plan (2)").focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/plan.html#plan=*")
    assert chosen(tab) == [GROUPS[2], JOURNALS[2]]
    assert tab.locator(".plan-group h2 a").all_inner_texts() == ["Classroom/ Setting Support staff", "SENDCO / Inclusion Lead"]

    tab.get_by_label(f"Term for {GROUPS[2]}").focus()
    tab.keyboard.type("Spring")
    tab.get_by_label(f"Note for {GROUPS[2]}").focus()
    tab.keyboard.type("Ask Ama – «before» half term; 50% cover")
    tab.keyboard.press("Tab")
    address = tab.url
    assert len(address.split("#")[1]) < 400
    tab.reload()
    assert tab.get_by_label(f"Note for {GROUPS[2]}").input_value() == "Ask Ama – «before» half term; 50% cover"
    assert tab.get_by_label(f"Term for {GROUPS[2]}").input_value() == "spring"
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Save as a file").focus()
        tab.keyboard.press("Enter")
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.name == "my-plan.json"

    context = chromium.new_context()
    fresh = context.new_page()
    fresh.goto(place + PLAN)
    assert chosen(fresh) == []
    fresh.set_input_files("#plan-file", file)
    until(fresh, "location.hash.startsWith('#plan=1.')")
    assert chosen(fresh) == [GROUPS[2], JOURNALS[2]] and "Opened my-plan.json, with 2 opportunities." in notices(fresh)
    assert fresh.get_by_label(f"Note for {GROUPS[2]}").input_value() == "Ask Ama – «before» half term; 50% cover"
    another = context.new_page()
    another.goto(address)
    assert chosen(another) == [GROUPS[2], JOURNALS[2]], "the address alone brings the plan back"
    context.close()


def test_back_reload_and_places_on_a_page_keep_the_plan(place, tab, quiet):
    tab.set_viewport_size({"width": 1280, "height": 500})
    tab.emulate_media(reduced_motion="reduce")
    tab.goto(place + SENDCO)
    box(tab, JOURNALS[2]).check()
    tab.get_by_role("navigation", name="On this page").get_by_role("link", name="National").click()
    tab.wait_for_url(re.compile("#national&plan=1"))
    at_national = "Math.abs(document.getElementById('national').getBoundingClientRect().top) < 40"
    assert tab.evaluate(at_national) and tab.evaluate("document.querySelector(':target').id") == "national"
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('#national') !== null"), "the focus goes on from the place"
    box(tab, BUDGET[2]).check()
    tab.go_back()
    assert box(tab, BUDGET[2]).is_checked(), "Back on a page changes the place, not the plan"

    tab.get_by_role("link", name="Assistant and deputy headteacher").first.click()
    tab.wait_for_url(re.compile(r"deputy-headteacher\.html#.*plan=1"))
    tab.locator(".tick:not(:checked)").first.check()
    assert tab.get_by_role("link", name="My plan (3)").is_visible()
    tab.go_back()
    tab.wait_for_url("**/sendco.html*")
    assert tab.get_by_role("link", name="My plan (3)").is_visible(), "Back keeps what was chosen since"

    tab.goto("about:blank")
    tab.go_back()
    assert tab.get_by_role("link", name="My plan (3)").is_visible()
    tab.goto(tab.url.replace("#", "#national&") if "&plan" not in tab.url else re.sub("#[a-z]*&", "#national&", tab.url))
    tab.goto("about:blank")
    tab.goto(place + SENDCO + "#national&" + "plan=1.abcde.2.July_2023~~Take_budgeting_responsibility.sendco.school~~x")
    until(tab, "document.querySelector(':target')?.id === 'national'")
    until(tab, "location.hash.startsWith('#national&plan=1')")
    assert tab.evaluate(at_national), "an address with a place and a plan leads to the place"


def test_links_take_the_plan_along_and_others_do_not(web, tab, quiet):
    tab.goto(web + "index.html")
    before = tab.evaluate("[...document.links].map(each => each.getAttribute('href'))")
    assert not any("plan=" in each for each in before if each)
    tab.goto(web + SENDCO)
    box(tab, JOURNALS[2]).check()
    tab.goto(web + "downloads.html" + fragment(tab))
    assert tab.get_by_role("link", name="My plan (1)").is_visible(), "a page without ticks shows the plan too"
    links = tab.evaluate(
        """() => [...document.querySelectorAll("a[href]")].map(link => {
             link.dispatchEvent(new PointerEvent("pointerover", { bubbles: true }))
             return [link.getAttribute("href"), link.hasAttribute("download")]
           })"""
    )
    assert [href for href, is_download in links if is_download and "plan=" in href] == []
    assert sum("plan=1" in href for href, _ in links) > 15
    assert [href for href, _ in links if ".html" in href and "plan=1" not in href] == []


def test_unticking_takes_out_and_the_last_one_hides_the_link(web, tab, quiet):
    tab.goto(web + "opportunities/index.html")
    box(tab, JOURNALS[2]).check()
    assert tab.get_by_role("link", name="My plan (1)").is_visible()
    box(tab, JOURNALS[2]).uncheck()
    assert tab.locator(".tick-hint").inner_text() == f"Taken out of my plan: {JOURNALS[2]}. 0 in the plan."
    assert tab.locator(".plan-bar").is_hidden()


# The plan's page


def test_items_are_removed_put_back_moved_and_grouped(web, tab, quiet):
    plan_of(tab, web, JOURNALS, BUDGET, GROUPS)
    tab.get_by_role("button", name=f"Remove {JOURNALS[2]}").click()
    assert chosen(tab) == [GROUPS[2], BUDGET[2]] and "journals" not in fragment(tab)
    assert tab.evaluate("document.activeElement.dataset.do") == "restore"
    tab.keyboard.press("Enter")
    assert chosen(tab) == [GROUPS[2], JOURNALS[2], BUDGET[2]], "an item comes back where it stood"
    tab.get_by_role("button", name=f"Move down {JOURNALS[2]}").press("Enter")
    assert chosen(tab) == [GROUPS[2], BUDGET[2], JOURNALS[2]]
    assert tab.evaluate("document.activeElement.dataset.do") == "up"
    assert tab.locator("#plan-items [data-do=up]:visible").count() == 1
    tab.get_by_label(f"Term for {GROUPS[2]}").select_option("later")
    tab.get_by_label(f"Term for {JOURNALS[2]}").select_option("autumn")
    tab.get_by_role("radio", name="Term").check()
    assert tab.locator(".plan-group h2").all_inner_texts() == [
        "Autumn term 1 opportunity", "Later 1 opportunity", "No term yet 1 opportunity",
    ]
    tab.reload()
    assert chosen(tab) == [JOURNALS[2], GROUPS[2], BUDGET[2]], "the grouping is kept"


def test_starting_again_asks_first_and_can_be_undone(web, tab, quiet):
    plan_of(tab, web, JOURNALS, BUDGET)
    tab.locator("#plan-name").fill("Sam")
    tab.get_by_role("button", name="Start again").click()
    tab.keyboard.press("Escape")
    assert chosen(tab) == [JOURNALS[2], BUDGET[2]]
    tab.get_by_role("button", name="Start again").click()
    tab.get_by_role("button", name="Yes, start again").click()
    assert chosen(tab) == [] and tab.get_by_role("heading", name="Begin with your stage").is_visible()
    tab.get_by_role("button", name="Undo").click()
    assert chosen(tab) == [JOURNALS[2], BUDGET[2]] and tab.locator("#plan-name").input_value() == "Sam"
    tab.reload()
    assert chosen(tab) == [JOURNALS[2], BUDGET[2]]


def test_opening_another_plan_can_be_undone(web, tab, quiet):
    plan_of(tab, web, JOURNALS)
    open_file(tab, saved([item(GROUPS)], id="other"))
    until(tab, "location.hash.includes('other')")
    assert chosen(tab) == [GROUPS[2]]
    tab.get_by_role("button", name="Undo").click()
    assert chosen(tab) == [JOURNALS[2]]


def test_the_export_is_a_table_that_a_spreadsheet_opens_safely(place, tab, quiet, tmp_path):
    notes = ["=1+1", "+44", "-1", "@SUM(A1)", "'=x", "two\nlines, a comma and \"quotes\"", "plain", "\tx"]
    entries = [
        {**item(JOURNALS), "id": f"gone-{number}", "words": f"Gone {number}", "note": note} for number, note in enumerate(notes)
    ]
    plan_of(tab, place, *entries, {**item(BUDGET), "term": "summer"})
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Export as CSV").click()
    download.value.save_as(tmp_path / "plan.csv")
    data = (tmp_path / "plan.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and b"\r\n" in data
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [row["note"] for row in rows[:8]] == [
        "'=1+1", "'+44", "'-1", "'@SUM(A1)", "''=x", "two\nlines, a comma and \"quotes\"", "plain", " x",
    ]
    assert rows[8]["opportunity"] == BUDGET[2] and rows[8]["term"] == "Summer term"
    assert rows[8]["stage"] == "SENDCO / Inclusion Lead" and rows[0]["changed"].startswith("No longer offered")


def test_a_plan_of_eight_is_printed_on_one_sheet_without_controls(web, tab, site, quiet, tmp_path):
    tab.goto(web + SENDCO)
    words = tab.evaluate("[...document.querySelectorAll('.tick')].slice(0, 8).map(box => (box.click(), box.parentElement.querySelector('.opportunity').innerText))")
    tab.goto(web + PLAN + fragment(tab))
    tab.locator("#plan-name").fill("Sam Okafor")
    tab.locator("#plan-date").fill("12 October")
    tab.locator("#plan-items textarea").first.fill("With the network.\nBook cover early.")
    tab.locator("#plan-items select").nth(1).select_option("autumn")
    tab.pdf(path=tmp_path / "plan.pdf", format="A4", prefer_css_page_size=True)
    with pypdfium2.PdfDocument(tmp_path / "plan.pdf") as document:
        assert len(document) == 1 and [round(side) for side in document[0].get_size()] == [595, 842]
        text = " ".join(document[0].get_textpage().get_text_bounded().split())
    for expected in [*words, "My plan", "Sam Okafor", "12 October", "July 2023", "With the network. Book cover early.", "Autumn term"]:
        assert " ".join(expected.split()) in text, expected
    for control in ["Remove", "Move up", "Save", "Print", "Menu", "optional", "Group by", "Home"]:
        assert control not in text, control


def test_the_link_is_copied_or_shown_to_be_copied(web, tab, quiet):
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    plan_of(tab, web, JOURNALS)
    tab.get_by_role("button", name="Copy link to this plan").click()
    until(tab, "document.querySelector('.plan-notice p').textContent.startsWith('The link is copied')")
    assert tab.evaluate("navigator.clipboard.readText()") == tab.url
    tab.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    tab.get_by_role("button", name="Copy link to this plan").click()
    tab.wait_for_selector("#plan-address:visible")
    assert tab.locator("#plan-address").input_value() == tab.url
    assert tab.evaluate("document.activeElement.selectionEnd") == len(tab.url)


# Everyone


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_every_state_is_accessible_and_fits(width, scheme, web, tab, quiet):
    tab.set_viewport_size({"width": width, "height": 800})
    tab.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    found = []

    def look(state):
        found.extend(f"{state}: {each}" for each in violations(tab))
        if wide := tab.evaluate(WIDER_THAN_THE_SCREEN):
            found.append(f"{state}: scrolls sideways: {wide}")

    tab.goto(web + PLAN)
    look("empty plan")
    tab.goto(web + SENDCO)
    box(tab, JOURNALS[2]).check()
    look("ticked stage")
    tab.goto(web + TABLE + fragment(tab))
    look("ticked table")
    tab.goto(web + SENDCO + "#plan=9")
    look("stage with an error")
    long = {**item(BUDGET), "words": "Unbreakable" * 20, "note": "long" * 100, "stage": "gone" * 20}
    plan_of(tab, web, {**item(JOURNALS), "words": "Older words"}, long, GROUPS)
    tab.get_by_role("button", name=f"Remove {GROUPS[2]}").click()
    tab.get_by_role("button", name="Start again").click()
    look("filled plan with changes, a removed item and a question")
    none_of(found, f"At {width} px, {scheme}:")


def test_without_scripts_nothing_is_missing_and_nothing_is_idle(place, chromium):
    context = chromium.new_context(java_script_enabled=False)
    tab = context.new_page()
    for page in (SENDCO, TABLE, "opportunities/index.html", PLAN):
        tab.goto(place + page)
        assert tab.locator("main :is(input, button, select, textarea):visible").count() == 0, page
        assert tab.locator(".plan-bar").count() == 0
    assert tab.get_by_text("This page keeps a plan only where scripts run").is_visible()
    assert tab.locator(".card a:visible").count() == 10
    context.close()


def test_a_tick_is_large_named_and_seen_without_colour(web, tab, quiet):
    tab.emulate_media(forced_colors="active")
    tab.goto(web + TABLE)
    sizes = tab.evaluate("[...document.querySelectorAll('.tick')].map(box => [box.offsetWidth, box.offsetHeight])")
    assert len(sizes) == 232 and all(side >= 24 for size in sizes for side in size)
    first = tab.locator(".tick").first
    before = first.screenshot()
    first.check()
    assert first.screenshot() != before
    assert tab.evaluate("getComputedStyle(document.querySelector('.tick:checked'), '::after').content") == '""'
