"""Inputs of a megabyte that are as hard to read as we could think of, and the identifiers of what is wrong with each."""

from collections.abc import Callable

SIZE = 1_000_000
TABLE = "stages/teacher.csv"
PAGE = "pages/hostile.md"


def filled(unit: Callable[[int], str] | str, size: int = SIZE, start: str = "") -> str:
    """A text of about `size` bytes: the start, then the unit again and again, which may depend on its number."""
    if isinstance(unit, str):
        return start + unit * ((size - len(start)) // len(unit.encode()))
    parts, length, number = [start], len(start.encode()), 0
    while length < size:
        part = unit(number)
        parts.append(part)
        length += len(part.encode())
        number += 1
    return "".join(parts)


def page(text: str, fields: str = "") -> str:
    return f"---\ntitle: Hostile\n{fields}---\n\n{text}\n"


def letters(number: int) -> str:
    """A word for a number: a to z, then ba, bb."""
    word = ""
    while True:
        number, digit = divmod(number, 26)
        word = chr(97 + digit) + word
        if number == 0:
            return word


def table(unit, header="strand,opportunity,id,themes,link,owner,checked,ends,note") -> Callable[[], dict[str, str]]:
    return lambda: {TABLE: filled(unit, start=header + "\n")}


def markdown(unit, size: int = SIZE - 100) -> Callable[[], dict[str, str]]:
    return lambda: {PAGE: page(filled(unit, size))}


def rows(count: int, wrong: int | None = None) -> dict[str, str]:
    lines = ["strand,opportunity,themes,checked"]
    for number in range(2, count + 2):
        strand = "scool" if number == wrong else "school"
        lines.append(f"{strand},Opportunity {letters(number)} of many,research;coaching,2024-02-29")
    return {TABLE: "\n".join(lines) + "\n"}


def yaml(text: str) -> Callable[[], dict[str, str]]:
    """The same fields as a page's front matter and as the whole of site.yml."""
    return lambda: {PAGE: page("Words", text + "\n"), "site.yml": "title: Hostile\n" + text + "\n"}


def small_yaml(unit, start: str = "") -> Callable[[], dict[str, str]]:
    """As large as fields may be."""
    return lambda: yaml(filled(unit, 99_000, start))()


def glossary(unit, body: str = "", header="term,meaning,also\n") -> Callable[[], dict[str, str]]:
    return lambda: {"glossary.csv": filled(unit, start=header), PAGE: page(body or "Words")}


def themes(unit) -> Callable[[], dict[str, str]]:
    return lambda: {"themes.csv": filled(unit, start="id,title\n"), TABLE: "strand,opportunity\n"}


def stages(count: int) -> dict[str, str]:
    """A megabyte of opportunities over as many stages, all of which are compared with one another."""
    names = [letters(1_000 + number) for number in range(count)]
    words = {f"stages/{name}.md": f"---\ntitle: Stage {name}\n---\n" for name in names}
    start = "strand,opportunity\n"
    tables = {f"stages/{name}.csv": filled(lambda n: f"school,{name} {n}\n", SIZE // count, start) for name in names}
    return words | tables


def headings_and_links() -> dict[str, str]:
    return {
        "pages/headings.md": page(filled(lambda n: f"## {letters(n)}\n", SIZE // 2)),
        PAGE: page(filled(lambda n: f"[a](headings.md#x{letters(n)})\n", SIZE // 2)),
    }


def many(*cases) -> Callable[[], dict[str, str]]:
    return lambda: {path: text for case in cases for path, text in case().items()}


CASES = {
    # Tables
    "table: unknown strands": (table(lambda n: f"s{letters(n)},Words {n}\n"), "unknown-strand"),
    "table: near strands": (table(lambda n: f"scho{letters(n)[:2]}l,Words {n}\n"), "unknown-strand"),
    "table: empty strands": (table(lambda n: f",Words {n}\n"), "empty-cell"),
    "table: empty opportunities": (table("school,,,,,,,,x\n"), "empty-cell"),
    "table: unknown themes": (table(lambda n: f"school,{n},,a{letters(n)};b{letters(n)}\n"), "unknown-theme"),
    "table: unknown themes in one cell": (
        lambda: {TABLE: "strand,opportunity,themes\nschool,Words," + filled(lambda n: f"t{letters(n)};") + "\n"},
        "unknown-theme",
    ),
    "table: one theme in one cell": (
        lambda: {TABLE: "strand,opportunity,themes\nschool,Words," + filled("research;") + "\n"}, "",
    ),
    "table: unsafe ids": (table(lambda n: f"school,W,A {n}\n"), "unsafe-id"),
    "table: repeated opportunities": (table("school,Words\n"), "repeated-opportunity"),
    "table: wrong dates": (table(lambda n: f"school,{n},,,,,2024-02-30,x,\n"), "invalid-date"),
    "table: unsafe links": (table(lambda n: f"school,{n},,,javascript:x\n"), "unsafe-link"),
    "table: links outside": (table(lambda n: f"school,{n},,,../../../x\n"), "link-outside"),
    "table: broken links": (table(lambda n: f"school,{n},,,x{letters(n)}.md\n"), "broken-link"),
    "table: rows too long": (table(lambda n: f"school,{n},,,,,,,,,x\n"), "row-too-long"),
    "table: unterminated quotes": (table(lambda n: f'school,"{n}\n'), "unterminated-quote"),
    "table: text after quotes": (table(lambda n: f'school,"{n}" x\n'), "text-after-quote"),
    "table: quotes alone": (lambda: {TABLE: "strand,opportunity\n" + '"' * SIZE}, "empty-cell unknown-strand"),
    "table: unknown columns": (lambda: {TABLE: filled(lambda n: f"c{letters(n)},") + "\nx\n"}, "unknown-column"),
    "table: equal columns": (lambda: {TABLE: "strand,opportunity," + filled("strand,") + "\n"}, "duplicate-column"),
    "table: unnamed columns": (lambda: {TABLE: "strand,opportunity" + "," * SIZE + "x\n"}, "unnamed-column"),
    "table: commas": (lambda: {TABLE: "strand,opportunity\n" + "," * SIZE + "\n"}, ""),
    "table: line breaks": (lambda: {TABLE: "strand,opportunity\n" + "\n" * SIZE}, ""),
    "table: spaces": (lambda: {TABLE: "strand,opportunity\n" + " " * SIZE + "\n"}, ""),
    "table: no-break spaces": (lambda: {TABLE: "strand,opportunity\n" + "\u00a0" * (SIZE // 2) + "\n"}, ""),
    "table: one long cell": (lambda: {TABLE: "strand,opportunity\nschool," + "word " * (SIZE // 5) + "\n"}, ""),
    "table: one long word": (lambda: {TABLE: "strand,opportunity\nschool," + "w" * SIZE + "\n"}, ""),
    "table: one long strand": (lambda: {TABLE: "strand,opportunity\n" + "s" * SIZE + ",Words\n"}, "unknown-strand"),
    "table: emoji": (lambda: {TABLE: "strand,opportunity\n" + filled(lambda n: f"school,😀{'🎉' * (n % 50)}{n}\n")}, ""),
    "table: emoji alone": (lambda: {TABLE: "strand,opportunity\n" + filled(lambda n: f"school,{'😀' * (1 + n)}\n")}, ""),
    "table: acronyms": (table(lambda n: f"school,{letters(n).upper()}X\n"), ""),
    "table: 100,000 rows": (lambda: rows(100_000), ""),
    "table: 100,000 rows, one wrong": (lambda: rows(100_000, wrong=70_007), "unknown-strand"),
    "table: 13 stages more": (lambda: stages(13), ""),
    "table: one link many times": (table(lambda n: f"school,{n},,,../hubs/reading.md\n"), ""),
    # Lists
    "glossary: terms": (glossary(lambda n: f"{letters(n)}a,m\n"), ""),
    "glossary: terms without meanings": (glossary(lambda n: f"{letters(n)}a,\n"), ""),
    "glossary: equal terms": (glossary("a,b\n"), "repeated-term"),
    "glossary: terms without words": (glossary(lambda n: "😀" * (1 + n % 300) + f",{n}\n"), "too-long"),
    "glossary: phrases with one first word": (
        glossary(lambda n: f"a {letters(n)},m\n", filled("a ", SIZE // 2)), "",
    ),
    "glossary: one long phrase": (
        lambda: {"glossary.csv": "term,meaning\n" + filled("a ") + "b,m\n", PAGE: page(filled("a ", SIZE // 2))}, "too-long",
    ),
    "glossary: long phrases": (
        glossary(lambda n: "a " * n + "b,m\n", filled("a ", SIZE // 2)), "too-long",
    ),
    "glossary: one term with many forms": (
        lambda: {"glossary.csv": "term,meaning,also\nA,m," + filled(lambda n: f"{letters(n)};") + "\n"}, "",
    ),
    "glossary: unknown columns": (lambda: {"glossary.csv": filled(lambda n: f"c{letters(n)},") + "\n"}, "unknown-column"),
    "themes: valid": (themes(lambda n: f"t{letters(n)},T\n"), "too-many-themes"),
    "themes: equal": (themes("a,b\n"), "duplicate-id"),
    "themes: unsafe": (themes(lambda n: f"T{letters(n)},T\n"), "unsafe-id"),
    "themes: without titles": (themes(lambda n: f"t{letters(n)},\n"), "empty-cell"),
    # Markdown
    "markdown: equal headings": (markdown("## a\n"), ""),
    "markdown: headings": (markdown(lambda n: f"## {letters(n)}\n"), ""),
    "markdown: headings that look like numbered ones": (markdown(lambda n: f"## a-{n % 1000}\n"), ""),
    "markdown: headings of emoji": (markdown("## 😀\n"), ""),
    "markdown: titles": (markdown("# a\n"), "title-in-text"),
    "markdown: skipped levels": (markdown("## a\n#### b\n"), "skipped-heading-level"),
    "markdown: broken links": (markdown(lambda n: f"[a]({letters(n)}.md)\n"), "broken-link"),
    "markdown: broken links on one line": (markdown(lambda n: f"[a]({letters(n)}.md) "), "broken-link"),
    "markdown: broken fragments": (markdown(lambda n: f"[a](about.md#{letters(n)})\n"), "broken-fragment"),
    "markdown: broken fragments of a page of headings": (headings_and_links, "broken-fragment"),
    "markdown: unsafe links": (markdown(lambda n: f"[a](javascript:{n}) "), "unsafe-link"),
    "markdown: links outside": (markdown(lambda n: f"[a](../../{n}) "), "link-outside"),
    "markdown: one link with a long address": (lambda: {PAGE: page("[a](" + "x" * (SIZE - 100) + ")")}, "broken-link"),
    "markdown: one link up": (lambda: {PAGE: page("[a](" + "x/../" * (SIZE // 5 - 50) + ")")}, "broken-link"),
    "markdown: foreign pictures": (markdown("![a](https://a.b/c) "), "foreign-image"),
    "markdown: links": (markdown("[a](about.md) "), ""),
    "markdown: raw HTML": (markdown("<b>"), "raw-html"),
    "markdown: raw HTML on lines": (markdown("a <b>\n"), "raw-html"),
    "markdown: one raw HTML block": (markdown("<div>\n"), "raw-html"),
    "markdown: raw HTML comments": (markdown("<!-- a\n"), "raw-html"),
    "markdown: half HTML": (markdown("<a "), ""),
    "markdown: half declarations": (markdown("<!A "), "raw-html"),
    "markdown: half instructions": (markdown("a <? "), ""),
    "markdown: half data": (markdown("a <![CDATA["), ""),
    "markdown: half comments": (markdown("a <!-- "), ""),
    "markdown: opening brackets": (markdown("["), ""),
    "markdown: brackets": (markdown("[]"), ""),
    "markdown: brackets in one another": (lambda: {PAGE: page("[" * 490_000 + "a" + "]" * 490_000)}, ""),
    "markdown: half links": (markdown("[a]("), ""),
    "markdown: half links in angles": (markdown("[a](<b"), ""),
    "markdown: pictures in one another": (lambda: {PAGE: page("![" * 160_000 + "a" + "](b)" * 160_000)}, "nested-too-deep"),
    "markdown: parentheses": (lambda: {PAGE: page("[a](" + "(" * (SIZE - 100))}, ""),
    "markdown: stars": (markdown("*"), ""),
    "markdown: stars and letters": (markdown("*a "), ""),
    "markdown: stars and letters the other way": (markdown("a* "), ""),
    "markdown: stars and lines": (markdown("*a _b "), ""),
    "markdown: runs of stars": (markdown("**a *b ***c "), ""),
    "markdown: emphasis": (markdown("*a* **b** "), ""),
    "markdown: emphasis in one another": (lambda: {PAGE: page("*a " * 160_000 + " b*" * 160_000)}, "nested-too-deep"),
    "markdown: one long emphasis": (lambda: {PAGE: page("*" + "a " * (SIZE // 2 - 100) + "a*")}, ""),
    "markdown: underscores": (markdown("a_b_"), ""),
    "markdown: backticks": (lambda: {PAGE: page(" ".join("`" * n for n in range(1, 1400)))}, ""),
    "markdown: backticks alone": (markdown("` `` "), ""),
    "markdown: one backtick": (markdown("`"), ""),
    "markdown: backslashes": (markdown("\\"), ""),
    "markdown: entities": (markdown("&amp;"), ""),
    "markdown: half entities": (markdown("&a"), ""),
    "markdown: long numbers of entities": (markdown("&#9999999999"), ""),
    "markdown: definitions": (markdown(lambda n: f"[{letters(n)}]: a.md\n"), ""),
    "markdown: definitions that are used": (markdown(lambda n: f"[{letters(n)}]: about.md\n\n[{letters(n)}]\n"), ""),
    "markdown: one definition used": (
        lambda: {PAGE: page("[a]: about.md\n\n" + filled("[a] ", SIZE - 200))}, "",
    ),
    "markdown: one long definition used": (
        lambda: {PAGE: page("[a]: " + "x" * 500_000 + "\n\n" + filled("[a] ", SIZE // 2 - 200))}, "broken-link",
    ),
    "markdown: half definitions": (markdown("[a]: <b\n"), ""),
    "markdown: definitions of titles": (markdown("[a]: b 'c\n"), ""),
    "markdown: list marks": (markdown("- "), ""),
    "markdown: list marks and blank lines": (markdown("- a\n\n"), ""),
    "markdown: blank lines below nested lists": (
        lambda: {PAGE: page("".join("  " * n + "- x\n" for n in range(19)) + "\n" * (SIZE - 1000))}, "",
    ),
    "markdown: lists in one another": (
        lambda: {PAGE: page("".join(" " * n + "- x\n" for n in range(1400)))}, "nested-too-deep",
    ),
    "markdown: numbers": (markdown("1. "), "nested-too-deep"),
    "markdown: lists": (markdown("- a\n"), ""),
    "markdown: quotations": (markdown("> "), "nested-too-deep"),
    "markdown: quotations in lines": (markdown("> a\n"), ""),
    "markdown: rules": (markdown("* * *\n"), ""),
    "markdown: one long rule": (markdown("* "), ""),
    "markdown: underlines": (markdown("a\n==\n"), "title-in-text"),
    "markdown: fences": (markdown("```\n"), ""),
    "markdown: fences with languages": (markdown(lambda n: f"``` {letters(n)}\n```\n"), ""),
    "markdown: list marks in a fence": (lambda: {PAGE: page("```\n" + filled("- " * 60 + "x\n", SIZE - 200) + "```")}, ""),
    "markdown: titles of links": (markdown('[a](about.md "b") '), "unseen-words"),
    "markdown: titles of links in entities": (markdown(lambda n: f'[a](about.md "&lt;{n}") '), "unseen-words"),
    "markdown: links in entities": (markdown(lambda n: f"[a](&lt;{n}.md) "), "broken-link"),
    "markdown: words after languages": (markdown("``` a b\n```\n"), "unseen-words"),
    "markdown: links to parts": (markdown("[a](/glossary.html#x) "), "broken-fragment"),
    "markdown: tabs": (markdown("\t"), ""),
    "markdown: spaces": (markdown(" "), ""),
    "markdown: line breaks": (markdown("\n"), ""),
    "markdown: hard breaks": (markdown("a  \n"), ""),
    "markdown: one long line": (markdown("word "), ""),
    "markdown: one long word": (markdown("w"), ""),
    "markdown: words of one letter": (markdown("a\n"), ""),
    "markdown: paragraphs": (markdown("a\n\n"), ""),
    "markdown: acronyms": (markdown(lambda n: f"{letters(n).upper()}X "), ""),
    "markdown: combining marks": (markdown("\u0301"), ""),
    "markdown: joined emoji": (markdown("👩\u200d"), ""),
    "markdown: autolinks": (markdown(lambda n: f"<https://a.b/{n}> "), ""),
    "markdown: half autolinks": (markdown("<https:"), ""),
    "markdown: too long": (markdown("word ", 3 * SIZE), "too-long"),
    # Fields
    "fields: a megabyte": (yaml(filled("a: b\n")), "too-long"),
    "fields: unknown keys": (small_yaml(lambda n: f"k{letters(n)}: x\n"), "unknown-key"),
    "fields: near keys": (small_yaml(lambda n: f"titl{letters(n)}: x\n"), "duplicate-key"),
    "fields: equal keys": (small_yaml("a: b\n"), "duplicate-key"),
    "fields: brackets": (small_yaml("["), "invalid-yaml"),
    "fields: braces": (small_yaml("{a: "), "invalid-yaml"),
    "fields: dashes": (small_yaml("- "), "invalid-yaml"),
    "fields: question marks": (small_yaml("? "), "invalid-yaml"),
    "fields: groups in one another": (
        lambda: yaml("".join(" " * n + "a:\n" for n in range(440)))(), "missing-strands",
    ),
    "fields: an alias bomb": (
        yaml("a: &a [x]\n" + "".join(f"{letters(n + 1)}: &{letters(n + 1)} [{f'*{letters(n)}, ' * 9}]\n" for n in range(24))),
        "refused-yaml",
    ),
    "fields: an alias in a key": (yaml("a: &a [x]\n? {*a : *a}\n: b"), "refused-yaml"),
    "fields: tags": (small_yaml(lambda n: f"k{n}: !!str x\n"), "refused-yaml"),
    "fields: one long scalar": (small_yaml("x", "summary: "), "missing-strands"),
    "fields: one long quoted scalar": (lambda: yaml('summary: "' + "\\x41" * 24_000 + '"')(), "missing-strands"),
    "fields: one long block": (small_yaml("  words\n", "summary: |\n"), "missing-strands"),
    "fields: a list": (small_yaml("- a\n", "themes:\n"), "unknown-key"),
    "fields: themes": (
        lambda: {"principles/evidence.md": page("Words", filled(lambda n: f"- t{letters(n)}\n", 99_000, "themes:\n"))},
        "unknown-theme",
    ),
    "fields: stages of a pathway": (
        lambda: {"pathways/leading.md": page("Words", filled(lambda n: f"- s{letters(n)}\n", 99_000, "stages:\n"))},
        "unknown-stage",
    ),
    "fields: one stage of a pathway": (
        lambda: {"pathways/leading.md": page("Words", filled("- teacher\n", 99_000, "stages:\n"))}, "repeated-stage",
    ),
    "fields: features": (small_yaml(lambda n: f"- f{letters(n)}\n", "features:\n"), "unknown-feature"),
    "fields: strands": (small_yaml(lambda n: f"- id: s{letters(n)}\n  title: T\n", "strands:\n"), "too-many-strands"),
    "fields: comments": (small_yaml("# a\n"), "missing-strands"),
    "fields: line separators": (small_yaml("\u2028", "summary: a"), "missing-strands"),
    "fields: never closed": (lambda: {PAGE: "---\n" + filled("a: b\n")}, "unclosed-front-matter"),
    # Files
    "a file of NUL bytes": (lambda: {PAGE: "\0" * SIZE, TABLE: "\0" * SIZE, "site.yml": "\0" * 1000}, "not-text"),
    "a page without front matter": (lambda: {PAGE: filled("words ")}, "missing-front-matter"),
    "a thousand empty pages": (lambda: {f"pages/p{n}.md": "" for n in range(1000)}, "missing-front-matter"),
    "5,000 pages that link to none": (
        lambda: {f"pages/p{letters(n)}.md": page(f"[a](q{letters(n)}.md)") for n in range(5000)}, "broken-link",
    ),
}
TOGETHER = [
    "table: unknown strands", "glossary: equal terms", "themes: equal", "fields: unknown keys",
    "markdown: broken fragments of a page of headings",
]
# What follows where site.yml or a list of the small content is replaced by a hostile one.
FOLLOWING = {
    "fields": "missing-title missing-publisher missing-edition missing-strands unknown-key unknown-strand broken-link",
    "themes": "unknown-theme broken-link",
    "a file of NUL bytes": "invalid-yaml missing-front-matter missing-column unknown-column missing-publisher missing-edition"
    " missing-strands missing-title",
    "table: unknown columns": "missing-column",
    "table: unnamed columns": "unknown-column",
    "glossary: unknown columns": "missing-column",
}
