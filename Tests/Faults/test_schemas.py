"""The JSON Schemas say what the reader does: the same names, the same that must be there, the same kinds of value."""

import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import jsonschema
import pytest
import yaml
from referencing import Registry, Resource

from program import CONTENT_HAS_ERRORS, DONE, REPOSITORY, waymark
from scene import WHOLE_CONTENT

FOLDER = REPOSITORY / "Sources/SitePublishing/Schemas"
SCHEMAS = {path.stem: json.loads(path.read_text()) for path in sorted(FOLDER.glob("*.json"))}
REGISTRY = Registry().with_resources((f"https://schemas.example/{name}.json", Resource.from_contents(schema)) for name, schema in SCHEMAS.items())

# A file of each kind of a content that has no errors, and what stands in its place there. `…` is what is tried.
KINDS = {
    "site": ("site.yml", None), "school": ("school/school.yml", None),
    "page": ("pages/about.md", "title: About"), "part": ("principles/index.md", "title: Principles"),
    "part-page": ("principles/tried.md", "title: Tried"), "pathways": ("pathways/index.md", "title: Pathways"),
    "pathway": ("pathways/tried.md", "title: Tried\nstages: [sendco]"), "stages": ("stages/index.md", "title: Stages"),
    "stage": ("stages/sendco.md", "title: SENDCO"), "edition": ("changes/tried.md", "title: Tried\ndate: 2024-02-29"),
}
SITE = "title: T\npublisher: P\nedition: E\nstrands:\n  - { id: individual, title: I }\n  - { id: school, title: S }\n  - { id: camden, title: C }\n  - { id: national, title: N }\n"
SCHOOL = "name: Rosewood\n"


class CoreLoader(yaml.SafeLoader):
    """YAML 1.2's core schema, as code editors read it: `no` and `2024-02-29` are text."""


CoreLoader.yaml_implicit_resolvers = {}
for tag, pattern, firsts in [
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]), ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"^[-+]?[0-9]+$", list("-+0123456789")), ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", list("-+.0123456789")),
]:
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), firsts)


def resolved(kind: str) -> dict:
    """The schema with what it takes from other files put into its place."""
    def put(value):
        if isinstance(value, dict) and "$ref" in value:
            name, _, pointer = value["$ref"].partition("#/definitions/")
            return put(SCHEMAS[name.removesuffix(".json")]["definitions"][pointer])
        if isinstance(value, dict):
            return {key: put(item) for key, item in value.items()}
        return [put(item) for item in value] if isinstance(value, list) else value

    return put(SCHEMAS[kind])


def problems(kind: str, text: str) -> list[str]:
    """What an editor would underline."""
    schema = {"$id": f"https://schemas.example/of/{kind}.json", **resolved(kind)}
    fields = yaml.load(text, CoreLoader) or {}
    return [error.message for error in jsonschema.Draft7Validator(schema, registry=REGISTRY).iter_errors(fields)]


@pytest.fixture(scope="module")
def content(scratch) -> Path:
    """The least that has a file of every kind."""
    folder = scratch / "for schemas"
    files = {
        "content/site.yml": SITE, "content/themes.csv": "id,title,description\nsend,SEND,\n",
        "content/stages/sendco.csv": "strand,opportunity\nschool,Chair meetings\n",
        "school/school.yml": SCHOOL, "school/images/logo.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    }
    for name in ["index", "principles/index", "pathways/index", "stages/index", "stages/sendco", "pages/about"]:
        files[f"content/{name}.md"] = f"---\ntitle: A page\n---\n"
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def findings(content: Path, place: Path, kind: str, text: str) -> list[dict]:
    """What the program says of the front matter or YAML of a file, in its own copy of the content."""
    folder = Path(tempfile.mkdtemp(dir=place)) / "tried"
    shutil.copytree(content, folder, copy_function=lambda source, target: Path(target).hardlink_to(source))
    name = KINDS[kind][0]
    file = folder / (name if kind == "school" else f"content/{name}")
    whole = text if name.endswith(".yml") else f"---\n{text}\n---\n"
    file.parent.mkdir(exist_ok=True)
    file.unlink(missing_ok=True)
    file.write_text(whole)
    school = ["--school", "school"] if kind == "school" else []
    command = [str(waymark()), "check", "--format", "json", *school]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)
    shutil.rmtree(folder)
    assert result.returncode in (DONE, CONTENT_HAS_ERRORS), result.stderr
    found = [json.loads(line) for line in result.stdout.splitlines()]
    return [one for one in found if one["severity"] == "error" and one["file"].endswith(name.split("/")[-1])]


def start(kind: str) -> str:
    return {"site": SITE, "school": SCHOOL}.get(kind) or f"{KINDS[kind][1]}\n"


def with_field(kind: str, name: str, value: str) -> str:
    """The kind's first text with one field more, or in the place of the one it has."""
    kept = yaml.load(start(kind), CoreLoader)
    kept.pop(name, None)
    return (yaml.safe_dump(kept, sort_keys=False) if kept else "") + f"{name}: {value}\n"


@pytest.mark.parametrize("kind", KINDS)
def test_the_names_are_those_that_the_reader_knows(content, place, kind):
    groups = {"": resolved(kind)}
    for name, value in resolved(kind)["properties"].items():
        if "properties" in value:
            groups[name] = value
        elif "properties" in value.get("items", {}):
            groups[f"{name}[]"] = value["items"]
    for group, schema in groups.items():
        name = group.removesuffix("[]")
        text = start(kind) + "zzz: x\n" if not group else with_field(kind, name, "[{ id: a, title: A, zzz: x }]" if group != name else "{ zzz: x }")
        hints = [one["hint"] for one in findings(content, place, kind, text) if one["id"] == "unknown-key"]
        assert len(hints) == 1, text
        assert sorted(hints[0].removeprefix("known here: ").split(", ")) == sorted(schema["properties"]), group
        assert schema["additionalProperties"] is False and problems(kind, text)


@pytest.mark.parametrize("kind", KINDS)
def test_what_must_be_there_is_the_same(content, place, kind):
    fields = yaml.load(start(kind), CoreLoader)
    assert sorted(resolved(kind)["required"]) == sorted(fields)
    assert not problems(kind, start(kind)) and not findings(content, place, kind, start(kind))
    for name in fields:
        rest = {key: value for key, value in fields.items() if key != name}
        text = yaml.safe_dump(rest, sort_keys=False) if rest else "summary: x\n" if kind != "school" else "short_name: x\n"
        assert problems(kind, text) and f"missing-{name}" in [one["id"] for one in findings(content, place, kind, text)], name


VALUES = [
    "words", "", "''", "3", "-1", "3.5", "true", "no", "'12'", "2024-02-29", "2024-02", "2024", "[]", "[send]", "[sendco]", "[search]", "[search, nope]",
    "[[a]]", "[{ a: b }]", "[a, '']", "{}", "{ name: N }", "{ name: [N] }", "{ email: a@example.org }", "{ email: nobody }",
    "{ website: https://www.example.org/ }", "{ website: 'javascript:x' }", "{ brand: '#16213e' }", "{ brand: red }", "{ link: [a] }",
    "{ compliance: full }", "{ compliance: fully }", "{ tested: 2024-02-29 }", "{ tested: yesterday }", "{ problems: [a, b] }", "{ problems: a }",
    "https://www.example.org/", "https://www.example.org/?a=b", "www.example.org", "en-GB", "English!", "images/logo.svg",
    "[{ id: a, title: A }]", "[{ id: A b, title: A }]", "[{ id: a }]", "[{ id: a, title: A, icon: star }]", "[{ id: a, title: A, icon: sun }]",
    "[{ id: a, title: A }, { id: b, title: A }, { id: c, title: A }, { id: d, title: A }, { id: e, title: A }, { id: f, title: A }, { id: g, title: A }]",
]
# What the reader knows of other files, of the calendar and of colours, and a schema can't.
BEYOND = {"unknown-theme", "unknown-stage", "unknown-strand", "unknown-logo", "low-contrast", "repeated-stage", "duplicate-id", "reserved-id"}


@pytest.mark.parametrize("kind", KINDS)
def test_the_kinds_of_value_are_the_same(content, place, attempts, kind):
    def attempt(case):
        name, value = case
        text = with_field(kind, name, value)
        errors = [one["id"] for one in findings(content, place, kind, text) if one["id"] not in BEYOND]
        underlined = problems(kind, text)
        assert bool(errors) == bool(underlined), f"the reader says {errors}, the schema {underlined}"

    # What all pages have is tried with one kind of them.
    common = {} if kind in ("page", "site", "school") else resolved("page")["properties"]
    attempts([(name, value) for name in resolved(kind)["properties"] if name not in common for value in VALUES], attempt)


def kind_of(path: Path) -> str:
    folder, is_index = path.parent.name, path.name == "index.md"
    return {
        "pathways": "pathways" if is_index else "pathway", "stages": "stages" if is_index else "stage",
        "changes": "page" if is_index else "edition", "pages": "page", "": "page",
    }.get(folder, "part" if is_index else "part-page")


@pytest.mark.parametrize("folder", ["content", "Tests/Sites/complete/content", "init"])
def test_contents_that_build_are_underlined_nowhere(place, folder):
    content = REPOSITORY / folder
    if folder == "init":
        content = place / "mine"
        subprocess.run([str(waymark()), "init", str(content)], check=True, capture_output=True, timeout=60)
    if folder in ["content", "init"]:
        line = (content / "site.yml").read_text().splitlines()[0]
        assert line == "# yaml-language-server: $schema=.schemas/site.json"
        written = {path.name: path.read_bytes() for path in (content / ".schemas").iterdir()}
        assert written == {path.name: path.read_bytes() for path in FOLDER.iterdir()}, f"run `waymark schemas {folder}`"
    assert not problems("site", (content / "site.yml").read_text())
    pages = [path.relative_to(content) for path in content.rglob("*.md")]
    assert len(pages) > 10
    for page in pages:
        front_matter = (content / page).read_text().split("---\n")[1]
        assert not problems(kind_of(page), front_matter), page


def test_the_schemas_are_sound_and_said_in_words():
    for name, schema in SCHEMAS.items():
        jsonschema.Draft7Validator.check_schema(schema)
        for field in resolved(name).get("properties", schema.get("definitions", {})).values():
            assert field["description"].endswith("."), field


def test_schemas_are_written_anew_for_a_content_that_is_there(place):
    (place / "content/.schemas").mkdir(parents=True)
    (place / "content/.schemas/site.json").write_text("old")
    for _ in range(2):
        done = subprocess.run([str(waymark()), "schemas"], cwd=place, capture_output=True, text=True, timeout=60)
        assert done.returncode == DONE
        assert done.stdout == (
            f"Wrote {len(SCHEMAS)} files to content/.schemas.\n"
            "Write at the top of content/site.yml:\n\n  # yaml-language-server: $schema=.schemas/site.json\n"
        )
        assert {path.stem: json.loads(path.read_text()) for path in (place / "content/.schemas").iterdir()} == SCHEMAS


def test_a_new_school_has_them(place):
    shutil.copytree(WHOLE_CONTENT, place / "content")
    subprocess.run([str(waymark()), "new", "school", "rosewood"], cwd=place, check=True, capture_output=True, timeout=60)
    assert (place / "rosewood/school.yml").read_text().startswith("# yaml-language-server: $schema=.schemas/school.json\n")
    assert not problems("school", (place / "rosewood/school.yml").read_text())
    assert (place / "rosewood/.schemas/school.json").is_file()
    written = [str(waymark()), "schemas", "rosewood"]
    said = f"Wrote {len(SCHEMAS)} files to rosewood/.schemas.\n"
    line, rest = (place / "rosewood/school.yml").read_text().split("\n", 1)
    assert subprocess.run(written, cwd=place, capture_output=True, text=True, timeout=60).stdout == said
    (place / "rosewood/school.yml").write_text(rest)
    asked = f"{said}Write at the top of rosewood/school.yml:\n\n  {line}\n"
    assert subprocess.run(written, cwd=place, capture_output=True, text=True, timeout=60).stdout == asked
    built = [str(waymark()), "check", "--school", "rosewood"]
    assert subprocess.run(built, cwd=place, capture_output=True, timeout=60).returncode == DONE
