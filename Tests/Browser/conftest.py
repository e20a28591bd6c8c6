import shutil
from pathlib import Path

import pytest

from browser import kinds, launched_chromium, page_addresses, served, site_folder, stage_addresses


def built_site() -> Path:
    try:
        return site_folder()
    except FileNotFoundError as missing:
        raise pytest.Collector.CollectError(str(missing)) from None


def pytest_generate_tests(metafunc):
    """A test that takes `page`, `stage_page` or `kind` runs for each of them that the site has."""
    for name, addresses in {"page": page_addresses, "stage_page": stage_addresses, "kind": kinds}.items():
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, addresses(built_site()))


@pytest.fixture(scope="session")
def site() -> Path:
    return built_site()


@pytest.fixture(scope="session")
def places(site, tmp_path_factory) -> dict[str, str]:
    """The addresses that readers open the site from: a web server's sub-path, and a folder of their own."""
    folder = tmp_path_factory.mktemp("site") / "A school’s café copy"
    shutil.copytree(site, folder)
    with served(site) as address:
        yield {"web": address, "file": f"{folder.as_uri()}/"}


@pytest.fixture(scope="session")
def chromium():
    with launched_chromium() as chromium:
        yield chromium


@pytest.fixture(scope="session")
def shared_tab(chromium):
    """One tab for all the pages that are only looked at."""
    return chromium.new_page()


@pytest.fixture
def tab(chromium):
    """A fresh tab, with storage of its own."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()
