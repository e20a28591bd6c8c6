"""What a build does not change keeps its time stamp, and what Waymark did not write stays as it was."""

import os

import pytest

from people import as_nobody, give
from program import INPUT_OUTPUT_FAILED, build, check_done
from scene import FOREIGN_FILES, FOREIGN_LINKS, STAGING, snapshot

LONG_AGO = 1_000_000_000


def age(output):
    for path in output.rglob("*"):
        os.utime(path, (LONG_AGO, LONG_AGO), follow_symlinks=False)


def stamps(output) -> dict[str, int]:
    found = [path for path in output.rglob("*") if path.is_file() and not path.is_symlink()]
    return {path.relative_to(output).as_posix(): int(path.stat().st_mtime) for path in found}


def test_files_that_do_not_change_keep_their_time_stamps(scene):
    output = scene.output()
    age(output)
    check_done(build(scene.new, output))
    changed = {name for name, content in scene.new_site.items() if scene.old_site.get(name) != content}
    assert {name for name, stamp in stamps(output).items() if stamp != LONG_AGO} == changed


def test_a_build_of_the_same_content_changes_no_time_stamp_at_all(scene):
    output = scene.output()
    age(output)
    result = build(scene.old, output)
    check_done(result)
    assert " 0 files changed, 0 removed" in result.stdout
    assert set(stamps(output).values()) == {LONG_AGO}


def test_foreign_files_are_the_same_files_with_the_same_permissions(scene):
    output = scene.output()
    for name, mode in {"CNAME": 0o600, ".git/HEAD": 0o640, ".git/objects/ab/cdef": 0o444}.items():
        (output / name).chmod(mode)
    before = {name: (output / name).lstat() for name in FOREIGN_FILES}
    for _ in range(2):
        check_done(build(scene.new, output))
        for name, status in before.items():
            now = (output / name).lstat()
            assert (now.st_ino, now.st_mode, now.st_mtime_ns) == (status.st_ino, status.st_mode, status.st_mtime_ns)
        assert {name: os.readlink(output / name) for name in FOREIGN_LINKS} == FOREIGN_LINKS


def test_folders_keep_their_permissions(scene):
    output = scene.output()
    modes = {".": 0o2775, ".git": 0o700, ".git/refs/tags": 0o711, "empty": 0o777, "stages": 0o750}
    for name, mode in modes.items():
        (output / name).chmod(mode)
    check_done(build(scene.new, output))
    assert {name: (output / name).stat().st_mode & 0o7777 for name in modes} == modes


def test_folders_that_may_not_be_changed_are_kept_again_and_again(scene, place):
    through, program = as_nobody(place)
    output = scene.output()
    give(output.parent)
    for content in (scene.new, scene.old, scene.new):
        (output / ".git/objects/ab").chmod(0o555)
        check_done(build(content, output, through=through, program=program))
        assert (output / ".git/objects/ab").stat().st_mode & 0o777 == 0o555
        scene.check_nothing_is_left_beside(output)
    assert scene.state(output) == "new"


def test_a_foreign_pipe_does_not_hang_the_build(scene):
    output = scene.output()
    os.mkfifo(output / "pipe")
    check_done(build(scene.new, output))
    assert (output / "pipe").is_fifo()
    (output / "pipe").unlink()
    assert scene.state(output) == "new"


def test_a_pipe_in_a_pages_place_is_refused_or_kept_and_does_not_hang_the_build(scene):
    output = scene.output()
    os.mkfifo(output / "pillars.fifo")
    (output / "pillars.fifo").rename(output / "pillars")
    result = build(scene.new, output)
    assert result.returncode == INPUT_OUTPUT_FAILED and "pillars" in result.stderr
    (output / "pillars").unlink()
    assert scene.state(output) == "old"
    scene.check_nothing_is_left_beside(output)


@pytest.mark.parametrize("name", [b"caf\xe9.txt", b".git/refs/\xff\xfe", b"stages/\xc3"])
def test_a_foreign_name_that_is_no_text_stops_the_build_and_is_kept(name, scene):
    output = scene.output()
    file = os.fsencode(output) + b"/" + name
    try:
        os.makedirs(os.path.dirname(file), exist_ok=True)
        with open(file, "wb") as foreign:
            foreign.write(b"somebody's")
    except OSError:
        pytest.skip("this file system takes no such name")
    before = snapshot(output)
    result = build(scene.new, output)
    assert result.returncode == INPUT_OUTPUT_FAILED
    assert name.decode("utf-8", "replace") in result.stderr and "not UTF-8" in result.stderr
    assert snapshot(output) == before and os.path.exists(file)
    scene.check_nothing_is_left_beside(output)
    os.remove(file)
    scene.check_next_build(output)


def test_a_foreign_file_in_a_new_pages_place_is_never_replaced(scene):
    output = scene.output()
    (output / "pillars").mkdir()
    (output / "pillars/added.html").write_text("somebody's own")
    before = snapshot(output)
    result = build(scene.new, output)
    assert result.returncode == INPUT_OUTPUT_FAILED and f"{output}/pillars/added.html" in result.stderr
    assert snapshot(output) == before
    scene.check_nothing_is_left_beside(output)


def test_a_link_in_the_place_of_the_staging_folder_is_not_followed(scene):
    output = scene.output()
    elsewhere = scene.place() / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "precious").write_text("words")
    (output.parent / STAGING).symlink_to(elsewhere)
    check_done(build(scene.new, output))
    assert snapshot(elsewhere) == {"precious": b"words"}
    assert scene.state(output) == "new"
    scene.check_nothing_is_left_beside(output)


def test_a_file_in_the_place_of_the_staging_folder_is_cleared_up(scene):
    output = scene.output()
    (output.parent / STAGING).write_text("not a folder")
    scene.check_next_build(output)


def test_what_a_staging_folder_links_to_outside_is_not_removed_with_it(scene):
    output = scene.output()
    elsewhere = scene.place() / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "precious").write_text("words")
    (output.parent / STAGING).mkdir()
    (output.parent / STAGING / "link").symlink_to(elsewhere)
    scene.check_next_build(output)
    assert snapshot(elsewhere) == {"precious": b"words"}


def test_a_link_to_the_output_stays_a_link(scene):
    output = scene.output()
    link = output.parent / "public"
    link.symlink_to("site")
    check_done(build(scene.new, link))
    assert link.is_symlink() and scene.state(output) == "new"
    link.unlink()
    scene.check_nothing_is_left_beside(output)
