"""A lock that is given in the order of asking, so that a busy writer cannot starve the others."""

import threading
from collections import deque
from types import TracebackType

from labelwright.core.errors import Unavailable


class Turns:
    """One holder at a time, first come first served. Used as a context manager; not reentrant."""

    def __init__(self, patience_s: float) -> None:
        self._patience_s = patience_s
        self._guard = threading.Lock()
        self._waiting: deque[tuple[int, threading.Lock]] = deque()
        self._holder: int | None = None

    def __enter__(self) -> None:
        me = threading.get_ident()
        with self._guard:
            if self._holder is None:
                self._holder = me
                return
            if self._holder == me:
                raise RuntimeError(
                    "write() within write(): pass the connection on instead of opening another."
                )
            gate = threading.Lock()
            gate.acquire()
            self._waiting.append((me, gate))
        if not gate.acquire(timeout=self._patience_s):
            self._give_up(me, gate)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pass_on()

    def _pass_on(self) -> None:
        with self._guard:
            self._holder = None
            if self._waiting:
                self._holder, gate = self._waiting.popleft()
                gate.release()

    def _give_up(self, me: int, gate: threading.Lock) -> None:
        """Stop waiting, unless the turn has come in this very moment."""
        with self._guard:
            if (me, gate) in self._waiting:
                self._waiting.remove((me, gate))
                raise Unavailable("The database is busy with other writes.", remedy="Try again.")
