"""Reads a built page without a browser: its elements, links, ids and texts."""

import posixpath
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

VOID = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "param",
    "source",
    "track",
    "wbr",
    "circle",
    "ellipse",
    "line",
    "path",
    "polygon",
    "polyline",
    "rect",
    "stop",
    "use",
}
ADDRESSES = {"href", "src", "action", "formaction", "poster", "data", "xlink:href"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    line: int
    column: int
    text: str = ""
    within: list["Element"] = field(default_factory=list)

    def get(self, name: str) -> str:
        return self.attributes.get(name) or ""

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column + 1}: <{self.tag}>"


@dataclass
class Link:
    """An address that a page names, and where it leads from there."""

    element: Element
    attribute: str
    value: str
    target: str | None  # an address within the site, or None if it leads elsewhere
    fragment: str


class Page(HTMLParser):
    """A page's elements in order; an element's text is all the text within it."""

    def __init__(self, site: Path, address: str):
        super().__init__()
        self.site, self.address = site, address
        self.bytes = (site / address).read_bytes()
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.feed(self.bytes.decode("utf-8"))
        self.close()

    def handle_starttag(self, tag, attributes):
        element = Element(tag, dict(attributes), *self.getpos(), within=list(self.open))
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attributes):
        self.elements.append(Element(tag, dict(attributes), *self.getpos(), within=list(self.open)))

    def handle_endtag(self, tag):
        while any(element.tag == tag for element in self.open):
            if self.open.pop().tag == tag:
                break

    def handle_data(self, text):
        for element in self.open:
            element.text += text

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]

    def meta(self, name: str) -> str:
        for element in self.all("meta"):
            if name in (element.get("name"), element.get("property"), element.get("http-equiv")):
                return element.get("content")
        return ""

    @property
    def title(self) -> str:
        return " ".join(" ".join(title.text for title in self.all("title") if not self.inside(title, "svg")).split())

    @property
    def ids(self) -> list[str]:
        return [element.attributes["id"] or "" for element in self.elements if "id" in element.attributes]

    @staticmethod
    def inside(element: Element, tag: str) -> bool:
        return any(outer.tag == tag for outer in element.within)

    def links(self) -> list[Link]:
        found = []
        for element in self.elements:
            for attribute in ADDRESSES & element.attributes.keys():
                value = element.attributes[attribute] or ""
                found.append(Link(element, attribute, value, *self.resolve(value)))
        return found

    def resolve(self, value: str) -> tuple[str | None, str]:
        """Where an address on this page leads: the file within the site, if it stays there, and the fragment."""
        parts = urlsplit(value)
        path, fragment = unquote(parts.path), unquote(parts.fragment)
        if parts.scheme or parts.netloc:
            return None, fragment
        target = posixpath.normpath(posixpath.join(posixpath.dirname(self.address), path)) if path else self.address
        return target + "/" if path.endswith("/") else target, fragment
