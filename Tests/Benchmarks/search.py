"""Measures how long the page takes to answer a keystroke of a search, with the processor slowed 4 times.

    python Tests/Benchmarks/search.py [--slowed 4] [--rounds 3]

Types real queries letter by letter, in the box of a page and on the page of results, and takes the time from the
letter's event to the page laid out with its results. Prints the median, the 95th percentile and the worst of each.
WAYMARK_SITE names another built site than site/.
"""

import argparse
import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Browser"))

from browser import launched_chromium, site_folder  # noqa: E402

QUERIES = [
    "early career teacher", "ECT", "CPD", "sendko", "mentorng", "sendco coaching",
    "camden learning headteacher conference",
    "leadership and management", "shadow a deputy headteacher", "safegaurding", "e", "npq", "xyzzy", "school governer",
]
LIMIT = 16  # milliseconds a keystroke may take

# The box answers its input event at once, so this is all the work that a letter causes before the next frame.
TYPE = """
([query, letters]) => {
  const input = document.querySelector("form[role=search]").elements.q
  input.focus()
  input.value = query.slice(0, letters)
  const start = performance.now()
  input.dispatchEvent(new InputEvent("input", { bubbles: true }))
  document.documentElement.getBoundingClientRect() // lays the page out
  return performance.now() - start
}
"""


def measured(tab, rounds: int) -> dict[str, float]:
    times = {}
    for _ in range(rounds):
        for query in QUERIES:
            for letters in range(1, len(query) + 1):
                key = query[:letters]
                times[key] = min(times.get(key, float("inf")), tab.evaluate(TYPE, [query, letters]))
                tab.wait_for_timeout(5)
    return times


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures how long a keystroke of a search takes.")
    parser.add_argument("--slowed", type=float, default=4, help="how many times slower the processor is made")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is typed; the fastest counts")
    options = parser.parse_args()
    with launched_chromium() as chromium:
        for place, page in {"box": "stages/sendco.html", "page of results": "search.html"}.items():
            tab = chromium.new_page(viewport={"width": 1280, "height": 900})
            session = tab.context.new_cdp_session(tab)
            session.send("Emulation.setCPUThrottlingRate", {"rate": options.slowed})
            tab.goto((site_folder() / page).as_uri())
            tab.locator("form[role=search] input").focus()
            while not tab.evaluate("waymarkSearchBox.find('') !== null"):
                tab.wait_for_timeout(50)
            times = measured(tab, options.rounds)
            ordered = sorted(times.values())
            worst = max(times, key=times.get)
            print(
                f"{place}: {len(ordered)} keystrokes, median {statistics.median(ordered):.1f} ms, "
                f"95 % within {ordered[int(len(ordered) * 0.95)]:.1f} ms, worst {times[worst]:.1f} ms ({worst!r}); "
                f"{sum(time <= LIMIT for time in ordered)} within {LIMIT} ms"
            )
            tab.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
