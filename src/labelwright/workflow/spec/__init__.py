"""A project as code: its document read, checked, compared and written. Pure: the caller touches the files."""

from labelwright.workflow.spec.checks import sentences
from labelwright.workflow.spec.gold import GoldSpec, QualifySpec
from labelwright.workflow.spec.model import Spec, StageSpec
from labelwright.workflow.spec.parse import guideline_file, parse_document, parse_yaml, with_guideline
from labelwright.workflow.spec.plan import Change, Plan, diff
from labelwright.workflow.spec.schema import json_schema
from labelwright.workflow.spec.write import to_document, to_yaml

__all__ = [
    "Change", "GoldSpec", "Plan", "QualifySpec", "Spec", "StageSpec", "diff", "guideline_file", "json_schema",
    "parse_document", "parse_yaml", "sentences", "to_document", "to_yaml", "with_guideline",
]  # fmt: skip
