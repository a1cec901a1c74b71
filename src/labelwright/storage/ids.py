"""Ids: UUIDv7 (RFC 9562 §5.7) as 32 lowercase hex characters, rising within a process."""

import os
import struct
import threading
import time
from collections.abc import Sequence
from random import SystemRandom

CHANCE = SystemRandom()
SPREAD = 2048
"""Ticks of half a millisecond."""


class Clock:
    """Ticks of 1/4096 ms that rise with each call."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def ticks(self, n: int = 1) -> int:
        """The first of `n` ticks in a row that are now taken."""
        now = (time.time_ns() // 1_000_000) << 12
        with self._lock:
            first = max(now, self._last + 1)
            self._last = first + n - 1
        return first


_CLOCK = Clock()


def new_id() -> str:
    """A new id, greater than each one this process made before.

    The 12 bits after the milliseconds count within one millisecond (RFC 9562 §6.2, method 1) and carry
    over into it, so a burst of more than 4,096 a millisecond runs ahead of the clock.
    """
    return _written(_CLOCK.ticks(), int.from_bytes(os.urandom(8)))


def new_ids(n: int) -> list[str]:
    """As many ids, rising; for bulk work."""
    first = _CLOCK.ticks(n)
    return [
        _written(tick, random)
        for tick, random in enumerate(struct.unpack(f">{n}Q", os.urandom(8 * n)), first)
    ]


def pairs_like(others: Sequence[tuple[str, str]], n: int) -> list[tuple[str, str]]:
    """As many pairs of ids, each with the times of one of these pairs, drawn at random and moved together by up to half
    a millisecond: nothing about them tells when they were made, nor which were made together."""
    return [_like(CHANCE.choice(others), CHANCE.randint(-SPREAD, SPREAD)) for _ in range(n)]


def now_us() -> int:
    """Microseconds since 1970 in UTC: the form of every time in the database."""
    return time.time_ns() // 1000


def _written(tick: int, random: int) -> str:
    low = random & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    return f"{tick >> 12:012x}7{tick & 0xFFF:03x}{low:016x}"


def _like(pair: tuple[str, str], ticks: int) -> tuple[str, str]:
    first, second = (
        _written((int(one[:12], 16) << 12 | int(one[13:16], 16)) + ticks, CHANCE.getrandbits(64))
        for one in pair
    )
    return first, second
