"""What the preview must withstand: strange questions, slow clients, saves of every kind."""

import os
import random
import re
import shutil
import signal
import socket
import stat
import subprocess
import threading
import time

import pytest

from people import as_nobody
from preview import Preview, answer_to, previewed, ready, wait_for_reload
from program import INPUT_OUTPUT_FAILED, WRONG_USAGE, waymark
from scene import SMALL_CONTENT

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals")
PAGE = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.fixture
def preview(place):
    with previewed(waymark(), SMALL_CONTENT, place) as preview:
        yield preview


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


@pytest.mark.parametrize("path", [
    "/../../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd", "/%2e%2e%2fetc%2fpasswd",
    "/%252e%252e/etc/passwd", "/..%5c..%5cetc/passwd", "/..\\..\\etc\\passwd", "/stages/../../etc/passwd", "/.%2e/etc/passwd",
    "/%c0%ae%c0%ae/etc/passwd", "/%uff0e%uff0e/etc/passwd", "/;/../etc/passwd", "//etc/passwd", "/%2fetc/passwd", "/etc/passwd",
    "/file:///etc/passwd", "/stages/%2e%2e/%2e%2e/content/site.yml", "/content/site.yml", "/site.yml", "/\x7f", "/%00", "/a%0d%0ab: c",
])
def test_no_address_leads_out_of_the_site(preview, path):
    answer = answer_to(preview, b"GET " + path.encode() + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert status_of(answer) in (400, 404)
    assert b"root:" not in answer and b"publisher:" not in answer and b"\r\nb: c" not in answer
    assert preview.ask()[0] == 200


def test_a_link_in_the_content_that_leads_out_shows_an_error_and_no_byte_of_its_target(preview, place):
    (place / "secret.png").write_bytes(b"a secret")
    (preview.content / "images").mkdir(exist_ok=True)
    (preview.content / "images/out.png").symlink_to(place / "secret.png")
    page = preview.wait_for_page("/", lambda page: b"outside-content" in page, status=500)
    assert b"a secret" not in page and b"a secret" not in preview.ask("/images/out.png")[1]
    (preview.content / "images/out.png").unlink()
    preview.wait_for_page("/", lambda page: b"<h1" in page)


@pytest.mark.parametrize("headers, status", [
    ({"Host": "evil.example"}, 421), ({"Host": "evil.example:{port}"}, 421), ({"Host": "127.0.0.1.evil.example"}, 421),
    ({"Host": "localhost:{port}"}, 200), ({"Host": "[::1]:{port}"}, 200), ({"Host": "127.0.0.1:{port}"}, 200),
    ({"Origin": "http://evil.example"}, 403), ({"Origin": "null"}, 403), ({"Origin": "http://127.0.0.1:{port}"}, 200),
    ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}, 403),
    ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, 200),
])
def test_only_its_own_name_and_pages_are_answered(preview, headers, status):
    asked = {name: value.format(port=preview.port) for name, value in headers.items()}
    for path in ["/", "/stages/", f"/.waymark/events?since=other"]:
        found, body = preview.ask(path, headers=asked)
        assert found == status, path
        assert (b"<h1" in body or b"event: reload" in body) == (status == 200)


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get"])
def test_other_methods_are_refused(preview, method):
    body = b"x" * 200_000
    request = f"{method} / HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    answer = answer_to(preview, request)
    assert status_of(answer) == 405 and b"Allow: GET, HEAD\r\n" in answer
    assert answer.count(b"HTTP/1.1") == 1, "the body was taken for a request"


def test_the_head_alone_can_be_asked_for(preview):
    page = answer_to(preview, PAGE.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
    head = answer_to(preview, PAGE.replace(b"GET", b"HEAD").replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
    assert page.startswith(head) and head.endswith(b"\r\n\r\n") and len(page) > len(head) + 1000


@pytest.mark.parametrize("request_, status", [
    (b"GET /" + b"a" * 1_000_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
    (b"GET /?" + b"a" * 1_000_000, 414),
    (b"a" * 1_000_000, 414),
    (b"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: " + b"a" * 1_000_000 + b"\r\n\r\n", 431),
    (b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"A: b\r\n" * 100_000, 431),
    (b"GET / HTTP/1.1\r\n\r\n", 400), (b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400), (b"GET / HTTP/3\r\nHost: a\r\n\r\n", 505),
    (b"\x16\x03\x01\x02\x00\x01\x00\n\n", 400), (b"\x00" * 100 + b"\n\n", 400), (b"GET / HTTP/1.1\r\nHost: \xff\xfe\r\n\r\n", 400),
])
def test_what_no_browser_sends_is_refused(preview, request_, status):
    assert status_of(answer_to(preview, request_)) == status
    assert preview.ask()[0] == 200


def test_requests_that_come_together_are_answered_in_turn(preview):
    answer = answer_to(preview, PAGE * 20 + PAGE.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
    assert answer.count(b"HTTP/1.1 200 OK") == 21 and answer.count(b"</html>") == 21


def test_it_listens_on_this_machine_alone(preview):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # sends nothing; it says which address would be used
        own = probe.getsockname()[0]
    if own.startswith("127."):
        pytest.skip("this machine has no other address")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((own, preview.port), timeout=5)


def slow_clients(preview: Preview, number: int) -> list[socket.socket]:
    """Clients of three kinds: that ask for nothing, that never end their question, and that never read the answer."""
    clients = []
    for index in range(number):
        client = preview.connect()
        client.setblocking(False)
        if index % 3 == 1:
            client.send(b"GET / HTTP/1.1\r\nHost: localho")
        elif index % 3 == 2:
            client.send(b"GET /framework.json HTTP/1.1\r\nHost: localhost\r\n\r\n" * 150)
        clients.append(client)
    return clients


def test_200_slow_clients_hold_nobody_up_and_are_sent_away(preview, figures):
    clients = slow_clients(preview, 200)
    times = []
    for _ in range(50):
        start = time.monotonic()
        assert preview.ask("/stages/")[0] == 200
        times.append(time.monotonic() - start)
    assert max(times) < 5
    end = time.monotonic() + 45
    left = set(clients)
    while left and time.monotonic() < end:
        for client in ready(list(left), 1):
            try:
                if client in left and clients.index(client) % 3 != 2 and not client.recv(65536):
                    left.discard(client)
            except ConnectionResetError:
                left.discard(client)
        left = {client for client in left if clients.index(client) % 3 != 2}
    assert not left, f"{len(left)} of the slow clients are still there"
    while preview.descriptors() > 40 and time.monotonic() < end:
        time.sleep(0.2)
    assert preview.descriptors() <= 40, "connections that nobody reads are still open"
    figures(f"50 pages beside 200 slow clients: {1000 * sorted(times)[25]:.0f} ms in the middle, {1000 * max(times):.0f} ms at most")
    for client in clients:
        client.close()


def test_a_client_that_sends_a_byte_now_and_then_gets_no_more_time(preview):
    start = time.monotonic()
    with preview.connect() as client:
        client.sendall(b"G")
        client.settimeout(1)
        answer = b""
        while time.monotonic() - start < 25:
            try:
                if not (more := client.recv(4096)):
                    break
                answer += more
            except TimeoutError:
                client.sendall(b"E")
            except ConnectionResetError:
                break
    assert 8 < time.monotonic() - start < 14 and answer.startswith(b"HTTP/1.1 408 ")


def test_a_thousand_connections_leave_room_for_one_more(preview):
    clients = []
    for _ in range(1000):
        clients.append(preview.connect())
        assert len(clients) < 900 or preview.ask()[0] == 200
    for client in clients:
        client.close()
    assert preview.ask()[0] == 200


def test_it_goes_on_without_free_descriptors(place):
    limit = ["sh", "-c", 'ulimit -n 48; exec "$@"', "sh"]
    with previewed(waymark(), SMALL_CONTENT, place, through=limit) as preview:
        clients = [preview.connect() for _ in range(100)]
        time.sleep(0.5)
        for client in clients:
            client.close()
        assert preview.ask()[0] == 200


SAVES = {
    "in place": lambda file, text: file.write_text(text),
    "by rename": lambda file, text: (file.with_name(".new").write_text(text), file.with_name(".new").replace(file)),
    "by removing": lambda file, text: (file.unlink(), time.sleep(0.02), file.write_text(text)),
    "emptied first": lambda file, text: (file.write_text(""), time.sleep(0.05), file.write_text(text)),
    "emptied long before": lambda file, text: (file.write_text(""), time.sleep(0.5), file.write_text(text)),
    "in pieces": lambda file, text: in_pieces(file, text),
    "keeping size and time": lambda file, text: keeping_times(file, text),
}


def in_pieces(file, text):
    with file.open("w") as stream:
        for start in range(0, len(text), 64):
            stream.write(text[start:start + 64])
            stream.flush()
            time.sleep(0.005)


def keeping_times(file, text):
    before = file.stat()
    file.write_text(text)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize("way", SAVES)
def test_a_save_shows_however_it_is_made(preview, way):
    file = preview.content / "index.md"
    text = file.read_text()
    for number in range(5):
        words = f"Saved for the {number}. time"
        SAVES[way](file, f"{text}\n{words}\n")
        preview.wait_for_page("/", lambda page: words.encode() in page)
    assert preview.process.poll() is None


def test_an_error_shows_under_every_address_and_goes_with_its_repair(preview):
    file = preview.content / "site.yml"
    right = file.read_text()
    for number in range(3):
        said = len(preview.said())
        with preview.listen() as events:
            file.write_text(right + f"titel: '<script>alert({number})</script>'\n")
            wait_for_reload(events)
        for path in ["/", "/stages/", "/nowhere.html", "/assets/theme.css"]:
            status, page = preview.ask(path)
            assert status == 500 and b"unknown key &#39;titel&#39;" in page or b"unknown key 'titel'" in page
            assert b"site.yml:" in page and b"<script>alert" not in page and f"alert({number})".encode() in page
            assert page.rstrip().endswith(b"</html>")
        assert f"index.md" not in preview.said()[said:] and "error: unknown key 'titel'" in preview.said()[said:]
        with preview.listen() as events:
            file.write_text(right)
            wait_for_reload(events)
        assert preview.ask()[0] == 200


def test_the_folder_may_go_and_come_back(preview, place):
    preview.content.rename(place / "away")
    preview.wait_for_page("/", lambda page: b"there is no such folder" in page, status=500)
    (place / "away").rename(preview.content)
    preview.wait_for_page("/", lambda page: b"<main" in page)


def test_no_page_is_ever_half_of_one(preview):
    """Pages are asked for while the content is saved again and again, each time with the same number in two files."""
    home, stage = preview.content / "index.md", next(iter(sorted((preview.content / "stages").glob("[!i]*.md"))))
    texts = {file: file.read_text() for file in (home, stage)}
    stop, faults, count = threading.Event(), [], [0]

    def ask():
        while not stop.is_set():
            status, page = preview.ask("/framework.html")
            count[0] += 1
            if not page.rstrip().endswith(b"</html>") or status not in (200, 500):
                faults.append(page[-200:])

    askers = [threading.Thread(target=ask) for _ in range(3)]
    for asker in askers:
        asker.start()
    for number in range(25):
        for file, text in texts.items():
            random.choice(list(SAVES.values())[:4])(file, f"{text}\nRound {number:03}.\n")
    preview.wait_for_page("/", lambda page: b"Round 024." in page)
    preview.wait_for_page(f"/stages/{stage.stem}.html", lambda page: b"Round 024." in page)
    stop.set()
    for asker in askers:
        asker.join()
    assert not faults and count[0] > 10


def test_saving_the_same_again_loads_nothing_anew(preview):
    before = preview.generation()
    for file in preview.content.rglob("*.md"):
        file.write_bytes(file.read_bytes())
    (preview.content / "~$lock.md").write_text("no content")
    time.sleep(0.5)
    assert preview.generation() == before


def test_a_page_from_before_a_change_is_told_at_once(preview):
    old = preview.generation()
    (preview.content / "index.md").write_text((preview.content / "index.md").read_text() + "\nMore.\n")
    preview.wait_for_page("/", lambda page: b"More." in page)
    answer = answer_to(preview, f"GET /.waymark/events?since={old} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode(), wait=5)
    assert b"text/event-stream" in answer and answer.endswith(b"event: reload\ndata:\n\n")


def test_nothing_is_written(preview):
    def everything():
        return sorted((str(path.relative_to(preview.content.parent)), path.stat().st_mtime_ns) for path in preview.content.parent.rglob("*"))

    before = everything()
    for path in ["/", "/site.zip", "/stages/"]:
        assert preview.ask(path)[0] == 200
    assert everything() == before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_ends_when_it_is_asked_to(place, number):
    """Of ten at once, while all are busy with a save."""
    contents = [shutil.copytree(SMALL_CONTENT, place / str(index)) for index in range(10)]
    previews = [Preview(waymark(), content) for content in contents]
    for preview in previews:
        (preview.content / "index.md").write_text((preview.content / "index.md").read_text() + "\nMore.\n")
        preview.process.send_signal(number)
    assert [preview.end() for preview in previews] == [0] * 10


def test_a_taken_port_is_named_or_passed_over(preview, place):
    command = [str(waymark()), "serve", "--content", str(preview.content), "--port", str(preview.port)]
    refused = subprocess.run(command, capture_output=True, text=True, timeout=30)
    assert refused.returncode == INPUT_OUTPUT_FAILED and f"port {preview.port} is taken" in refused.stderr
    other = Preview(waymark(), preview.content, "--port", str(preview.port), "--next-port")
    assert preview.port < other.port <= preview.port + 100 and other.ask()[0] == 200
    assert other.end() == 0


def test_a_port_that_the_system_keeps_is_named(place):
    through, program = as_nobody(place)
    shutil.copytree(SMALL_CONTENT, place / "content")
    command = [*through, str(program), "serve", "--content", str(place / "content"), "--port", "1"]
    try:
        refused = subprocess.run(command, capture_output=True, text=True, timeout=5)
    except subprocess.TimeoutExpired:
        pytest.skip("this system keeps no ports")
    assert refused.returncode == INPUT_OUTPUT_FAILED
    assert refused.stderr == "waymark: error: port 1 can't be listened on: Permission denied; choose another with --port\n"


def test_wrong_usage_is_told(place):
    for options, status in [(["--port", "70000"], WRONG_USAGE), (["--content", str(place / "nothing")], INPUT_OUTPUT_FAILED)]:
        found = subprocess.run([str(waymark()), "serve", *options], capture_output=True, text=True, timeout=30, cwd=place)
        assert found.returncode == status, found.stderr


def test_the_soak_leaves_it_alive_with_flat_memory(request, place, figures):
    """Ten minutes of requests and saves beside 200 slow clients; in short, twenty seconds."""
    seconds = 600 if request.config.getoption("--long") else 20
    with previewed(waymark(), SMALL_CONTENT, place) as preview:
        paths = ["/", "/stages/", "/framework.html", "/framework.json", "/nowhere", "/assets/theme.css", "/../x"]
        file = preview.content / "index.md"
        text = file.read_text()
        start, asked, saved, memory, clients = time.monotonic(), 0, 0, [], []
        slowest = 0.0
        while (passed := time.monotonic() - start) < seconds:
            if asked % 2000 == 0:
                for client in clients:
                    client.close()
                clients = slow_clients(preview, 200)
            if asked % 50 == 0:
                saved += 1
                SAVES["by rename"](file, f"{text}\nSaved {saved} times.\n")
            moment = time.monotonic()
            assert preview.ask(paths[asked % len(paths)])[0] in (200, 400, 404)
            slowest = max(slowest, time.monotonic() - moment)
            asked += 1
            if passed > seconds * (len(memory) + 1) / 10:
                memory.append(preview.memory())
        for client in clients:
            client.close()
        preview.wait_for_page("/", lambda page: f"Saved {saved} times.".encode() in page)
        figures(
            f"{seconds} s, {asked} requests and {saved} saves beside 200 slow clients: "
            f"memory {' '.join(f'{size / 1e6:.0f}' for size in memory)} MB, slowest answer {1000 * slowest:.0f} ms"
        )
        assert memory[-1] < memory[len(memory) // 3] * 1.25 + 4_000_000, "memory grows"
        assert preview.process.poll() is None
