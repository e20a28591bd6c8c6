"""Firefox as the system has it, without a window, over its own remote protocol, Marionette.

What is sent is the length of a message, a colon, and the message in JSON: `[0, number, command, parameters]`. The answer
has the same form: `[1, number, error, result]`. The commands are WebDriver's.
"""

import json
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 20  # seconds
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # WebDriver's name for a reference to an element
ARROW_DOWN, ENTER = "\ue015", "\ue007"


class Firefox:
    """A tab of Firefox, with what the journeys need of it."""

    def __init__(self, connection: socket.socket):
        self.stream = connection.makefile("rwb")
        self.read()  # Firefox says first who it is.
        self.command("WebDriver:NewSession")

    def read(self):
        length = b""
        while (byte := self.stream.read(1)) != b":":
            if not byte:
                raise ConnectionError("Firefox has closed the connection")
            length += byte
        return json.loads(self.stream.read(int(length)))

    def command(self, name: str, **parameters):
        message = json.dumps([0, 0, name, parameters]).encode()
        self.stream.write(b"%d:%s" % (len(message), message))
        self.stream.flush()
        _, _, error, result = self.read()
        if error:
            raise RuntimeError(f"{name}: {error['error']}: {error['message']}")
        return result

    def open(self, address: str):
        self.command("WebDriver:Navigate", url=address)

    def resize(self, width: int, height: int):
        self.command("WebDriver:SetWindowRect", width=width, height=height)

    def address(self) -> str:
        return self.command("WebDriver:GetCurrentURL")["value"]

    def evaluate(self, expression: str, *arguments):
        """The value of a JavaScript expression, in which `arguments` are given."""
        return self.command("WebDriver:ExecuteScript", script=f"return {expression}", args=list(arguments))["value"]

    def texts(self, selector: str) -> list[str]:
        """The texts of all elements of the selector, as they are seen."""
        texts = self.evaluate("Array.from(document.querySelectorAll(arguments[0]), each => each.innerText)", selector)
        return [" ".join(text.split()) for text in texts]

    def value(self, selector: str, attribute: str):
        return self.evaluate("document.querySelector(arguments[0]).getAttribute(arguments[1])", selector, attribute)

    def press(self, selector: str, keys: str):
        """Gives the focus to the first element of the selector that is seen, and presses the keys."""
        self.command("WebDriver:ElementSendKeys", id=self.seen(selector), text=keys)

    def click(self, selector: str):
        self.command("WebDriver:ElementClick", id=self.seen(selector))

    def seen(self, selector: str) -> str:
        """The first element of the selector that is seen, as soon as there is one."""
        visible = "Array.from(document.querySelectorAll(arguments[0])).find(each => each.checkVisibility())"
        return self.until(lambda: self.evaluate(visible, selector), f"{selector} is seen")[ELEMENT]

    def until(self, condition, what: str):
        """Waits until the condition holds, and gives its value."""
        end = time.monotonic() + PATIENCE
        while not (value := condition()):
            if time.monotonic() > end:
                raise TimeoutError(f"after {PATIENCE} seconds, not yet: {what}; at {self.address()[:300]}")
            time.sleep(0.05)
        return value


@contextmanager
def launched_firefox(profile: Path):
    """Firefox with a fresh profile in this folder."""
    (profile / "user.js").write_text('user_pref("marionette.port", 0);\n', encoding="utf-8")
    arguments = ["--headless", "--marionette", "--no-remote", "--profile", str(profile), "about:blank"]
    with (profile / "log").open("wb") as log:
        process = subprocess.Popen([firefox_path(), *arguments], stdout=log, stderr=log)
    try:
        with socket.create_connection(("127.0.0.1", port(profile, process)), timeout=60) as connection:
            yield Firefox(connection)
    finally:
        process.terminate()
        process.wait(timeout=30)


def port(profile: Path, process: subprocess.Popen) -> int:
    """The port that Firefox chose, as soon as it listens."""
    file = profile / "MarionetteActivePort"
    for _ in range(60 * 20):
        if file.is_file() and (text := file.read_text(encoding="utf-8").strip()):
            return int(text)
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise ConnectionError(f"Firefox did not start: {(profile / 'log').read_text(encoding='utf-8', errors='replace')[-2000:]}")


def firefox_path() -> str:
    for name in ("firefox-esr", "firefox"):
        if path := shutil.which(name):
            return path
    if (path := Path("/Applications/Firefox.app/Contents/MacOS/firefox")).is_file():
        return str(path)
    raise FileNotFoundError("Firefox is not installed: `make test` installs it.")
