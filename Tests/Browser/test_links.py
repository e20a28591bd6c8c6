"""Reads every built page without a browser: links, anchors, structure, safety and weight."""

import re
from collections import Counter, defaultdict
from xml.etree import ElementTree

import pytest

from browser import page_addresses
from pages import Page
from reports import none_of

KB = 1024
LOADED = {"img", "script", "iframe", "source", "audio", "video", "object", "embed", "use", "image"}
SCRIPTED = ("javascript:", "data:", "vbscript:")


@pytest.fixture(scope="module")
def pages(site) -> dict[str, Page]:
    return {address: Page(site, address) for address in page_addresses(site)}


@pytest.fixture(scope="module")
def ids(site, pages) -> dict[str, set[str]]:
    """The places that a fragment can name, for every page and picture."""
    found = {address: set(page.ids) for address, page in pages.items()}
    for picture in site.rglob("*.svg"):
        found[picture.relative_to(site).as_posix()] = set(re.findall(r'\bid="([^"]*)"', picture.read_text("utf-8")))
    return found


def places(pages, wanted):
    """The elements of all pages for which `wanted` gives a word about what is wrong."""
    for address, page in pages.items():
        for element in page.elements:
            if wrong := wanted(element):
                yield f"{address}, {element}: {wrong}"


# Links


def test_every_link_names_a_file_of_the_site(site, pages):
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    none_of(
        (
            f"{address}, {link.element}: {link.attribute}={link.value!r}"
            for address, page in pages.items()
            for link in page.links()
            if link.target is not None and link.target not in files
        ),
        "A link within the site names a file that is there, in the same case (../hubs/index.html, not ../hubs/).",
    )


def test_every_fragment_arrives(pages, ids):
    none_of(
        (
            f"{address}, {link.element}: {link.attribute}={link.value!r}"
            for address, page in pages.items()
            for link in page.links()
            if "#" in link.value and link.target in ids and link.fragment not in ids[link.target]
        ),
        "What follows # in a link is an id on the page it leads to.",
    )


def test_no_link_within_the_site_depends_on_where_it_is_published(pages):
    home = pages["index.html"]
    base = next((link.value for link in home.links() if link.element.get("rel") == "canonical"), "").removesuffix(
        "index.html"
    )
    none_of(
        (
            f"{address}, {link.element}: {link.attribute}={link.value!r}"
            for address, page in pages.items()
            for link in page.links()
            if link.value.startswith("/") or (base and link.value.startswith(base))
            if link.element.get("rel") != "canonical" and address != "404.html"
        ),
        "Links within the site are relative, so that one build works everywhere.",
    )


def test_nothing_is_loaded_from_elsewhere(site, pages):
    none_of(
        [
            f"{address}, {link.element}: {link.attribute}={link.value!r}"
            for address, page in pages.items()
            for link in page.links()
            if link.target is None
            and (link.element.tag in LOADED or (link.element.tag == "link" and "stylesheet" in link.element.get("rel")))
        ]
        + [
            f"{sheet.relative_to(site)}: {url}"
            for sheet in site.rglob("*.css")
            for url in re.findall(r"url\(\s*[\"']?([^\"')]*)|@import\s+[\"']([^\"']*)", sheet.read_text("utf-8"))
            for url in filter(None, url)
            if not url.startswith(("data:", "#")) and not (sheet.parent / url).is_file()
        ],
        "Scripts, styles, pictures and fonts are the site's own files.",
    )


def test_every_page_is_reached_by_links_from_the_home_page(pages):
    reached, ahead = set(), ["index.html"]
    while ahead:
        address = ahead.pop()
        if address in pages and address not in reached:
            reached.add(address)
            ahead += [
                link.target for link in pages[address].links() if link.element.tag in ("a", "area") and link.target
            ]
    none_of(sorted(pages.keys() - reached - {"404.html"}), "Link to these pages from a page that is reached.")


def test_the_sitemap_lists_exactly_the_pages(site, pages):
    file = site / "sitemap.xml"
    if not file.is_file():
        pytest.skip("this site has no sitemap.xml")
    listed = [
        each.text.strip() for each in ElementTree.parse(file).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    ]
    assert listed, "sitemap.xml lists no page"
    base = min(listed, key=len).removesuffix("index.html")
    assert re.match(r"https?://[^/]+/", base), f"sitemap.xml gives addresses in full, with https:// and a host: {base}"
    listed = [address.removeprefix(base) or "index.html" for address in listed]
    wanted = {address for address, page in pages.items() if "noindex" not in page.meta("robots")} - {"404.html"}
    none_of(
        [f"missing: {address}" for address in sorted(wanted - set(listed))]
        + [f"should not be listed: {address}" for address in sorted(set(listed) - wanted)]
        + [f"listed {count} times: {address}" for address, count in Counter(listed).items() if count > 1],
        "sitemap.xml lists every page but 404.html and those that ask not to be listed, once.",
    )


# Structure


def test_ids_are_unique_and_have_no_space(pages):
    none_of(
        (
            f"{address}: id {name!r} {count} times" if count > 1 else f"{address}: id {name!r}"
            for address, page in pages.items()
            for name, count in Counter(page.ids).items()
            if count > 1 or not name or re.search(r"\s", name)
        ),
        "An id occurs once on a page, is not empty and holds no white space.",
    )


def test_every_page_has_one_main_heading_and_skips_no_level(pages):
    findings = []
    for address, page in pages.items():
        headings = page.all("h1", "h2", "h3", "h4", "h5", "h6")
        levels = [int(heading.tag[1]) for heading in headings]
        if levels.count(1) != 1:
            findings.append(f"{address}: {levels.count(1)} h1")
        findings += [
            f"{address}, {heading}: after an h{before}: {' '.join(heading.text.split())}"
            for before, level, heading in zip([0, *levels], levels, headings, strict=False)
            if level > before + 1
        ]
        findings += [f"{address}, {heading}: empty" for heading in headings if not heading.text.strip()]
    none_of(findings, "A page has one h1, and a heading is at most one level below the one before it.")


def test_every_page_has_its_landmarks_and_a_skip_link(pages):
    findings = []
    for address, page in pages.items():
        if address.startswith("embed/"):  # the page around the frame has them
            continue
        for tag in ("main", "nav", "footer"):
            if not page.all(tag):
                findings.append(f"{address}: no {tag}")
        if len(page.all("main")) > 1:
            findings.append(f"{address}: more than one main")
        first = next((link for link in page.links() if link.element.tag == "a"), None)
        main = [element.get("id") for element in page.all("main")]
        if not first or first.target != address or first.fragment not in main:
            findings.append(f"{address}: the first link does not lead to main")
    none_of(findings, "A page has main, nav and footer, and begins with a link to main.")


def test_every_page_says_its_language_and_describes_itself(pages):
    findings = []
    for address, page in pages.items():
        if not page.all("html") or not page.all("html")[0].get("lang"):
            findings.append(f"{address}: no lang on html")
        if not page.title:
            findings.append(f"{address}: no title")
        if len(page.meta("description")) < 20:
            findings.append(f"{address}: no meta description of 20 characters or more")
        if "width=device-width" not in page.meta("viewport"):
            findings.append(f"{address}: no viewport for phones")
        if re.search(r"maximum-scale|user-scalable", page.meta("viewport")):
            findings.append(f"{address}: its viewport keeps readers from zooming")
    none_of(findings, "A page has html lang, a title, a description and a viewport.")


def test_no_two_pages_have_the_same_title(pages):
    titles = defaultdict(list)
    for address, page in pages.items():
        titles[page.title].append(address)
    none_of(
        (f"{title!r}: {', '.join(found)}" for title, found in titles.items() if len(found) > 1),
        "A title tells its page from all others.",
    )


# Safety


def test_no_page_has_inline_code_or_style(pages):
    def wrong(element):
        if names := [name for name in element.attributes if name == "style" or name.startswith("on")]:
            return f"attribute {', '.join(names)}"
        is_data = element.get("type") == "application/ld+json"
        if element.tag == "style" or (element.tag == "script" and not element.get("src") and not is_data):
            return "inline"
        for name, value in element.attributes.items():
            if re.sub(r"[\x00-\x20]", "", value or "").lower().startswith(SCRIPTED):
                return f"{name}={value!r}"
        return None

    none_of(
        places(pages, wrong), "Code and style are in files of their own: the content security policy stops all else."
    )


def test_scripts_and_styles_load_from_a_double_clicked_file_too(pages):
    def wrong(element):
        if element.tag == "script" and element.get("type") == "module":
            return "a module does not load from file://"
        if element.tag == "script" and "defer" not in element.attributes:
            return "a script without defer holds the page up"
        if "integrity" in element.attributes or "crossorigin" in element.attributes:
            return "integrity and crossorigin stop it on file://"
        return None

    none_of(places(pages, wrong), "Scripts are classic and deferred.")


def test_every_page_has_a_content_security_policy_of_own_files_only(pages):
    findings = []
    for address, page in pages.items():
        policy = page.meta("Content-Security-Policy") or page.meta("content-security-policy")
        directives = {words[0]: words[1:] for each in policy.split(";") if (words := each.split())}
        if directives.get("default-src") not in (["'self'"], ["'none'"]):
            findings.append(f"{address}: default-src is {directives.get('default-src')}, not 'self' or 'none'")
        if elsewhere := [
            f"{name} {source}"
            for name, sources in directives.items()
            for source in sources
            if source not in ("'self'", "'none'", "data:", "blob:") or (name == "script-src" and source.endswith(":"))
        ]:
            findings.append(f"{address}: allows {', '.join(elsewhere)}")
    none_of(findings, "A page's policy, a meta tag, allows the site's own files and nothing else.")


# Weight


def test_nothing_is_heavier_than_its_limit(site, pages):
    size = {path.relative_to(site).as_posix(): path.stat().st_size for path in site.rglob("*") if path.is_file()}
    findings = [
        f"{path}: {bytes / KB:.1f} KB of HTML, 100 allowed"
        for path, bytes in size.items()
        if path.endswith(".html") and bytes > 100 * KB
    ]
    limits = {"assets/readers-index.js": 60}
    findings += [
        f"{path}: {bytes / KB:.1f} KB of script, {limits.get(path, 15)} allowed"
        for path, bytes in size.items()
        if path.endswith(".js") and bytes > limits.get(path, 15) * KB
    ]
    for address, page in pages.items():
        sheets = [site / link.target for link in page.links() if "stylesheet" in link.element.get("rel")]
        if (styles := sum(sheet.stat().st_size for sheet in sheets)) > 30 * KB:
            findings.append(f"{address}: {styles / KB:.1f} KB of style sheets, 30 allowed")
    none_of(findings, "A page opens on a slow phone within moments.")
