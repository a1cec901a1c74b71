"""Writes the description of the HTTP interface: `python -m labelwright.api.openapi > docs/reference/openapi.json`."""

import json
import sys

from labelwright.api.app import mounted


def document() -> str:
    """OpenAPI 3.1 as JSON text, the same for the same code."""
    return json.dumps(mounted().openapi(), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(document())
