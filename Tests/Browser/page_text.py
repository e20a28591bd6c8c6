"""Reads a page of the site as a reader sees it: elements, and the words of blocks."""

import re
from html.parser import HTMLParser

from browser import site_folder


def words(text):
    """`text` with single spaces and without Markdown's emphasis marks: `*a*  b` -> `a b`. Quotes stay as written."""
    return " ".join(text.replace("*", "").split())


VOID = set("area base br col embed hr img input link meta source track wbr".split())
INLINE = set("a abbr b bdi cite code data dfn em i kbd label mark q s small span strong sub sup time u var".split())
UNSEEN = {"script", "style", "template", "noscript", "svg", "title"}
CLOSED_BY = {"li": {"li"}, "tr": {"tr", "td", "th"}, "td": {"td", "th"}, "th": {"td", "th"}}


class Element:
    def __init__(self, tag, attributes, parent):
        self.tag, self.attributes, self.parent, self.children = tag, attributes, parent, []

    def all(self, wanted):
        """The elements below this one that are `wanted`, in the document's order."""
        for child in self.children:
            if isinstance(child, Element):
                if wanted(child):
                    yield child
                yield from child.all(wanted)

    def above(self):
        element = self.parent
        while element:
            yield element
            element = element.parent

    def classes(self):
        return (self.attributes.get("class") or "").split()

    def blocks(self):
        """The text that a reader sees, one string a block: `<li><p>a <b>b</b></p></li>` -> `["a b"]`."""
        return [text for text, _ in self._blocks()]

    def headings(self):
        return [text for text, inside in self._blocks() if re.search(r"\bh[1-6]\b", inside)]

    def text(self):
        return " ".join(self.blocks())

    def _blocks(self):
        found, open_text = [], []

        def end(inside):
            if text := " ".join("".join(open_text).split()):
                found.append((text, inside))
            open_text.clear()

        def walk(element, inside):
            for child in element.children:
                if isinstance(child, str):
                    open_text.append(child)
                elif child.tag in UNSEEN or "hidden" in child.attributes:
                    continue
                elif child.tag in INLINE:
                    walk(child, inside)
                elif child.tag in VOID:
                    open_text.append(" ")
                else:
                    end(inside)
                    walk(child, f"{inside} {child.tag}")
                    end(f"{inside} {child.tag}")

        walk(self, self.tag)
        end(self.tag)
        return found


class Page(HTMLParser):
    def __init__(self, address):
        super().__init__()
        file = site_folder() / address
        assert file.is_file(), f"{file} is missing: build the site first"
        self.root = self.open = Element("document", {}, None)
        self.feed(file.read_text(encoding="utf-8"))
        self.close()
        mains = list(self.root.all(lambda element: element.tag == "main"))
        assert len(mains) == 1, f"{address} has {len(mains)} main elements"
        self.main = mains[0]
        self.body = next(self.root.all(lambda element: element.tag == "body"), self.root)

    def handle_starttag(self, tag, attrs):
        while self.open.tag in CLOSED_BY.get(tag, ()):
            self.open = self.open.parent
        element = Element(tag, dict(attrs), self.open)
        self.open.children.append(element)
        if tag not in VOID:
            self.open = element

    def handle_startendtag(self, tag, attrs):
        self.open.children.append(Element(tag, dict(attrs), self.open))

    def handle_endtag(self, tag):
        named = next((e for e in [self.open, *self.open.above()] if e.tag == tag and e.parent), None)
        if named:
            self.open = named.parent

    def handle_data(self, data):
        self.open.children.append(data)

    def shows(self, kind, text, own=True):
        """Whether a reader finds `text`: as a whole paragraph or list item, in a heading, in a caption, or anywhere.
        On a page that is not its `own`, a heading may be any words, such as a card's link."""
        if kind == "block":
            return text in self.main.blocks()
        if kind == "heading" and own:
            return any(text in heading for heading in self.main.headings())
        if kind == "caption" and own:
            return any(text in caption.text() for caption in self.main.all(lambda element: element.tag == "caption"))
        return any(text in block for block in self.body.blocks())
