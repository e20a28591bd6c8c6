"""What a reader gets on paper, by keyboard alone, without scripts, with forced colours and with reduced motion."""

import json
import re

import pypdfium2
import pytest

from accessibility import violations
from browser import kinds
from reports import none_of


@pytest.fixture
def address(kind, site, places) -> str:
    """The page of a kind, on the web."""
    page = kinds(site)[kind]
    assert (site / page).is_file(), f"the site has no {kind} page"
    return places["web"] + page


def squeezed(text: str) -> str:
    """A text without white space and hyphens, which differ between a page and its print."""
    return re.sub(r"[\s\u00ad\u2010\ufffe-]+", "", text)


# Print

# The entries of a page, each the list of its texts that can be seen.
PRINTED = """
() => [...document.querySelectorAll("main section li")]
  .map(entry => {
    const texts = [], walker = document.createTreeWalker(entry, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const box = walker.currentNode.parentElement.getBoundingClientRect()
      if (walker.currentNode.data.trim() && box.width > 2 && box.height > 2) texts.push(walker.currentNode.data.trim())
    }
    return texts
  })
  .filter(texts => texts.length > 0)
"""


def test_a_stage_is_printed_on_at_most_two_sheets_with_every_entry_whole(stage_page, site, places, tab, tmp_path):
    tab.goto(places["web"] + stage_page)
    tab.pdf(path=tmp_path / "stage.pdf", format="A4", prefer_css_page_size=True)
    with pypdfium2.PdfDocument(tmp_path / "stage.pdf") as document:
        sizes = [tuple(round(side) for side in sheet.get_size()) for sheet in document]
        sheets = [squeezed(sheet.get_textpage().get_text_bounded()) for sheet in document]
    assert set(sizes) == {(595, 842)}, f"{stage_page} is not printed on A4 upright, but on {sizes} points"
    assert len(sheets) <= 2, (
        f"{stage_page} is printed on {len(sheets)} sheets: tighten the print style until it is at most 2"
    )

    tab.emulate_media(media="print")
    entries = tab.evaluate(PRINTED)
    assert entries, f"{stage_page}: no entry is printed"
    none_of(
        (
            " ".join(texts)
            for texts in entries
            if not any(all(squeezed(text) in sheet for text in texts) for sheet in sheets)
        ),
        f"{stage_page}: these entries are not whole on one sheet of the print (break-inside: avoid):",
    )


def sheets_of(tab, path) -> list[str]:
    """The page that the tab shows, printed: the text of each sheet."""
    tab.pdf(path=path, format="A4", prefer_css_page_size=True)
    with pypdfium2.PdfDocument(path) as document:
        return [sheet.get_textpage().get_text_bounded().replace("\r", "") for sheet in document]


def edition(site) -> str:
    data = json.loads((site / "framework.json").read_text(encoding="utf-8"))["site"]
    return f"{data['title']}, {data['edition']}"


def test_every_sheet_names_the_edition_and_its_number(kind, address, site, tab, tmp_path):
    tab.goto(address)
    sheets = sheets_of(tab, tmp_path / "print.pdf")
    none_of(
        [
            f"sheet {number} has no {foot!r}"
            for number, sheet in enumerate(sheets, start=1)
            for foot in (edition(site), f"Page {number} of {len(sheets)}")
            if foot not in " ".join(sheet.split())
        ],
        f"{address}, printed:",
    )


def test_the_whole_framework_is_printed_as_a_booklet(site, places, tab, tmp_path):
    tab.goto(places["web"] + "framework.html")
    sheets = [squeezed(sheet) for sheet in sheets_of(tab, tmp_path / "print.pdf")]
    parts = tab.locator(".whole-part > h2").all_inner_texts()
    foot = squeezed(edition(site))
    assert len(parts) > 4
    assert all(squeezed(part) in sheets[0] for part in parts), "the first sheet should list the contents"
    starts = [re.sub(rf"^({re.escape(foot)}|Page\d+of{len(sheets)})+", "", sheet) for sheet in sheets[1:]]
    none_of(
        [part for part in parts if sum(start.startswith(squeezed(part)) for start in starts) != 1],
        "These parts of framework.html do not begin a sheet of their own:",
    )


@pytest.mark.parametrize("page_in_print", ["framework.html", "opportunities/index.html", "stages/sendco.html", "index.html"])
def test_no_heading_is_the_last_thing_on_a_sheet(page_in_print, site, places, tab, tmp_path):
    tab.goto(places["web"] + page_in_print)
    tab.emulate_media(media="print")
    headings = {
        squeezed(heading) for heading in tab.locator("main :is(h2, h3, h4)").all_inner_texts() if squeezed(heading)
    }
    assert headings
    found = []
    for number, sheet in enumerate(sheets := sheets_of(tab, tmp_path / "print.pdf"), start=1):
        lines = [squeezed(line) for line in sheet.split("\n")]
        foot = {squeezed(edition(site)), f"Page{number}of{len(sheets)}"}
        words = [line for line in lines if line and line not in foot]
        is_contents = number == 1 and tab.locator(".contents").count() == 1  # which ends in the name of a heading
        if words and words[-1] in headings and not is_contents:
            found.append(f"sheet {number} ends in {words[-1]!r}")
    none_of(found, f"{page_in_print}, printed:")


def test_a_link_that_leads_away_is_written_out_on_paper(places, tab):
    """Of a link as an editor writes it: the framework's own text has few."""
    tab.goto(places["web"] + "stages/sendco.html")
    tab.evaluate("""() => {
      const link = document.createElement("a")
      link.href = "https://example.org/forum"
      link.textContent = "The forum"
      document.querySelector(".opportunity").replaceChildren(link)
    }""")
    shown = "() => getComputedStyle(document.querySelector('.opportunity a'), '::after').content"
    assert tab.evaluate(shown) == "none"
    tab.emulate_media(media="print")
    assert "https://example.org/forum" in tab.evaluate(shown)


# Keyboard

# The marks of focus that an element can show: on itself, what is drawn before and after it, its labels, what is
# in it and what is closely round it, as outline, shadow or, in a drawing, stroke and fill.
FOCUSABLE = """
() => {
  window.marks = element => {
    const round = [element.parentElement, element.parentElement?.parentElement].filter(Boolean)
    const parts = [element, ...element.labels ?? [], ...element.querySelectorAll("*"), ...round]
    return parts.flatMap(part => [null, "::before", "::after"].map(drawn => {
      const style = getComputedStyle(part, drawn)
      const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1
        && !/^rgba\\(.*, 0\\)$/.test(style.outlineColor)
      return [
        outlined ? style.outline : "", style.boxShadow === "none" ? "" : style.boxShadow,
        part instanceof SVGElement ? style.stroke + style.strokeWidth + style.fill : "",
      ].join(";")
    }))
  }
  const wanted = "a[href], area[href], button, input, select, textarea, summary, [tabindex]"
  window.focusables = [...document.querySelectorAll(wanted)].filter(element =>
    element.tabIndex >= 0 && !element.disabled && element.type !== "hidden" && !element.closest("[inert]")
    && element.checkVisibility({ visibilityProperty: true }))
  window.unfocused = new Map(focusables.map(each => [each, marks(each)]))
  window.reached = new Set()
  const radios = focusables.filter(each => each.type === "radio")
  return focusables.length - radios.length + new Set(radios.map(each => each.name)).size
}
"""

FOCUSED = """
() => {
  const element = document.activeElement
  if (!element || element === document.body || element === document.documentElement) return { end: true }
  const text = element.innerText || element.getAttribute("aria-label") || element.textContent || element.value || ""
  const name = element.tagName.toLowerCase() + (element.id ? "#" + element.id : "")
    + " " + JSON.stringify(text.trim().slice(0, 50))
  const again = reached.has(element)
  reached.add(element)

  const before = unfocused.get(element) ?? []
  const ring = marks(element).some((mark, index) => mark !== ";;" && mark !== before[index])

  const box = [...element.getClientRects()].find(each => each.width > 0 && each.height > 0)
  let place = null
  if (!box) place = "has no size"
  else if (box.bottom <= 0 || box.right <= 0 || box.top >= innerHeight || box.left >= innerWidth)
    place = "is outside the viewport"
  else {
    const inside = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]].some(([across, down]) => {
      const top = document.elementFromPoint(box.left + box.width * across, box.top + box.height * down)
      const owners = [element, ...element.labels ?? []]
      return top && (owners.some(owner => owner.contains(top)) || top.contains(element))
    })
    if (!inside) place = "is covered by something else"
  }
  return { name, again, ring, place }
}
"""


@pytest.mark.parametrize("width", [360, 1280])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(kind, width, address, tab):
    tab.set_viewport_size({"width": width, "height": 800})
    tab.emulate_media(reduced_motion="reduce")
    tab.goto(address)
    expected, findings = tab.evaluate(FOCUSABLE), []
    assert expected > 5, f"only {expected} links and buttons were found"
    for _ in range(expected + 20):
        tab.keyboard.press("Tab")
        focus = tab.evaluate(FOCUSED)
        if focus.get("end") or focus["again"]:
            break
        if not focus["ring"]:
            findings.append(f"{focus['name']}: nothing shows its focus")
        if focus["place"]:
            findings.append(f"{focus['name']}: {focus['place']} when focused")
    else:
        findings.append("the focus never comes to the page's end")
    unreached = tab.evaluate(
        """() => focusables.filter(each => !reached.has(each)
             && !(each.type === "radio" && [...reached].some(other => other.name === each.name)))
           .map(each => each.outerHTML.slice(0, 120))"""
    )
    findings += [f"never reached by Tab: {element}" for element in unreached]
    none_of(findings, f"{address} at {width} px, by keyboard:")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_skip_link_is_first_shows_itself_and_leads_past_the_menu(kind, width, address, tab):
    tab.set_viewport_size({"width": width, "height": 800})
    tab.emulate_media(reduced_motion="reduce")
    tab.goto(address)
    tab.keyboard.press("Tab")
    skip = tab.evaluate_handle("document.activeElement").as_element()
    target = (skip.get_attribute("href") or "").removeprefix("#")
    assert target and tab.evaluate("id => document.getElementById(id)?.matches('main, main *')", target), (
        f"the first thing that Tab reaches should lead to main: {skip.evaluate('each => each.outerHTML')}"
    )
    box = skip.bounding_box()
    assert box and box["x"] >= 0 and box["y"] >= 0 and box["width"] >= 24 and box["height"] >= 24, (
        f"the skip link should be seen while it has the focus: {box}"
    )
    tab.keyboard.press("Enter")
    assert tab.url.endswith(f"#{target}")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('main') !== null"), (
        "after the skip link, Tab should go on within main: "
        + tab.evaluate("document.activeElement.outerHTML.slice(0, 200)")
    )


# Without scripts

SHOWN = """
() => {
  const main = document.querySelector("main"), texts = [], links = []
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const part = walker.currentNode.parentElement, text = walker.currentNode.data.trim()
    if (text && !part.closest("script, style, template, label, button, select, output, [role=status]")
      && part.checkVisibility({ visibilityProperty: true, opacityProperty: true })) texts.push(text)
  }
  for (const link of main.querySelectorAll("a[href]"))
    if (link.checkVisibility({ visibilityProperty: true })) links.push(link.href.baseVal ?? link.getAttribute("href"))
  const idle = [...main.querySelectorAll("button, input, select, textarea")]
    .filter(each => each.checkVisibility() && !each.closest("form[action]"))
    .map(each => each.outerHTML.slice(0, 120))
  return { texts, links, idle }
}
"""


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("place", ["web", "file"])
def test_without_scripts_the_page_shows_all_its_text_and_links(kind, width, place, chromium, site, places):
    page, shown = kinds(site)[kind], {}
    for scripts in (True, False):
        context = chromium.new_context(java_script_enabled=scripts, viewport={"width": width, "height": 800})
        tab = context.new_page()
        tab.goto(places[place] + page)
        shown[scripts] = tab.evaluate(SHOWN)
        context.close()
    assert len(shown[False]["texts"]) > 10 and len(shown[False]["links"]) > 2, (
        f"{page} has hardly any text or links without scripts"
    )
    none_of(
        [
            f"seen with scripts only: {seen}"
            for what in ("texts", "links")
            for seen in shown[True][what]
            if seen not in shown[False][what]
        ]
        + [f"does nothing without scripts, so should not be shown: {control}" for control in shown[False]["idle"]],
        f"{page} at {width} px from {place}, without scripts:",
    )


# Forced colours, reduced motion


def test_in_forced_colours_the_page_is_accessible_and_shows_its_focus(kind, address, tab):
    tab.emulate_media(forced_colors="active", reduced_motion="reduce")
    tab.goto(address)
    assert tab.evaluate("matchMedia('(forced-colors: active)').matches")
    # Of forced colours axe reads the fill of text wrongly, as the page set it: contrast is the system's there.
    findings = [found for found in violations(tab) if not found.startswith("axe color-contrast:")]
    tab.evaluate(FOCUSABLE)
    for _ in range(15):
        tab.keyboard.press("Tab")
        focus = tab.evaluate(FOCUSED)  # forced colours take shadows away
        if not focus.get("end") and not focus["ring"]:
            findings.append(f"{focus['name']}: nothing shows its focus")
    none_of(findings, f"{address} in forced colours:")


MOVING = """
() => {
  const seconds = times => Math.max(...times.split(",").map(time => parseFloat(time))) // computed times are in seconds
  const found = []
  for (const element of document.querySelectorAll("*")) {
    for (const part of [null, "::before", "::after"]) {
      const style = getComputedStyle(element, part)
      const name = [element.tagName.toLowerCase(), ...element.classList].join(".") + (part ?? "")
      if (style.transitionProperty !== "none" && seconds(style.transitionDuration) > 0.01)
        found.push(`${name}: a transition of ${style.transitionProperty} takes ${style.transitionDuration}`)
      if (style.animationName !== "none" && seconds(style.animationDuration) > 0.01)
        found.push(`${name}: the animation ${style.animationName} takes ${style.animationDuration}`)
      if (!part && style.scrollBehavior === "smooth") found.push(`${name}: scrolls smoothly`)
    }
  }
  return found
}
"""


def test_with_reduced_motion_nothing_moves(kind, address, tab):
    tab.emulate_media(reduced_motion="reduce")
    tab.goto(address)
    none_of(tab.evaluate(MOVING), f"{address}, where the reader asks for less motion:")
