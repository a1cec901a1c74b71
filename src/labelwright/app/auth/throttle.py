"""Guessing takes time: sign-in attempts are counted per account and per address, in the database, so that the
count holds across processes and restarts.

An attempt is counted before the password is looked at and forgotten when it was right, so that many guesses
at once get no further than as many one after another, and a whole class behind one address can sign in. Wrong
guesses from an address stay counted, whoever signs in rightly from there. Attempts from a future that a clock has
left count no more.
"""

from sqlalchemy import Connection, delete, func, insert, or_, select

from labelwright.app.auth.secrets import digest
from labelwright.core.errors import TooMany
from labelwright.storage.ids import new_id
from labelwright.storage.tables import login_attempts

WINDOW_US = 15 * 60 * 1_000_000
PER_ACCOUNT = 10
PER_ADDRESS = 100


def count_attempt(conn: Connection, email: str, address: str, now: int) -> str:
    """Note an attempt, and return by what name it is noted of the address.

    Raises `TooMany` where the account or the address has had too many in a quarter hour.
    """
    outside = login_attempts.c.at < now - WINDOW_US, login_attempts.c.at > now + WINDOW_US
    conn.execute(delete(login_attempts).where(or_(*outside)))
    for key, most in ((_account(email), PER_ACCOUNT), (f"address:{address}", PER_ADDRESS)):
        count, first = conn.execute(
            select(func.count(), func.min(login_attempts.c.at)).where(login_attempts.c.key == key)
        ).one()
        if count >= most:
            wait_s = (first + WINDOW_US - now) / 1_000_000
            raise TooMany("Too many attempts to sign in.", retry_after_s=max(1.0, wait_s))
        attempt = new_id()
        conn.execute(insert(login_attempts).values(id=attempt, key=key, at=now))
    return attempt


def forget_attempts(conn: Connection, email: str, attempt: str = "") -> None:
    """It was right: what was counted against the account no longer counts, nor this attempt against its address."""
    mine = or_(login_attempts.c.key == _account(email), login_attempts.c.id == attempt)
    conn.execute(delete(login_attempts).where(mine))


def _account(email: str) -> str:
    """Of one length however long the address is, and the same for all spellings that mean one account."""
    return f"account:{digest(email.strip().lower())}"
