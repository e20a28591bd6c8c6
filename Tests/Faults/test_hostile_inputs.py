"""Inputs of a megabyte that are as hard to read as we could think of: each is answered, and rightly.

How long that takes is printed and never tested, since machines differ; `python Tests/Faults/hostile.py` times them.
"""

import re

import pytest

from hostile import hostile_inputs
from program import CONTENT_HAS_ERRORS, DONE

IN_SHORT = [
    "table: unknown themes in one cell", "table: unnamed columns", "table: 100,000 rows, one wrong",
    "glossary: long phrases", "themes: valid", "markdown: broken links on one line", "markdown: list marks",
    "markdown: one definition used", "fields: an alias bomb", "one of each together",
]  # fmt: skip


@pytest.mark.parametrize("hostile", hostile_inputs(), ids=lambda hostile: hostile.name)
def test_a_hostile_input_is_answered(hostile, request, place, figures):
    if not request.config.getoption("--long") and hostile.name not in IN_SHORT:
        pytest.skip("in the long form only")
    found = hostile.answers(place)
    for answer in found.values():
        assert answer.status == (CONTENT_HAS_ERRORS if hostile.errors else DONE), answer.text[-2000:]
        assert hostile.errors <= answer.ids <= hostile.errors | hostile.may_give, answer.text[-2000:]
        assert len(answer.text) < 3_000_000
    if "one wrong" in hostile.name:
        place, row = re.search(r"\.csv:(\d+):1: error.*\n.*\n.*\n.*\n +?= row (\d+),", found["check"].text).groups()
        assert (place, row) == ("70007", "70007")
    figures(hostile.name + ": " + ", ".join(f"{command} {answer}" for command, answer in found.items()))
