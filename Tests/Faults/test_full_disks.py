"""A disk that is full, read-only or limited: the build names the path and the old site stands."""

import os

import pytest

from mounts import memory, remount
from people import as_nobody, give
from program import CONTENT_HAS_ERRORS, DONE, INPUT_OUTPUT_FAILED, build, check_done

ROOM_FOR_ALL = 1_000


def check_stands(scene, output, result, *problems):
    """A build that failed must name a path beside or in the output, and leave the old site and nothing else."""
    assert result.returncode == INPUT_OUTPUT_FAILED, f"exit status {result.returncode}: {result.stderr}"
    assert str(output.parent) in result.stderr and any(problem in result.stderr for problem in problems)
    assert scene.state(output) == "old"
    assert not [path for path in output.parent.iterdir() if path.name.startswith(".site")]


@pytest.mark.parametrize("pages", [0, 1, 2, 7, 20, 40, ROOM_FOR_ALL])
def test_a_full_disk(pages, scene, place):
    with memory(place / "disk") as disk:
        output = disk / "site"
        scene.fill(output)
        status = os.statvfs(disk)
        (disk / "ballast").write_bytes(bytes((status.f_bavail - pages) * status.f_bsize))
        result = build(scene.new, output)
        if pages == ROOM_FOR_ALL:
            check_done(result)
        else:
            check_stands(scene, output, result, "No space left on device")
            (disk / "ballast").unlink()
            check_done(build(scene.new, output))
        assert scene.state(output) == "new"


@pytest.mark.parametrize("inodes", [0, 1, 2, 12, 40, ROOM_FOR_ALL])
def test_a_disk_without_inodes(inodes, scene, place):
    with memory(place / "disk") as disk:
        output = disk / "site"
        scene.fill(output)
        status = os.statvfs(disk)
        remount(disk, f"nr_inodes={status.f_files - status.f_ffree + inodes}")
        result = build(scene.new, output)
        if inodes == ROOM_FOR_ALL:
            check_done(result)
        else:
            check_stands(scene, output, result, "No space left on device")
            remount(disk, "nr_inodes=100000")
            check_done(build(scene.new, output))
        assert scene.state(output) == "new"


def test_a_read_only_disk(scene, place):
    with memory(place / "disk") as disk:
        output = disk / "site"
        scene.fill(output)
        remount(disk, "ro")
        check_stands(scene, output, build(scene.new, output), "Read-only file system")
        remount(disk, "rw")
        check_done(build(scene.new, output))
        assert scene.state(output) == "new"


def test_a_folder_that_the_user_may_not_change(scene, place):
    through, program = as_nobody(place)
    output = scene.output()
    output.parent.chmod(0o555)
    check_stands(scene, output, build(scene.new, output, through=through, program=program), "Permission denied")
    output.parent.chmod(0o755)
    scene.check_next_build(output)


def test_foreign_files_of_somebody_else_are_kept_with_their_permissions(scene, place):
    """Some systems give no second name to what belongs to others."""
    through, program = as_nobody(place)
    output = scene.output()
    give(output.parent)
    theirs = output / "deploy.sh"
    theirs.write_bytes(b"#!/bin/sh\n")
    theirs.chmod(0o755)
    check_done(build(scene.new, output, through=through, program=program))
    assert theirs.read_bytes() == b"#!/bin/sh\n" and theirs.stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize("blocks", [0, 1, 4, 8, 12])
def test_a_limit_on_the_size_of_files(blocks, scene):
    output = scene.output()
    result = build(scene.new, output, through=limited("f", blocks))
    check_stands(scene, output, result, "File too large")
    scene.check_next_build(output)


@pytest.mark.parametrize("files", [4, 5, 6, 7, 8, 10, 12, 20])
def test_a_limit_on_open_files(files, scene):
    output = scene.output()
    result = build(scene.new, output, through=limited("n", files))
    assert scene.state(output) == ("new" if result.returncode == DONE else "old")
    if result.returncode in (CONTENT_HAS_ERRORS, INPUT_OUTPUT_FAILED):
        assert "Too many open files" in result.stderr
    scene.check_next_build(output)


def limited(limit: str, value: int) -> list[str]:
    return ["sh", "-c", f'ulimit -{limit} {value} && exec "$@"', "sh"]
