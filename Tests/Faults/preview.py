"""A running `waymark serve`: how it is started, asked and listened to."""

import re
import selectors
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

PATIENCE = 30  # seconds: what takes longer has hung


class Preview:
    """A preview on a port of its own, of a content folder that tests may change."""

    def __init__(self, program: Path, content: Path, *options: str, environment=None, through=()):
        self.content = content
        self.log = tempfile.TemporaryFile("w+")
        command = [*map(str, through), str(program), "serve", "--content", str(content), *options]
        if "--port" not in options:
            command += ["--port", "0"]
        self.process = subprocess.Popen(command, stdout=self.log, stderr=subprocess.STDOUT, env=environment)
        self.port = int(self.wait_for_words(r"is at http://127\.0\.0\.1:(\d+)/")[1])
        self.address = f"http://127.0.0.1:{self.port}/"

    def said(self) -> str:
        self.log.seek(0)
        return self.log.read()

    def wait_for_words(self, pattern: str, after: int = 0) -> re.Match:
        """What the program says on the terminal, after so many characters that it has said already."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if found := re.compile(pattern).search(self.said(), after):
                return found
            if self.process.poll() is not None:
                break
            time.sleep(0.01)
        raise AssertionError(f"the preview never said '{pattern}': {self.said()}")

    def ask(self, path: str = "/", method: str = "GET", headers: dict | None = None) -> tuple[int, bytes]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, headers=headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def wait_for_page(self, path: str, holds, status: int = 200) -> bytes:
        """The first page under an address that fits; what stands there before must be whole too."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            found, page = self.ask(path)
            assert page.rstrip().endswith(b"</html>"), "half a page"
            if found == status and holds(page):
                return page
        raise AssertionError(f"{path} never became what it should: {found} {page[:2000]}")

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)

    def generation(self) -> str:
        return re.search(rb'data-generation="(\d+)"', self.ask()[1])[1].decode()

    def listen(self) -> socket.socket:
        """A connection that is told of the next change, as a page's is."""
        events = self.connect()
        events.sendall(f"GET /.waymark/events?since={self.generation()} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        received = b""
        while b"retry:" not in received:
            received += events.recv(4096)
        return events

    def memory(self) -> int:
        """Bytes that stand in memory (Linux)."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) * 1024

    def descriptors(self) -> int:
        return len(list(Path(f"/proc/{self.process.pid}/fd").iterdir()))

    def end(self) -> int:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=PATIENCE)


def wait_for_reload(events: socket.socket) -> float:
    """The moment at which the connection is told to load the page anew."""
    received = b""
    while b"event: reload" not in received:
        more = events.recv(4096)
        assert more, f"the connection ended: {received}"
        received += more
    return time.perf_counter()


@contextmanager
def previewed(program: Path, source: Path, folder: Path, *options: str, **others):
    """A preview of a copy of a content folder, which ends with status 0."""
    content = folder / "content"
    if source != content:
        shutil.copytree(source, content)
    preview = Preview(program, content, *options, **others)
    try:
        yield preview
    finally:
        status = preview.end()
    assert status == 0, f"exit status {status}: {preview.said()}"


def answer_to(preview: Preview, request: bytes, wait: float = PATIENCE) -> bytes:
    """All that the preview answers to some bytes, until it closes the connection or says nothing for so long."""
    with preview.connect() as client:
        try:
            client.sendall(request)
        except (BrokenPipeError, ConnectionResetError):
            pass  # it has refused what is still to come; what it said is read below
        client.settimeout(wait)
        answer = b""
        try:
            while more := client.recv(65536):
                answer += more
        except (TimeoutError, ConnectionResetError):
            pass
        return answer


def ready(sockets: list[socket.socket], within: float) -> list[socket.socket]:
    """Those of the sockets that have something to be read, or have been closed."""
    with selectors.DefaultSelector() as selector:
        for one in sockets:
            selector.register(one, selectors.EVENT_READ)
        return [key.fileobj for key, _ in selector.select(within)]
