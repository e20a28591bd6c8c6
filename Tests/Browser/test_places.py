"""The same bytes in three places: a web server's root, a path with a space, and a folder with spaces and accents.

In each, Chromium goes from link to link through the whole site, and searches.
"""

from contextlib import contextmanager
from urllib.parse import unquote

import pytest

from browser import page_addresses, served
from reports import none_of
from searching import FOUND, heard, is_ready
from test_pages import Complaints

PLACES = ["/", "/a/b c/", "file"]
QUERIES = ["ECT", "mentorng", "early career", "sendco coaching", "e", "h&s", "xyzzy", "chäir"]

# Where the links of the page lead within the place, and what a link can name on it.
READ = """
place => ({
  links: [...new Set([...document.links].map(link => link.href).filter(address => address.startsWith(place)))],
  ids: [...document.querySelectorAll("[id]")].map(each => each.id),
})
"""


@contextmanager
def opened(place: str, site, places):
    if place == "file":
        yield places["file"]
    else:
        with served(site, place) as address:
            yield address


def crawled(tab, place: str) -> tuple[dict[str, set[str]], dict[str, str]]:
    """The pages that links lead to from home, with the ids on each; and the links with fragments, with a page they are on."""
    pages, fragments, waiting = {}, {}, ["index.html"]
    while waiting:
        page = waiting.pop()
        if page in pages:
            continue
        tab.goto(place + page)
        found = tab.evaluate(READ, place)
        pages[page] = set(found["ids"])
        for link in found["links"]:
            address, _, fragment = link.removeprefix(place).partition("#")
            address = address.partition("?")[0]
            if fragment:
                fragments[f"{address}#{fragment}"] = page
            if address.endswith(".html"):
                waiting.append(address)
    return pages, fragments


@pytest.mark.parametrize("where", PLACES)
def test_links_lead_through_the_whole_site_and_every_anchor_arrives(where, site, places, tab):
    with opened(where, site, places) as place, Complaints(tab, place) as complaints:
        pages, fragments = crawled(tab, place)
    expected = {page for page in page_addresses(site) if page != "404.html" and not page.startswith("embed/")}
    findings = [f"no link leads to {page}" for page in expected - pages.keys()]
    for link, page in fragments.items():
        address, _, fragment = link.partition("#")
        if unquote(fragment) not in pages.get(address, ()):
            findings.append(f"{page}: nothing is at {link}")
    none_of(findings + heard(complaints), f"The site in {where!r}:")


def test_a_search_finds_the_same_in_all_places(site, places, chromium):
    found = {}
    for where in PLACES:
        tab = chromium.new_page()
        with opened(where, site, places) as place:
            tab.goto(place + "search.html")
            is_ready(tab)
            found[where] = {query: tab.evaluate(FOUND, query) for query in QUERIES}
        tab.close()
    assert all(found["/"][query] for query in QUERIES if query != "xyzzy"), "each finds something"
    assert found["/"] == found["/a/b c/"] == found["file"]
