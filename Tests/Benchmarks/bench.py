"""Measures Waymark beside Hugo and beside the least that a program can do, in turns, in memory.

    python bench.py                  30, 1,000 and 10,000 stages, 100 schools, the reader's side: about six minutes
    python bench.py --long           and 100,000 stages and 1,000 schools: half an hour, 16 GB of memory
    python bench.py --stages 1000 --no-reader --no-schools --results /tmp/results    for work on one thing

Writes results.json, results.md and results.svg beside itself, and README's part between the benchmark's marks;
with --results FOLDER it writes the three there, and leaves README alone.
"""

import argparse
import json
import shutil
import signal
import sys
import tempfile
from dataclasses import asdict
from datetime import date
from itertools import permutations
from pathlib import Path
from statistics import median

import corpus
import reload
import report
from programs import (
    HERE, REPOSITORY, Failed, Output, Programs, Run, available_memory, free, listing_of, machine, memory_folder,
    output_of, say,
)

ROUNDS = {30: 18, 1_000: 12, 10_000: 6, 100_000: 3}  # six is every order once
BYTES_A_STAGE = 45_000  # of the two sites' files and the largest of the outputs, on the memory file system
HUGO_BYTES_A_STAGE = 80_000  # of Hugo's own memory
EVERYTHING_UP_TO = 1_000  # stages with every feature on, which write ten times the bytes; with --long ten times as many


class Measured:
    """The runs of one program on one site."""

    def __init__(self, case: str, stages: int):
        self.case, self.stages, self.runs = case, stages, []
        self.output: Output | None = None

    def add(self, run: Run, folder: Path) -> None:
        self.runs.append(run)
        self.output = self.output or output_of(folder)

    def record(self) -> dict:
        middle = {name: median(getattr(run, name) for run in self.runs) for name in ("wall", "cpu", "peak")}
        walls = [run.wall for run in self.runs]
        return {
            "case": self.case, "stages": self.stages, "rounds": len(self.runs), **middle,
            "wall_min": min(walls), "wall_max": max(walls), **asdict(self.output),
        }


def measure_stages(programs: Programs, work: Path, stages: int, rounds: int, has_everything: bool) -> list[dict]:
    """Every program on a site of so many stages, in turn, into an empty folder each time, and again over it."""
    say(f"{stages:,} stages: writing the content")
    waymark, everything, hugo = work / "waymark", work / "everything", work / "hugo"
    output, listing = work / "output", work / "listing"
    corpus.write_waymark(waymark, stages)
    if has_everything:
        corpus.write_everything(everything, stages, waymark)
    programs.build(waymark, output)
    listing.write_text("".join(f"{size} {path}\n" for size, path in sorted(listing_of(output), key=lambda file: file[1])))
    corpus.write_hugo(hugo, stages, waymark, output)

    cases = {
        "waymark": lambda: programs.build(waymark, output),
        "waymark again": lambda: programs.build(waymark, output),
        "hugo": lambda: programs.build_hugo(hugo, output),
        "floor": lambda: programs.write_floor(waymark, listing, output),
    }
    if has_everything:
        cases["everything"] = lambda: programs.build(everything, output)
    if stages == 30:
        cases["camden"] = lambda: programs.build(REPOSITORY / "content", output)
        cases["camden again"] = cases["camden"]
    measured = {case: Measured(case, stages) for case in cases}
    for number in range(1, rounds + 1):
        for case in order(list(cases), number):
            if not case.endswith("again"):
                shutil.rmtree(output, ignore_errors=True)
            measured[case].add(cases[case](), output)
            say(f"  round {number} of {rounds}: {case:14} {measured[case].runs[-1].wall:9.3f} s")
    check(measured)
    return [result.record() for result in measured.values()]


def order(cases: list[str], number: int) -> list[str]:
    """The order of the programs in the round of that number, from 1: all orders of those compared come in turn.

    What ran before decides how much memory the machine has at hand, so no program may always follow the same one.
    """
    compared = (["waymark", "waymark again"], ["hugo"], ["floor"])
    orders = list(permutations(compared))
    turn = [case for group in orders[(number - 1) % len(orders)] for case in group]
    return turn + [case for case in cases if case not in turn]


def check(measured: dict[str, Measured]) -> None:
    """That the programs wrote the same: as many pages, and as many bytes within a twentieth."""
    own, hugo, floor = (measured[case].output for case in ("waymark", "hugo", "floor"))
    if own.pages != hugo.pages or not 0.95 < own.size / hugo.size < 1.05:
        raise Failed(f"Hugo's site is not the same as Waymark's: {hugo} against {own}.")
    if (own.files, own.size) != (floor.files, floor.size):
        raise Failed(f"The floor wrote {floor}, not {own}.")


def measure_schools(programs: Programs, work: Path, schools: int, rounds: int) -> dict:
    """Copies of the Camden site for many schools, in one command."""
    if not programs.builds_schools:
        return {"case": "schools", "skipped": "this waymark has no `build --school`"}
    say(f"{schools:,} schools")
    overlays = corpus.write_schools(work / "schools", schools)
    options = [word for overlay in overlays for word in ("--school", str(overlay))]
    output, measured = work / "output", Measured("schools", schools)
    for _ in range(rounds):
        shutil.rmtree(output, ignore_errors=True)
        measured.add(programs.build(REPOSITORY / "content", output, *options), output)
    record = measured.record()
    return record | {"schools": schools, "pages_a_second": record["pages"] / record["wall"]}


def measure_reader(programs: Programs, work: Path) -> dict:
    try:
        import reader
    except ImportError as missing:
        return {"skipped": f"Python has no {missing.name}"}
    say("the reader's side")
    site = work / "output"
    shutil.rmtree(site, ignore_errors=True)
    programs.build(REPOSITORY / "content", site)
    return reader.measure(site)


def has_room(memory: Path, stages: int) -> bool:
    needed = stages * (BYTES_A_STAGE + HUGO_BYTES_A_STAGE)
    return free(memory) > stages * BYTES_A_STAGE and available_memory() > needed


def emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures Waymark beside Hugo and beside a floor in C.")
    parser.add_argument("--waymark", type=Path, default=REPOSITORY / ".build/release/waymark")
    parser.add_argument("--long", action="store_true", help="also 100,000 stages and 1,000 schools")
    parser.add_argument("--stages", type=int, action="append", help="only this many; may be repeated")
    parser.add_argument("--rounds", type=int, help="for every number of stages alike")
    parser.add_argument("--no-schools", action="store_true")
    parser.add_argument("--no-reader", action="store_true")
    parser.add_argument("--results", type=Path, help="a folder for the results, in place of this one and README")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the folder in memory goes
    numbers = options.stages or [count for count in ROUNDS if options.long or count <= 10_000]

    try:
        memory = memory_folder()
        with tempfile.TemporaryDirectory(prefix="waymark-bench-", dir=memory) as name:
            work = Path(name)
            programs = Programs(options.waymark, work)
            results = {"date": date.today().isoformat(), "machine": machine(), "memory_file_system": str(memory)}
            if results["machine"]["load_at_start"] > 0.5 * results["machine"]["cores"]:
                say(f"Other work is running (load {results['machine']['load_at_start']}): the figures will be too slow.")
            results["builds"] = []
            for stages in numbers:
                if has_room(memory, stages):
                    rounds = options.rounds or ROUNDS.get(stages, 3)
                    has_everything = stages <= EVERYTHING_UP_TO * (10 if options.long else 1)
                    results["builds"] += measure_stages(programs, emptied(work / "stages"), stages, rounds, has_everything)
                else:
                    say(f"{stages:,} stages are left out: they need {stages * (BYTES_A_STAGE + HUGO_BYTES_A_STAGE) // 10**9} GB of memory.")
            if not options.no_schools:
                results["schools"] = measure_schools(programs, emptied(work / "stages"), 1_000 if options.long else 100, 1 if options.long else 3)
            say("a save to the browser's reload")
            results["reload"] = reload.measure(options.waymark.resolve(), emptied(work / "stages"))
            if not options.no_reader:
                results["reader"] = measure_reader(programs, emptied(work / "stages"))
    except Failed as failed:
        say(f"bench: {failed}")
        return 1

    folder = options.results or HERE
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "results.json").write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n")
    (folder / "results.md").write_text(report.tables(results))
    (folder / "results.svg").write_text(report.plot(results))
    if not options.results:
        report.update_readme(REPOSITORY / "README.md", results)
    print(report.tables(results))
    return 0


if __name__ == "__main__":
    sys.exit(main())
