"""Days of UTC: as the times between which they lie, and as text."""

from datetime import UTC, date, datetime, timedelta


def period(first: date | None, last: date | None) -> tuple[int | None, int | None]:
    """From the beginning of the first day to the end of the last, in microseconds UTC; the end is not included."""
    since = _start(first) if first is not None else None
    until = _start(last + timedelta(days=1)) if last is not None and last < date.max else None
    return since, until


def day_of(microseconds: int) -> str:
    """The day in which a time lies, like 2026-11-28."""
    return datetime.fromtimestamp(microseconds / 1_000_000, UTC).date().isoformat()


def _start(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * 1_000_000
