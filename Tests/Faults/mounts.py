"""File systems made for a test, where that is permitted."""

import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest

from program import has


def mount(*arguments) -> None:
    """Runs `mount`; the test is skipped where that is not permitted."""
    if not has("mount"):
        pytest.skip("mount is missing")
    result = subprocess.run(["mount", *map(str, arguments)], capture_output=True, text=True)
    if result.returncode != 0:
        pytest.skip(f"mounting is not permitted here: {result.stderr.strip()}")


@contextmanager
def mounted(folder: Path, *arguments):
    """A file system mounted on a folder as long as the test needs it."""
    folder.mkdir(parents=True, exist_ok=True)
    mount(*arguments, folder)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def memory(folder: Path, options: str = "size=16m"):
    """An empty file system in memory."""
    return mounted(folder, "-t", "tmpfs", "-o", options, "waymark-test")


def bound(folder: Path, source: Path):
    """A folder of the same disk, mounted: what a container gives its programs."""
    source.mkdir(parents=True, exist_ok=True)
    return mounted(folder, "--bind", source)


def remount(folder: Path, options: str) -> None:
    mount("-o", f"remount,{options}", folder)
