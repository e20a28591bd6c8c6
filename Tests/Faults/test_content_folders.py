"""What a content folder can hold besides files: it is named, the build does not hang, and the old site stands."""

import os
import shutil
import socket

import pytest

from people import as_nobody, give
from program import CONTENT_HAS_ERRORS, INPUT_OUTPUT_FAILED, build, check_done


@pytest.fixture
def content(scene):
    content = scene.place() / "content"
    shutil.copytree(scene.new, content)
    return content


def check_named(scene, content, *names: str, **how):
    """The build must fail, name each of these, and leave the old site; gives what it said."""
    output = scene.output()
    give(output.parent)
    result = build(content, output, **how)
    assert result.returncode == CONTENT_HAS_ERRORS, f"exit status {result.returncode}: {result.stderr}"
    for name in names:
        assert f"{content}/{name}:1:1: error" in result.stderr
    assert scene.state(output) == "old"
    scene.check_nothing_is_left_beside(output)
    return result.stderr


def test_links_that_lead_out_or_nowhere(scene, content):
    outside = content.parent / "outside.md"
    outside.write_text("---\ntitle: Outside\n---\n")
    targets = {"one.md": outside, "two.md": "../../outside.md", "three.md": "gone.md", "four.md": "/dev/zero"}
    for name, target in targets.items():
        (content / "pages" / name).symlink_to(target)
    (content / "outside").symlink_to(content.parent)
    check_named(scene, content, "outside", *(f"pages/{name}" for name in targets))


def test_loops_of_links(scene, content):
    (content / "pages/self.md").symlink_to("self.md")
    (content / "pages/ping.md").symlink_to("pong.md")
    (content / "pages/pong.md").symlink_to("ping.md")
    check_named(scene, content, "pages/self.md", "pages/ping.md", "pages/pong.md")


@pytest.mark.parametrize("name", ["pages/self", "self", "pages/above"])
def test_a_folder_that_holds_itself(name, scene, content):
    (content / name).symlink_to(".." if name.endswith("above") else ".")
    output = scene.output()
    result = build(content, output)
    assert result.returncode == CONTENT_HAS_ERRORS and name in result.stderr
    assert scene.state(output) == "old"


@pytest.mark.parametrize("name", ["pages/pipe.md", "stages/pipe.csv", "pipe", "images/pipe.svg"])
def test_a_pipe(name, scene, content):
    os.mkfifo(content / name)
    check_named(scene, content, name)


@pytest.mark.parametrize("folder", ["", "pages/", "images/"])
def test_a_name_that_is_no_text(folder, scene, content):
    file = os.fsencode(content / folder) + b"/caf\xe9.md"
    try:
        with open(file, "w") as page:
            page.write("---\ntitle: Café\n---\n")
    except OSError:
        pytest.skip("this file system takes no such name")
    assert "is not UTF-8 text [unsafe-name]" in check_named(scene, content, f"{folder}caf\ufffd.md")


def test_a_pipe_in_the_place_of_the_sites_own_file(scene, content):
    (content / "site.yml").unlink()
    os.mkfifo(content / "site.yml")
    check_named(scene, content, "site.yml")


def test_a_link_to_a_pipe(scene, content):
    os.mkfifo(content / ".hidden")
    (content / "pages/link.md").symlink_to("../.hidden")
    check_named(scene, content, "pages/link.md")


def test_a_socket(scene, content, monkeypatch):
    monkeypatch.chdir(content / "pages")  # its full path may be too long for a socket's
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.md")
        check_named(scene, content, "pages/socket.md")


@pytest.mark.parametrize("name", ["pages/about.md", "stages/teacher.csv", "site.yml", "images/harbour.svg", "hubs"])
def test_what_the_user_may_not_read(name, scene, content, place):
    through, program = as_nobody(place)
    (content / name).chmod(0)
    named = f"{name}/" if (content / name).is_dir() else name
    try:
        check_named(scene, content, named, through=through, program=program)
    finally:
        (content / name).chmod(0o755)


def test_a_folder_that_is_not_there_is_named(scene, place):
    output = scene.output()
    result = build(place / "gone", output)
    assert result.returncode == INPUT_OUTPUT_FAILED and str(place / "gone") in result.stderr
    assert scene.state(output) == "old"


def test_a_content_folder_behind_a_link_is_read(scene, content):
    link = content.parent / "link"
    link.symlink_to("content")
    output = scene.output()
    check_done(build(link, output))
    assert scene.state(output) == "new"
