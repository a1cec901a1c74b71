"""Where a page of a list ended: opaque to who carries it, checked when it comes back."""

import base64
import binascii
from typing import TypeVar

import msgspec

from labelwright.core.errors import Invalid

T = TypeVar("T")


def write(place: object) -> str:
    """The cursor for a place: any value that JSON can hold."""
    return base64.urlsafe_b64encode(msgspec.json.encode(place)).decode().rstrip("=")


def read(cursor: str, kind: type[T]) -> T:
    """The place a cursor stands for. Raises `Invalid` where it is not one of this kind."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        return msgspec.json.decode(base64.b64decode(padded, altchars=b"-_", validate=True), type=kind)
    except (msgspec.DecodeError, binascii.Error, ValueError) as error:
        raise Invalid("This cursor is not one of this list.", where="cursor", remedy="Begin anew.") from error
