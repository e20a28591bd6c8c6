"""Writes the same framework of N stages as content for Waymark and as a Hugo site; the same N gives the same bytes.

A stage is a Markdown file (front matter, three paragraphs, a list, a link) and a table of 32 rows in four strands.
Every row's words are its own. One row in four gives an id; Waymark makes the others' from their words, which Hugo is
spared. Links lead out of the site only, so that Hugo need not resolve what Waymark has to check.
"""

import json
import os
import shutil
from pathlib import Path

ROWS = 32
PATHWAY = 10  # stages on the one pathway, which only the site with everything on has

STRANDS = (
    ("individual", "Individual opportunities", "Individual", "person"),
    ("school", "Opportunities in school", "In school", "school"),
    ("borough", "Opportunities across the borough", "Across the borough", "network"),
    ("national", "National programmes & professional bodies", "National", "award"),
)
THEMES = ("coaching", "leadership", "networks", "research", "send", "training", "wellbeing", "governance")
VERBS = ("Shadow", "Observe", "Mentor", "Support", "Plan with", "Learn from", "Lead", "Review the work of")
WHO = ("a subject leader", "the head of year", "a SENDCO", "an early career teacher", "the governors’ panel",
       "a partner school", "the phase team", "a deputy headteacher", "teaching assistants", "the pastoral team")
WHAT = ("on curriculum planning", "in phonics & early reading", "on behaviour and attendance", "in assessment",
        "on inclusion", "in moderation", "on transition", "in the use of data", "on safeguarding", "in mathematics",
        "on parents’ evenings", "in outdoor learning", "on staff wellbeing")
ROLES = ("Teacher of", "Leader of", "Assistant for", "Mentor for", "Governor for", "Coordinator of")
SUBJECTS = ("science", "music", "languages", "history", "art & design", "reading", "computing", "sport", "drama")

SITE = {
    "title": "Benchmark framework", "publisher": "The Benchmark", "edition": "First edition",
    "description": "A framework of many stages, written to measure how fast it is built.",
}
HOME = """\
## How to use it

Start at **your stage**: it lists what you can do by yourself, in your school, across the borough and nationally.

- Read what it offers.
- Choose *one* thing for this term.
"""


def choice(options: tuple, *numbers: int):
    """One of the options, the same for the same numbers, with no pattern that a reader would notice."""
    mixed = 0
    for number in numbers:
        mixed = (mixed + number + 1) * 2_654_435_761 % 4_294_967_291
    return options[(mixed >> 7) % len(options)]


def stage_name(number: int) -> str:
    return f"stage-{number:06}"


def stage_title(number: int) -> str:
    return f"{choice(ROLES, number, 1)} {choice(SUBJECTS, number, 2)} {number:06}"


def stage_markdown(number: int, order_key: str) -> str:
    """The stage's page; Waymark calls the key that orders pages `order`, Hugo `weight`."""
    who, other, what = choice(WHO, number, 3), choice(WHO, number, 4), choice(WHAT, number, 5)
    points = "\n".join(f"- {choice(VERBS, number, 6, i)} {choice(WHO, number, 7, i)} {choice(WHAT, number, 8, i)}" for i in range(4))
    return f"""\
---
title: {stage_title(number)}
short_title: {stage_title(number)}
summary: For those who work with {who} {what}.
{order_key}: {number}
---

This stage is for those who work with **{who}** {what}, and for those who would like to. It says what you can do by
yourself, in your school, across the borough and nationally, *from the first term on*.

Nobody does all of it. Choose with {other} what helps your pupils most, write down what you hope to change, and look at
it again after a term. What you read in *"Closing the gap"* or [in the research](https://www.example.org/research/{number})
counts as much as what you do.

{points}

If you lead {other}, use the `whole table` to plan with others & keep time for it in the year's calendar: an hour that
nobody has kept free is an hour that will not come.
"""


def stage_table(number: int) -> str:
    rows = ["strand,opportunity,id,themes,link,owner,checked,ends,note"]
    for row in range(ROWS):
        words = f"{choice(VERBS, number, row, 1)} {choice(WHO, number, row, 2)} {choice(WHAT, number, row, 3)}"
        words += f", {row % 4 + 1} of {number * ROWS + row}"
        identifier = f"s{number}-r{row}" if row % 4 == 0 else ""
        themes = ";".join(sorted({choice(THEMES, number, row, 4), choice(THEMES, number, row, 5)}))
        rows.append(f'{STRANDS[row * 4 // ROWS][0]},"{words}",{identifier},{themes},,,,,')
    return "\n".join(rows) + "\n"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def write_waymark(folder: Path, count: int) -> None:
    """Content for Waymark with `features: []`."""
    write_frame(folder, everything=False)
    for number in range(1, count + 1):
        stem = folder / "stages" / stage_name(number)
        write_file(f"{stem}.md", stage_markdown(number, "order"))
        write_file(f"{stem}.csv", stage_table(number))


def write_everything(folder: Path, count: int, waymark: Path) -> None:
    """The same stages, under second names, with every feature on, a glossary and a pathway."""
    write_frame(folder, everything=True)
    write(folder / "glossary.csv", "term,meaning,also\nSENDCO,Special educational needs coordinator,\n")
    write(folder / "pathways/index.md", "---\ntitle: Pathways\n---\n")
    stops = ", ".join(stage_name(number) for number in range(1, min(count, PATHWAY) + 1))
    write(folder / "pathways/teaching.md", f"---\ntitle: Teaching\nstages: [{stops}]\n---\n")
    for file in os.scandir(waymark / "stages"):
        os.link(file.path, folder / "stages" / file.name)


def write_frame(folder: Path, everything: bool) -> None:
    """All but the stages."""
    strands = "".join(
        f"  - {{ id: {id}, title: {title}, short_title: {short}, icon: {icon} }}\n" for id, title, short, icon in STRANDS
    )
    site = "".join(f"{key}: {value}\n" for key, value in SITE.items())
    features = "" if everything else "features: []\n"
    write(folder / "site.yml", f"{site}{features}strands:\n{strands}")
    write(folder / "index.md", f"---\ntitle: {SITE['title']}\nsummary: {SITE['description']}\n---\n\n{HOME}")
    write(folder / "themes.csv", "id,title,description\n" + "".join(f"{id},{id.title()},About {id}.\n" for id in THEMES))
    (folder / "stages").mkdir()


def write_hugo(folder: Path, count: int, waymark: Path, built: Path) -> None:
    """A Hugo site of the same content; its tables are the files of the Waymark content, under second names. What
    Waymark brings along, its style sheets and the files for web servers, stands ready for Hugo to copy."""
    shutil.copytree(Path(__file__).parent / "hugo-site", folder)
    strands = [{"id": id, "title": title, "short": short, "icon": icon} for id, title, short, icon in STRANDS]
    write(folder / "data/site.json", json.dumps(SITE | {"strands": strands}))
    write(folder / "content/_index.md", f"---\ntitle: {SITE['title']}\nsummary: {SITE['description']}\n---\n\n{HOME}")
    write(folder / "content/stages/_index.md", "---\ntitle: Career stages\n---\n")
    (folder / "assets/stages").mkdir(parents=True)
    for number in range(1, count + 1):
        name = stage_name(number)
        write_file(folder / "content/stages" / f"{name}.md", stage_markdown(number, "weight"))
        os.link(waymark / "stages" / f"{name}.csv", folder / "assets/stages" / f"{name}.csv")
    shutil.copytree(built / "assets", folder / "static/assets")
    for name in (".htaccess", "_headers", "nginx.conf", "web.config"):
        shutil.copy(built / name, folder / "static")


def write_file(path: str | Path, text: str) -> None:
    with open(path, "xb", buffering=0) as file:
        file.write(text.encode())


def write_schools(folder: Path, count: int) -> list[Path]:
    """Overlays of as many schools: each has a name and adds one row to the Camden site's table for SENDCOs."""
    schools = []
    for number in range(1, count + 1):
        school = folder / f"school-{number:04}"
        write(school / "school.yml", f"name: School {number}\nshort_name: School {number}\n")
        write(school / "stages/sendco.csv", f"strand,opportunity,id\nschool,Meet the inclusion team of school {number},school-{number}\n")
        schools.append(school)
    return schools
