"""Ids: UUIDv7 (RFC 9562 §5.7) as 32 lowercase hex characters, rising within a process."""

import os
import threading
import time


class Clock:
    """Ticks of 1/4096 ms that rise with each call."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def tick(self) -> int:
        now = (time.time_ns() // 1_000_000) << 12
        with self._lock:
            self._last = max(now, self._last + 1)
            return self._last


_CLOCK = Clock()


def new_id() -> str:
    """A new id, greater than each one this process made before.

    The 12 bits after the milliseconds count within one millisecond (RFC 9562 §6.2, method 1) and carry
    over into it, so a burst of more than 4,096 a millisecond runs ahead of the clock.
    """
    tick = _CLOCK.tick()
    random = int.from_bytes(os.urandom(8)) & 0x3FFF_FFFF_FFFF_FFFF
    return f"{tick >> 12:012x}7{tick & 0xFFF:03x}{random | 0x8000_0000_0000_0000:016x}"


def now_us() -> int:
    """Microseconds since 1970 in UTC: the form of every time in the database."""
    return time.time_ns() // 1000
