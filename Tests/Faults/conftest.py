import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from program import waymark
from scene import SMALL_CONTENT, WHOLE_CONTENT, Scene

FIGURES = pytest.StashKey[list]()


def pytest_addoption(parser):
    parser.addoption("--long", action="store_true", help="every system call and 500 random kills, on two sites")


def pytest_configure(config):
    config.stash[FIGURES] = []


def pytest_terminal_summary(terminalreporter, config):
    for line in config.stash[FIGURES]:
        terminalreporter.write_line(line)


def pytest_report_header(config):
    form = "long" if config.getoption("--long") else "bounded; --long is the other"
    return f"program: {waymark()}\nform: {form}"


@dataclass(frozen=True)
class Extent:
    """How much of everything a run tries."""

    kills: int
    points: int | None
    errors: int | None
    reads: int | None
    rounds: int


@pytest.fixture(scope="session")
def extent(request) -> Extent:
    if request.config.getoption("--long"):
        return Extent(kills=500, points=None, errors=None, reads=None, rounds=50)
    return Extent(kills=40, points=60, errors=12, reads=20, rounds=4)


@pytest.fixture(scope="session")
def figures(request) -> Callable[[str], None]:
    """Adds a line to the figures that a run ends with."""
    return request.config.stash[FIGURES].append


@pytest.fixture(scope="session")
def scratch(request):
    """A folder for everything, which other users can enter; in memory, where the disk is not what is tested."""
    memory = "/dev/shm"
    in_memory = not request.config.getoption("--long") and os.access(memory, os.W_OK)
    folder = Path(tempfile.mkdtemp(prefix="waymark faults ", dir=memory if in_memory else None)).resolve()
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def pytest_generate_tests(metafunc):
    """The long form tries the kills on a second site, which is larger."""
    if "scene" in metafunc.fixturenames:
        has_both = metafunc.config.getoption("--long") and metafunc.module.__name__ == "test_kills"
        names = ["small", "whole"] if has_both else ["small"]
        metafunc.parametrize("scene", names, indirect=True, scope="session")


@pytest.fixture(scope="session")
def scene(request, scratch) -> Scene:
    folder = scratch / f"{request.param} site"
    folder.mkdir()
    return Scene(folder, {"small": SMALL_CONTENT, "whole": WHOLE_CONTENT}[request.param])


@pytest.fixture
def place(scratch, request):
    """A folder for one test."""
    folder = Path(tempfile.mkdtemp(prefix=f"{request.node.originalname[:40]} ", dir=scratch))
    folder.chmod(0o755)
    return folder


def try_all(cases: Iterable, attempt: Callable) -> list:
    """Tries every case, as many at once as there are cores, and gives what came out; every failure is told."""

    def tried(case):
        try:
            return attempt(case), None
        except Exception as problem:  # noqa: BLE001 - told below, with its case
            return None, f"{case}: {problem}"

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        outcomes = list(pool.map(tried, cases))
    failures = [failure for _, failure in outcomes if failure]
    assert not failures, f"{len(failures)} of {len(outcomes)} failed:\n" + "\n".join(failures[:20])
    return [result for result, _ in outcomes]


@pytest.fixture(scope="session")
def attempts() -> Callable:
    return try_all
