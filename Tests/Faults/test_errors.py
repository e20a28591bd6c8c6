"""A system call that fails: the build names the path and the old site stands, or the failure did not matter."""

import shutil
from collections import Counter
from itertools import product

import pytest

from program import CONTENT_HAS_ERRORS, DONE, INPUT_OUTPUT_FAILED, build, check_done, has
from tracing import READING, SWAPS, WRITING, moved, points, spread

pytestmark = pytest.mark.skipif(not has("strace"), reason="strace is missing")

MESSAGES = {
    "ENOSPC": "No space left on device",
    "EIO": "Input/output error",
    "EACCES": "Permission denied",
    "EDQUOT": "Disk quota exceeded",
    "EROFS": "Read-only file system",
}


def test_an_error_at_any_call_that_writes_is_named_and_the_old_site_stands(scene, extent, attempts, figures):
    traced = scene.output()
    every = points(scene.new, traced, WRITING, traced.parent)

    def fail(case) -> str:
        point, error = case[0], case[1]
        output = scene.output()
        point = moved(point, traced, output)
        result = build(scene.new, output, through=point.injecting(f"error={error}"))
        assert result.returncode == INPUT_OUTPUT_FAILED, f"exit status {result.returncode}"
        assert MESSAGES[error] in result.stderr and "Traceback" not in result.stderr
        assert (str(output) if point.call in SWAPS else point.path) in result.stderr
        state = scene.state(output)
        assert state == ("new" if point.is_after_swap else "old")
        if state == "old":
            scene.check_nothing_is_left_beside(output)
        scene.check_next_build(output)
        shutil.rmtree(output.parent)
        return state

    tried = list(product(spread(every, extent.errors), MESSAGES))
    states = Counter(attempts(tried, fail))
    figures(
        f"{len(tried)} errors at the {len(every)} calls that write: {states['old']} before the swap left the old site, "
        f"{states['new']} after it the new, 0 torn"
    )


@pytest.mark.parametrize("kind", ["content", "output"])
def test_an_error_at_any_call_that_reads_loses_nothing(kind, scene, extent, attempts, figures):
    traced = scene.output()
    every = points(scene.new, traced, READING, scene.new if kind == "content" else traced.parent)

    def fail(point) -> int:
        output = scene.output()
        point = moved(point, traced, output)
        result = build(scene.new, output, through=point.injecting("error=EIO"))
        assert result.returncode in (DONE, CONTENT_HAS_ERRORS, INPUT_OUTPUT_FAILED), f"exit status {result.returncode}"
        state = scene.state(output)
        assert state == ("new" if result.returncode == DONE or point.is_after_swap else "old")
        assert result.returncode == DONE or MESSAGES["EIO"] in result.stderr
        scene.check_next_build(output)
        shutil.rmtree(output.parent)
        return result.returncode

    listings = [point for point in every if point.call == "getdents64" and not point.is_after_swap]
    tried = listings + [point for point in spread(every, extent.reads) if point not in listings]
    outcomes = Counter(attempts(tried, fail))
    assert set(outcomes) - {DONE}, "no error was seen"
    figures(
        f"{len(tried)} errors at the {len(every)} calls that read the {kind}: "
        f"{len(tried) - outcomes[DONE]} named, {outcomes[DONE]} did not matter, 0 lost anything"
    )


def test_an_error_of_the_clearing_up_after_an_error_leaves_the_old_site(scene):
    output = scene.output()
    faults = ["--inject=write:error=ENOSPC", "--inject=unlink,rmdir:error=EIO"]
    paths = [f"--trace-path={output.parent}/.site.waymark-new/{name}" for name in ("about.html", "index.html")]
    through = ["strace", "--follow-forks", "--quiet=all", "--output=/dev/null", "--trace=write,unlink,rmdir"]
    result = build(scene.new, output, through=[*through, *paths, *faults])
    assert result.returncode == INPUT_OUTPUT_FAILED and MESSAGES["ENOSPC"] in result.stderr
    assert scene.state(output) == "old"
    scene.check_next_build(output)


def test_where_files_can_have_no_second_name_they_are_copied_with_their_stamps_and_permissions(scene):
    output = scene.output()
    (output / ".git/objects/ab/cdef").chmod(0o444)
    (output / "CNAME").chmod(0o600)
    kept = [output / name for name in (".git/objects/ab/cdef", "CNAME", "assets/theme.css")]
    before = [(file.stat().st_mode, file.stat().st_mtime_ns) for file in kept]
    through = ["strace", "--follow-forks", "--quiet=all", "--output=/dev/null", "--trace=link,linkat"]
    check_done(build(scene.new, output, through=[*through, "--inject=link,linkat:error=EPERM"]))
    assert scene.state(output) == "new"
    assert [(file.stat().st_mode, file.stat().st_mtime_ns) for file in kept] == before


def test_where_folders_cannot_change_places_the_build_says_so_and_keeps_everything(scene):
    output = scene.output()
    through = ["strace", "--follow-forks", "--quiet=all", "--output=/dev/null", "--trace=renameat2"]
    result = build(scene.new, output, through=[*through, "--inject=renameat2:error=EINVAL"])
    check_done(result)
    assert "replaced one by one" in result.stderr
    assert scene.state(output) == "new"
    scene.check_nothing_is_left_beside(output)
