"""Real web servers with the files that the site ships for them: the headers arrive, and no page breaks a rule of theirs."""

import http.client
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree

import pytest

from browser import SUB_PATH, served

SECURE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}
TYPES = {
    "index.html": "text/html",
    "assets/theme.css": "text/css",
    "assets/menu.js": "javascript",
    "assets/icon.svg": "image/svg+xml",
    "opportunities.csv": "text/csv",
    "framework.json": "application/json",
    "site.zip": "application/zip",
}
MODULES = "/usr/lib/apache2/modules"


def nginx(root: Path, site: Path, port: int) -> tuple[str, list[str]]:
    return (
        f"""
        daemon off; pid {root}/pid; error_log {root}/log; worker_processes 1; user root;
        events {{ }}
        http {{
          include /etc/nginx/mime.types; types {{ text/csv csv; }} access_log off;
          client_body_temp_path {root}/body; proxy_temp_path {root}/proxy; fastcgi_temp_path {root}/fcgi;
          uwsgi_temp_path {root}/uwsgi; scgi_temp_path {root}/scgi;
          server {{ listen 127.0.0.1:{port}; root "{root}/www"; include "{site}/nginx.conf"; }}
        }}
        """,
        ["nginx", "-p", str(root), "-c", f"{root}/server.conf"],
    )


def apache(root: Path, _site: Path, port: int) -> tuple[str, list[str]]:
    modules = "\n".join(
        f"LoadModule {name}_module {MODULES}/mod_{name}.so"
        for name in ("mpm_event", "authz_core", "headers", "mime", "dir")
        if Path(f"{MODULES}/mod_{name}.so").is_file()
    )
    return (
        f"""
        ServerRoot "{root}"
        PidFile {root}/pid
        ErrorLog {root}/log
        ServerName 127.0.0.1
        Listen 127.0.0.1:{port}
        {modules}
        TypesConfig /etc/mime.types
        DocumentRoot "{root}/www"
        <Directory "{root}/www">
          AllowOverride All
          Require all granted
        </Directory>
        """,
        ["apache2", "-f", f"{root}/server.conf", "-DFOREGROUND"],
    )


@contextmanager
def running(kind, site: Path, root: Path):
    program = shutil.which(kind.__name__.replace("apache", "apache2"), path="/usr/sbin:/usr/bin:/usr/local/bin")
    if not program:
        pytest.skip(f"{kind.__name__} is not installed: make test-browser installs it on Debian")
    folder = root / "www" / SUB_PATH.strip("/")
    shutil.copytree(site, folder)
    root.chmod(0o755)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    configuration, command = kind(root, folder, port)
    (root / "server.conf").write_text(configuration)
    process = subprocess.Popen([program, *command[1:]], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                assert process.poll() is None, process.stderr.read().decode()
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="module", params=[nginx, apache], ids=lambda kind: kind.__name__)
def server(request, site):
    # Apache drops its rights, and a user of no rights does not get into a root's temporary folder.
    root = Path("/tmp") / f"waymark-{request.param.__name__}-{time.monotonic_ns()}"
    root.mkdir(mode=0o755)
    try:
        with running(request.param, site, root) as port:
            yield port
    finally:
        shutil.rmtree(root)


def answer(port: int, address: str) -> tuple[int, http.client.HTTPMessage]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", SUB_PATH.replace(" ", "%20") + address)
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.status, response.headers


def test_the_configuration_of_windows_servers_says_the_same(site):
    rules = ElementTree.parse(site / "web.config").getroot()
    for path, ancestors in {"system.webServer": "'self'", "location[@path='embed']/system.webServer": "*"}.items():
        headers = {each.get("name"): each.get("value") for each in rules.findall(f"{path}/httpProtocol/*/add")}
        assert headers.pop("Content-Security-Policy").endswith(f"; frame-ancestors {ancestors}")
        assert path != "system.webServer" or SECURE.items() <= headers.items()


def test_every_kind_of_file_comes_with_its_type_and_the_secure_headers(server):
    for address, kind in TYPES.items():
        status, headers = answer(server, address)
        assert status == 200, address
        assert kind in headers["Content-Type"], address
        for name, value in SECURE.items():
            assert headers.get_all(name) == [value], address


def test_pages_may_be_framed_by_the_site_alone_and_those_for_frames_anywhere(server):
    for address, ancestors in {"stages/sendco.html": "'self'", "embed/sendco.html": "*"}.items():
        policies = answer(server, address)[1].get_all("Content-Security-Policy")
        assert len(policies) == 1, address
        assert policies[0].endswith(f"; frame-ancestors {ancestors}"), address


def test_a_missing_address_is_answered_with_the_secure_headers(server):
    status, headers = answer(server, "no-such-page.html")
    assert status == 404
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_pages_hold_under_the_strict_policy(server, site, tab):
    messages = []
    tab.on("console", lambda message: messages.append(message.text))
    tab.on("requestfailed", lambda request: messages.append(f"failed: {request.url}"))
    root = f"http://127.0.0.1:{server}{SUB_PATH.replace(' ', '%20')}"
    for address in ("index.html", "stages/index.html", "stages/sendco.html", "compare/index.html", "embed/sendco.html"):
        tab.goto(root + address, wait_until="networkidle")
        assert tab.evaluate("getComputedStyle(document.body).fontSize") != "", address
    assert messages == []


def test_another_site_shows_a_stage_in_a_frame_and_no_other_page(server, tab, tmp_path):
    root = f"http://127.0.0.1:{server}{SUB_PATH.replace(' ', '%20')}"
    frames = [f"<iframe id='{name}' src='{root}{name}/sendco.html'></iframe>" for name in ("embed", "stages")]
    (tmp_path / "index.html").write_text("".join(frames))
    with served(tmp_path) as other:
        tab.goto(f"{other}index.html", wait_until="networkidle")
        assert tab.frame_locator("#embed").locator("main h1").count() == 1
        assert tab.frame_locator("#stages").locator("main h1").count() == 0
