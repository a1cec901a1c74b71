"""Pictures as browsers can show them: the picture's own bytes where they will do, else a rendition made once."""

import io

from msgspec import Struct

from labelwright.app.transfer import renditions
from labelwright.datasets.images import view
from labelwright.storage.blobs import Blobs
from labelwright.storage.database import Database

_PLAIN, _DEEP = "view", "view-16"


class Shown(Struct, frozen=True):
    """The blob to show, whether it is the picture's own, and whether it holds grey values of 16 bits."""

    hash: str
    own: bool
    deep: bool


def view_of(database: Database, blobs: Blobs, blob_hash: str) -> Shown:
    """What to show of a picture; made now if it is not there yet. Raises `InvalidFile`, `NotFound`."""
    found = renditions.find(database, blobs, blob_hash, _PLAIN, _DEEP)
    if found is None:
        made = view(io.BytesIO(blobs.get(blob_hash)), blob_hash)
        kept = blob_hash if made.data is None else blobs.put(made.data).hash
        found = (_DEEP if made.deep else _PLAIN, kept)
        renditions.keep(database, blob_hash, *found)
    kind, shown = found
    return Shown(shown, own=shown == blob_hash, deep=kind == _DEEP)
