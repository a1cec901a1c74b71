import hashlib
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labelwright.core.errors import Invalid, NotFound, TooLarge
from labelwright.storage.blobs import Blobs, Stored, open_blobs

HELLO = hashlib.sha256(b"hello").hexdigest()
NOBODY = "0" * 64


@pytest.fixture(params=["folder", "s3"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> Blobs:
    if request.param == "folder":
        return open_blobs(f"file://{tmp_path / 'blobs and more'}")
    return open_blobs(request.getfixturevalue("s3_url"))


def test_a_blob_is_known_by_its_content(blobs: Blobs) -> None:
    assert blobs.put(b"hello") == Stored(HELLO, 5)
    assert (blobs.get(HELLO), blobs.size(HELLO), blobs.exists(HELLO)) == (b"hello", 5, True)


def test_the_same_content_is_kept_once(blobs: Blobs) -> None:
    assert blobs.put(b"hello") == blobs.put(io.BytesIO(b"hello"))
    assert list(blobs.walk()) == [HELLO]


def test_a_large_stream_comes_back_whole_and_in_part(blobs: Blobs) -> None:
    content = bytes(range(256)) * 80_000
    stored = blobs.put(io.BytesIO(content))
    assert stored == Stored(hashlib.sha256(content).hexdigest(), len(content))
    assert b"".join(blobs.open_range(stored.hash)) == content
    assert b"".join(blobs.open_range(stored.hash, 1_000_003, 12_000_007)) == content[1_000_003:12_000_007]
    assert b"".join(blobs.open_range(stored.hash, len(content) - 3)) == content[-3:]


def test_an_empty_blob_is_a_blob(blobs: Blobs) -> None:
    stored = blobs.put(b"")
    assert (stored.size, b"".join(blobs.open_range(stored.hash)), blobs.get(stored.hash)) == (0, b"", b"")


def test_a_stream_beyond_its_bound_leaves_nothing(blobs: Blobs, tmp_path: Path) -> None:
    with pytest.raises(TooLarge, match="more than 4 bytes"):
        blobs.put(io.BytesIO(b"hello"), most=4)
    assert blobs.put(io.BytesIO(b"hello"), most=5).size == 5
    assert list(blobs.walk()) == [HELLO]
    assert list(tmp_path.rglob("incoming/*")) == []


def test_a_blob_that_is_gone_is_not_found(blobs: Blobs) -> None:
    blobs.put(b"hello")
    blobs.delete(HELLO)
    blobs.delete(HELLO)
    assert not blobs.exists(HELLO)
    for ask in (blobs.get, blobs.size, blobs.open_range):
        with pytest.raises(NotFound):
            ask(HELLO)


@pytest.mark.parametrize(
    "name", ["", "hello", "../" * 8 + "etc/passwd", NOBODY.upper()[:-1] + "G", NOBODY + "0"]
)
def test_what_is_no_hash_is_not_found(blobs: Blobs, name: str) -> None:
    with pytest.raises(NotFound):
        blobs.exists(name)
    with pytest.raises(NotFound):
        blobs.get(name)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (0, 6), (6, None)])
def test_a_range_outside_the_blob_is_refused(blobs: Blobs, start: int, end: int | None) -> None:
    blobs.put(b"hello")
    with pytest.raises(Invalid, match="not within"):
        blobs.open_range(HELLO, start, end)


def test_walking_finds_every_blob(blobs: Blobs) -> None:
    kept = {blobs.put(str(n).encode()).hash for n in range(30)}
    assert set(blobs.walk()) == kept


@pytest.mark.parametrize("url", ["ftp://x/y", "file://", "file://host/x", "s3://", "s3://b?colour=red"])
def test_a_url_that_names_no_store_is_refused(url: str) -> None:
    with pytest.raises(Invalid) as caught:
        open_blobs(url)
    assert caught.value.where == "blobs_url"


@settings(max_examples=30)
@given(content=st.binary(max_size=300), data=st.data())
def test_any_range_is_the_slice(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, data: st.DataObject
) -> None:
    blobs = open_blobs(f"file://{tmp_path_factory.getbasetemp() / 'any'}")
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, len(content)))
    assert b"".join(blobs.open_range(blobs.put(content).hash, start, end)) == content[start:end]
