"""The same content gives the same bytes, whoever builds it, where, when and on what."""

import os
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest

from people import as_nobody, give
from program import PATIENCE, build, built, check_done, has, waymark
from scene import Scene, difference, snapshot

LOCALES = ["C", "en_GB.UTF-8", "tr_TR.UTF-8", "th_TH.UTF-8", "ar_SA.UTF-8", "de_DE.ISO-8859-1"]
NO_LOCALE = {name: None for name in ("LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "LC_COLLATE", "LC_NUMERIC", "LC_TIME")}
ENVIRONMENTS = {
    "no environment": {name: None for name in os.environ if name != "PATH"},
    "another home": {"HOME": "/nowhere", "USER": "somebody", "LOGNAME": "somebody", "TMPDIR": "/nowhere"},
    "no home": {"HOME": ""},
    "a terminal's": {"TERM": "xterm-256color", "COLUMNS": "40", "CLICOLOR_FORCE": "1"},
    "a reader's other encoding": {"YAMS_DEFAULT_ENCODING": "UTF16"},
    "a fixed seed of the hashes": {"SWIFT_DETERMINISTIC_HASHING": "1"},
    "one worker": {"LIBDISPATCH_COOPERATIVE_POOL_STRICT": "1"},
}
ZONES = ["UTC", "Pacific/Kiritimati", "Etc/GMT+12", "Asia/Kathmandu", "America/St_Johns", "XYZ-25:59:59"]

MOMENTS = ["1999-12-31 23:59:59", "2024-02-29 12:00:00", "2037-06-30 00:00:00", "2040-01-01 00:00:00"]
ORDERS = ["shuffle-dirents", "reverse-dirents", "sort-dirents"]


def check_same(scene: Scene, content=None, output=None, **how):
    """A build of the new content must give the bytes that the plain build gave."""
    output = Path(output or scene.place() / "site")
    check_done(build(content or scene.new, output, **how))
    found = snapshot(output)
    assert found == scene.new_site, difference(found, scene.new_site)


@pytest.mark.parametrize("zone", ZONES)
def test_in_any_time_zone(zone, scene):
    check_same(scene, environment={"TZ": zone})


@pytest.fixture(scope="session")
def locales(scratch, attempts):
    """A folder with the locales, compiled where the system has their sources."""
    folder = scratch / "locales"
    folder.mkdir()

    def compile(locale):
        language, charset = locale.split(".")
        words = ["localedef", "--no-archive", "-i", language, "-f", charset, str(folder / locale)]
        subprocess.run(words, capture_output=True)

    if has("localedef"):
        attempts([locale for locale in LOCALES if "." in locale], compile)
    return folder


@pytest.mark.parametrize("locale", LOCALES)
def test_in_any_locale(locale, scene, locales):
    """A locale that the system can't give is still named to the program, whose own tables may know it."""
    check_same(scene, environment=NO_LOCALE | {"LANG": locale, "LC_ALL": locale, "LOCPATH": str(locales)})


@pytest.mark.parametrize("environment", ENVIRONMENTS.values(), ids=ENVIRONMENTS.keys())
def test_in_any_environment(environment, scene):
    check_same(scene, environment=environment)


@pytest.mark.parametrize("environment", ENVIRONMENTS.values(), ids=ENVIRONMENTS.keys())
def test_what_a_program_reads_is_the_same_in_any_environment(environment, scene, place):
    content = place / "content"
    shutil.copytree(scene.new, content)
    (content / "pages/wrong.md").write_text("---\ntitle: Wrong\n😀titel: x\n---\n")
    variables = {name: value for name, value in (os.environ | environment).items() if value is not None}
    words = [waymark(), "check", "--content", content, "--format", "json"]
    said = [subprocess.run(words, env=env, capture_output=True, timeout=PATIENCE).stdout for env in (None, variables)]
    assert said[0] == said[1] and b"unknown-key" in said[0]


def test_for_any_user(scene, place):
    through, program = as_nobody(place)
    output = scene.place() / "site"
    give(output.parent)
    check_same(scene, output=output, through=through, program=program)


def test_in_any_folder(scene, place, monkeypatch):
    content = place / "deeper/Ein Ördner — ‘content’"
    shutil.copytree(scene.new, content)
    check_same(scene, content, place / "one/ein Ördner/site")
    monkeypatch.chdir(content)
    check_same(scene, ".", "../another site")
    check_same(scene, f"{content}/", f"{place}/third/")


def test_over_any_old_site(scene):
    output = scene.place() / "site"
    for content in (scene.old, scene.new, scene.old):
        check_done(build(content, output))
    check_same(scene, output=output)


@pytest.mark.skipif(not has("faketime"), reason="faketime is missing")
@pytest.mark.parametrize("moment", MOMENTS)
def test_at_any_time(moment, scene):
    check_same(scene, through=["faketime", moment])


@contextmanager
def disordered(source, folder, *options: str):
    """A folder whose names come in another order each time they are read."""
    if not has("disorderfs", "fusermount"):
        pytest.skip("disorderfs is missing")
    folder.mkdir()
    words = ["disorderfs", "--quiet", *options, str(source), str(folder)]
    result = subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE)
    if result.returncode != 0 or not folder.is_mount():
        pytest.skip(f"a file system of the user's own is not permitted here: {result.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["fusermount", "-u", "-z", str(folder)], check=True)


@pytest.mark.parametrize("order", ORDERS)
def test_in_any_order_of_the_folders(order, scene, place):
    source = place / "source"
    shutil.copytree(scene.new, source / "content")
    options = [f"--{name}={'yes' if name == order else 'no'}" for name in ORDERS]
    with disordered(source, place / "disordered", *options) as folder:
        for _ in range(2):
            check_same(scene, folder / "content", folder / "site")


def test_from_files_that_were_made_in_another_order(scene, place):
    for path in sorted(scene.new.rglob("*"), reverse=True):
        if path.is_file():
            copy = place / "content" / path.relative_to(scene.new)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, copy)
            os.utime(copy, (0, 0))
    check_same(scene, place / "content")


def test_again_and_again(scene, extent):
    for _ in range(extent.rounds):
        check_same(scene)


@pytest.mark.skipif(not has("taskset"), reason="taskset is missing")
def test_on_any_number_of_cores(scene):
    cores = sorted(os.sched_getaffinity(0))
    for chosen in (cores[:1], cores[-1:], cores):
        check_same(scene, through=["taskset", "--cpu-list", ",".join(map(str, chosen))])


def test_from_a_program_built_for_debugging(scene):
    programs = [built("debug"), built("release")]
    if not all(program.exists() for program in programs):
        pytest.skip("the program is not built both ways")
    for program in programs:
        check_same(scene, program=program)
