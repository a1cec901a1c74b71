"""Uploads go on where they broke off, whatever arrives twice, too early or damaged."""

import hashlib
from pathlib import Path

import pytest
from tests.unit.transfer.conftest import House

from labelwright.core.errors import Conflict, Invalid, NotFound, TooLarge


def test_a_file_in_pieces_becomes_one_blob(house: House) -> None:
    begun = house.uploads.begin("a.bin", 10, house.user)
    assert house.uploads.append(begun.id, 0, b"01234", user_id=house.user).offset == 5
    whole = house.uploads.append(begun.id, 5, b"56789", user_id=house.user)
    assert whole.blob == hashlib.sha256(b"0123456789").hexdigest()
    assert house.uploads.blob_of(begun.id, user_id=house.user) == (whole.blob, "a.bin")
    assert house.tools.blobs.get(whole.blob) == b"0123456789"


@pytest.mark.parametrize("offset", [0, 3, 7])
def test_a_piece_twice_or_out_of_order_is_refused_and_changes_nothing(house: House, offset: int) -> None:
    begun = house.uploads.begin("a.bin", 10, house.user)
    house.uploads.append(begun.id, 0, b"01234", user_id=house.user)
    with pytest.raises(Conflict, match="stands at byte 5"):
        house.uploads.append(begun.id, offset, b"xx", user_id=house.user)
    assert house.uploads.append(begun.id, 5, b"56789", user_id=house.user).blob is not None


def test_bytes_beyond_what_counts_are_dropped(house: House, tmp_path: Path) -> None:
    begun = house.uploads.begin("a.bin", 4, house.user)
    house.uploads.append(begun.id, 0, b"ab", user_id=house.user)
    with (tmp_path / "uploads" / f"{begun.id}.part").open("ab") as torn:
        torn.write(b"written before the crash")
    whole = house.uploads.append(begun.id, 2, b"cd", user_id=house.user)
    assert house.tools.blobs.get(whole.blob or "") == b"abcd"


def test_a_damaged_piece_is_refused(house: House) -> None:
    begun = house.uploads.begin("a.bin", 2, house.user)
    with pytest.raises(Invalid, match="damaged"):
        house.uploads.append(begun.id, 0, b"ab", user_id=house.user, sha256="0" * 64)
    digest = hashlib.sha256(b"ab").hexdigest()
    assert house.uploads.append(begun.id, 0, b"ab", user_id=house.user, sha256=digest).offset == 2


def test_more_than_was_announced_is_refused(house: House) -> None:
    begun = house.uploads.begin("a.bin", 2, house.user)
    with pytest.raises(Invalid, match="beyond the 2 bytes"):
        house.uploads.append(begun.id, 0, b"abc", user_id=house.user)


def test_an_empty_file_is_whole_at_once(house: House) -> None:
    assert house.uploads.begin("empty", 0, house.user).blob == hashlib.sha256(b"").hexdigest()


def test_another_persons_upload_is_not_found(house: House) -> None:
    begun = house.uploads.begin("a.bin", 2, house.user)
    with pytest.raises(NotFound):
        house.uploads.get(begun.id, user_id="0" * 32)
    with pytest.raises(NotFound):
        house.uploads.append(begun.id, 0, b"ab", user_id="0" * 32)


@pytest.mark.parametrize(("name", "size"), [("", 1), ("a", -1), ("a\nb", 1), ("a" * 2000, 1)])
def test_what_cannot_be_a_file_is_refused(house: House, name: str, size: int) -> None:
    with pytest.raises(Invalid):
        house.uploads.begin(name, size, house.user)


def test_a_file_beyond_the_bound_is_refused(house: House) -> None:
    with pytest.raises(TooLarge):
        house.uploads.begin("a", 1 << 31, house.user)


def test_what_was_left_alone_for_a_week_is_swept(house: House) -> None:
    stale = house.uploads.begin("a.bin", 2, house.user)
    house.uploads.append(stale.id, 0, b"a", user_id=house.user)
    with house.database.write() as conn:
        conn.exec_driver_sql("UPDATE uploads SET updated_at = 1")
    fresh = house.uploads.begin("b.bin", 2, house.user)
    assert house.uploads.sweep() == 1
    with pytest.raises(NotFound):
        house.uploads.get(stale.id, user_id=house.user)
    assert house.uploads.get(fresh.id, user_id=house.user).offset == 0
