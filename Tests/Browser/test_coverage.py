"""The July 2023 document is a test: each of its headings, sentences, list items and table entries stands in the
built site, word for word, on the page where a reader would look for it.

`PLACES` says where. It names every line of the source text outside the contents list and the table, so that a line
which it forgets is a failure and not a gap.
"""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from page_text import Element, Page, words

TESTS = Path(__file__).resolve().parents[1]
SOURCE = TESTS / "Source"

HOME = "index.html"
WHOLE = "framework.html"
TABLE = "stages/index.html"

# The start of a passage -> the page where it belongs. A list item without a row of its own belongs where its lead-in
# does. Where two pages are named, the passage stands on both: its own page and the list that leads to it.
PLACES = [
    ("Professional Development Framework", [HOME]),
    ("July 2023", [HOME]),
    ("Part 1: Rationale & Key Principles", ["principles/index.html"]),
    ("The Camden Education Strategy, ", ["principles/index.html"]),
    ("We are committed to a Camden system", ["principles/index.html"]),
    ("High-performing systems value", ["principles/index.html"]),
    ("Research shows that teachers", ["principles/index.html"]),
    ("An excellent workforce requires", ["principles/index.html"]),
    ("This Professional Learning Framework is designed", ["principles/index.html"]),
    ("This Framework is designed both", ["principles/index.html"]),
    ("A high quality model of Core Professional Development", ["principles/core-professional-development.html"]),
    ("A high quality professional development offer:", ["principles/high-quality-offer.html"]),
    ("We want all young people to leave", ["principles/young-people.html"]),
    ("Part 2: A Self Improving System", ["self-improving-system/index.html"]),
    ("In a self improving system, schools", ["self-improving-system/index.html"]),
    ("The school system is not simply", ["self-improving-system/index.html"]),
    ("A self improving system embodies", ["self-improving-system/collective-responsibility.html"]),
    ("As a successful locally aligned", ["self-improving-system/role-of-camden-learning.html"]),
    ("The role of Camden Learning is:", ["self-improving-system/role-of-camden-learning.html"]),
    ("Overall, to better address needs", ["self-improving-system/role-of-camden-learning.html"]),
    ("Part 3: The Pillars of Our Strategy", ["pillars/index.html"]),
    ("This model will include:", ["pillars/index.html"]),
    ("- A core CPD programme", ["pillars/core-cpd-programme.html", "pillars/index.html"]),
    ("- A brokered CPD programme", ["pillars/brokered-cpd-programme.html", "pillars/index.html"]),
    ("- Brokered partnerships", ["pillars/brokered-partnerships.html", "pillars/index.html"]),
    ("- Brokered opportunities", ["pillars/peer-learning.html", "pillars/index.html"]),
    ("- Bespoke school workshops", ["pillars/workshops-and-twilight-courses.html", "pillars/index.html"]),
    ("- Peer to peer expertise", ["pillars/peer-to-peer-expertise.html", "pillars/index.html"]),
    ("Collaborative Networks and Professional Learning Communities", ["pillars/collaborative-networks.html"]),
    ("We will utilise the expertise", ["pillars/collaborative-networks.html"]),
    ("The role of a **Learning Hub** is to:", ["hubs/index.html"]),
    ("These include:", ["hubs/index.html"]),
    ("Task and finish Hubs: ", ["hubs/task-and-finish.html", "hubs/index.html"]),
    ("Collaborative Initiatives Hubs: ", ["hubs/collaborative-initiatives.html", "hubs/index.html"]),
    ("Regional Hubs: ", ["hubs/regional.html", "hubs/index.html"]),
    ("Part 4: Career Pathways for Camden School Staff", ["pathways/index.html"]),
    ("Career pathway programmes provide", ["pathways/index.html"]),
    ("Career Pathways for School Staff", [TABLE]),
]

COVER = ["Professional Development Framework", "July 2023"]
CONTENTS_LIST = [
    "Contents",
    "- 1. Rationale & Key Principles**",
    "- 2. A Self Improving System**",
    "- 3. The Pillars of our Strategy**",
    "- 4. Career Pathways**",
]
HEADINGS = ["Collaborative Networks and Professional Learning Communities"]
CAPTION = "Career Pathways for School Staff"

# The words of each stage's cell in the table, in its order: the stage, then its standards or its roles.
STAGES = {
    "support-staff": ["Classroom/ Setting Support staff"],
    "initial-teacher-training": ["Initial Teacher Training/Teach First/ECT", "meeting the teaching standards"],
    "early-career": ["Early Career", "Embedding Teacher standards/ Working towards Threshold Standards"],
    "established-teacher": [
        "Established Teachers",
        "Teacher standards at good or better",
        "Working at Threshold Standards (TS)",
    ],
    "middle-leader": [
        "Middle Leaders",
        "Phase Leader/Subject Leader/HOD/HOY/ Head of Faculty/ Key Stage Managers/Lead Practitioner",
    ],
    "sendco": ["SENDCO / Inclusion Lead"],
    "deputy-headteacher": ["Assistant/ Deputy Headteacher", "Refer to National Standards for Headteachers"],
    "new-headteacher": ["New/Acting/ Associate Headteacher", "Refer to National Standards for Headteachers"],
    "experienced-headteacher": ["Headteacher – Experienced", "Refer to National standards for Headteacher"],
    "governor": [
        "School Governor/ Board Member",
        "Refer to Governance Handbook and Academy Trust Quality Descriptions",
    ],
}
STRANDS = ["individual", "school", "camden", "national"]

# The one entry that the extraction cut off; the About page says how it was completed.
CUT_OFF = ("experienced-headteacher", "camden", "Camden Heads'")
COMPLETED = "Camden Heads' Breakfast Meetings"


# The source


def source_lines():
    return (SOURCE / "framework-2023-07.txt").read_text(encoding="utf-8").splitlines()


def passages():
    """Every line outside the contents list and the table, with its pages: `[(line, pages)]`; pages is None if no row
    of `PLACES` or more than one names it."""
    found, lead_in = [], None
    for line in source_lines():
        line = line.strip()
        if not line or line in CONTENTS_LIST or line.startswith("|"):
            continue
        places = [
            pages for start, pages in PLACES if (line == start if start in COVER + HEADINGS else line.startswith(start))
        ]
        if len(places) == 1:
            pages = places[0]
        else:
            pages = lead_in if not places and line.startswith("- ") else None
        if not line.startswith("- "):
            lead_in = pages
        found.append((line, pages))
    return found


def pieces(line):
    """What a reader sees of a passage: `Part 1: Rationale` -> a heading and the part's number in words,
    `Regional Hubs: To act` -> a heading and a paragraph."""
    if part := re.match(r"(Part \d): (.+)", line):
        return [("words", part[1]), ("heading", words(part[2]))]
    if hub := re.match(r"([\w ]+ Hubs): (.+)", line):
        return [("heading", words(hub[1])), ("block", words(hub[2]))]
    if line in HEADINGS:
        return [("heading", words(line))]
    if line == CAPTION:
        return [("caption", line)]
    if line in COVER:
        return [("words", line)]
    return [("block", words(line.removeprefix("- ")))]


def source_table():
    """The table: its header cells, and its rows as lists of cells without tags and bullet marks."""
    rows = []
    for line in source_lines():
        cells = [words(re.sub(r"<[^>]*>|•", " ", cell)) for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and any(re.search(r"\w", cell) for cell in cells):
            rows.append(cells)
    return rows[0], rows[1:]


def entries(stage, strand, completed=True):
    with open(SOURCE / "opportunities.tsv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = [row["opportunity"] for row in rows if (row["stage"], row["strand"]) == (stage, strand)]
    if completed and (stage, strand) == CUT_OFF[:2]:
        found = [COMPLETED if entry == CUT_OFF[2] else entry for entry in found]
    return found


# The site

def opportunities(element):
    """The entries of a strand's section or of a table's cell: one an outermost list item, marked `opportunity` if
    the item says more than that."""
    items = [e for e in element.all(lambda e: e.tag == "li") if not inside_item(e, element)]
    found = []
    for item in items:
        marked = list(item.all(lambda e: "opportunity" in e.classes()))
        assert len(marked) <= 1, f"one opportunity a list item, not {len(marked)}: {item.text()!r}"
        found.append((marked or [item])[0].text())
    return found


def inside_item(element, boundary):
    for outer in element.above():
        if outer is boundary:
            return False
        if outer.tag == "li":
            return True
    return False


def table_of_stages():
    """The header cells, and the rows, of the table on stages/index.html, as elements."""
    tables = [
        table
        for table in Page(TABLE).main.all(lambda element: element.tag == "table")
        if any(CAPTION in caption.text() for caption in table.all(lambda element: element.tag == "caption"))
    ]
    assert len(tables) == 1, f"{len(tables)} tables have the caption {CAPTION!r}"
    rows = [
        [cell for cell in row.children if isinstance(cell, Element) and cell.tag in ("th", "td")]
        for row in tables[0].all(lambda element: element.tag == "tr")
    ]
    return rows[0], rows[1:]


# What the source says of itself: nothing of it is forgotten by the tests below


def test_every_line_of_the_source_has_its_place():
    forgotten = [line for line, pages in passages() if not pages]
    assert forgotten == []


def test_every_place_names_one_line_of_the_source():
    lines = [line for line, _ in passages()]
    counts = {start: sum(line.startswith(start) for line in lines) for start, _ in PLACES}
    assert {start: count for start, count in counts.items() if count != 1} == {}


def test_the_contents_list_is_the_only_thing_left_out():
    lines = [line.strip() for line in source_lines()]
    start = lines.index("Contents")
    assert [line for line in lines[start : start + 6] if line] == CONTENTS_LIST
    assert [lines.count(line) for line in CONTENTS_LIST] == [1] * len(CONTENTS_LIST)


def test_the_232_entries_are_the_words_of_the_source_table():
    _, rows = source_table()
    assert len(rows) == len(STAGES)
    for stage, row in zip(STAGES, rows):
        assert [" ".join(entries(stage, strand, completed=False)) for strand in STRANDS] == row[1:], stage
    assert sum(len(entries(stage, strand)) for stage in STAGES for strand in STRANDS) == 232


def test_the_stage_words_are_the_words_of_the_source_table():
    _, rows = source_table()
    for stage, row in zip(STAGES, rows):
        assert " ".join(STAGES[stage]).replace(" – ", " ") == row[0].replace(" – ", " ")


def test_one_entry_was_cut_off_and_is_completed_from_the_row_above():
    cut_off = [
        (stage, strand, entry)
        for stage in STAGES
        for strand in STRANDS
        for entry in entries(stage, strand, completed=False)
        if entry == CUT_OFF[2]
    ]
    assert cut_off == [CUT_OFF]
    assert COMPLETED in entries("new-headteacher", "camden")


# What the site says


@pytest.mark.parametrize("address", sorted({page for _, pages in PLACES for page in pages}))
def test_each_passage_stands_word_for_word_on_its_page(address):
    page = Page(address)
    asked = [(pages[0] == address, piece) for line, pages in passages() if address in pages for piece in pieces(line)]
    assert asked
    assert [text for own, (kind, text) in asked if not page.shows(kind, text, own)] == []


def test_each_passage_stands_on_the_page_of_the_whole_framework():
    page = Page(WHOLE)
    asked = [piece for line, _ in passages() for piece in pieces(line)]
    assert [text for kind, text in asked if not page.shows(kind, text, own=False)] == []


def test_the_whole_framework_is_in_the_order_of_the_document():
    blocks, at, out_of_order = Page(WHOLE).main.blocks(), 0, []
    for line, _ in passages():
        for kind, text in pieces(line):
            if kind == "words" or line in COVER:
                continue
            in_full = kind == "block"
            places = (i for i in range(at, len(blocks)) if (text == blocks[i] if in_full else text in blocks[i]))
            place = next(places, None)
            if place is None:
                out_of_order.append(text)
            else:
                at = place
    assert out_of_order == []


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_page_has_the_words_of_its_cell(stage):
    page = Page(f"stages/{stage}.html")
    title, *others = STAGES[stage]
    assert [heading.text() for heading in page.main.all(lambda element: element.tag == "h1")] == [title]
    assert [line for line in others if not any(line in block for block in page.main.blocks())] == []


@pytest.mark.parametrize("strand", STRANDS)
@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_page_has_exactly_the_entries_of_each_strand(stage, strand):
    page = Page(f"stages/{stage}.html")
    sections = [e for e in page.main.all(lambda e: e.tag == "section" and e.attributes.get("id") == strand)]
    assert [("strand" in section.classes()) for section in sections] == [True]
    column = source_table()[0][1 + STRANDS.index(strand)]
    assert any(column in heading for heading in sections[0].headings())
    assert opportunities(sections[0]) == entries(stage, strand)


def test_the_table_has_the_header_cells_of_the_source():
    header, _ = table_of_stages()
    assert [cell.text() for cell in header] == source_table()[0]


def test_the_table_has_a_row_for_each_stage_with_the_words_of_its_cell():
    _, rows = table_of_stages()
    assert len(rows) == len(STAGES)
    for stage, row in zip(STAGES, rows):
        assert [line for line in STAGES[stage] if line not in row[0].text()] == [], stage


@pytest.mark.parametrize("strand", STRANDS)
@pytest.mark.parametrize("stage", STAGES)
def test_the_table_has_exactly_the_entries_of_each_cell(stage, strand):
    _, rows = table_of_stages()
    row = rows[list(STAGES).index(stage)]
    assert len(row) == 1 + len(STRANDS)
    assert opportunities(row[1 + STRANDS.index(strand)]) == entries(stage, strand)


def test_the_page_of_the_whole_framework_has_every_entry_and_stage():
    main = Page(WHOLE).main
    blocks = main.blocks()
    found = Counter(blocks) | Counter(e.text() for e in main.all(lambda e: "opportunity" in e.classes()))
    wanted = Counter(entry for stage in STAGES for strand in STRANDS for entry in entries(stage, strand))
    assert wanted - found == Counter()
    stage_words = [line for lines in STAGES.values() for line in lines] + source_table()[0][1:]
    assert [line for line in stage_words if not any(line in block for block in blocks)] == []
