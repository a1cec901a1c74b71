"""What transfers need of the installation, passed in whole."""

from dataclasses import dataclass
from pathlib import Path

from labelwright.app.fetch import Fetcher
from labelwright.app.settings import Settings
from labelwright.storage.blobs import Blobs, open_blobs
from labelwright.storage.database import Database


@dataclass(frozen=True)
class Tools:
    """`roots` are the folders imports may read; `scratch` is where archives are unfolded."""

    database: Database
    blobs: Blobs
    fetcher: Fetcher
    roots: tuple[Path, ...]
    scratch: Path

    @classmethod
    def of(cls, settings: Settings, database: Database) -> "Tools":
        settings.scratch.mkdir(mode=0o700, parents=True, exist_ok=True)
        fetcher = Fetcher.allowing(settings.fetch_networks)
        return cls(database, open_blobs(settings.blobs_url), fetcher, settings.import_roots, settings.scratch)
