"""The preview in a real browser: it shows what was saved, by itself and at the same place."""

import time
from pathlib import Path

import pytest
from playwright.sync_api import Error

from browser import REPOSITORY
from preview import previewed
from program import waymark


@pytest.fixture
def preview(tmp_path):
    with previewed(waymark(), REPOSITORY / "content", tmp_path) as preview:
        yield preview


@pytest.fixture
def problems(tab) -> list[str]:
    """What the browser complains of, but the answers that tests ask for."""
    found: list[str] = []
    tab.on("pageerror", lambda error: found.append(str(error)))
    tab.on("console", lambda message: message.type == "error" and "Failed to load resource" not in message.text and found.append(message.text))
    return found


def wait_until(tab, expression: str):
    """Waits for a page of whatever moment; the site's pages let no script of a test wait in them."""
    end = time.monotonic() + 20
    met = False
    while not met and time.monotonic() < end:
        try:
            met = tab.evaluate(expression)
        except Error:
            pass  # the page was just being loaded anew
        tab.wait_for_timeout(20)
    assert met, f"{expression}: scrolled to {tab.evaluate('scrollY')}"


def add(file: Path, words: str):
    file.write_text(f"{file.read_text()}\n{words}\n")


def test_a_save_shows_by_itself_and_at_the_same_place(preview, tab, problems):
    file = preview.content / "stages/sendco.md"
    text = file.read_text()
    file.write_text(f"{text}\nSaved 0 times.\n")
    preview.wait_for_page("/stages/sendco.html", lambda page: b"Saved 0 times." in page)
    tab.goto(f"{preview.address}stages/sendco.html")
    # A page that is just being loaded anew has another height until its style sheets are there.
    wait_until(tab, "document.readyState === 'complete' && (scrollTo({ top: 700, behavior: 'instant' }), scrollY === 700)")
    for number in range(1, 4):
        file.write_text(f"{text}\nSaved {number} times.\n")
        tab.get_by_text(f"Saved {number} times.").wait_for()
        # Chromium goes back before the page's scripts have put a line of their own above it: a few lines may lie between.
        wait_until(tab, "Math.abs(scrollY - 700) < 100")
    assert problems == []


def test_a_row_of_a_table_and_a_colour_show_too(preview, tab, problems):
    tab.goto(f"{preview.address}stages/sendco.html")
    with (preview.content / "stages/sendco.csv").open("a") as table:
        table.write("school,Plan with the preview,,,,,,,\n")
    tab.get_by_text("Plan with the preview").first.wait_for()
    with (preview.content / "site.yml").open("a") as site:
        site.write('\ncolours:\n  brand: "#7a1f3d"\n')
    wait_until(tab, "getComputedStyle(document.querySelector('.masthead')).backgroundColor === 'rgb(122, 31, 61)'")
    assert problems == []


def test_an_error_shows_and_its_repair_leads_back_to_the_place(preview, tab, problems):
    tab.goto(f"{preview.address}stages/sendco.html")
    tab.evaluate("scrollTo({ top: 600, behavior: 'instant' })")
    file = preview.content / "stages/sendco.md"
    right = file.read_text()
    file.write_text(right.replace("title:", "titel:", 1))
    tab.get_by_role("heading", name="The content has").wait_for()
    assert "unknown key 'titel' (did you mean 'title'?)" in tab.inner_text("main")
    assert tab.url.endswith("/stages/sendco.html")
    file.write_text(right.replace("title:", "titles:", 1))
    tab.get_by_text("unknown key 'titles'").wait_for()
    file.write_text(right)
    tab.locator(".masthead").wait_for()
    wait_until(tab, "Math.abs(scrollY - 600) < 2")
    assert problems == []


def test_words_of_the_content_are_inert_on_the_page_of_errors(preview, tab, problems):
    with (preview.content / "site.yml").open("a") as site:
        site.write("\n'\"></pre><img src=x onerror=\"document.title=1\"><script>document.title=2</script>': x\n")
    preview.wait_for_page("/", lambda page: b"unknown key" in page, status=500)
    tab.goto(preview.address)
    assert "<script>" in tab.inner_text("main") and tab.locator("main img, main script").count() == 0
    assert "Waymark preview" in tab.title() and problems == []


def test_a_page_that_is_missing_has_working_links(preview, tab, problems):
    tab.goto(f"{preview.address}no/such/page.html")
    tab.locator("footer a[href$='glossary.html']").first.click()
    tab.wait_for_url(f"{preview.address}glossary.html")
    assert problems == []


def test_many_tabs_hold_few_connections(preview, chromium):
    """A browser opens six connections to a server: tabs in the background must not hold them all."""
    context = chromium.new_context()
    tabs = [context.new_page() for _ in range(8)]
    for tab in tabs:
        # A tab without a window of its own counts as seen, unless the page is told otherwise.
        if tab is not tabs[-1]:
            tab.add_init_script("Object.defineProperty(document, 'hidden', { get: () => window.seen !== true })")
        tab.goto(preview.address, wait_until="load")
    add(preview.content / "index.md", "For every tab.")
    tabs[-1].get_by_text("For every tab.").wait_for()
    assert tabs[0].get_by_text("For every tab.").count() == 0
    tabs[0].evaluate("window.seen = true; document.dispatchEvent(new Event('visibilitychange'))")
    tabs[0].get_by_text("For every tab.").wait_for()
    context.close()


def test_another_website_learns_nothing(preview, chromium):
    """A page under another address can neither read the preview nor use its files."""
    context = chromium.new_context()
    tab = context.new_page()
    tab.goto("data:text/html,<title>other</title>")
    read = tab.evaluate(
        """async address => {
          const fetched = await fetch(address).then(() => "read", () => "refused");
          const script = await new Promise(done => {
            const script = document.createElement("script");
            script.src = address + "assets/menu.js";
            script.onload = () => done("used");
            script.onerror = () => done("refused");
            document.head.append(script);
          });
          const events = await new Promise(done => {
            const events = new EventSource(address + ".waymark/events?since=0");
            events.onerror = () => { events.close(); done("refused"); };
            events.addEventListener("reload", () => done("told"));
          });
          return [fetched, script, events];
        }""",
        preview.address,
    )
    assert read == ["refused", "refused", "refused"]
    context.close()
