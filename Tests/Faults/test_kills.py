"""A build that is killed leaves the old site or the new one, whole, and the next build clears up."""

import random
import shutil
import signal
import time
from collections import Counter

import pytest

from program import DONE, build, has, started
from scene import STAGING
from tracing import WRITING, moved, points, spread

needs_strace = pytest.mark.skipif(not has("strace"), reason="strace is missing")


@needs_strace
def test_a_kill_at_any_call_that_writes_leaves_the_old_site_or_the_new(scene, extent, attempts, figures):
    traced = scene.output()
    every = points(scene.new, traced, WRITING, traced.parent)
    calls = {"mkdir", "openat", "write", "close", "link", "symlink", "renameat2", "unlink", "rmdir"}
    assert {point.call for point in every} >= calls
    assert any(point.is_after_swap for point in every)

    def kill(point) -> str:
        output = scene.output()
        result = build(scene.new, output, through=moved(point, traced, output).injecting("signal=KILL"))
        assert result.returncode == -signal.SIGKILL, f"not killed, but exit status {result.returncode}: {result.stderr}"
        state = scene.state(output)
        assert state == ("new" if point.is_after_swap else "old")
        scene.check_next_build(output)
        shutil.rmtree(output.parent)
        return state

    tried = spread(every, extent.points)
    states = Counter(attempts(tried, kill))
    figures(
        f"{len(tried)} kills at the {len(every)} calls that write {len(scene.new_site)} files: "
        f"{states['old']} old, {states['new']} new, 0 torn"
    )


@needs_strace
def test_a_kill_of_the_first_build_leaves_no_site_or_a_whole_one(scene, extent, attempts, figures):
    traced = scene.place() / "site"
    every = points(scene.new, traced, WRITING, traced.parent)

    def kill(point) -> str:
        output = scene.place() / "site"
        result = build(scene.new, output, through=moved(point, traced, output).injecting("signal=KILL"))
        assert result.returncode == -signal.SIGKILL, f"not killed, but exit status {result.returncode}: {result.stderr}"
        state = scene.state(output, foreign=False) if output.exists() else "absent"
        assert state in ("absent", "new")
        scene.check_next_build(output, foreign=False)
        shutil.rmtree(output.parent)
        return state

    tried = spread(every, extent.points and extent.points // 4)
    states = Counter(attempts(tried, kill))
    figures(
        f"{len(tried)} kills at the {len(every)} calls of a first build: "
        f"{states['absent']} absent, {states['new']} whole, 0 torn"
    )


def test_a_kill_at_a_random_moment_leaves_the_old_site_or_the_new(scene, extent, attempts, figures):
    """Every other moment is counted from the beginning of the writing, so that many fall into it."""
    whole, writing = durations(scene)
    moments = random.Random(2023)
    is_even = [number % 2 == 0 for number in range(extent.kills)]
    cases = [(even, moments.uniform(0, writing / 2 if even else whole)) for even in is_even]

    def kill(case) -> tuple[str, bool]:
        is_from_writing, moment = case
        output = scene.output()
        process = started(scene.new, output)
        if is_from_writing:
            wait_for_staging(process, output)
        time.sleep(moment)
        process.kill()
        process.communicate()
        state = scene.state(output)
        has_left_staging = len(list(output.parent.iterdir())) > 1
        scene.check_next_build(output)
        shutil.rmtree(output.parent)
        return state, has_left_staging

    outcomes = attempts(cases, kill)
    states = Counter(state for state, _ in outcomes)
    left = sum(has_left_staging for _, has_left_staging in outcomes)
    assert left > 0, "no kill came while the site was being written"
    figures(
        f"{len(outcomes)} kills at random moments: {states['old']} old, {states['new']} new, 0 torn; "
        f"{left} left a staging folder, which the next build removed"
    )


@needs_strace
def test_a_build_that_was_killed_again_and_again_is_finished_by_the_next(scene):
    traced = scene.output()
    every = points(scene.new, traced, WRITING, traced.parent)
    output = scene.output()
    for point in spread(every, 15):
        build(scene.new, output, through=moved(point, traced, output).injecting("signal=KILL"))
        scene.state(output)
    scene.check_next_build(output)


def durations(scene) -> tuple[float, float]:
    """How long a whole build takes, and its writing alone."""
    output = scene.output()
    start = time.monotonic()
    process = started(scene.new, output)
    wait_for_staging(process, output)
    beginning = time.monotonic()
    assert process.wait() == DONE
    return time.monotonic() - start, time.monotonic() - beginning


def wait_for_staging(process, output):
    while process.poll() is None and not (output.parent / STAGING).exists():
        pass
