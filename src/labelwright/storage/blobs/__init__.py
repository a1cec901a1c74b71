"""Bytes by the hash of their content: in a local folder or in S3. A blob never changes once it is there."""

from labelwright.storage.blobs.blobs import Blobs, Stored
from labelwright.storage.blobs.opening import open_blobs

__all__ = ["Blobs", "Stored", "open_blobs"]
