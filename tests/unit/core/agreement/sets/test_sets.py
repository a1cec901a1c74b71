"""Whole answers are compared by what their marks have in common, and corrected for chance."""

from collections.abc import Sequence

import numpy as np
import pytest
from tests.unit.core.agreement.coefficients.examples import FOUR_CODERS, votes

from labelwright.core.agreement.coefficients.counts import counts_of
from labelwright.core.agreement.coefficients.krippendorff import nominal_alpha
from labelwright.core.agreement.sets.answers import Answered, Given, Rules
from labelwright.core.agreement.sets.compare import answers_alpha, answers_gamma, answers_share
from labelwright.core.agreement.sets.measures import MEASURES
from labelwright.core.exchange import Mark
from labelwright.core.ontology import Class, Ontology
from labelwright.core.records import Item
from labelwright.core.registry import LABELS
from labelwright.core.views import Segment, Span, Tag, Text

NAMES = ("cell", "nucleus")
RULES = Rules(Ontology(tuple(Class(name, "box") for name in NAMES)), LABELS)
ITEM = Item("a.jpg", "image", width=100, height=100)


def box(x: float, cls: str = "cell", **attributes: str) -> Mark:
    value = {"x": x, "y": 0, "width": 10, "height": 10}
    views = LABELS["box"].views(LABELS["box"].decode(value), Class(cls, "box"), (cls,))
    return Mark(cls, views, dict(attributes), type="box", value=value)


def answered(*marks: Sequence[Mark], item: Item = ITEM) -> Answered:
    return Answered(item, tuple(Given.of(f"annotator {n}", said) for n, said in enumerate(marks)))


def share(name: str, *each: Answered) -> float:
    return answers_share(each, MEASURES[name], RULES).value


def test_the_pairs_of_an_item_weigh_as_one() -> None:
    three = answered([box(0)], [box(0)], [box(50)])
    two = answered([box(0)], [box(0)])
    assert share("f1", three) == pytest.approx(1 / 3)
    assert share("f1", three, two) == pytest.approx((1 / 3 + 1) / 2)


def test_every_figure_of_boxes() -> None:
    first, second = (
        [box(0, kind="round"), box(50, "nucleus")],
        [box(2, kind="flat"), box(50, "nucleus"), box(80)],
    )
    both = answered(first, second)
    iou = 8 / 12
    assert share("f1", both) == pytest.approx(4 / 5)
    assert share("iou", both) == pytest.approx((1 + iou) / 2)
    assert share("quality", both) == pytest.approx(2 * (1 + iou) / 5)
    assert share("attributes", both) == 0.0
    assert 0.0 < share("boundary", both) < 2.0
    assert share("boundary-f1", both) == 1.0
    assert share("likeness", both) == pytest.approx((iou / 2 + 1) / 3)


@pytest.mark.parametrize("kind", [Span, Segment])
def test_stretches_are_compared_by_their_ends_and_by_what_they_cover(
    kind: type[Span] | type[Segment],
) -> None:
    first = [Mark("x", (kind(0, 4),)), Mark("x", (kind(10, 14),))]
    second = [Mark("x", (kind(0, 4),)), Mark("x", (kind(12, 16),))]
    both = answered(first, second)
    assert share("span-exact", both) == pytest.approx(0.5)
    assert share("span-overlap", both) == 1.0
    assert share("span-iou", both) == pytest.approx(6 / 10)


def test_transcripts_of_equal_rank_have_errors_for_their_mean_length() -> None:
    both = answered(
        [Mark("said", (Text("the cat sat on the mat"),))], [Mark("said", (Text("the cat sit on mat"),))]
    )
    back = answered(
        *reversed([[Mark("said", (Text(t),))] for t in ("the cat sat on the mat", "the cat sit on mat")])
    )
    assert share("wer", both) == share("wer", back) == pytest.approx(2 / 5.5)
    assert share("mer", both) == pytest.approx(1 / 3)
    assert share("wil", both) == share("wil", back) == pytest.approx(0.466667, abs=1e-6)
    assert share("cer", both) == pytest.approx(2 * 5 / (22 + 18))


def test_what_is_not_there_is_not_compared() -> None:
    both = answered([box(0)], [box(0)])
    assert all(np.isnan(share(name, both)) for name in ("wer", "oks", "span-exact", "attributes"))


def test_alpha_of_answers_that_are_one_tag_is_alpha_of_labels() -> None:
    said = votes(FOUR_CODERS)
    by_item: dict[int, list[Mark]] = {}
    for item, label in zip(said.item.tolist(), said.label.tolist(), strict=True):
        by_item.setdefault(item, []).append(Mark(said.labels[label], (Tag(),), type="tag"))
    each = [answered(*([mark] for mark in marks)) for marks in by_item.values()]
    rules = Rules(Ontology(tuple(Class(label, "tag") for label in said.labels)), LABELS)
    found = answers_alpha(each, rules, np.random.default_rng(0))
    assert found.value == pytest.approx(nominal_alpha(counts_of(said)).value)


def test_alpha_of_boxes_knows_that_boxes_in_one_place_agree_by_chance() -> None:
    rng = np.random.default_rng(0)
    usual = [answered([box(rng.uniform(0, 1))], [box(rng.uniform(0, 1))]) for _ in range(50)]
    spread = []
    for _ in range(50):
        x = rng.uniform(0, 90)
        spread.append(answered([box(x)], [box(x + rng.uniform(-1, 1))]))
    assert share("likeness", *usual) > 0.8
    assert answers_alpha(usual, RULES, rng).value == pytest.approx(0.0, abs=0.2)
    assert answers_alpha(spread, RULES, rng).value > 0.8


def test_gamma_of_several_texts_is_that_of_all_disorder() -> None:
    alike = answered([Mark("x", (Span(0, 4),))], [Mark("x", (Span(0, 4),))])
    apart = answered([Mark("x", (Span(0, 4),)), Mark("y", (Span(30, 40),))], [Mark("y", (Span(60, 64),))])
    nothing = answered([], [])
    rng = np.random.default_rng(0)
    whole, worst = (answers_gamma(each, rng).value for each in ([alike, apart, nothing], [apart]))
    assert answers_gamma([alike, nothing], rng).value == 1.0
    assert worst < whole < 1.0
    assert np.isnan(answers_gamma([nothing], rng).value)


def test_a_class_alone_leaves_the_marks_of_others_out() -> None:
    both = answered([box(0), box(50, "nucleus")], [box(0)])
    assert share("f1", both.only("cell")) == 1.0
    assert share("f1", both.only("nucleus")) == 0.0
