"""The built site, the two places that readers open it from, and the Chromium that opens it."""

import mimetypes
import os
import re
import shutil
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote, unquote, urlsplit

from playwright.sync_api import sync_playwright

REPOSITORY = Path(__file__).resolve().parents[2]
SUB_PATH = "/a/sub path/"


def site_folder() -> Path:
    """The built site: site/ in the repository, or the folder that WAYMARK_SITE names."""
    folder = Path(os.environ.get("WAYMARK_SITE") or REPOSITORY / "site").resolve()
    if not (folder / "index.html").is_file():
        raise FileNotFoundError(f"There is no built site in {folder}: run `make site`, or name one with WAYMARK_SITE.")
    return folder


def page_addresses(site: Path) -> list[str]:
    """Every page, as its address within the site, in one order on every machine."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def stage_addresses(site: Path) -> list[str]:
    return [address for address in page_addresses(site) if re.fullmatch(r"stages/(?!index\.).*", address)]


def kinds(site: Path) -> dict[str, str]:
    """A page of each kind that readers use most: the longest of its kind."""
    found = {"home": "index.html", "table": "stages/index.html"}
    for kind, folder in {"stage": "stages", "compare": "compare", "pathway": "pathways"}.items():
        pages = [path for path in (site / folder).glob("*.html") if path.name != "index.html"]
        longest = max(pages, key=lambda path: (path.stat().st_size, path.name), default=site / folder / "….html")
        found[kind] = longest.relative_to(site).as_posix()
    return found


@contextmanager
def served(site: Path, path: str = SUB_PATH):
    """Serves the site under a path, as a plain web host does, and gives the address of that path."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            address = unquote(urlsplit(self.path).path)
            file = site / (address.removeprefix(path) or "index.html")
            found = address.startswith(path) and ".." not in file.parts and file.is_file()
            file = file if found else site / "404.html"
            body = file.read_bytes() if file.is_file() else b"not found"
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", mimetypes.guess_type(file.name)[0] or "application/octet-stream")
            self.send_header("Content-Length", str(len(body)))
            with suppress(ConnectionError):  # The reader has gone on to another page.
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{quote(path)}"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def launched_chromium():
    """Chromium as the system has it; no name but this machine's own leads anywhere."""
    arguments = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=arguments)
        try:
            yield chromium
        finally:
            chromium.close()


def chromium_path() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome"):
        if path := shutil.which(name):
            return path
    for application in ("Chromium", "Google Chrome"):
        if (path := Path(f"/Applications/{application}.app/Contents/MacOS/{application}")).is_file():
            return str(path)
    raise FileNotFoundError("Chromium is not installed: `make test` installs it.")
