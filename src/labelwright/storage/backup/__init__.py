"""Everything of an installation in one file, and back, from either database to either."""

from labelwright.storage.backup.archive import Kept
from labelwright.storage.backup.restoring import restore
from labelwright.storage.backup.saving import back_up

__all__ = ["Kept", "back_up", "restore"]
