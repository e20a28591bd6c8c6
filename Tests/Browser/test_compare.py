"""Comparing two stages: every pair can be reached, and each page says what the tables say.

The tables are read here with Python's own reader, not by the code under test.
"""

import csv
import itertools
import re
import unicodedata

import pytest

from accessibility import violations
from browser import REPOSITORY
from pages import Page
from reports import none_of
from test_pages import Complaints

CONTENT = REPOSITORY / "content"


def key(row) -> str:
    """An opportunity's id: the one given, or its letters and digits."""
    words = unicodedata.normalize("NFC", row["opportunity"].strip().lower())
    return row.get("id") or "-".join(re.findall(r"[^\W_]+", re.sub(r"['’]", "", words)))


@pytest.fixture(scope="session")
def tables() -> dict[str, dict[str, str]]:
    """The opportunities of each stage: their words by their ids."""
    found = {}
    for path in sorted((CONTENT / "stages").glob("*.csv")):
        with open(path, encoding="utf-8-sig", newline="") as file:
            found[path.stem] = {key(row): " ".join(row["opportunity"].split()) for row in csv.DictReader(file)}
    return found


def listed(page: Page, kind: str) -> list[str]:
    return sorted(
        " ".join(each.text.split())
        for each in page.elements
        if each.tag == "li" and any(outer.get("class") == kind for outer in each.within)
    )


def test_the_new_continuing_and_left_behind_of_all_pairs_are_the_sets_of_the_tables(site, tables):
    pairs = list(itertools.permutations(tables, 2))
    assert len(pairs) == 90
    findings = []
    for before, after in pairs:
        page = Page(site, f"compare/{before}-to-{after}.html")
        one, two = tables[before], tables[after]
        wanted = {
            "new": sorted(words for id, words in two.items() if id not in one),
            "continuing": sorted(words for id, words in two.items() if id in one),
            "left": sorted(words for id, words in one.items() if id not in two),
        }
        for kind, words in wanted.items():
            if listed(page, kind) != words:
                findings.append(f"{page.address}: {kind}: {set(listed(page, kind)) ^ set(words)}")
        tally = [int(each.text) for each in page.all("dd") if any(o.get("class") == "tally" for o in each.within)]
        if tally != [len(wanted["new"]), len(wanted["continuing"]), len(wanted["left"])]:
            findings.append(f"{page.address}: the counts say {tally}")
    none_of(findings, "These comparisons are not what the tables say:")


def test_where_next_counts_what_its_comparison_shows(site, tables):
    findings, count = [], 0
    for stage in tables:
        page = Page(site, f"stages/{stage}.html")
        for item in page.all("li"):
            links = [link for link in page.links() if item in link.element.within]
            target = next((link.target for link in links if (link.target or "").startswith("compare/")), None)
            if not target or not any(outer.get("class") == "where-next" for outer in item.within):
                continue
            count += 1
            after = re.fullmatch(rf"compare/{stage}-to-(.*)\.html", target)[1]
            new = len(tables[after].keys() - tables[stage].keys())
            going_on = len(tables[after].keys() & tables[stage].keys())
            words = f"{new} new opportunit{'y' if new == 1 else 'ies'}, {going_on or 'none'} that continue{'s' * (going_on == 1)}"
            if words not in " ".join(item.text.split()).replace("No new", "0 new"):
                findings.append(f"{page.address}: {item.text!r} should say {words!r}")
    assert count >= len(tables) - 2
    none_of(findings, "Where next counts wrongly:")


@pytest.mark.parametrize("place", ["web", "file"])
@pytest.mark.parametrize("width", [360, 1280])
def test_two_selects_lead_from_the_grid_to_any_pair(width, place, places, tables, tab):
    tab.set_viewport_size({"width": width, "height": 800})
    with Complaints(tab, places[place]) as complaints:
        tab.goto(places[place] + "compare/index.html")
        options = tab.get_by_label("From", exact=True).locator("option").evaluate_all("all => all.map(each => each.value)")
        assert set(options) == set(tables)
        tab.get_by_label("From", exact=True).select_option("early-career")
        tab.get_by_label("To", exact=True).select_option("sendco")
        tab.get_by_role("button", name="Compare").click()
        tab.wait_for_url("**/compare/early-career-to-sendco.html")
        assert tab.get_by_label("From", exact=True).input_value() == "early-career"
        assert tab.get_by_label("To", exact=True).input_value() == "sendco"
        tab.get_by_label("From", exact=True).select_option("governor")
        tab.get_by_role("button", name="Compare").click()
        tab.wait_for_url("**/compare/governor-to-sendco.html")
    none_of(complaints, f"comparing from {place} at {width} px:")


def test_a_stage_leads_to_its_comparison_with_any_other_by_keyboard_alone(places, tables, tab):
    tab.goto(places["web"] + "stages/governor.html")
    for _ in range(80):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.tagName") == "SELECT":
            break
    options = tab.evaluate("[...document.activeElement.options].map(each => each.value)")
    assert set(options) == set(tables) - {"governor"}
    tab.keyboard.press("ArrowDown")
    chosen = tab.evaluate("document.activeElement.value")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**/compare/governor-to-{chosen}.html")


def test_a_stage_is_never_compared_with_itself(places, tab):
    tab.goto(places["web"] + "compare/early-career-to-sendco.html")
    tab.get_by_label("From", exact=True).select_option("sendco")
    to = tab.get_by_label("To", exact=True)
    assert to.input_value() != "sendco"
    assert to.locator("option[value=sendco]").is_disabled()
    assert to.locator("option:not([disabled])").count() == to.locator("option").count() - 1
    tab.get_by_role("button", name="Compare").click()
    tab.wait_for_url("**/compare/sendco-to-*.html")
    assert tab.locator("h1").is_visible()


def test_a_comparison_offers_all_stages_and_begins_with_its_own_two(places, tables, tab):
    tab.goto(places["web"] + "compare/early-career-to-sendco.html")
    first, second = tab.get_by_label("From", exact=True), tab.get_by_label("To", exact=True)
    offered = "all => all.map(each => each.value)"
    assert (first.input_value(), second.input_value()) == ("early-career", "sendco")
    stages = first.locator("option").evaluate_all(offered)
    assert set(stages) == set(tables) and second.locator("option").evaluate_all(offered) == stages
    second.select_option("governor")
    tab.get_by_role("button", name="Compare").click()
    tab.wait_for_url("**/compare/early-career-to-governor.html")
    tab.go_back()
    assert second.locator("option").evaluate_all(offered) == stages


def test_every_choice_of_the_selects_has_a_page(site, places, tables, tab):
    tab.goto(places["web"] + "compare/index.html")
    form = tab.locator("form.chooser")
    pattern = form.get_attribute("data-address")
    missing = []
    for before in tables:
        tab.get_by_label("From", exact=True).select_option(before)
        offered = tab.get_by_label("To", exact=True).locator("option:not([disabled])")
        for after in offered.evaluate_all("all => all.map(each => each.value)"):
            address = pattern.replace("{from}", before).replace("{to}", after)
            if not (site / "compare" / address).is_file():
                missing.append(address)
    none_of(missing, "The selects offer pairs without a page:")


@pytest.mark.parametrize("address", ["compare/index.html", "compare/early-career-to-sendco.html", "stages/governor.html"])
def test_without_scripts_links_lead_to_every_pair_and_no_control_is_dead(address, chromium, places, tables):
    context = chromium.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(places["web"] + address)
    assert tab.locator("main form:visible, main select:visible, main button:visible").count() == 0
    if address != "compare/index.html":
        tab.locator("main a[href$='compare/index.html']:visible, main a[href='index.html']:visible").last.click()
    pairs = tab.locator(".grid a").evaluate_all("all => all.map(each => each.getAttribute('href'))")
    assert set(pairs) == {f"{before}-to-{after}.html" for before, after in itertools.permutations(tables, 2)}
    context.close()


@pytest.mark.parametrize("address", ["compare/index.html", "compare/early-career-to-sendco.html", "stages/governor.html"])
def test_the_choice_is_accessible(address, places, tab):
    found = []
    for width in (360, 1280):
        tab.set_viewport_size({"width": width, "height": 800})
        for scheme in ("light", "dark"):
            tab.emulate_media(color_scheme=scheme)
            tab.goto(places["web"] + address)
            found += violations(tab)
    none_of(found, f"{address}:")
