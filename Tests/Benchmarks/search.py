"""Measures how long the page takes to answer a keystroke of a search, with the processor slowed 4 times.

    python Tests/Benchmarks/search.py [--slowed 4] [--rounds 5]

Types real queries letter by letter with real keys, each query into a page that was just opened: in the box of a page,
and on the page of results. Three times are taken of every letter, by the page's own clock:

- answer: from the letter's arrival in the page to the end of the scripts that answer it, and of the style and layout of
  what they draw;
- key: the same from the press of the key, with Chromium's own editing of the box;
- frame: from the press of the key until the frame that shows the answer is painted, with the wait for it.

Prints the median, the 95th percentile and the worst of the letters, each letter the median of its rounds. Chromium slows
a page by the clock, so on a machine that is busy with something else `--slowed 1` and a quarter of the limit tell more.
WAYMARK_SITE names another built site than site/.
"""

import argparse
import statistics
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Browser"))

from browser import launched_chromium, site_folder  # noqa: E402

QUERIES = [
    "early career teacher", "ECT", "CPD", "sendko", "mentorng", "sendco coaching",
    "camden learning headteacher conference",
    "leadership and management", "shadow a deputy headteacher", "safegaurding", "e", "npq", "xyzzy", "school governer",
]
LIMIT = 4  # milliseconds a keystroke may take on a processor that is not slowed
PAUSE = 150  # milliseconds between two letters: 80 words a minute
# The first listener hears a letter before the page does, the last one after it.
WATCHES = """
() => {
  window.watchedLetters = []
  let key = 0, input = 0
  addEventListener("keydown", () => { key = performance.now() }, true)
  addEventListener("input", () => { input = performance.now() }, true)
  addEventListener("input", () => {
    document.body.getBoundingClientRect() // lays the page out
    const end = performance.now()
    const letter = { answer: end - input, key: end - key }
    requestAnimationFrame(() => {
      const painted = new MessageChannel()
      painted.port1.onmessage = () => { watchedLetters.push({ ...letter, frame: performance.now() - key }) }
      painted.port2.postMessage(null)
    })
  })
}
"""


def typed(chromium, page: str, query: str, slowed: float) -> list[dict[str, float]]:
    """What each letter cost: [{"answer": 5.1, "key": 6.2, "frame": 19.2}]"""
    tab = chromium.new_page(viewport={"width": 1280, "height": 900})
    tab.context.new_cdp_session(tab).send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    tab.goto((site_folder() / page).as_uri())
    tab.locator("form[role=search] input").first.focus()
    while not tab.evaluate("waymarkSearchBox.find('') !== null"):
        tab.wait_for_timeout(50)
    tab.wait_for_timeout(500)
    tab.evaluate(WATCHES)
    for letter in query:
        tab.keyboard.type(letter)
        tab.wait_for_timeout(PAUSE)
    found = tab.evaluate("watchedLetters")
    # A page that is slowed takes time from the others even when nobody looks at it.
    tab.close()
    assert len(found) == len(query), f"{len(found)} letters of {query!r} were seen"
    return found


def measured(chromium, page: str, slowed: float, rounds: int) -> dict[str, dict[str, float]]:
    """The times of every letter: {"answer": {"e": 5.1, "ea": 4.2}, "frame": …}"""
    times = defaultdict(lambda: defaultdict(list))
    for _ in range(rounds):
        for query in QUERIES:
            for position, costs in enumerate(typed(chromium, page, query, slowed), start=1):
                for name, cost in costs.items():
                    times[name][query[:position] + f" ({query})"].append(cost)
    return {name: {key: statistics.median(all) for key, all in each.items()} for name, each in times.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures how long a keystroke of a search takes.")
    parser.add_argument("--slowed", type=float, default=4, help="how many times slower the processor is made")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is typed; the median counts")
    options = parser.parse_args()
    with launched_chromium() as chromium:
        for place, page in {"box": "stages/sendco.html", "page of results": "search.html"}.items():
            for name, times in measured(chromium, page, options.slowed, options.rounds).items():
                ordered, limit = sorted(times.values()), LIMIT * options.slowed
                worst = sorted(times, key=times.get)[-3:]
                print(
                    f"{place}, {name}: {len(ordered)} keystrokes, median {statistics.median(ordered):.1f} ms, "
                    f"95 % within {ordered[int(len(ordered) * 0.95)]:.1f} ms, worst "
                    + ", ".join(f"{times[key]:.1f} ms {key.split(' (')[0]!r}" for key in reversed(worst))
                    + f"; {sum(time <= limit for time in ordered)} within {limit:g} ms",
                    flush=True,
                )
    return 0


if __name__ == "__main__":
    sys.exit(main())
