"""The site as one file: what is in it, and that it works where it is unpacked."""

import zipfile

from pages import Page


def test_the_archive_holds_the_whole_site_in_one_folder(site, tmp_path):
    with zipfile.ZipFile(site / "site.zip") as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        folders = {name.split("/")[0] for name in names}
        assert len(folders) == 1 and "" not in folders
        folder = folders.pop()
        files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
        files -= {"site.zip", ".waymark-manifest"}
        assert sorted(files) == [name.removeprefix(f"{folder}/") for name in names]
        different = [path for path in files if archive.read(f"{folder}/{path}") != (site / path).read_bytes()]
        assert different == ["downloads.html"]
        archive.extractall(tmp_path)
    downloads = Page(tmp_path / folder, "downloads.html")
    missing = [
        link.value for link in downloads.links() if link.target and not (tmp_path / folder / link.target).is_file()
    ]
    assert missing == [], "the copy offers only what it has"


def test_the_archive_is_offered_and_can_be_opened_from_the_unpacked_folder(site, tmp_path, tab, places):
    tab.goto(f"{places['web']}downloads.html")
    with tab.expect_download() as download:
        tab.get_by_role("link", name="site.zip").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        archive.extractall(tmp_path / "My documents")
        folder = archive.namelist()[0].split("/")[0]
    messages = []
    tab.on("console", lambda message: messages.append(message.text))
    tab.on("requestfailed", lambda request: messages.append(f"failed: {request.url}"))
    tab.goto((tmp_path / "My documents" / folder / "index.html").as_uri())
    tab.get_by_role("link", name="Downloads").first.click()
    assert tab.get_by_role("heading", level=1).text_content() == "Downloads"
    assert tab.get_by_role("link", name="site.zip").count() == 0
    assert messages == []
