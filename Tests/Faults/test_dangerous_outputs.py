"""Outputs whose replacement would take somebody's work with it are refused, and nothing is changed."""

import shutil

import pytest

from program import DONE, INPUT_OUTPUT_FAILED, build
from scene import SMALL_CONTENT, snapshot

# What --output is, in a folder where `work/content` is the content, `home` the home and `work` the current folder.
DANGEROUS = {
    "the current folder": ".",
    "the current folder by its name": "../work",
    "the folder above": "..",
    "the root": "/",
    "the root, written otherwise": "//",
    "the root, through the folders above": "/../.",
    "the home folder": "../home",
    "the folder above the home folder": "../home/..",
    "the content": "content",
    "the content with a slash": "content/",
    "the content, written otherwise": "./stages/../content/.",
    "a folder in the content": "content/stages",
    "a new folder in the content": "content/site",
    "a new folder deep in the content": "content/new/site",
    "a file": "file",
    "a file with a slash": "file/",
    "a folder below a file": "file/site",
    "a link to the current folder": "links/work",
    "a link to the root": "links/root",
    "a link to the home folder": "links/home",
    "a link to the content": "links/content",
    "a link to a folder in the content": "links/stages",
    "a link to a link to the content": "links/link",
    "a new folder behind a link to the content": "links/content/site",
    "a link to a file": "links/file",
    "a link to nowhere": "links/nowhere",
    "a link to itself": "links/loop",
}


@pytest.fixture
def work(place):
    (place / "home").mkdir()
    (place / "home/letter").write_text("words")
    work = place / "work"
    shutil.copytree(SMALL_CONTENT, work / "content")
    (work / "file").write_text("words")
    (work / "links").mkdir()
    targets = {"work": work, "root": "/", "home": place / "home", "content": "../content", "link": "content"}
    targets |= {"stages": "../content/stages", "file": "../file", "nowhere": "../gone", "loop": "loop"}
    for name, target in targets.items():
        (work / "links" / name).symlink_to(target)
    return work


@pytest.mark.parametrize("output", DANGEROUS.values(), ids=DANGEROUS.keys())
@pytest.mark.parametrize("content", ["content", "absolute"])
def test_a_dangerous_output_is_refused(output, content, work, place):
    before = snapshot(place)
    content = work / "content" if content == "absolute" else content
    result = build(content, output, environment={"HOME": str(place / "home")}, folder=work)
    assert result.returncode == INPUT_OUTPUT_FAILED, f"exit status {result.returncode}: {result.stderr}"
    assert output in result.stderr or str(place) in result.stderr
    assert snapshot(place) == before


def test_no_output_at_all_is_wrong_usage(work, place):
    before = snapshot(place)
    assert build("content", "", folder=work).returncode == 64
    assert snapshot(place) == before


@pytest.mark.parametrize("output", ["site", "./site/", "../{own}/site", "links/../site", "new/folders/site"])
def test_an_output_beside_the_content_is_not_refused(output, work, place):
    result = build("content", output.format(own=work.name), environment={"HOME": str(place / "home")}, folder=work)
    assert result.returncode == DONE, result.stderr


def test_a_home_folder_that_holds_the_work_does_not_hinder(work, place):
    assert build("content", "site", environment={"HOME": str(place)}, folder=work).returncode == DONE
