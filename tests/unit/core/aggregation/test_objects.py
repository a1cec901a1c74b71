"""Sets of marks fused: what is there, of which class, and where."""

from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from labelwright.core.aggregation.objects import Objects, fuse_objects
from labelwright.core.aggregation.spots import Marked
from labelwright.core.aggregation.things import things
from labelwright.core.ontology import Attribute, Class, Ontology
from labelwright.core.records import Annotation, AttributeValue, Item
from labelwright.core.registry import LABELS, METHODS

ONTOLOGY = Ontology(
    (
        Class("car", "box", attributes=(Attribute("state", "one_of", options=("parked", "moving")),)),
        Class("bus", "box", attributes=(Attribute("seats", "number"),)),
        Class("coat", "box"),
        Class("blurred", "tag"),
        Class("word", "span", options={"overlap": False}),
    )
)
every_method = pytest.mark.parametrize("name", sorted(METHODS))
PICTURE = Item("street.jpg", "image", width=2000, height=100)


def box(x: float, name: str = "car", width: float = 20.0, **attributes: AttributeValue) -> Annotation:
    value = {"x": float(x), "y": 0.0, "width": float(width), "height": 20.0}
    return Annotation(f"{name}{x}", "box", name, value, attributes)


def span(start: int, end: int) -> Annotation:
    return Annotation(f"{start}-{end}", "span", "word", {"start": start, "end": end})


def fuse(*marked: Marked, method: str = "hierarchical") -> Objects:
    return fuse_objects(marked, ONTOLOGY, LABELS, method=METHODS[method])


def one(answers: Mapping[str, Sequence[Annotation]], gold: Sequence[Annotation] | None = None) -> Marked:
    return Marked(PICTURE, answers, gold)


def standing(result: Objects, place: int = 0) -> list[tuple[str, float | None]]:
    return [(f.annotation.cls, f.annotation.value.get("x")) for f in result.items[place] if f.stands]


def test_what_most_have_seen_stands() -> None:
    result = fuse(
        one({"Ada": [box(0), box(100)], "Bo": [box(2), box(100)], "Cy": [box(2), box(500)]}),
        method="majority",
    )
    assert standing(result) == [("car", pytest.approx(1.33, abs=0.7)), ("car", 100.0)]
    assert [round(f.annotation.confidence or 0.0, 3) for f in result.items[0]] == [1.0, 0.667, 0.333]


def test_no_marks_are_no_things() -> None:
    result = fuse(one({"Ada": [], "Bo": []}), one({}))
    assert (result.items, set(result.eyes)) == ([[], []], {"Ada", "Bo"})
    assert fuse().items == []


def test_one_answer_stands_as_it_is() -> None:
    result = fuse(one({"Ada": [box(0, state="parked"), box(100, "bus")]}))
    assert standing(result) == [("car", 0.0), ("bus", 100.0)]
    assert result.items[0][0].annotation.attributes == {"state": "parked"}


def test_a_class_in_dispute_is_one_thing() -> None:
    answers = {
        "Ada": [box(0, "bus", seats=40)],
        "Bo": [box(1, "car", state="moving")],
        "Cy": [box(2, "bus", seats=50)],
    }
    (found,) = fuse(one(answers), method="majority").items[0]
    assert (found.annotation.cls, found.stands) == ("bus", True)
    assert found.annotation.confidence == pytest.approx(2 / 3)
    assert found.annotation.attributes == {"seats": 45}


def test_two_things_at_one_place_stay_two_where_all_see_both() -> None:
    answers = {who: [box(0, "car"), box(1, "coat")] for who in ("Ada", "Bo", "Cy")}
    assert standing(fuse(one(answers))) == [("car", 0.0), ("coat", 1.0)]


def test_things_of_one_class_come_together_first() -> None:
    answers = [[box(0, "car"), box(3, "coat")], [box(2, "car")], [box(1, "coat")]]
    gathered = things(answers, PICTURE, ONTOLOGY, LABELS, 0.5)
    assert [[m.annotation.id for m in thing] for thing in gathered] == [["car0", "car2"], ["coat3", "coat1"]]


def test_tags_are_told_apart_by_class() -> None:
    tag = Annotation("t", "tag", "blurred")
    result = fuse(one({"Ada": [tag, box(0)], "Bo": [tag], "Cy": [box(0)]}), method="majority")
    assert [(f.annotation.cls, round(f.annotation.confidence or 0, 2)) for f in result.items[0]] == [
        ("blurred", 0.67),
        ("car", 0.67),
    ]


def test_gold_makes_true_and_false_things() -> None:
    marked = [
        one({"Ada": [box(0)], "Bo": [box(0), box(500)]}, gold=[box(1), box(900)]),
        one({"Ada": [box(0)], "Bo": [box(0)]}),
    ]
    result = fuse(*marked)
    assert standing(result) == [("car", 1.0), ("car", 900.0)]
    assert [f.annotation.confidence for f in result.items[0]] == [1.0, 1.0, 0.0]
    assert standing(result, 1) == [("car", 0.0)]


def test_gold_tells_who_makes_things_up() -> None:
    """Bo and Cy mark what is not there on gold items; so Ada, who does not, is believed against both elsewhere."""
    gold = [
        one({"Ada": [box(0)], "Bo": [box(0), box(500)], "Cy": [box(0), box(500)]}, gold=[box(0)])
        for _ in range(12)
    ]
    result = fuse(*gold, one({"Ada": [box(0)], "Bo": [box(0), box(500)], "Cy": [box(0), box(500)]}))
    assert standing(result, 12) == [("car", 0.0)]
    assert result.eyes["Bo"].invents > 0.6 > 0.4 > result.eyes["Ada"].invents


def test_what_breaks_a_rule_with_something_surer_does_not_stand() -> None:
    text = Item("a.txt", "text", text="x" * 20)
    answers = {
        "A": [span(0, 6)],
        "B": [span(0, 6)],
        "C": [span(0, 6), span(7, 9)],
        "D": [span(4, 10)],
        "E": [span(4, 10)],
        "F": [span(4, 10), span(0, 3)],
    }
    result = fuse_objects(
        [Marked(text, answers)], ONTOLOGY, LABELS, method=METHODS["majority"], threshold=0.3
    )
    kept = [f.annotation.value for f in result.items[0] if f.stands]
    assert len(kept) <= 1


def test_who_stays_closer_counts_more() -> None:
    """Two draw sloppily and one to the pixel, as seen over many pictures; on a picture with two the closer one wins."""
    generator = np.random.default_rng(0)
    marked = []
    for _ in range(30):
        x = float(generator.uniform(0, 1900))
        sloppy = generator.normal(0, 3.0, 4)
        marked.append(
            one(
                {
                    "Ada": [box(x)],
                    "Bo": [box(x + sloppy[0], width=20 + sloppy[1])],
                    "Cy": [box(x + sloppy[2], width=20 + sloppy[3])],
                }
            )
        )
    result = fuse(*marked)
    assert result.eyes["Ada"].strays < 0.8 * min(result.eyes["Bo"].strays, result.eyes["Cy"].strays)
    pair = fuse(*marked, one({"Ada": [box(100)], "Bo": [box(104)]}))
    assert standing(pair, 30) == [("car", 100.0)]


def street(seed: int, items: int = 150) -> tuple[list[Marked], list[list[Annotation]]]:
    """Pictures of cars and buses, seen by five people who miss, make up and mix up at rates of their own."""
    generator = np.random.default_rng(seed)
    finds, invents, names = (0.95, 0.9, 0.85, 0.5, 0.4), (0.0, 0.1, 0.1, 2.0, 3.0), (0.95, 0.9, 0.9, 0.7, 0.6)
    marked, truths = [], []
    for _ in range(items):
        places = generator.permutation(30)[: generator.integers(2, 8)] * 60.0
        classes = generator.choice(["car", "bus"], len(places))
        truths.append([box(x, str(c)) for x, c in zip(places, classes, strict=True)])
        answers: dict[str, list[Annotation]] = {}
        for who in generator.choice(5, 4, replace=False):
            seen = []
            for x, c in zip(places, classes, strict=True):
                if generator.random() < finds[who]:
                    cls = c if generator.random() < names[who] else ("bus" if c == "car" else "car")
                    seen.append(box(x + float(generator.normal(0, 1)), str(cls)))
            free = [p * 60.0 for p in range(30) if p * 60.0 not in places]
            wrong = generator.choice(free, min(generator.poisson(invents[who]), 5), replace=False)
            seen += [box(float(x), str(generator.choice(["car", "bus"]))) for x in wrong]
            answers[f"{who}"] = seen
        marked.append(one(answers))
    return marked, truths


def f1(result: Objects, truths: Sequence[Sequence[Annotation]]) -> float:
    """Of standing things that lie at a true one's place and are of its class."""
    right = found = real = 0
    for place, truth in enumerate(truths):
        here = {(a.cls, round(a.value["x"] / 60)) for a in truth}
        seen = {(cls, round((x or 0.0) / 60)) for cls, x in standing(result, place)}
        right, found, real = right + len(here & seen), found + len(seen), real + len(here)
    return 2 * right / (found + real)


@pytest.mark.parametrize("seed", [1, 2])
def test_rates_that_were_planted_are_found_and_beat_a_count_of_hands(seed: int) -> None:
    marked, truths = street(seed)
    result = fuse_objects(marked, ONTOLOGY, LABELS)
    assert [result.eyes[f"{who}"].finds for who in range(5)] == pytest.approx(
        [0.95, 0.9, 0.85, 0.5, 0.4], abs=0.06
    )
    assert [result.eyes[f"{who}"].names for who in range(5)] == pytest.approx(
        [0.95, 0.9, 0.9, 0.7, 0.6], abs=0.08
    )
    assert result.eyes["4"].invents > result.eyes["3"].invents > 0.2 > result.eyes["0"].invents
    by_hands = fuse_objects(marked, ONTOLOGY, LABELS, method=METHODS["majority"])
    assert f1(result, truths) > f1(by_hands, truths) + 0.02
    assert f1(result, truths) > 0.9


@every_method
def test_the_order_of_annotators_changes_nothing(name: str) -> None:
    marked, _ = street(3, items=30)
    turned = [Marked(m.item, dict(reversed(m.answers.items())), m.gold) for m in marked]
    first, second = (fuse_objects(each, ONTOLOGY, LABELS, method=METHODS[name]) for each in (marked, turned))
    for a, b in zip(first.items, second.items, strict=True):
        assert sorted((f.annotation.cls, round(f.annotation.value["x"], 6), f.stands) for f in a) == sorted(
            (f.annotation.cls, round(f.annotation.value["x"], 6), f.stands) for f in b
        )


@every_method
@pytest.mark.parametrize("seed", [4, 5])
def test_a_perfect_annotator_makes_nothing_worse(name: str, seed: int) -> None:
    marked, truths = street(seed, items=60)
    helped = [
        Marked(m.item, {**m.answers, "perfect": truth}) for m, truth in zip(marked, truths, strict=True)
    ]
    before, after = (
        f1(fuse_objects(each, ONTOLOGY, LABELS, method=METHODS[name]), truths) for each in (marked, helped)
    )
    assert after >= before
