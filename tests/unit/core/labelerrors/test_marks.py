"""Wrong marks: missing, swapped, misplaced and of nothing, told apart; for boxes and for every other type alike."""

import numpy as np
import pytest
from msgspec import structs
from tests.unit.core.checks.scenes import ONTOLOGY, PICTURE, TEXT, TYPES, box, span, square

from labelwright.core.labelerrors.marks import KINDS, Foreseen, MarkErrors, mark_errors
from labelwright.core.labelerrors.tokens import token_errors
from labelwright.core.labelerrors.trust import Trust, strayed
from labelwright.core.records import Annotation


def sure(annotation: Annotation, confidence: float) -> Annotation:
    return structs.replace(annotation, confidence=confidence)


def found(given: list[Annotation], predicted: list[Annotation], item=PICTURE) -> MarkErrors:
    return mark_errors([Foreseen(item, given, predicted)], ONTOLOGY, TYPES)


def told(errors: MarkErrors) -> list[tuple[str, str, str]]:
    return [
        (s.kind, s.mark.id if s.mark else "", s.prediction.id if s.prediction else "")
        for s in errors.suspects
    ]


@pytest.mark.parametrize(
    ("given", "predicted", "expected"),
    [
        ([], [box("p", 0, 0, 20, 20)], ("missing", "", "p")),
        ([box("a", 0, 0, 20, 20)], [box("p", 0, 0, 20, 20, "white")], ("swapped", "a", "p")),
        ([box("a", 0, 0, 20, 20)], [box("p", 10, 0, 20, 20)], ("misplaced", "a", "p")),
        ([box("a", 0, 0, 20, 20)], [], ("spurious", "a", "")),
        ([square("a", 0, 0, 20)], [], ("spurious", "a", "")),
    ],
)
def test_each_kind_is_told(given, predicted, expected) -> None:
    assert told(found(given, [sure(p, 0.9) for p in predicted])) == [expected]


def test_what_a_model_confirms_is_hardly_suspect() -> None:
    errors = found([box("a", 0, 0, 20, 20)], [sure(box("p", 0.2, 0, 20, 20), 0.9)])
    assert errors.suspects[0].wrong < 0.05


def test_a_second_prediction_on_a_confirmed_mark_is_no_missing_one() -> None:
    predicted = [sure(box("p", 0, 0, 20, 20), 0.9), sure(box("q", 0, 0, 20, 19), 0.8)]
    errors = found([box("a", 0, 0, 20, 20)], predicted)
    assert max(s.wrong for s in errors.suspects if s.kind == "missing") < 0.1


def test_a_mark_is_compared_with_the_prediction_of_its_own_class_where_there_is_one() -> None:
    predicted = [sure(box("p", 0, 0, 20, 20, "white"), 0.9), sure(box("q", 0, 0, 20, 19), 0.9)]
    assert ("misplaced", "a", "q") in told(found([box("a", 0, 0, 20, 20)], predicted))


def test_spans_are_compared_as_boxes_are() -> None:
    predicted = [sure(span("p", 0, 12, "place"), 0.9), sure(span("q", 18, 26), 0.7)]
    assert sorted(told(found([span("a", 0, 12)], predicted, TEXT))) == [
        ("missing", "", "q"),
        ("swapped", "a", "p"),
    ]


def planted(seed: int, items: int = 150) -> tuple[list[Foreseen], list[str]]:
    """Pictures with four boxes and a detector that sees nearly all; one in five has an error of some kind."""
    rng = np.random.default_rng(seed)
    foreseen, kinds = [], []
    for _ in range(items):
        true = [
            box(f"t{n}", 25.0 * n, float(rng.uniform(0, 50)), 18, 18, ["red", "white"][n % 2])
            for n in range(4)
        ]
        seen = [
            sure(structs.replace(moved(t, rng.normal(0, 0.5)), id=f"p{t.id}"), float(rng.beta(8, 1)))
            for t in true
        ]
        seen = [s for s in seen if rng.random() < 0.95]
        seen.append(sure(box("ghost", 40, 60, 10, 10), float(rng.beta(2, 5))))
        kind = KINDS[rng.integers(3)] if rng.random() < 0.2 else ""
        given = list(true)
        if kind == "missing":
            given.pop(1)
        elif kind == "swapped":
            given[1] = structs.replace(given[1], cls="red")
        elif kind == "misplaced":
            given[1] = moved(given[1], 8.0)
        foreseen.append(Foreseen(PICTURE, given, seen))
        kinds.append(kind)
    return foreseen, kinds


def moved(mark: Annotation, by: float) -> Annotation:
    return structs.replace(mark, value={**mark.value, "x": mark.value["x"] + by})


def test_pictures_with_errors_come_first() -> None:
    foreseen, kinds = planted(1)
    scores = mark_errors(foreseen, ONTOLOGY, TYPES).items
    wrong = [score for score, kind in zip(scores, kinds, strict=True) if kind]
    right = [score for score, kind in zip(scores, kinds, strict=True) if not kind]
    above = np.mean([[w > r for r in right] for w in wrong])
    assert above > 0.9


def test_the_kind_that_is_told_first_of_a_wrong_picture_is_the_one_that_was_planted() -> None:
    foreseen, kinds = planted(2)
    first: dict[int, str] = {}
    for suspect in mark_errors(foreseen, ONTOLOGY, TYPES).suspects:
        first.setdefault(suspect.place, suspect.kind)
    hits = [first[place] == kind for place, kind in enumerate(kinds) if kind]
    assert np.mean(hits) > 0.8


def test_the_order_of_marks_decides_nothing() -> None:
    foreseen, _ = planted(3, 40)
    turned = [Foreseen(e.item, list(reversed(e.given)), list(reversed(e.predicted))) for e in foreseen]
    one, other = (mark_errors(each, ONTOLOGY, TYPES) for each in (foreseen, turned))
    assert other.items == pytest.approx(one.items)
    assert told(other) == told(one)


def test_with_little_to_learn_from_a_model_is_believed_as_it_believes_itself() -> None:
    trust = Trust.of([0.9] * 5, [0.3, 0.8])
    assert [trust.right(c) for c in (0.0, 0.3, 0.8, 1.0)] == pytest.approx([0.0, 0.3, 0.8, 1.0])


def test_confidences_that_only_unconfirmed_predictions_have_are_not_trusted() -> None:
    rng = np.random.default_rng(0)
    confirmed = rng.beta(8, 1, 500).tolist()
    unconfirmed = [*rng.beta(2, 5, 100).tolist(), *rng.beta(8, 1, 30).tolist()]
    trust = Trust.of(confirmed, unconfirmed)
    assert trust.right(0.2) < 0.2
    assert trust.right(0.97) > 0.7


def test_trust_never_falls_with_confidence() -> None:
    rng = np.random.default_rng(1)
    trust = Trust.of(rng.random(200).tolist(), rng.random(50).tolist())
    chances = [trust.right(c) for c in np.linspace(0, 1, 101)]
    assert chances == sorted(chances)


def test_what_lies_as_usual_is_not_misplaced() -> None:
    assert strayed(0.1, 0.1, 0.02) < 0.05 < 0.95 < strayed(0.5, 0.1, 0.02)


def test_a_text_is_as_suspect_as_its_worst_token() -> None:
    rng = np.random.default_rng(0)
    given = [rng.integers(3, size=length) for length in (4, 0, 6, 5)]
    sure_of = [np.eye(3)[labels] * 0.9 + 1 / 30 for labels in given]
    sure_of[2][3] = np.full(3, 0.02)
    sure_of[2][3][(given[2][3] + 1) % 3] = 0.96
    errors = token_errors(given, sure_of)
    assert errors.texts.argmax() == 2
    assert errors.texts[1] == 0.0
    assert errors.wrong.argmax() == 4 + 3
    assert errors.likely[7] == (given[2][3] + 1) % 3


def test_no_text_has_no_wrong_token() -> None:
    assert token_errors([], []).texts.tolist() == []
