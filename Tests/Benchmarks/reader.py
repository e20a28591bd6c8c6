"""What a reader waits for: each kind of page in Chromium on a slow phone, and an answer of the search.

    python reader.py SITE

A slow phone: 1.6 Mbit/s with 150 ms from asking to the first byte, and a processor four times as slow as this one. The
server compresses nothing, as a plain web host or a share does; `compressed` says what gzip would have sent.
"""

import json
import sys
import zlib
from pathlib import Path
from statistics import median

from programs import REPOSITORY

sys.path.insert(0, str(REPOSITORY / "Tests/Browser"))
from browser import launched_chromium, served  # noqa: E402

NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
SLOWED = 4
ROUNDS = 3
QUERIES = ("send", "coaching", "npq")

# The longest page of each kind, since the others are lighter.
KINDS = {
    "home": "index.html", "whole table": "stages/index.html", "stage": "stages/*.html", "compare": "compare/*-to-*.html",
    "pathway": "pathways/*.html", "part": "pillars/*.html", "hub": "hubs/*.html", "A to Z": "opportunities/index.html",
    "theme": "opportunities/*.html", "glossary": "glossary.html", "whole framework": "framework.html",
    "downloads": "downloads.html", "search": "search.html", "plan": "plan.html",
}

PAINTED = """() => new Promise(done => {
  const timings = () => {
    const paint = performance.getEntriesByName("first-contentful-paint")[0];
    const loaded = performance.getEntriesByType("navigation")[0].loadEventEnd;
    if (paint && loaded) done({paint: paint.startTime, loaded}); else setTimeout(timings, 20);
  };
  timings();
})"""

# From a key's own time stamp to the frame after the one in which the words of the page's main part first changed.
WATCH = """() => {
  let key = null;
  window.answers = [];
  addEventListener("keydown", event => { key = event.timeStamp; }, true);
  new MutationObserver(() => {
    const pressed = key;
    key = null;
    if (pressed === null) return;
    requestAnimationFrame(() => setTimeout(() => window.answers.push(performance.now() - pressed)));
  }).observe(document.querySelector("main"), {childList: true, subtree: true, characterData: true});
}"""


def measure(site: Path) -> dict:
    with served(site) as address, launched_chromium() as chromium:
        pages = []
        for kind, pattern in KINDS.items():
            found = [page for page in site.glob(pattern) if "*" not in pattern or page.name != "index.html"]
            if found:
                page = max(found, key=lambda page: (page.stat().st_size, page.name)).relative_to(site).as_posix()
                pages.append({"kind": kind, "page": page} | opened(chromium, address, page, site))
        return {
            "network": "1.6 Mbit/s, 150 ms", "processor_slowed": SLOWED, "pages": pages,
            "search": searched(chromium, address, site),
        }


def slow_tab(chromium):
    """A tab with empty cache, on the slow network and processor, and its debugging session."""
    tab = chromium.new_context(viewport={"width": 360, "height": 740}, device_scale_factor=2).new_page()
    session = tab.context.new_cdp_session(tab)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    return tab, session


def opened(chromium, address: str, page: str, site: Path) -> dict:
    rounds = []
    for _ in range(ROUNDS):
        tab, session = slow_tab(chromium)
        sizes, bodies = [], []
        session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        tab.on("response", lambda response: bodies.append(response.url))
        tab.goto(f"{address}{page}", wait_until="load")
        timings = tab.evaluate(PAINTED)
        rounds.append({
            "requests": len(sizes), "bytes": int(sum(sizes)), "first_paint_ms": timings["paint"], "loaded_ms": timings["loaded"],
            "compressed": sum(compressed(site, url.removeprefix(address)) for url in bodies),
        })
        tab.context.close()
    return {name: round(median(round_[name] for round_ in rounds)) for name in rounds[0]}


def compressed(site: Path, path: str) -> int:
    """How many bytes gzip makes of a file, about."""
    file = site / path
    return len(zlib.compress(file.read_bytes(), 6)) if file.is_file() else 0


def searched(chromium, address: str, site: Path) -> dict:
    """How long the results take to follow a key, for every key of some queries."""
    if not (site / "search.html").is_file():
        return {"skipped": "this site has no search.html"}
    tab, _ = slow_tab(chromium)
    tab.goto(f"{address}search.html", wait_until="load")
    field = tab.locator("main input[name=q]").first
    if not field.count():
        return {"skipped": "search.html has no search field"}
    tab.evaluate(WATCH)
    for query in QUERIES:
        field.fill("")
        for letter in query:
            field.press(letter)
            tab.wait_for_timeout(600)
    answers = tab.evaluate("window.answers")
    tab.context.close()
    if not answers:
        return {"skipped": "no key changed the page"}
    return {"keys": len(answers), "median_ms": round(median(answers)), "slowest_ms": round(max(answers))}


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]).resolve()), indent=1, ensure_ascii=False))
