"""Measures how long the page takes to answer a keystroke of a search, with the processor slowed 4 times.

    python Tests/Benchmarks/search.py [--slowed 4] [--rounds 3]

Types real queries letter by letter with real keys, each query into a page that was just opened: in the box of a page,
and on the page of results. Two times are taken of every letter from Chromium's own trace, as processor time of the
page's thread, so that other programs hardly disturb it:

- answer: the scripts that answer the letter, and the style and layout of what they draw;
- frame: all work of the page until what answers the letter is handed over to be shown: the answer, Chromium's own
  editing of the box, and painting.

Prints the median, the 95th percentile and the worst of the letters, each letter the median of its rounds. Chromium slows
a page by the clock, so on a machine that is busy with something else `--slowed 1` and a quarter of the limit tell more.
WAYMARK_SITE names another built site than site/.
"""

import argparse
import json
import statistics
import sys
import tempfile
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
SCRIPT = {"EvaluateScript", "FireAnimationFrame", "FunctionCall", "TimerFire"}
LAYOUT = {"Layout", "UpdateLayoutTree"}


def tasks(events: list[dict]) -> list[tuple[dict, list[dict]]]:
    """The tasks of the page's thread, each with the events within it, in the order of time."""
    keys = [event for event in events if is_event(event, "keydown")]
    place = {(event["pid"], event["tid"]) for event in keys}
    assert len(place) == 1, "the keys should arrive in one thread"
    own = sorted(
        (event for event in events if event.get("ph") == "X" and (event["pid"], event["tid"]) in place),
        key=lambda event: (event["ts"], -event["dur"]),
    )
    found = []
    for event in own:
        if event["name"] == "RunTask" and (not found or event["ts"] >= end(found[-1][0])):
            found.append((event, []))
        elif found and event["ts"] < end(found[-1][0]):
            found[-1][1].append(event)
    return found


def end(event: dict) -> float:
    return event["ts"] + event["dur"]


def is_event(event: dict, kind: str) -> bool:
    return event.get("name") == "EventDispatch" and event["args"]["data"]["type"] == kind


def outermost(events: list[dict], names: set[str]) -> float:
    """The processor time of the events of these names that are in no other of them, in milliseconds."""
    total, until = 0.0, 0.0
    for event in events:
        if event["name"] in names and event["ts"] >= until:
            total, until = total + event["tdur"], end(event)
    return total / 1000


def letters(events: list[dict]) -> list[dict[str, float]]:
    """What each letter cost: [{"answer": 5.1, "frame": 9.2}]"""
    found, is_waiting = [], False
    for task, within in tasks(events):
        if any(is_event(event, "keydown") for event in within):
            found.append(defaultdict(float))
            is_waiting = True
        if not is_waiting:
            continue
        # The scripts of a letter run within its input event; what they draw is laid out there or in the frame.
        answer = [event for event in within if event["name"] in SCRIPT | LAYOUT]
        found[-1]["answer"] += outermost(answer, SCRIPT | LAYOUT)
        found[-1]["frame"] += task["tdur"] / 1000
        is_waiting = not any(event["name"] == "Commit" for event in within) or not found[-1]["answer"]
    return found


def typed(chromium, page: str, query: str, slowed: float) -> list[dict[str, float]]:
    tab = chromium.new_page(viewport={"width": 1280, "height": 900})
    tab.context.new_cdp_session(tab).send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    tab.goto((site_folder() / page).as_uri())
    tab.locator("form[role=search] input").first.focus()
    while not tab.evaluate("waymarkSearchBox.find('') !== null"):
        tab.wait_for_timeout(50)
    tab.wait_for_timeout(500)
    with tempfile.TemporaryDirectory() as folder:
        trace = Path(folder) / "trace.json"
        chromium.start_tracing(page=tab, path=trace, categories=["devtools.timeline", "disabled-by-default-devtools.timeline"])
        for letter in query:
            tab.keyboard.type(letter)
            tab.wait_for_timeout(PAUSE)
        chromium.stop_tracing()
        found = letters(json.loads(trace.read_text())["traceEvents"])
    tab.close()
    assert len(found) == len(query), f"{len(found)} letters of {query!r} are in the trace"
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
    parser.add_argument("--rounds", type=int, default=3, help="how often each is typed; the median counts")
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
