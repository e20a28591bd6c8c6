"""Measures how fast the copies of many schools are made.

    python3 Tests/Benchmarks/copies.py [--schools 1000] [--program .build/release/waymark] [--folder /dev/shm]

Each school adds two entries and hides one; the framework is content/. The folders stand on a memory file system, the
time is the whole process from start to end, the memory its peak. Build the program first: make site.
"""

import argparse
import csv
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CONTENT = Path(__file__).parents[2] / "content"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="4"/></svg>\n'


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures how fast the copies of many schools are made.")
    parser.add_argument("--schools", type=int, default=1000)
    parser.add_argument("--program", type=Path, default=Path(".build/release/waymark"))
    parser.add_argument("--folder", type=Path, default=Path("/dev/shm"))
    options = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="waymark-copies-", dir=options.folder))
    try:
        schools = make_schools(work / "schools", options.schools)
        command = [str(options.program.resolve()), "build", "--content", str(CONTENT), "--output", str(work / "copies")]
        for what in ["new", "unchanged"]:
            report(what, measured(command + ["--school", *schools], cwd=work / "schools"))
    finally:
        shutil.rmtree(work)
    return 0


def make_schools(folder: Path, count: int) -> list[str]:
    tables = {}
    for path in sorted(CONTENT.glob("stages/*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            tables[path.stem] = list(csv.DictReader(file))
    stages = list(tables)
    for number in range(count):
        stage = stages[number % len(stages)]
        hidden = tables[stage][number % len(tables[stage])]
        school = folder / f"school-{number:05}"
        (school / "stages").mkdir(parents=True)
        (school / "images").mkdir()
        (school / "images/logo.svg").write_text(LOGO)
        (school / "school.yml").write_text(
            f"name: School Number {number}\nlogo: images/logo.svg\ncolours: {{ brand: '#7a1f3d', link: '#8a1c46' }}\n"
        )
        with (school / f"stages/{stage}.csv").open("w", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["action", "strand", "opportunity", "id", "themes", "note"])
            rows.writerow(["", "school", f"Join working group {number}", "", "leadership", ""])
            rows.writerow(["add", "individual", f"Read paper {number}", "", "research", "It is in the library."])
            rows.writerow(["hide", hidden["strand"], hidden["opportunity"], hidden["id"], "", ""])
    return [path.name for path in sorted(folder.iterdir())]


def measured(command: list[str], cwd: Path) -> tuple[str, float, float, float]:
    """What the program said, its seconds, its processors' seconds and its peak memory in MB."""
    start = time.monotonic()
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(command, cwd=cwd, stdout=output)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - start
        output.seek(0)
        said = output.read().strip()
    if process.returncode != 0:
        sys.exit(f"waymark ended with status {process.returncode}")
    return said, seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000


def report(what: str, run: tuple[str, float, float, float]) -> None:
    said, seconds, processor, memory = run
    pages = int(re.search(r"([\d,]+) pages", said)[1].replace(",", ""))
    print(f"{what}: {said}")
    print(
        f"  {seconds:.2f} s, {pages / seconds:,.0f} pages a second; {processor:.2f} s of processors, "
        f"{processor / pages * 1e6:.0f} µs a page; {memory:.0f} MB at most"
    )


if __name__ == "__main__":
    sys.exit(main())
