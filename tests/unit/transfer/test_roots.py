"""Local folders: what lies below an allowed root is read, and nothing else, however it is reached."""

import os
from pathlib import Path

import pytest

from labelwright.app.transfer.roots import LocalFolder
from labelwright.core.errors import Invalid, NotAllowed, NotFound
from labelwright.core.report import Report


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    (root / "in" / "deep").mkdir(parents=True)
    (root / "in" / "a.txt").write_text("a")
    (root / "in" / "deep" / "b.txt").write_text("b")
    (root / "in" / ".hidden").write_text("h")
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "key").write_text("key")
    return root


def test_plain_files_are_listed_in_order_and_read(root: Path) -> None:
    with LocalFolder(str(root / "in"), [root]) as folder:
        assert list(folder.names()) == ["a.txt", "deep/b.txt"]
        assert (folder.size("a.txt"), folder.has("a.txt"), folder.has("no.txt")) == (1, True, False)
        with folder.open("deep/b.txt") as file:
            assert file.read() == b"b"


def test_the_root_itself_may_be_read_and_may_be_a_link(root: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(root)
    with LocalFolder(str(link / "in"), [link]) as folder:
        assert list(folder.names()) == ["a.txt", "deep/b.txt"]
    with LocalFolder(str(root), [root]) as folder:
        assert list(folder.names()) == ["in/a.txt", "in/deep/b.txt"]


@pytest.mark.parametrize(
    "path", ["{root}/../secret", "{root}/in/../../secret", "/etc", "{root}2", "{root}/in/out"]
)
def test_paths_that_lead_out_are_not_allowed(root: Path, path: str) -> None:
    (root / "in" / "out").symlink_to(root.parent / "secret")
    with pytest.raises(NotAllowed):
        LocalFolder(path.format(root=root), [root])


@pytest.mark.parametrize("path", ["in", "", "in\x00"])
def test_a_path_must_be_whole(root: Path, path: str) -> None:
    with pytest.raises(Invalid):
        LocalFolder(path, [root])


def test_without_roots_nothing_is_allowed(root: Path) -> None:
    with pytest.raises(NotAllowed, match="not opened for imports"):
        LocalFolder(str(root), [])


def test_a_folder_that_is_not_there_is_not_found(root: Path) -> None:
    with pytest.raises(NotFound):
        LocalFolder(str(root / "none"), [root])


def test_links_devices_and_pipes_are_refused_by_name(root: Path) -> None:
    folder = root / "in"
    (folder / "link").symlink_to(root.parent / "secret" / "key")
    (folder / "folder-link").symlink_to(root.parent / "secret")
    os.link(root.parent / "secret" / "key", folder / "hard")
    os.mkfifo(folder / "pipe")
    report = Report()
    with LocalFolder(str(folder), [root], report) as source:
        assert list(source.names()) == ["a.txt", "deep/b.txt"]
        for name in ("link", "hard", "pipe", "folder-link/key"):
            with pytest.raises(NotAllowed):
                source.open(name)
    assert [problem.where for problem in report.refused] == ["folder-link", "hard", "link", "pipe"]


@pytest.mark.parametrize(
    "name", ["../root/in/a.txt", "deep/../a.txt", "/etc/passwd", "a.txt\x00", "", "deep//b.txt"]
)
def test_names_that_lead_out_are_not_found(root: Path, name: str) -> None:
    with LocalFolder(str(root / "in"), [root]) as folder, pytest.raises(NotFound):
        folder.open(name)
