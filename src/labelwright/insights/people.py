"""Who did what, as far as a reader may know it: the one place where a history turns ids into people."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, bindparam, text


class Shown(Struct, frozen=True):
    """Somebody as a reader may know them."""

    id: str
    name: str


def everybody_known(user_id: str) -> bool:
    """Hides nobody."""
    del user_id
    return False


_NAMES = text("SELECT id, name FROM users WHERE id IN :ids").bindparams(bindparam("ids", expanding=True))


class People:
    """People by their ids, for one reader.

    Those of whom `hidden` is true are told apart, but not told: by the masks that are given, else as “Person 1”,
    “Person 2” in the order in which they are asked for, with an id that leads nowhere.
    """

    def __init__(
        self,
        conn: Connection,
        hidden: Callable[[str], bool] = everybody_known,
        masks: Mapping[str, Shown] | None = None,
    ) -> None:
        self._conn = conn
        self._hidden = hidden
        self._known: dict[str, Shown] = {}
        self._masked: dict[str, Shown] = dict(masks or {})

    def learn(self, ids: Iterable[str | None]) -> None:
        """Read the names of many people at once."""
        asked = {user_id for user_id in ids if user_id and not self._hidden(user_id)}
        if missing := sorted(asked - self._known.keys()):
            rows = self._conn.execute(_NAMES, {"ids": missing})
            self._known |= {row.id: Shown(row.id, row.name) for row in rows}

    def of(self, user_id: str | None) -> Shown | None:
        """The person of an id; None where there is none."""
        if not user_id:
            return None
        if self._hidden(user_id):
            number = len(self._masked) + 1
            return self._masked.setdefault(user_id, Shown(f"person-{number}", f"Person {number}"))
        self.learn([user_id])
        return self._known.get(user_id)

    def within(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """What an event carries, with a mask in the place of each id of somebody hidden."""
        return {
            key: self._masked[value].id if isinstance(value, str) and value in self._masked else value
            for key, value in data.items()
        }
