"""The preview builds itself anew and restarts when its own source files change."""

import os
import shutil
import time

import pytest

from preview import previewed, wait_for_reload
from program import waymark
from scene import SMALL_CONTENT

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals")

# A package in which a script stands for the compiler.

COMPILER = """\
#!/bin/sh
broken=$(ls "{place}/broken" 2>/dev/null)
slow=$(ls "{place}/slow" 2>/dev/null)
echo "$*" >> "{place}/calls"
if [ "$slow" ]; then sleep 3; fi
if [ "$broken" ]; then echo "error: <b>cannot find 'x' in scope"; exit 1; fi
if [ -e "{place}/same" ]; then exit 0; fi
cp "{program}" "{program}.new" && mv "{program}.new" "{program}"
"""


@pytest.fixture
def package(place):
    """A checkout with a program that was built there, and the environment in which the script is found."""
    package = place / "package"
    program = package / ".build/some-machine/debug/waymark"
    program.parent.mkdir(parents=True)
    shutil.copy(waymark(), program)
    for folder in ["Sources", "templates"]:
        (package / folder).mkdir()
        (package / folder / "A.swift").write_text("// A\n")
    (package / "Package.swift").write_text("")
    tools = place / "tools"
    tools.mkdir()
    (tools / "swift").write_text(COMPILER.format(place=place, program=program))
    (tools / "swift").chmod(0o755)
    environment = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"}
    return package, program, environment


def restarts(preview, said):
    preview.wait_for_words("starting it again", said)
    preview.wait_for_words(rf"is at http://127\.0\.0\.1:{preview.port}/", said)


def test_it_builds_itself_anew_when_its_own_files_change(place, package):
    package, program, environment = package
    with previewed(program, SMALL_CONTENT, place, environment=environment) as preview:
        first, number = preview.generation(), preview.process.pid
        (place / "broken").touch()
        with preview.listen() as events:
            (package / "templates/A.swift").write_text("// B\n")
            wait_for_reload(events)
        status, page = preview.ask("/stages/")
        assert status == 500 and b"error: &lt;b&gt;cannot find" in page and b"The program could not be built" in page
        assert "cannot find 'x' in scope" in preview.said()
        (place / "broken").unlink()
        (place / "same").touch()
        (package / "templates/A.swift").write_text("// A\n")
        preview.wait_for_page("/", lambda page: b"<main" in page)
        (place / "same").unlink()
        said = len(preview.said())
        (package / "Sources/A.swift").write_text("// C\n")
        restarts(preview, said)
        assert preview.generation() != first and preview.process.pid == number
        assert preview.descriptors() < 40
        calls = (place / "calls").read_text().splitlines()
        assert calls == ["build --configuration debug --product waymark"] * 3
        # It listens to signals and to saves as before.
        (preview.content / "index.md").write_text((preview.content / "index.md").read_text() + "\nMore.\n")
        preview.wait_for_page("/", lambda page: b"More." in page)


def test_what_is_saved_during_a_build_is_built_too(place, package):
    package, program, environment = package
    calls = place / "calls"
    with previewed(program, SMALL_CONTENT, place, environment=environment) as preview:
        said = len(preview.said())
        for name in ["slow", "broken"]:
            (place / name).touch()
        (package / "Sources/A.swift").write_text("// half a wo\n")
        preview.wait_for_words("building it again", said)
        for _ in range(600):
            if calls.exists():
                break
            time.sleep(0.05)
        for name in ["slow", "broken"]:
            (place / name).unlink()
        (package / "Sources/A.swift").write_text("// half a word\n")
        restarts(preview, said)
        assert len(calls.read_text().splitlines()) == 2
        assert "could not be built" not in preview.said()
