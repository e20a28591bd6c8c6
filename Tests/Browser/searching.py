"""Waiting for the search, and asking it, as the tests of its box and of its page of results do."""

from contextlib import contextmanager

import pytest
from playwright.sync_api import Locator, Page, expect

FOUND = """
query => {
  const found = waymarkSearchBox.find(query)
  return found.groups.flatMap(group => group.results.map(result => [
    group.kind, result.title, found.marks(result).title.map(([start, end]) => result.title.slice(start, end)),
  ]))
}
"""


def is_ready(tab: Page):
    """Waits until the search and its index have loaded, which the page's own policy lets no string of code do."""
    until(tab, lambda: tab.evaluate("waymarkSearchBox.find('') !== null"), "the search is not ready after five seconds")


@contextmanager
def late_index(tab: Page):
    """Holds the search's index back until the block has ended, and then waits until the search is ready."""
    held = []
    tab.route("**/readers-index.js", lambda route: held.append(route))
    yield
    until(tab, lambda: held, "nobody asked for the index within five seconds")
    held[0].continue_()
    is_ready(tab)


def until(tab: Page, is_so, failure: str):
    for _ in range(200):
        if is_so():
            return
        tab.wait_for_timeout(25)
    pytest.fail(failure)


def option(tab: Page, name: str) -> Locator:
    """The option of that name, once it is the only one: while the list is drawn, a place may show it from a letter ago."""
    named = tab.locator("#search-options").get_by_role("option", name=name)
    expect(named).to_have_count(1)
    return named


def heard(complaints) -> list[str]:
    """Without requests that a reader's going on to the next page stopped."""
    return [each for each in complaints if "ERR_ABORTED" not in each]
