"""Attributes are compared on marks that were taken for the same thing."""

from labelwright.core.agreement import Score
from labelwright.core.agreement.attributes import attribute_scores
from labelwright.core.records import Annotation


def cell(**attributes: str | list[str]) -> Annotation:
    return Annotation("a", "box", "cell", {}, dict(attributes))


def test_each_attribute_is_scored_by_itself() -> None:
    answer = [cell(kind="round", parts=["a", "b"]), cell(kind="flat"), cell(kind="lost")]
    truth = [cell(kind="round", parts=["b", "a"]), cell(kind="round", colour="red")]
    assert attribute_scores(answer, truth, {0: 0, 1: 1}) == {
        ("cell", "colour"): Score(missed=1),
        ("cell", "kind"): Score(found=1, spurious=1, missed=1),
        ("cell", "parts"): Score(found=1),
    }
