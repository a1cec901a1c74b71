"""Whole numbers that strangers write: bounded before they are read, for digits without end cost time and memory."""

from typing import Annotated

import msgspec
from fastapi import Query

MOST_DIGITS = 18
LARGEST = 2**31 - 1
"""What an INTEGER of every database can hold."""

Small = Annotated[int, msgspec.Meta(ge=-LARGEST, le=LARGEST)]
"""A number in a body."""
SmallQuery = Annotated[int, Query(ge=-LARGEST, le=LARGEST)]
"""A number in an address."""


def whole(text: str) -> int | None:
    """The number that digits make, or None where it is something else or absurdly large."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None
