"""The demo's media are the same for the same seed, and their truth lies where the picture or text shows it."""

import io
import random

import numpy as np
import pytest
from PIL import Image

from labelwright.app.demo.people import ANNOTATORS, LEAD, label_request, label_smear
from labelwright.app.demo.photographs import photographs, photographs_installed
from labelwright.app.demo.requests import write_requests
from labelwright.app.demo.smear import draw_smear


def test_a_seed_draws_the_same_picture_twice() -> None:
    assert draw_smear(7) == draw_smear(7)


def test_every_cell_lies_inside_the_picture_and_is_darker_than_the_ground() -> None:
    smear = draw_smear(11)
    picture = np.asarray(Image.open(io.BytesIO(smear.jpeg)).convert("L"), dtype=float)
    assert picture.shape == (smear.height, smear.width)
    ground = float(np.median(picture))
    for cell in smear.cells:
        assert cell.x >= 0
        assert cell.y >= 0
        assert cell.x + cell.width <= smear.width
        assert cell.y + cell.height <= smear.height
        inside = picture[
            int(cell.y) : int(cell.y + cell.height) + 1, int(cell.x) : int(cell.x + cell.width) + 1
        ]
        assert inside.mean() < ground


def test_entities_mark_the_words_that_were_filled_in() -> None:
    requests = write_requests(3, 150)
    assert len({request.text for request in requests}) == 150
    for request in requests:
        for entity in request.entities:
            word = request.text[entity.start : entity.end]
            assert word == word.strip()
            assert word


def test_more_requests_than_the_templates_can_make_are_refused() -> None:
    with pytest.raises(ValueError, match="fewer than"):
        write_requests(1, 10_000)


def test_a_perfect_hand_answers_the_truth() -> None:
    smear = draw_smear(5)
    boxes = [a for a in label_smear(LEAD, smear, random.Random(1)) if a.type == "box"]
    assert [b.cls for b in boxes] == [c.cls for c in smear.cells]
    for box, cell in zip(boxes, smear.cells, strict=True):
        assert box.value["x"] == pytest.approx(cell.x, abs=0.06)
        assert box.value["width"] == pytest.approx(cell.width, abs=0.11)


def test_a_careless_hand_misses_more_than_a_steady_one() -> None:
    smears = [draw_smear(seed) for seed in range(12)]
    steady, _, careless = (sum(len(label_smear(p, s, random.Random(2))) for s in smears) for p in ANNOTATORS)
    assert careless < steady


def test_a_request_is_answered_with_one_intent() -> None:
    request = next(r for r in write_requests(4, 20) if r.entities)
    answer = label_request(LEAD, request, random.Random(3))
    assert [a.cls for a in answer if a.type == "tag"] == [request.intent]
    assert [a.value["start"] for a in answer if a.type == "span"] == [e.start for e in request.entities]


@pytest.mark.skipif(not photographs_installed(), reason="the extra `demo` is not installed")
def test_photographs_can_be_opened() -> None:
    sizes = []
    for _, _, path in photographs():
        with Image.open(path) as picture:
            sizes.append(picture.size)
    assert len(sizes) >= 10
    assert all(width > 0 and height > 0 for width, height in sizes)
