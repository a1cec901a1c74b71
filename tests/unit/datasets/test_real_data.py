"""Real sets, counted by readers that share no code with ours."""

import contextlib
import io
import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from labelwright.datasets.convert import convert, opened

DATA = Path(__file__).parents[4] / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the real data are not beside the repository")


def test_blood_cells_are_counted_as_the_xml_counts_them() -> None:
    expected: Counter[str] = Counter()
    for path in (DATA / "blood-cells" / "Annotations").glob("*.xml"):
        expected.update(name.text or "" for name in ET.parse(path).iterfind("object/name"))
    with opened(DATA / "blood-cells") as dataset:
        counted = {cls: n for (cls, kind), n in dataset.survey.marks.items() if kind == "box"}
        assert (dataset.format, dataset.dialect) == ("voc", "labelimg")
    assert {"RBC": 1849, "Platelets": 180, "WBC": 155} == expected == counted


def test_coco_of_blood_cells_satisfies_pycocotools(tmp_path: Path) -> None:
    coco = pytest.importorskip("pycocotools.coco")
    convert(DATA / "blood-cells", tmp_path / "out.json", "coco")
    with contextlib.redirect_stdout(io.StringIO()):
        found = coco.COCO(str(tmp_path / "out.json"))
    names = {c["id"]: c["name"] for c in found.loadCats(found.getCatIds())}
    annotations = found.loadAnns(found.getAnnIds())
    assert Counter(names[a["category_id"]] for a in annotations) == {
        "RBC": 1849,
        "Platelets": 180,
        "WBC": 155,
    }
    assert len(found.getImgIds()) == 150
    assert next(a["bbox"] for a in annotations if names[a["category_id"]] == "WBC") == [260, 177, 231, 199]


@pytest.mark.parametrize(
    ("file", "sentences", "entities"),
    [
        ("wnut17train.conll", 3394, 1975),
        ("emerging.dev.conll", 1009, 836),
        ("emerging.test.annotated", 1287, 1079),
    ],
)
def test_wnut_is_counted_as_its_lines_count(file: str, sentences: int, entities: int, tmp_path: Path) -> None:
    text = (DATA / "entities" / file).read_text("utf-8")
    assert sentences == len([block for block in re.split(r"\n[ \t]*\n", text) if block.strip()])
    assert entities == len(re.findall(r"\tB-", text))
    convert(DATA / "entities" / file, tmp_path / "out.conll", "conll")
    for path in (DATA / "entities" / file, tmp_path / "out.conll"):
        with opened(path) as dataset:
            assert (sentences, entities) == (dataset.survey.items["text"], sum(dataset.survey.marks.values()))


def test_yolo_of_blood_cells_comes_back_with_all_boxes(tmp_path: Path) -> None:
    convert(DATA / "blood-cells", tmp_path / "out.zip", "yolo")
    with opened(tmp_path / "out.zip") as dataset:
        assert (
            dataset.format,
            dataset.dialect,
            sum(dataset.survey.marks.values()),
        ) == ("yolo", "detect", 2184)


@pytest.mark.parametrize("name", ["coco_instances", "coco_roboflow"])
def test_small_coco_sets_keep_their_splits(name: str) -> None:
    with opened(DATA / "formats" / "coco_dataset" / name) as dataset:
        assert dataset.survey.splits == {"train": 1, "val": 1}
