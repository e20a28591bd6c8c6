"""Measures how soon `waymark serve` tells the browser that a file was saved.

    python3 Tests/Benchmarks/reload.py [--program .build/release/waymark] [--stages 10000] [--saves 20]

A file of the Camden content, and one of a framework of many stages, is saved again and again, with other words each
time. The time is from before the write to the message upon which the page loads itself anew. The folders stand on a
memory file system. Build the program first: make site.
"""

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

import corpus

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.append(str(REPOSITORY / "Tests/Faults"))

from preview import previewed, wait_for_reload  # noqa: E402 - from the folder that the line above names


def measure(program: Path, work: Path, stages: int = 10_000, saves: int = 20) -> dict:
    """The times of the saves in milliseconds: the middle and the longest, of each of the two contents."""
    many = work / "many"
    corpus.write_waymark(many / "content", stages)
    (work / "camden").mkdir()
    return {
        "camden": times(program, REPOSITORY / "content", work / "camden", "stages/sendco.md", saves),
        "stages": {"stages": stages, **times(program, many / "content", many, f"stages/{corpus.stage_name(stages // 2)}.md", saves)},
    }


def times(program: Path, content: Path, folder: Path, name: str, saves: int) -> dict:
    with previewed(program, content, folder) as preview:
        file = preview.content / name
        text = file.read_text()
        found = []
        for number in range(saves + 1):
            with preview.listen() as events:
                # At no particular moment between two looks at the folder.
                time.sleep(0.3 + random.random() * 0.3)
                start = time.perf_counter()
                file.write_text(f"{text}\nSaved {number} times.\n")
                found.append(1000 * (wait_for_reload(events) - start))
    found = found[1:]  # the first save also warms the program up
    return {"saves": saves, "median_ms": statistics.median(found), "worst_ms": max(found)}


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures how soon a saved file shows in the browser.")
    parser.add_argument("--program", type=Path, default=REPOSITORY / ".build/release/waymark")
    parser.add_argument("--stages", type=int, default=10_000)
    parser.add_argument("--saves", type=int, default=20)
    parser.add_argument("--folder", type=Path, default=Path("/dev/shm"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="waymark-reload-", dir=options.folder) as work:
        print(json.dumps(measure(options.program.resolve(), Path(work), options.stages, options.saves), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
