"""What the checks of a project find in the answers that leave it, counted on the way."""

from collections import Counter
from collections.abc import Sequence

from labelwright.core.checks.finding import ERROR, WARNING
from labelwright.core.errors import Invalid
from labelwright.core.records import Annotation, Item
from labelwright.workflow.service.running import Running


class Standing:
    """Counts findings answer by answer. Those that compare items take a scan: nothing is kept of what passes."""

    def __init__(self, project: Running) -> None:
        self._checks = project.checks
        self._found: Counter[str] = Counter()

    def see(self, annotations: Sequence[Annotation], item: Item) -> None:
        """Take in an answer that stands."""
        if self._checks:
            scene = self._checks.scene(annotations, item)
            self._found.update(finding.severity for finding in self._checks.findings(scene))

    def counts(self) -> dict[str, int]:
        """How many errors and warnings were found."""
        return {"errors": self._found[ERROR], "warnings": self._found[WARNING]}

    def refuse_errors(self) -> None:
        """Raises `Invalid` where there is an error."""
        if errors := self._found[ERROR]:
            raise Invalid(
                f"The checks of the project find {errors:,} {'error' if errors == 1 else 'errors'} in these answers.",
                remedy="Scan the project to see them, or export them all the same.",
            )
