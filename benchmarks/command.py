"""What every benchmark's command shares: the choice of the database, and the rows as JSON."""

import argparse
import json
import sys
from typing import Any, TypeAlias

from benchmarks.server import DATABASES

Row: TypeAlias = dict[str, Any]


def database_option(options: argparse.ArgumentParser) -> None:
    options.add_argument("--database", choices=DATABASES, default="sqlite")


def show(benchmark: str, database: str, rows: list[Row]) -> None:
    """Write what was measured to the standard output."""
    json.dump({"benchmark": benchmark, "database": database, "rows": rows}, sys.stdout, indent=2)
    sys.stdout.write("\n")
