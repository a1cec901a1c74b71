"""The kinds of jobs that a worker of this installation knows."""

from collections.abc import Mapping

from labelwright.app.jobs.worker import Kind, Outcome, Run
from labelwright.app.transfer import exporting, importing, scanning, scans
from labelwright.app.transfer.tools import Tools


def kinds(tools: Tools) -> Mapping[str, Kind]:
    """Every kind by its name, ready to run."""

    def import_job(run: Run) -> Outcome:
        return importing.run_import(run, tools)

    def export_job(run: Run) -> Outcome:
        return exporting.run_export(run, tools)

    def scan_job(run: Run) -> Outcome:
        return scanning.run_scan(run, tools)

    return {importing.KIND: import_job, exporting.KIND: export_job, scans.KIND: scan_job}
