"""My plan: chosen on any page, kept in the address and in files, printed, exported, and forgotten."""

import csv
import io
import json
import re

import pypdfium2
import pytest

from accessibility import violations
from reports import none_of
from test_pages import WHAT_IS_STORED, WIDER_THAN_THE_SCREEN, Complaints

SENDCO, TABLE, PLAN = "stages/sendco.html", "stages/index.html", "plan.html"
# Entries of the framework: a stage, a strand, words and their id.
JOURNALS = ("sendco", "individual", "Subscribe to SEND journals", "subscribe-to-send-journals")
BUDGET = ("sendco", "school", "Take budgeting responsibility", "take-budgeting-responsibility")
GROUPS = ("support-staff", "school", "Experience of different year groups", "experience-of-different-year-groups")


@pytest.fixture(params=["web", "file"])
def place(request, places) -> str:
    return places[request.param]


@pytest.fixture
def web(places) -> str:
    return places["web"]


@pytest.fixture
def quiet(tab, places):
    """The browser has nothing to complain of, and nothing is stored, unless the test says that it may be."""
    tab.set_default_timeout(5000)
    tab.may_store = False
    with Complaints(tab, "http://127.0.0.1") as complaints:
        yield
        mine = [each for each in complaints if "address: file://" not in each and "ERR_ABORTED" not in each]
        stored = [] if tab.may_store else tab.evaluate(WHAT_IS_STORED)
        none_of(mine + [f"stored without being asked: {item}" for item in stored], "While a plan was made:")


def item(entry, term="", note=""):
    stage, strand, words, identifier = entry
    return {"id": identifier, "words": words, "stage": stage, "strand": strand, "term": term, "note": note}


def saved(items, **changes) -> str:
    head = {"waymark-plan": 1, "id": "abcde", "revision": 3, "edition": "July 2023", "name": "", "date": "", "group": "stage"}
    return json.dumps({**head, **changes, "items": items}, ensure_ascii=False, indent=2)


def box(tab, words):
    return tab.get_by_role("checkbox", name=f"Add to my plan: {words}", exact=True).first


def chosen(tab) -> list[str]:
    return [" ".join(words.split()) for words in tab.locator(".plan-words").all_inner_texts()]


def notices(tab) -> str:
    return " ".join(tab.locator(".plan-notice p").all_inner_texts())


def fragment(tab) -> str:
    return tab.evaluate("location.hash")


def until(tab, condition, argument=None):
    """Waits for a condition; Playwright's own wait is stopped by the pages' content security policy."""
    for _ in range(100):
        if tab.evaluate(condition, argument):
            return
        tab.wait_for_timeout(50)
    pytest.fail(f"did not come true: {condition}; {tab.url[:300]}")


def open_file(tab, content, name="my-plan.json"):
    content = content.encode("utf-8") if isinstance(content, str) else content
    tab.set_input_files("#plan-file", {"name": name, "mimeType": "application/json", "buffer": content})
    until(tab, "document.querySelector('.plan-notice')")


def plan_of(tab, address, *entries):
    """Opens the plan's page with a plan of these entries."""
    tab.goto(address + PLAN)
    open_file(tab, saved([entry if isinstance(entry, dict) else item(entry) for entry in entries]))
    until(tab, "location.hash.startsWith('#plan=1.')")


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


# Another edition, and damage


def test_a_plan_of_an_earlier_edition_names_what_was_reworded_and_what_went(place, tab, quiet):
    reworded = {**item(JOURNALS, "autumn", "Mine"), "words": "Read the SEND magazines"}
    gone = {**item(BUDGET, "later", "Still mine"), "id": "run-the-library", "words": "Run the library", "stage": "librarian"}
    moved = {**item(GROUPS), "stage": "governor"}
    tab.goto(place + PLAN)
    open_file(tab, saved([reworded, gone, moved], edition="May 2021"))
    assert chosen(tab) == [JOURNALS[2], GROUPS[2], "Run the library"]
    assert "made with another edition (May 2021)" in notices(tab)
    assert "1 opportunity was reworded and 1 is no longer offered and 1 is offered at other stages" in notices(tab)
    changes = tab.locator(".plan-change:visible").all_inner_texts()
    assert changes[0] == "Reworded in this edition (July 2023). It was: “Read the SEND magazines”."
    assert changes[1].startswith("No longer offered at this stage, but at: ") and "Support staff" in changes[1]
    assert changes[2] == "No longer offered in this edition (July 2023)."
    assert tab.locator(".plan-group h2").last.inner_text() == "Librarian 1 opportunity"
    assert tab.get_by_label("Note for Run the library").input_value() == "Still mine"
    tab.reload()
    assert tab.locator(".plan-change:visible").count() == 3, "the address keeps the old words too"
    tab.get_by_role("button", name="Use the new words").click()
    assert tab.locator(".plan-change:visible").count() == 2
    assert tab.get_by_label(f"Note for {JOURNALS[2]}").input_value() == "Mine"


WHOLE = "1.abcde.3.July_2023.Sam~~Subscribe_to_SEND_journals.sendco.individual.1.Mine~~Take_budgeting_responsibility..school~~"


@pytest.mark.parametrize(
    ("text", "count", "says"),
    [
        ("1.abcde.3.July_2023.Sam~~Subscribe_to_SEND_journals.sendco.individual.1.Mine~~Take_budg", 1, "One opportunity could be read"),
        (WHOLE + "wrong", 2, "2 opportunities could be read"),
        (WHOLE, 2, "2 opportunities could be read"),
        ("1.abcde.3.July_2023.Sam~~Subscribe_to_SEND_journals.sendco.individual.1.Mi~", 1, "One opportunity"),
        ("1.abc", 0, "0 opportunities"),
        ("2.abcde.3~~anything", 0, "newer version"),
        ("", 0, ""),
        ("%E0%A4%A", 0, "not a plan"),
        ("eyJpdGVtcyI6W119", 0, "not a plan"),
        ("1.<img src=x onerror=alert(1)>~~<b>.~zz..~~~~", 1, "Part of this plan was lost"),
        ("1" + ".~~" * 5000, 0, "could not be read"),
    ],
)
def test_a_damaged_address_says_so_and_keeps_what_can_be_read(text, count, says, web, tab, quiet):
    for page in (PLAN, SENDCO):
        tab.goto("about:blank")
        tab.goto(web + page + "#plan=" + text)
        shown = notices(tab) if page == PLAN else tab.locator(".plan-bar p").inner_text()
        assert says in shown and bool(shown) == bool(says)
    tab.goto("about:blank")
    tab.goto(web + PLAN + "#plan=" + text)
    assert len(chosen(tab)) == count
    if count == 0 and text:
        assert fragment(tab) != "", "an address that can't be read is left as it was"


@pytest.mark.parametrize(
    ("content", "count", "says"),
    [
        ("not JSON at all", 1, "not a plan"),
        ("", 1, "not a plan"),
        ('{"name": "package", "items": [1]}', 1, "not a plan"),
        ("[1, 2]", 1, "not a plan"),
        ("null", 1, "not a plan"),
        (saved([item(GROUPS)], **{"waymark-plan": 2}), 1, "newer version"),
        (saved([]), 1, "is empty"),
        (b"\x00" * 1_000_001, 1, "too large"),
        (saved("text"), 1, "0 opportunities could be read"),
        (saved([item(GROUPS), item(GROUPS), item(BUDGET)]), 2, "taken once"),
        (saved([item(GROUPS), 7, None, [], {"id": 5}, {"words": ["x"]}]), 1, "5 entries could not be read"),
        (saved([{**item(GROUPS), "term": 9, "note": {"a": 1}, "stage": None}], name=[], id="../x", revision="9"), 1, "Opened"),
        (saved([item(GROUPS), item(BUDGET)])[:-60], 1, "Part of this plan was lost"),
        (saved([{**item(GROUPS), "id": f"x-{n}"} for n in range(3000)]), 200, "2800 were left out"),
        ("\ufeff" + saved([item(GROUPS)]), 1, "Opened"),
    ],
)
def test_a_damaged_file_says_so_and_keeps_what_can_be_read(content, count, says, web, tab, quiet):
    plan_of(tab, web, JOURNALS)
    open_file(tab, content)
    until(tab, "says => document.getElementById('plan-notices').innerText.includes(says)", says)
    assert len(chosen(tab)) == count
    kept = says in ("not a plan", "newer version", "is empty", "too large", "0 opportunities could be read")
    assert (chosen(tab) == [JOURNALS[2]]) == kept, "a plan that is open stays unless another could be read"
    tab.reload()
    assert len(chosen(tab)) == count, "what was read can be written into the address and read again"


def test_markup_in_a_plan_is_text(place, tab, quiet):
    evil = "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>\u202e\"'&amp;"
    entry = {"id": evil, "words": evil, "stage": evil, "strand": evil, "term": "", "note": evil}
    tab.goto(place + PLAN)
    open_file(tab, saved([entry], name=evil, date=evil[:90], edition=evil), name="<b>.json")
    tab.reload()
    assert chosen(tab) and "<img" in chosen(tab)[0] and tab.get_by_label("Note for").input_value() == evil
    assert tab.locator("main img, main script").count() == 0 and tab.title().startswith("My plan")


def test_every_letter_comes_back_from_the_address(web, tab, quiet):
    note = "Zoë’s 50% – “plan”: ~7e_.-~~ #&=+?/\\ 日本 \U0001f600 \ud800 é\u0301\n\nthird line"
    plan_of(tab, web, {**item(JOURNALS), "words": "Señora’s_plan.", "id": "own-id", "note": note.encode("utf-16", "surrogatepass").decode("utf-16", "replace")})
    assert re.fullmatch(r"#plan=[A-Za-z0-9._~-]+", fragment(tab)), "nothing in the address needs escaping"
    tab.reload()
    assert chosen(tab) == ["Señora’s_plan."]
    assert tab.locator("#plan-items textarea").input_value() == note.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


# Remembering


def test_a_plan_is_remembered_only_when_asked_and_forgotten_when_asked(place, tab, quiet):
    plan_of(tab, place, JOURNALS)
    assert tab.evaluate(WHAT_IS_STORED) == []
    tab.get_by_role("button", name="Remember on this device").click()
    assert len(tab.evaluate(WHAT_IS_STORED)) == 1
    tab.may_store = True
    tab.goto(place + SENDCO)
    assert tab.get_by_role("link", name="My plan (1)").is_visible() and box(tab, JOURNALS[2]).is_checked()
    box(tab, BUDGET[2]).check()
    tab.goto(place + PLAN)
    assert chosen(tab) == [JOURNALS[2], BUDGET[2]]
    tab.get_by_role("button", name="Forget on this device").click()
    assert tab.evaluate(WHAT_IS_STORED) == [] and chosen(tab) == [JOURNALS[2], BUDGET[2]]
    tab.goto("about:blank")
    tab.goto(place + PLAN)
    assert chosen(tab) == []
    tab.may_store = False


def test_a_plan_from_a_link_does_not_replace_the_one_remembered(web, tab, quiet):
    plan_of(tab, web, JOURNALS)
    tab.get_by_role("button", name="Remember on this device").click()
    tab.may_store = True
    tab.goto("about:blank")
    tab.goto(web + PLAN + "#plan=1.other.9.July_2023~~Take_budgeting_responsibility.sendco.school~~x")
    tab.get_by_label(f"Note for {BUDGET[2]}").fill("changed")
    tab.keyboard.press("Tab")
    assert "Another plan, with 1 opportunity, is remembered" in notices(tab)
    tab.get_by_role("button", name="Open that plan").click()
    assert chosen(tab) == [JOURNALS[2]]
    assert tab.get_by_role("button", name="Forget on this device").is_visible()


@pytest.mark.parametrize("broken", ["throw new DOMException('blocked', 'SecurityError')", "return { getItem: () => null, setItem() { throw new Error('full') } }"])
def test_where_nothing_can_be_remembered_the_plan_works_and_says_so(broken, web, tab):
    tab.add_init_script(f"Object.defineProperty(window, 'localStorage', {{ get() {{ {broken} }} }})")
    errors = []
    tab.on("pageerror", lambda error: errors.append(error))
    plan_of(tab, web, JOURNALS)
    tab.get_by_role("button", name="Remember on this device").click()
    assert "doesn’t let the page remember" in notices(tab) and chosen(tab) == [JOURNALS[2]] and errors == []


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
