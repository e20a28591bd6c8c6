"""An output that is a mount point can't change places with a folder: its files are replaced one by one."""

import signal
from contextlib import contextmanager

import pytest

from mounts import bound, memory
from program import build, check_done, has
from scene import STAGING, snapshot
from tracing import WRITING, moved, points, spread


@contextmanager
def mount_point(scene, kind: str):
    """An empty output that is a mount point."""
    place = scene.place()
    output = place / "site"
    with memory(output) if kind == "another disk" else bound(output, scene.place() / "source"):
        yield output


@contextmanager
def filled(scene, kind: str):
    """An output that is a mount point, with the old site and somebody else's files in it."""
    with mount_point(scene, kind) as output:
        scene.fill(output)
        yield output


KINDS = pytest.mark.parametrize("kind", ["another disk", "the same disk"])


@KINDS
def test_the_build_says_that_it_replaces_the_files_one_by_one(kind, scene):
    with filled(scene, kind) as output:
        result = build(scene.new, output)
        check_done(result)
        assert "replaced one by one" in result.stderr
        assert scene.state(output) == "new"
        scene.check_nothing_is_left_beside(output)


@KINDS
def test_unchanged_files_keep_their_time_stamps_and_nothing_is_copied(kind, scene):
    with filled(scene, kind) as output:
        check_done(build(scene.old, output))
        before = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in output.rglob("*") if path.is_file()}
        result = build(scene.old, output)
        check_done(result)
        assert " 0 files changed, 0 removed" in result.stdout
        assert {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in before} == before


@KINDS
def test_a_first_build_into_an_empty_mount_point(kind, scene):
    with mount_point(scene, kind) as output:
        check_done(build(scene.new, output))
        assert scene.state(output, foreign=False) == "new"


@pytest.mark.skipif(not has("strace"), reason="strace is missing")
@KINDS
@pytest.mark.parametrize("next_content", ["new", "old"])
def test_a_kill_leaves_every_file_whole_and_the_next_build_is_clean(
    kind, next_content, scene, extent, attempts, figures
):
    with filled(scene, kind) as traced:
        every = points(scene.new, traced, WRITING, traced.parent)

    def kill(point):
        with filled(scene, kind) as output:
            before = snapshot(output)
            result = build(scene.new, output, through=moved(point, traced, output).injecting("signal=KILL"))
            assert result.returncode == -signal.SIGKILL, f"not killed: {result.stderr}"
            found = snapshot(output)
            for name in scene.old_site.keys() & scene.new_site.keys() - {".waymark-manifest"}:
                assert found[name] in (scene.old_site[name], scene.new_site[name]), f"{name} is torn"
            assert not [name for name in before.keys() - scene.old_site.keys() if found[name] != before[name]]
            check_done(build(scene.new if next_content == "new" else scene.old, output))
            assert scene.state(output) == next_content
            assert not (output.parent / STAGING).exists()

    tried = spread(every, extent.points and extent.points // 8)
    attempts(tried, kill)
    figures(f"{len(tried)} kills at the {len(every)} calls into a mount point on {kind}: 0 torn files")


def test_a_full_disk_is_finished_by_the_next_build(scene):
    with filled(scene, "another disk") as output:
        room = output / "ballast"
        with room.open("wb", buffering=0) as file:
            try:
                while file.write(bytes(4096)):
                    pass
            except OSError:
                pass
        result = build(scene.new, output)
        assert "No space left on device" in result.stderr
        room.unlink()
        check_done(build(scene.new, output))
        assert scene.state(output) == "new"
