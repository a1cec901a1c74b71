"""Archives from strangers, and targets that are whole or absent."""

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from labelwright.core.errors import Conflict, Invalid, InvalidFile, LabelwrightError, TooLarge
from labelwright.datasets.files import Bounds, open_source
from labelwright.datasets.sinks import is_file, open_sink


@pytest.mark.parametrize("name", ["../a", "/a", "b/../../a", "c:/a", "a//b"])
def test_an_archive_with_a_name_that_leads_out_is_refused(name: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), b"x")
    with pytest.raises(InvalidFile):
        open_source(tmp_path / "a.zip")


def test_names_that_differ_in_case_only_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", b"x")
        archive.writestr("A.txt", b"y")
    with pytest.raises(InvalidFile, match="differs from another in case only"):
        open_source(tmp_path / "a.zip")


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_a_tar_with_a_link_or_device_is_refused(kind: bytes, tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        info = tarfile.TarInfo("a")
        info.type, info.linkname = kind, "/etc/passwd"
        archive.addfile(info)
    with pytest.raises(InvalidFile, match="is a link or a device"):
        open_source(tmp_path / "a.tar")


@pytest.mark.parametrize("name", ["bomb.zip", "bomb.tar.gz"])
def test_a_bomb_is_refused(name: str, tmp_path: Path) -> None:
    with open_sink(tmp_path / name) as sink, sink.open("zeros.txt") as out:
        out.write(bytes(4 << 20))
    with pytest.raises(TooLarge):
        open_source(tmp_path / name, Bounds(free=1 << 20))


def test_an_archive_of_too_many_members_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for index in range(5):
            archive.writestr(str(index), b"")
    with pytest.raises(TooLarge):
        open_source(tmp_path / "a.zip", Bounds(members=4))


def test_a_link_in_a_folder_is_passed_over_and_listed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("a")
    (tmp_path / "in" / "b.txt").symlink_to("/etc/passwd")
    source = open_source(tmp_path / "in")
    assert list(source.names()) == ["a.txt"]
    assert [problem.where for problem in source.skipped] == ["b.txt"]


@pytest.mark.parametrize("end", [RuntimeError("the power is out"), KeyboardInterrupt()])
@pytest.mark.parametrize("name", ["out", "out.zip", "out.tar.gz", "out.json"])
def test_a_target_is_absent_after_a_failure_and_whole_after_success(
    name: str, end: BaseException, tmp_path: Path
) -> None:
    with pytest.raises(type(end)), open_sink(tmp_path / name) as sink:  # noqa: PT012
        with sink.open("a.json") as out:
            out.write(b"half")
        raise end
    assert list(tmp_path.iterdir()) == []
    with open_sink(tmp_path / name) as sink, sink.open("a.json") as out:
        out.write(b"whole")
    source = open_source(tmp_path / name)
    with source.open(next(source.names())) as stream:
        assert stream.read() == b"whole"
    source.close()
    with pytest.raises(Conflict), open_sink(tmp_path / name):
        pass


def test_a_sink_takes_no_name_that_leads_out(tmp_path: Path) -> None:
    with pytest.raises(LabelwrightError), open_sink(tmp_path / "out") as sink:
        sink.open("../a")
    assert list(tmp_path.iterdir()) == []


def test_a_broken_member_is_named(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", b"hello")
    (tmp_path / "a.zip").write_bytes(buffer.getvalue().replace(b"hello", b"jello"))
    source = open_source(tmp_path / "a.zip")
    with pytest.raises(InvalidFile, match=r"a\.txt"):
        source.open("a.txt")
    source.close()


def test_what_a_target_replaces_stands_until_the_new_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "out"
    for word in (b"old", b"new"):
        with open_sink(target, replace=True) as sink, sink.open("a.json") as out:
            out.write(word)
            assert [path.read_bytes() for path in target.glob("*")] == ([] if word == b"old" else [b"old"])
    assert [path.read_bytes() for path in target.glob("*")] == [b"new"]
    assert list(tmp_path.iterdir()) == [target]


def test_a_single_file_has_the_extension_by_which_readers_know_it(tmp_path: Path) -> None:
    with (
        pytest.raises(Invalid, match=r"end in \.jsonl.*Name out\.jsonl"),
        open_sink(tmp_path / "out.json") as sink,
    ):
        sink.open("dataset.jsonl")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "single"),
    [
        ("a.json", True),
        ("a.jsonl", True),
        ("a", False),
        ("a.zip", False),
        ("a.tar.gz", False),
        ("set-2.0", False),
    ],
)
def test_an_extension_of_letters_means_a_single_file(name: str, single: bool) -> None:
    assert is_file(Path(name)) == single
