"""Builds at once into one output wait for each other: the site is wholly one of theirs."""

import fcntl
import os

import pytest

from program import DONE, build, check_done, has, started
from tracing import Point

needs_strace = pytest.mark.skipif(not has("strace"), reason="strace is missing")


@pytest.mark.parametrize("number", [2, 5])
def test_builds_at_once_into_one_output_leave_one_whole_site(number, scene, extent):
    for _ in range(extent.rounds):
        output = scene.output()
        run_at_once(scene, output, number)
        scene.state(output)
        scene.check_nothing_is_left_beside(output)


@pytest.mark.parametrize("number", [2, 5])
def test_first_builds_at_once_make_the_folders_above_together(number, scene, extent):
    for _ in range(extent.rounds):
        output = scene.place() / "not/there/yet/site"
        run_at_once(scene, output, number)
        scene.state(output, foreign=False)
        scene.check_nothing_is_left_beside(output)


@needs_strace
def test_a_folder_above_that_another_build_makes_meanwhile_is_no_error(scene):
    output = scene.place() / "above/site"
    slow = Point("mkdir", str(output.parent), 1, False).injecting("delay_enter=500000")
    first = started(scene.old, output, through=slow)
    while first.poll() is None and not output.exists():
        output.parent.mkdir(exist_ok=True)
    _, errors = first.communicate()
    assert first.returncode == DONE, errors


def test_builds_at_once_into_neighbours_do_no_harm(scene, extent):
    for _ in range(extent.rounds):
        place = scene.place()
        processes = [started(content, place / name) for name, content in {"one": scene.old, "two": scene.new}.items()]
        assert [(process.communicate(), process.returncode)[1] for process in processes] == [DONE, DONE]
        assert scene.state(place / "one", foreign=False) == "old"
        assert scene.state(place / "two", foreign=False) == "new"


@needs_strace
def test_a_build_waits_for_another_and_says_so(scene):
    output = scene.output()
    slow = Point("mkdir", f"{output.parent}/.site.waymark-new", 1, False).injecting("delay_enter=2000000")
    first = started(scene.old, output, through=slow)
    while first.poll() is None and not is_locked(output.parent):
        pass
    second = build(scene.new, output)
    assert first.wait() == DONE
    check_done(second)
    assert "waiting" in second.stderr
    assert scene.state(output) == "new"


def run_at_once(scene, output, number: int):
    processes = [started([scene.old, scene.new][index % 2], output) for index in range(number)]
    for process in processes:
        _, errors = process.communicate(timeout=60)
        assert process.returncode == DONE, errors


def is_locked(folder) -> bool:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False
