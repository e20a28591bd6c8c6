"""Plans as readers make them and files keep them, for the tests of My plan."""

import json

import pytest

SENDCO, TABLE, PLAN = "stages/sendco.html", "stages/index.html", "plan.html"
# Entries of the framework: a stage, a strand, words and their id.
JOURNALS = ("sendco", "individual", "Subscribe to SEND journals", "subscribe-to-send-journals")
BUDGET = ("sendco", "school", "Take budgeting responsibility", "take-budgeting-responsibility")
GROUPS = ("support-staff", "school", "Experience of different year groups", "experience-of-different-year-groups")


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
