"""The benchmark's own parts that are not measured: its content, its tables and its plot."""

import xml.etree.ElementTree as xml

import pytest

import bench
import corpus
import report
from programs import Failed, Output


@pytest.fixture
def results() -> dict:
    times = {"waymark": (0.01, 0.1), "everything": (0.1,), "hugo": (0.1, 2.0), "floor": (0.001, 0.05), "camden": (0.02,)}
    builds = [
        {
            "case": case, "stages": stages, "rounds": 3, "wall": time, "cpu": time, "peak": 20e6, "wall_min": time,
            "wall_max": time, "files": stages + 10, "size": stages * 8_700, "pages": stages + 3,
        }
        for case, row in times.items() for stages, time in zip((30, 1_000), row)
    ]
    machine = {
        "cores": 2, "cpu": "A processor", "memory_gib": 8, "kernel": "Linux 6", "load_at_start": 0, "swift": "Swift 6",
        "hugo": "0.168.0", "cmark": "0.30", "commit": "abc", "python": "3",
    }
    skipped = {"skipped": "not there"}
    return {
        "date": "2026-01-02", "machine": machine, "memory_file_system": "/dev/shm", "builds": builds, "schools": skipped,
        "reload": skipped, "reader": skipped,
    }


def test_the_same_number_of_stages_gives_the_same_bytes(tmp_path):
    for copy in ("one", "two"):
        corpus.write_waymark(tmp_path / copy, 3)
    files = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*.*"))
    assert len(files) == 9
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_a_stage_has_32_rows_and_no_two_are_alike():
    rows = [row for number in (1, 2) for row in corpus.stage_table(number).splitlines()[1:]]
    assert len(rows) == len(set(rows)) == 64


def test_the_readme_gets_the_table_between_its_marks_and_keeps_the_rest(tmp_path, results):
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n")
    for _ in range(2):
        report.update_readme(readme, results)
    text = readme.read_text()
    assert text.startswith("before\n") and text.endswith("\nafter\n") and "old" not in text
    assert text.count("| 1,000 | 100 ms | 2.00 s | 20.0 | 50.0 ms |") == 1
    assert "The Camden site, 33 pages, took 20.0 ms." in text


def test_the_tables_say_what_was_not_measured(results):
    assert report.tables(results).count("not measured, not there") == 2
    assert "10.0 times as fast" in report.tables(results)


def test_the_plot_is_well_formed_and_says_in_words_what_it_shows(results):
    svg = xml.fromstring(report.plot(results))
    space = {"svg": "http://www.w3.org/2000/svg"}
    assert svg.get("role") == "img"
    assert "Hugo: 100 ms for 30, 2.00 s for 1,000" in svg.findtext("svg:desc", namespaces=space)
    assert len(svg.findall("svg:path", space)) == 4


def test_six_rounds_run_the_programs_in_every_order():
    cases = ["waymark", "waymark again", "hugo", "floor", "everything"]
    orders = [tuple(bench.order(cases, number)) for number in range(1, 13)]
    assert len(set(orders[:6])) == 6 and orders[6:] == orders[:6]
    for order in orders:
        assert sorted(order) == sorted(cases)
        assert order.index("waymark again") == order.index("waymark") + 1 and order[-1] == "everything"


def test_sites_that_are_not_the_same_are_no_comparison():
    def measured(case: str, output: Output) -> bench.Measured:
        result = bench.Measured(case, 30)
        result.output = output
        return result

    same = Output(files=40, size=1_000, pages=33)
    good = {case: measured(case, same) for case in ("waymark", "hugo", "floor")}
    bench.check(good)
    for case, wrong in (("hugo", Output(40, 1_000, 32)), ("hugo", Output(40, 900, 33)), ("floor", Output(40, 999, 33))):
        with pytest.raises(Failed):
            bench.check(good | {case: measured(case, wrong)})
