"""Every page, from both places, at both widths, light and dark, in real Chromium."""

import pytest

from accessibility import violations
from reports import none_of

WIDTHS = {320: 800, 360: 800, 1280: 900}
# Where axe checks a page that is one of many of its kind: at each width and scheme, in one of the two places.
ONE_OF_MANY = {"web": {(360, "light"), (1280, "dark")}, "file": {(360, "dark"), (1280, "light")}}
EVERYWHERE = {(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")}


def checked(page: str, place: str, site) -> set[tuple[int, str]]:
    """The widths and schemes that axe checks a page at: all in both places for each kind of page, its longest."""
    folder = (site / page).parent
    longest = max(folder.glob("*.html"), key=lambda path: (path.stat().st_size, path.name))
    alone = folder == site or page.endswith("/index.html") or site / page == longest
    return EVERYWHERE if alone else ONE_OF_MANY[place]


# Two frames, so that what follows from a new size or scheme has been laid out.
SETTLE = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"

WIDER_THAN_THE_SCREEN = """
() => {
  const root = document.documentElement
  if (root.scrollWidth <= root.clientWidth) return null
  const name = element => element.tagName.toLowerCase() + (element.id ? "#" + element.id : "")
    + [...element.classList].map(each => "." + each).join("")
  const spills = element => getComputedStyle(element).overflowX === "visible"
    && Math.max(element.getBoundingClientRect().right, element.getBoundingClientRect().left + element.scrollWidth)
      > root.clientWidth + 0.5
  const held = element => element !== document.body && element !== root
    && (getComputedStyle(element).overflowX !== "visible" || held(element.parentElement))
  const wide = [...document.body.querySelectorAll("*")].filter(each => spills(each) && !held(each.parentElement))
  const innermost = wide.filter(each => !wide.some(other => other !== each && each.contains(other)))
  return `${root.scrollWidth} px wide, because of ${innermost.slice(0, 3).map(name).join(", ") || "something unseen"}`
}
"""

WHAT_IS_STORED = """
() => [
  ...(document.cookie ? ["a cookie"] : []),
  ...Object.keys(localStorage).map(key => "localStorage " + key),
  ...Object.keys(sessionStorage).map(key => "sessionStorage " + key),
]
"""


class Complaints:
    """What the browser says about a page while it is open: its console, its errors, its requests."""

    def __init__(self, tab, place: str):
        self.tab, self.place, self.found = tab, place, []
        self.listeners = {
            "console": self.console,
            "pageerror": lambda error: self.found.append(f"script error: {error}"),
            "request": self.request,
            "requestfailed": lambda request: self.found.append(f"failed request: {request.url} ({request.failure})"),
            "response": self.response,
        }

    def __enter__(self):
        for event, listener in self.listeners.items():
            self.tab.on(event, listener)
        return self.found

    def __exit__(self, *_):
        for event, listener in self.listeners.items():
            self.tab.remove_listener(event, listener)

    def console(self, message):
        if message.type in ("error", "warning"):
            self.found.append(f"console {message.type}: {message.text}")

    def request(self, request):
        if not request.url.startswith((self.place, "data:", "blob:")):
            self.found.append(f"request to a foreign address: {request.url}")

    def response(self, response):
        if response.status >= 400:
            self.found.append(f"failed request: {response.url} ({response.status})")


@pytest.mark.parametrize("place", ["web", "file"])
def test_a_page_is_accessible_quiet_and_fits_every_screen_in_both_schemes(page, place, site, places, shared_tab):
    tab, found = shared_tab, {}
    tab.set_viewport_size({"width": 320, "height": 800})
    tab.emulate_media(color_scheme="light")
    with Complaints(tab, places[place]) as complaints:
        tab.goto(places[place] + page)
        for width, height in WIDTHS.items():
            tab.set_viewport_size({"width": width, "height": height})
            tab.evaluate(SETTLE)
            if wide := tab.evaluate(WIDER_THAN_THE_SCREEN):
                complaints.append(f"at {width} px the page scrolls sideways: it is {wide}")
            for scheme in sorted((scheme for at, scheme in checked(page, place, site) if at == width), reverse=True):
                tab.emulate_media(color_scheme=scheme)
                tab.evaluate(SETTLE)
                for violation in violations(tab):
                    found.setdefault(violation, []).append(f"{width} px {scheme}")
        complaints += [f"stored without being asked: {item}" for item in tab.evaluate(WHAT_IS_STORED)]
    report = [f"{what}\n    at {', '.join(where)}" for what, where in found.items()] + complaints
    none_of(report, f"{page}, opened from {place}:")


def test_an_unknown_address_gets_the_page_that_says_so(places, site, tab):
    response = tab.goto(places["web"] + "no-such-page.html")
    assert response.status == 404
    assert response.body() == (site / "404.html").read_bytes()
    assert tab.get_by_role("heading", level=1).is_visible()
