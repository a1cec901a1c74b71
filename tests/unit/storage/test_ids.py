import re
import threading
import uuid

from labelwright.storage.ids import new_id


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
