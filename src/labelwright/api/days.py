"""Days of UTC, as addresses and bodies name them, as the times between which they lie."""

from datetime import UTC, date, datetime, timedelta


def period(first: date | None, last: date | None) -> tuple[int | None, int | None]:
    """From the beginning of the first day to the end of the last, in microseconds UTC; the end is not included."""
    since = _start(first) if first is not None else None
    until = _start(last + timedelta(days=1)) if last is not None and last < date.max else None
    return since, until


def _start(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * 1_000_000
