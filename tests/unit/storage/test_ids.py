import re
import threading
import uuid

from labelwright.storage.ids import new_id, new_ids, pairs_like


def test_ids_are_uuid_7_in_lowercase_hex() -> None:
    made = new_id()
    assert re.fullmatch(r"[0-9a-f]{32}", made)
    assert (uuid.UUID(made).version, uuid.UUID(made).variant) == (7, uuid.RFC_4122)


def test_ids_rise() -> None:
    made = [new_id() for _ in range(20_000)]
    assert sorted(set(made)) == made


def test_ids_of_many_threads_differ() -> None:
    made: list[str] = []
    threads = [
        threading.Thread(target=lambda: made.extend([new_id() for _ in range(2000)])) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 16_000


def ticks(made: str) -> int:
    return int(made[:12], 16) << 12 | int(made[13:16], 16)


def test_pairs_like_others_tell_no_more_than_these() -> None:
    first, second = new_ids(3), new_ids(3)
    others = list(zip(first, second, strict=True))
    made = pairs_like(others, 400)
    assert len({one for pair in made for one in pair}) == 800
    assert {ticks(b) - ticks(a) for a, b in made} == {ticks(b) - ticks(a) for a, b in others}
    assert all(min(abs(ticks(a) - ticks(other)) for other in first) <= 2048 for a, _ in made)
    assert {(uuid.UUID(one).version, uuid.UUID(one).variant) for one, _ in made} == {(7, uuid.RFC_4122)}
    assert made != sorted(made)
