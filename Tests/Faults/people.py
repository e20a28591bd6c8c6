"""A user without rights, for tests that root runs: root may read and write everything."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from program import has, waymark

NOBODY = 65534


def as_nobody(place: Path) -> tuple[list[str], Path]:
    """The command that runs a program as a user without rights, and a program this user may run.

    An ordinary user is such a one already.
    """
    if os.getuid() != 0:
        return [], waymark()
    if not has("setpriv"):
        pytest.skip("setpriv is missing, and root may read and write everything")
    through = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    program = Path(shutil.copy(waymark(), place / "waymark"))
    if subprocess.run([*through, program, "--version"], capture_output=True).returncode != 0:
        pytest.skip("a user without rights can't run the program here")
    return through, program


def give(path: Path) -> None:
    """Gives a folder and all below it to the user without rights."""
    if os.getuid() == 0:
        subprocess.run(["chown", "--recursive", "--no-dereference", f"{NOBODY}:{NOBODY}", str(path)], check=True)
