"""The waymark program under test: how it is run, and what it gave."""

import os
import shutil
import subprocess
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
DONE, CONTENT_HAS_ERRORS, WRONG_USAGE, INPUT_OUTPUT_FAILED = 0, 1, 64, 74
PATIENCE = 60  # seconds: what takes longer has hung


def built(configuration: str) -> Path:
    return REPOSITORY / ".build" / configuration / "waymark"


def waymark() -> Path:
    """The program that WAYMARK names, or else the one that is built."""
    named = os.environ.get("WAYMARK")
    programs = [Path(named)] if named else [built("release"), built("debug")]
    for program in programs:
        if os.access(program, os.X_OK):
            return program.resolve()
    raise FileNotFoundError(f"There is no program {programs[0]}: run `swift build -c release --product waymark`.")


def command(content, output, program: Path | None = None) -> list[str]:
    return [str(program or waymark()), "build", "--content", str(content), "--output", str(output)]


def build(content, output, *, through=(), program=None, environment=None, folder=None) -> subprocess.CompletedProcess:
    """Builds a site and gives what the program said; `through` is a command that runs the program.

    The environment given is added to this one's; a variable given as None is taken out of it.
    """
    variables = {**os.environ, **(environment or {})}
    return subprocess.run(
        [*map(str, through), *command(content, output, program)],
        cwd=folder,
        env={name: value for name, value in variables.items() if value is not None},
        capture_output=True,
        text=True,
        errors="replace",
        timeout=PATIENCE,
    )


def started(content, output, *, through=()) -> subprocess.Popen:
    words = [*through, *command(content, output)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def check_done(result: subprocess.CompletedProcess):
    assert result.returncode == DONE, f"exit status {result.returncode}: {result.stderr}"


def has(*tools: str) -> bool:
    return all(shutil.which(tool) for tool in tools)
