"""Passwords: argon2id, a bounded number at a time, and as much work for an unknown account as for a known one."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from labelwright.core.errors import Invalid, Problem, TooMany

SHORTEST = 10
LONGEST = 256
WAIT_S = 10.0


class Passwords:
    """Hashes and verifies. One hash takes 64 MiB for a quarter of a second, so only `at_once` run together;
    who waits longer than ten seconds is turned away with `TooMany` rather than piling up memory.
    """

    def __init__(self, at_once: int = 2, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._slots = threading.BoundedSemaphore(at_once)
        self._nobody = self._hasher.hash("a password nobody has")

    def hash(self, password: str) -> str:
        """The argon2id hash to keep. Raises `Invalid` where the password is too short or too long."""
        check(password)
        with self._slot():
            return self._hasher.hash(password)

    def verify(self, kept: str | None, password: str) -> bool:
        """Whether the password is the one kept; without one kept, the same work is done and the answer is no."""
        if len(password) > LONGEST:
            password = ""
        with self._slot():
            try:
                self._hasher.verify(kept or self._nobody, password)
            except (VerificationError, InvalidHashError):
                return False
        return kept is not None

    def outdated(self, kept: str) -> bool:
        """Whether the hash was made with weaker parameters than today's."""
        return self._hasher.check_needs_rehash(kept)

    @contextmanager
    def _slot(self) -> Iterator[None]:
        if not self._slots.acquire(timeout=WAIT_S):
            raise TooMany("Too many people are signing in at once.", retry_after_s=WAIT_S)
        try:
            yield
        finally:
            self._slots.release()


def check(password: str) -> None:
    """Raises `Invalid` where nobody should have this password."""
    if len(password) < SHORTEST:
        fault = Problem(f"A password has at least {SHORTEST} characters.", "password", "Take a few words.")
    elif len(password) > LONGEST:
        fault = Problem(f"A password has at most {LONGEST} characters.", "password")
    else:
        return
    raise Invalid("This password cannot be used.", problems=[fault])
