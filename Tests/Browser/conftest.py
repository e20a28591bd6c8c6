import shutil
from pathlib import Path

import pytest

from browser import kinds, launched_chromium, page_addresses, served, site_folder, stage_addresses
from reports import none_of
from searching import FOUND, is_ready
from test_pages import WHAT_IS_STORED, Complaints


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


@pytest.fixture(params=["web", "file"])
def place(request, places) -> str:
    """Both places, one after the other."""
    return places[request.param]


@pytest.fixture
def web(places) -> str:
    return places["web"]


@pytest.fixture
def quiet(tab, places):
    """The browser has nothing to complain of, and nothing is stored, unless the test says that it may be."""
    tab.set_default_timeout(5000)
    tab.may_store = False
    with Complaints(tab, "http://127.0.0.1") as complaints:
        yield
        mine = [each for each in complaints if "address: file://" not in each and "ERR_ABORTED" not in each]
        stored = [] if tab.may_store else tab.evaluate(WHAT_IS_STORED)
        none_of(mine + [f"stored without being asked: {item}" for item in stored], "While a plan was made:")


@pytest.fixture(scope="module")
def engine(chromium, places):
    """A tab in which the search has loaded; gives the function that finds."""
    tab = chromium.new_page()
    tab.goto(places["web"] + "search.html")
    is_ready(tab)
    yield lambda query: tab.evaluate(FOUND, query)
    tab.close()
