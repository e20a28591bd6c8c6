"""Times `waymark check` and `waymark build` with inputs that are as hard to read as we could think of.

    python hostile.py [name …]

with WAYMARK naming the program. It fails if one takes longer than LIMIT for its size on the processors, since a machine
may be busy; the time on the clock is printed too.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hostile_cases import CASES, FOLLOWING, TOGETHER, many
from program import PATIENCE, waymark
from scene import SMALL_CONTENT

LIMIT = 2.0  # seconds that a release build may take for each megabyte, and for what is smaller


@dataclass(frozen=True)
class Hostile:
    """Files that take the place of the small content's, and the identifiers of the errors that it then has.

    Where fields or a list can't be read, what names them may be wrong too.
    """

    name: str
    make: Callable[[], dict[str, str]]
    errors: frozenset[str]
    may_give: frozenset[str] = frozenset()

    def write(self, folder: Path) -> int:
        """Gives how many bytes were written over the small content."""
        shutil.copytree(SMALL_CONTENT, folder, dirs_exist_ok=True)
        files = {path: text.encode() for path, text in self.make().items()}
        for path, text in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(text)
        return sum(map(len, files.values()))

    def answers(self, place: Path, patience: float = PATIENCE) -> dict[str, "Answer"]:
        """What `check` and `build` say of it."""
        content, output = place / "content", place / "site"
        size = self.write(content)
        where = ["--content", str(content), "--output", str(output)]
        return {name: answer([str(waymark()), name, *where], size, patience) for name in ("check", "build")}


def hostile_inputs() -> list[Hostile]:
    def hostile(name: str) -> Hostile:
        make, errors = CASES[name]
        following = FOLLOWING.get(name, FOLLOWING.get(name.split(":")[0], ""))
        return Hostile(name, make, frozenset(errors.split()), frozenset(following.split()))

    together = many(*(CASES[name][0] for name in TOGETHER))
    errors = frozenset(CASES[name][1] for name in TOGETHER)
    # The report shows the first hundred, which are the glossary's.
    return [*map(hostile, CASES), Hostile("one of each together", together, frozenset(["repeated-term"]), errors)]


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    seconds: float  # of the processors
    clock: float  # seconds until it had ended
    memory: int  # bytes at most
    size: int  # bytes of the input

    @property
    def is_slow(self) -> bool:
        return self.seconds > LIMIT * max(1, self.size / 1e6)

    def __str__(self) -> str:
        return f"{self.seconds:.2f} s ({self.clock:.2f} s by the clock) {self.memory >> 20} MB"

    @property
    def ids(self) -> set[str]:
        return set(re.findall(r"^[^\n]*: error: [^\n]*\[([a-z0-9-]+)\]$", self.text, re.MULTILINE))


def answer(words: list[str], size: int, patience: float = PATIENCE) -> Answer:
    """Runs a command to its end and gives what it said and what it cost; a hang is killed."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(words, stdout=said, stderr=subprocess.STDOUT)
        start = time.monotonic()
        while True:
            done, status, usage = os.wait4(process.pid, os.WNOHANG)
            if done:
                break
            if time.monotonic() > start + patience:
                os.kill(process.pid, signal.SIGKILL)
            time.sleep(0.005)
        clock = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read().decode("utf-8", "replace")
    return Answer(process.returncode, text, usage.ru_utime + usage.ru_stime, clock, usage.ru_maxrss * 1024, size)


def main(names: list[str]) -> int:
    slow = 0
    for hostile in hostile_inputs():
        if names and not any(name in hostile.name for name in names):
            continue
        with tempfile.TemporaryDirectory(prefix="waymark hostile ") as place:
            found = hostile.answers(Path(place))
        figures = ", ".join(f"{command} {answer}" for command, answer in found.items())
        is_slow = any(answer.is_slow for answer in found.values())
        size = f"{found['check'].size / 1e6:.1f} MB"
        print(f"{'SLOW ' if is_slow else ''}{hostile.name}, {size}: {figures}, {sorted(found['check'].ids)}", flush=True)
        slow += is_slow
    print(f"{slow} took longer than {LIMIT:.0f} s a megabyte")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
