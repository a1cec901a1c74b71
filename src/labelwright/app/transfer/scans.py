"""What a scan is asked for. The doing is in `scanning`, which brings the libraries that only workers load."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

KIND = "scan"

SUSPECT = "suspect"
"""The rule under which a scan tells of labels that a model would give otherwise."""


class Job(Struct, frozen=True):
    """The arguments of a scan. `predictions` is a file that an upload brought, `{"blob", "name"}`, or nothing."""

    predictions: Mapping[str, Any] | None = None
