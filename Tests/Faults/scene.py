"""Two contents, the sites they build, and outputs that hold the old one beside what somebody else put there."""

import shutil
from itertools import count
from pathlib import Path

from program import REPOSITORY, build, check_done

STAGING = ".site.waymark-new"

FOREIGN_FILES = {
    ".git/HEAD": b"ref: refs/heads/main\n",
    ".git/objects/ab/cdef": b"\x00\x01an object\xff",
    "CNAME": b"framework.example.org\n",
    "stages/own-notes.txt": b"beside our own pages\n",
    "a name with spaces — and a dash": b"",
}
FOREIGN_LINKS = {"latest": "index.html", "nowhere": "gone/for/ever"}
FOREIGN_FOLDERS = [".git/refs/tags", "empty"]


def snapshot(folder: Path) -> dict[str, object]:
    """Everything below a folder: a file's bytes, a link's target, and None for an empty folder."""
    found: dict[str, object] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = str(path.readlink())
        elif path.is_dir():
            if not any(path.iterdir()):
                found[name] = None
        else:
            found[name] = path.read_bytes()
    return found


def add_foreign(output: Path) -> dict[str, object]:
    """Puts somebody else's files into an output, and gives their snapshot."""
    for name, content in FOREIGN_FILES.items():
        (output / name).parent.mkdir(parents=True, exist_ok=True)
        (output / name).write_bytes(content)
    for name, target in FOREIGN_LINKS.items():
        (output / name).symlink_to(target)
    for name in FOREIGN_FOLDERS:
        (output / name).mkdir(parents=True)
    return FOREIGN_FILES | FOREIGN_LINKS | dict.fromkeys(FOREIGN_FOLDERS)


def difference(found: dict, wanted: dict) -> str:
    missing = sorted(wanted.keys() - found.keys())
    added = sorted(found.keys() - wanted.keys())
    other = sorted(name for name in found.keys() & wanted.keys() if found[name] != wanted[name])
    return f"missing {missing[:5]}, too many {added[:5]}, other {other[:5]}"


class Scene:
    """An old content and a new one, and the sites they build."""

    def __init__(self, folder: Path, content: Path):
        self.folder = folder
        self.old, self.new = folder / "old content", folder / "new content"
        shutil.copytree(content, self.old)
        shutil.copytree(content, self.new)
        change(self.old, self.new)
        for name in ("old", "new"):
            check_done(build(folder / f"{name} content", folder / f"{name} site"))
        self.old_site, self.new_site = snapshot(folder / "old site"), snapshot(folder / "new site")
        kept = [name for name in self.old_site if self.old_site[name] == self.new_site.get(name)]
        removed, added = self.old_site.keys() - self.new_site.keys(), self.new_site.keys() - self.old_site.keys()
        assert len(kept) > 3 and removed and added, "the two contents are no test"
        self._numbers = count()
        self._foreign: dict[str, object] = {}

    def place(self) -> Path:
        """A folder that nobody has used."""
        place = self.folder / f"place {next(self._numbers)}"
        place.mkdir()
        return place

    def output(self) -> Path:
        """An output in a place of its own: the old site beside somebody else's files."""
        output = self.place() / "site"
        self.fill(output)
        return output

    def fill(self, output: Path):
        shutil.copytree(self.folder / "old site", output, dirs_exist_ok=True)
        self._foreign = add_foreign(output)

    def state(self, output: Path, *, foreign: bool = True) -> str:
        """Whether an output is wholly the old site or wholly the new, with all that somebody else put there."""
        found = snapshot(output)
        others = self._foreign if foreign else {}
        if found == self.old_site | others:
            return "old"
        if found == self.new_site | others:
            return "new"
        torn = min((difference(found, site | others) for site in (self.old_site, self.new_site)), key=len)
        raise AssertionError(f"neither the old site nor the new: {torn}")

    def check_next_build(self, output: Path, *, foreign: bool = True):
        """A build of the new content must give the new site, whatever the last one left, and leave nothing behind."""
        check_done(build(self.new, output))
        assert self.state(output, foreign=foreign) == "new"
        self.check_nothing_is_left_beside(output)

    def check_nothing_is_left_beside(self, output: Path):
        assert [path.name for path in output.parent.iterdir()] == [output.name]


def change(old: Path, new: Path):
    """Makes two equal contents differ: in words, by pages, and by folders with all their pages."""
    (old / "hubs/gone.md").write_text("---\ntitle: Gone\n---\n\nA page that goes.\n")
    with (new / "stages/index.md").open("a") as file:
        file.write("\nMore words.\n")
    (new / "pillars").mkdir(exist_ok=True)
    if not (new / "pillars/index.md").exists():
        (new / "pillars/index.md").write_text("---\ntitle: Pillars\n---\n")
    (new / "pillars/added.md").write_text("---\ntitle: Added\n---\n\nAn added page.\n\n## Its I and i\n")
    # Letters that have other capitals in Turkish.
    (new / "stages/istanbul.md").write_text("---\ntitle: Istanbul\n---\n")
    (new / "stages/istanbul.csv").write_text("strand,opportunity\nschool,invite others\nschool,Initials\n")
    if "principles/index.md" not in (new / "index.md").read_text():
        shutil.rmtree(new / "principles")


SMALL_CONTENT = REPOSITORY / "Tests/Sites/complete/content"
WHOLE_CONTENT = REPOSITORY / "content"
