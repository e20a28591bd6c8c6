"""My plan: opened from another edition or damaged, and remembered only where the reader asks."""

import json
import re

import pytest

from planning import (
    BUDGET, GROUPS, JOURNALS, PLAN, SENDCO, box, chosen, fragment, item, notices, open_file, plan_of, saved, until,
)
from test_pages import WHAT_IS_STORED

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
