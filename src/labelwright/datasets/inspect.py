"""What a dataset on disk holds, without a project: counts, classes, refused files, and losses for each target."""

from pathlib import Path
from typing import Any

import msgspec

from labelwright.core.registry import FORMATS
from labelwright.datasets.convert import opened
from labelwright.datasets.kept import Watch, unwatched


def inspect(
    path: Path, from_: str = "", dialect: str = "", *, with_losses: bool = True, watch: Watch = unwatched
) -> dict[str, Any]:
    """All that can be told of a dataset, as JSON-able data.

    Keys: format, dialect, sure, why, name, items, splits, answers, annotators, annotations, classes (each with its
    counts by type), groups, report (what reading refused, lost or warned of), and losses by target format.
    What no label type that is installed holds counts as other. Raises as `opened` does.
    """
    with opened(path, from_, dialect, watch) as dataset:
        found = dataset.survey
        losses = {name: dataset.losses(name).as_dict()["losses"] for name in FORMATS} if with_losses else {}
        return {
            "format": dataset.format,
            "dialect": dataset.dialect,
            "sure": dataset.guess.confidence,
            "why": dataset.guess.why,
            "name": dataset.name or path.name,
            "items": {"total": dataset.count, **dict(sorted(found.items.items()))},
            "splits": dict(sorted(found.splits.items())),
            "answers": found.answers,
            "annotators": len(found.annotators),
            "annotations": sum(found.marks.values()),
            "classes": [
                {**msgspec.to_builtins(cls), "counts": _counts(found.marks, cls.name)}
                for cls in dataset.ontology.classes
            ],
            "groups": msgspec.to_builtins(dataset.ontology.groups),
            "report": dataset.report.as_dict(),
            "losses": losses,
        }


def _counts(marks: dict[tuple[str, str], int], name: str) -> dict[str, int]:
    return {kind or "other": n for (cls, kind), n in sorted(marks.items()) if cls == name}
