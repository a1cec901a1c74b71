"""Conformance suites for parts: what proves ours proves a stranger's. For tests: they need hypothesis and jsonschema.

from labelwright.testing import check_label
def test_my_label() -> None:
    check_label(PART)
"""

from labelwright.testing.cases import Cases, load_cases
from labelwright.testing.formats import check_format
from labelwright.testing.labels import LABEL_RULES, check_label
from labelwright.testing.strategies import label_values

__all__ = ["LABEL_RULES", "Cases", "check_format", "check_label", "label_values", "load_cases"]
