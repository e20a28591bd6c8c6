"""strace: every system call with which a build writes, and what to do to the program at one of them."""

import re
from dataclasses import dataclass
from pathlib import Path

from program import build, check_done

WRITING = ["mkdir", "openat", "write", "close", "link", "symlink", "rename", "renameat2", "unlink", "rmdir"]
WRITING += ["mkdirat", "linkat", "symlinkat", "renameat", "unlinkat", "utimensat", "chmod", "fchmod", "fchmodat"]
READING = ["openat", "read", "getdents64", "newfstatat", "readlink", "flock"]
SWAPS = ("rename", "renameat", "renameat2")


@dataclass(frozen=True)
class Point:
    """One system call of a build: which it is of those with its name and its path in a thread."""

    call: str
    path: str
    occurrence: int
    is_after_swap: bool
    given: str | None = None
    """The path as the program gives it, if that is one below a folder which it keeps open."""

    def __str__(self) -> str:
        return f"{self.call} {self.occurrence} of {self.path}"

    def injecting(self, fault: str) -> list[str]:
        """The command that runs a program and does something to it at this point."""
        return [
            *("strace", "--follow-forks", "--quiet=all", "--output=/dev/null", f"--trace={self.call}"),
            f"--trace-path={self.given or self.path}",
            f"--inject={self.call}:{fault}:when={self.occurrence}",
        ]


def points(content: Path, output: Path, calls: list[str], below: Path) -> list[Point]:
    """Every call of those named that a build makes on a path below a folder, in order."""
    trace = output.parent.parent / f"{output.parent.name}.trace"
    known = ",".join(f"?{call}" for call in dict.fromkeys([*calls, *SWAPS]))
    through = ["strace", "--follow-forks", "--quiet=all", "--decode-fds=path", "--string-limit=4096"]
    check_done(build(content, output, through=[*through, f"--output={trace}", f"--trace={known}"]))
    found: list[Point] = []
    counts: dict[tuple[str, str, str], int] = {}  # strace counts in every thread by itself
    written: set[str] = set()
    kept_open: set[tuple[str, str]] = set()
    is_after_swap = False
    for line in trace.read_text(errors="replace").splitlines():
        match = re.match(r"(\d+) +(\w+)\((.*)", line)
        if not match:
            continue
        thread, call, arguments = match.groups()
        path, given = path_of(call, arguments)
        if path is None or not path.startswith(f"{below}/"):
            continue
        counts[thread, call, given] = counts.get((thread, call, given), 0) + 1
        if given != path:
            kept_open.add((call, path.removesuffix(f"/{given}")))
        if call == "openat" and "O_CREAT" in arguments:
            written.add(path)
        is_of_writing = "O_CREAT" in arguments if call == "openat" else call != "close" or path in written
        if call == "close":
            written.discard(path)
        if call in calls and (calls is not WRITING or is_of_writing):
            found.append(Point(call, path, counts[thread, call, given], is_after_swap, given if given != path else None))
        is_after_swap |= call in SWAPS and f'"{output}"' in arguments
    trace.unlink()
    # To strace a call below a folder that is kept open is one on that folder too, of which each thread makes as many as it
    # comes to: only the first is the same one every time.
    found = [point for point in found if point.occurrence == 1 or (point.call, point.path) not in kept_open]
    firsts = {(point.call, point.path, point.occurrence): point for point in reversed(found)}
    return list(reversed(firsts.values()))


def path_of(call: str, arguments: str) -> tuple[str | None, str | None]:
    """The path that a call changes or reads (of two, the new one, or that of what is renamed), and as it is given."""
    quoted = re.findall(r'"((?:[^"\\]|\\.)*)"', arguments)
    if call in ("write", "read"):
        quoted = []
    folders = re.findall(r"^\d+<([^>]*)>", arguments)
    if folders and quoted and quoted[0] and not quoted[0].startswith("/"):
        return plain(f"{folders[0]}/{quoted[0]}"), plain(quoted[0])
    paths = [path for path in quoted if path.startswith("/")] or folders
    if not paths:
        return None, None
    path = plain(paths[0] if call in SWAPS else paths[-1])
    return path, path


def plain(path: str) -> str:
    """A path without strace's escapes."""
    return re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), path).encode("latin-1").decode()


def moved(point: Point, output: Path, other: Path) -> Point:
    """The same point of a build into another output."""
    path = point.path.replace(str(output.parent), str(other.parent), 1)
    return Point(point.call, path, point.occurrence, point.is_after_swap, point.given)


def spread(points: list[Point], most: int | None) -> list[Point]:
    """At most so many points, spread over the build; the swap, and what stands beside it, is always among them."""
    if most is None or len(points) <= most:
        return points
    first = next((number for number, point in enumerate(points) if point.is_after_swap), len(points))
    chosen = {number for number in range(first - 3, first + 3) if 0 <= number < len(points)}
    step = len(points) / (most - len(chosen))
    chosen |= {int(number * step) for number in range(most - len(chosen))}
    return [points[number] for number in sorted(chosen)]
