"""Real sets in and out of every format that can hold them, equal to what readers find that share no code with ours."""

import contextlib
import io
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from pycocotools.coco import COCO
from tests.unit.datasets import readers
from tests.unit.datasets.readers import Place

from labelwright.core.errors import InvalidFile
from labelwright.core.exchange import Dataset, Mark, Sample, SampleAnswer
from labelwright.core.ontology import Ontology
from labelwright.core.records import Item
from labelwright.core.registry import FORMATS
from labelwright.core.report import Report
from labelwright.core.views import Span
from labelwright.datasets.convert import convert, opened
from labelwright.datasets.sinks import open_sink

DATA = Path(__file__).parents[4] / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the real data are not beside the repository")

Reader = Callable[[Path], "Counter[Place]"]
BOXES: list[tuple[str, str, Reader]] = [
    ("coco", "instances", lambda out: readers.coco((out / "annotations").glob("*.json"))),
    ("voc", "official", lambda out: readers.voc(out, inclusive=True)),
    ("voc", "cvat", lambda out: readers.voc(out, inclusive=False)),
    ("voc", "labelimg", lambda out: readers.voc(out, inclusive=False)),
    ("yolo", "detect", readers.yolo),
    ("yolo", "obb", readers.yolo),
    ("yolo", "segment", readers.yolo),
    ("yolo", "darknet", readers.yolo),
    ("labelstudio", "", lambda out: readers.labelstudio(out / "tasks.json")),
    ("jsonl", "", lambda out: readers.lines(out / "dataset.jsonl")),
]
"""The formats and dialects that hold boxes, each with a reader that is not ours."""


def ids(case: tuple[str, str, Reader]) -> str:
    return f"{case[0]}-{case[1]}".rstrip("-")


@pytest.fixture(scope="module")
def cells() -> "Counter[Place]":
    """The boxes of the blood cells; LabelImg drew them, so their sides are places and not pixels."""
    return readers.voc(DATA / "blood-cells" / "Annotations", inclusive=False)


def test_blood_cells_are_what_their_manifest_says(cells: "Counter[Place]") -> None:
    assert Counter(place[1] for place in cells.elements()) == {"RBC": 1849, "Platelets": 180, "WBC": 155}
    with opened(DATA / "blood-cells") as dataset:
        assert (dataset.format, dataset.dialect) == ("voc", "labelimg")
        counts = {name: n for (name, kind), n in dataset.survey.marks.items() if kind == "box"}
        assert (dataset.count, counts) == (150, {"RBC": 1849, "Platelets": 180, "WBC": 155})
        assert (dataset.report.refused_count, dataset.report.losses) == (0, ())


@pytest.mark.parametrize("case", BOXES, ids=ids)
def test_blood_cells_go_out_as_every_format_and_in_again(
    case: tuple[str, str, Reader], cells: "Counter[Place]", tmp_path: Path
) -> None:
    name, dialect, reader = case
    out = tmp_path / "out"
    report = convert(DATA / "blood-cells", out, name, dialect=dialect)
    assert report.refused_count == 0
    pictures = {path.name: path for path in out.rglob("*.jpg")}
    assert len(pictures) == 150
    assert all(
        pictures[path.name].read_bytes() == path.read_bytes()
        for path in (DATA / "blood-cells" / "JPEGImages").glob("*.jpg")
    )
    assert cells == reader(out)
    convert(out, tmp_path / "again.jsonl", "jsonl")
    assert cells == readers.lines(tmp_path / "again.jsonl")


def test_pycocotools_reads_the_blood_cells(cells: "Counter[Place]", tmp_path: Path) -> None:
    convert(DATA / "blood-cells", tmp_path / "out.json", "coco")
    with contextlib.redirect_stdout(io.StringIO()):
        coco = COCO(str(tmp_path / "out.json"))
    names = {category["id"]: category["name"] for category in coco.loadCats(coco.getCatIds())}
    files = {image["id"]: Path(image["file_name"]).stem for image in coco.loadImgs(coco.getImgIds())}
    found: Counter[Place] = Counter()
    for annotation in coco.loadAnns(coco.getAnnIds()):
        x, y, width, height = annotation["bbox"]
        found[
            (files[annotation["image_id"]], names[annotation["category_id"]], x, y, x + width, y + height)
        ] += 1
    assert cells == found


COCO_SETS = ["coco", "coco_instances", "coco_roboflow", "mmdet_coco", "coco_person_keypoints", "coco_stuff"]
VOC_SETS = [("voc_dataset1", True), ("voc_dataset2", False), ("voc_dataset3", True)]
"""Sets whose pixels count from 1, and one that CVAT's kin wrote."""

YOLO_SETS = ["annotations", "labels", "strict"]


@pytest.mark.parametrize("name", COCO_SETS)
def test_small_coco_sets_are_read(name: str, tmp_path: Path) -> None:
    root = DATA / "formats" / "coco_dataset" / name
    paths = sorted(root.rglob("instances*.json")) or sorted(root.rglob("*.json"))
    with opened(root) as dataset:
        assert (dataset.format, dataset.report.refused_count) == ("coco", 0)
        assert dataset.survey.splits == {"train": 1, "val": 1}
    check_boxes(root, readers.coco(paths), tmp_path)


@pytest.mark.parametrize(("name", "inclusive"), VOC_SETS)
def test_small_voc_sets_are_read(name: str, inclusive: bool, tmp_path: Path) -> None:
    root = DATA / "formats" / "voc_dataset" / name
    with opened(root) as dataset:
        assert (dataset.format, dataset.report.refused_count) == ("voc", 0)
    check_boxes(root, readers.voc(root, inclusive=inclusive), tmp_path)


@pytest.mark.parametrize("name", YOLO_SETS)
def test_small_yolo_sets_are_read(name: str, tmp_path: Path) -> None:
    root = DATA / "formats" / "yolo_dataset" / name
    with opened(root) as dataset:
        assert (dataset.format, dataset.report.refused_count) == ("yolo", 0)
    check_boxes(root, readers.yolo(root), tmp_path)


def check_boxes(root: Path, expected: "Counter[Place]", tmp_path: Path) -> None:
    """The boxes of a set are those expected: in our lines, and in formats that may rename pictures."""
    assert expected
    convert(root, tmp_path / "lines", "jsonl")
    assert expected == readers.lines(tmp_path / "lines" / "dataset.jsonl")
    convert(tmp_path / "lines", tmp_path / "voc", "voc", dialect="cvat")
    assert nameless(expected) == nameless(readers.voc(tmp_path / "voc", inclusive=False))
    convert(tmp_path / "voc", tmp_path / "coco", "coco")
    assert nameless(expected) == nameless(readers.coco((tmp_path / "coco").rglob("*.json")))


def nameless(places: "Counter[Place]") -> "Counter[tuple[object, ...]]":
    return Counter(place[1:] for place in places.elements())


def test_areas_of_coco_keep_every_corner(tmp_path: Path) -> None:
    root = DATA / "formats" / "coco_dataset" / "coco_instances"
    convert(root, tmp_path / "out", "coco")
    expected, found = (
        [
            (annotation["area"], annotation["segmentation"])
            for path in sorted(folder.rglob("*.json"))
            for annotation in json.loads(path.read_bytes())["annotations"]
            if isinstance(annotation["segmentation"], list) and annotation["segmentation"]
        ]
        for folder in (root, tmp_path / "out")
    )
    assert len(expected) == 1
    assert expected[0] in found


@pytest.mark.parametrize(
    ("name", "count"),
    [("coco_captions", 3), ("coco_labels", 3), ("coco_panoptic", 3), ("coco_image_info", 0)],
)
def test_other_annotations_of_coco_are_read_and_none_refused(name: str, count: int) -> None:
    with opened(DATA / "formats" / "coco_dataset" / name) as dataset:
        assert (dataset.count, sum(dataset.survey.marks.values())) == (2, count)
        assert dataset.report.refused_count == 0


@pytest.mark.parametrize(
    "folder",
    [
        "formats/cvat_dataset",
        "formats/dota_dataset",
        "formats/labelme_dataset",
        "formats/mot_dataset",
        "formats/open_images_dataset",
        "formats/tf_detection_api_dataset",
        "intents",
        "speech",
        "transcripts",
        "video",
        "crowd",
    ],
)
def test_what_is_of_no_format_here_is_taken_by_none(folder: str) -> None:
    known = {"coco", "conll", "jsonl", "labelstudio", "voc", "yolo"}
    with contextlib.suppress(InvalidFile), opened(DATA / folder) as dataset:
        assert dataset.format not in known


ENTITIES = [
    ("wnut17train.conll", "train", 3394, 1975),
    ("emerging.dev.conll", "dev", 1009, 836),
    ("emerging.test.annotated", "test", 1287, 1079),
]


@pytest.mark.parametrize(("file", "split", "sentences", "entities"), ENTITIES)
@pytest.mark.parametrize("dialect", FORMATS["conll"].dialects)
def test_tweets_keep_tokens_and_entities_in_every_scheme(
    dialect: str, file: str, split: str, sentences: int, entities: int, tmp_path: Path
) -> None:
    path = DATA / "entities" / file
    expected = readers.columns(path)
    assert (sentences, entities) == (len(expected), sum(len(readers.runs(s)) for s in expected))
    convert(path, tmp_path / "first", "conll", dialect=dialect)
    written = tmp_path / "first" / f"{split}.conll"
    assert tokens(expected) == tokens(readers.columns(written))
    convert(written, tmp_path / "second", "conll", dialect="iob2")
    assert expected == readers.columns(tmp_path / "second" / f"{split}.conll")


def tokens(sentences: list[list[tuple[str, str]]]) -> list[list[str]]:
    return [[token for token, _ in sentence] for sentence in sentences]


@pytest.mark.parametrize("file", [file for file, *_ in ENTITIES])
def test_tweets_go_out_as_every_format_of_texts_and_in_again(file: str, tmp_path: Path) -> None:
    expected = readers.spans_of_columns(DATA / "entities" / file)
    convert(DATA / "entities" / file, tmp_path / "studio", "labelstudio")
    assert expected == readers.spans_of_labelstudio(tmp_path / "studio" / "tasks.json")
    convert(tmp_path / "studio", tmp_path / "out.jsonl", "jsonl")
    assert expected == readers.spans_of_lines(tmp_path / "out.jsonl")
    convert(tmp_path / "out.jsonl", tmp_path / "out.conll", "conll")
    assert expected == readers.spans_of_columns(tmp_path / "out.conll")


INTENTS = [
    ("train_BookRestaurant.json", 300, 923),
    ("train_GetWeather.json", 300, 681),
    ("train_PlayMusic.json", 300, 633),
    ("validate_BookRestaurant.json", 100, 321),
    ("validate_GetWeather.json", 100, 242),
    ("validate_PlayMusic.json", 100, 206),
    ("train_PlayMusic_full.json", 2000, 4389),
]


@pytest.mark.parametrize(("file", "utterances", "slots"), INTENTS)
def test_utterances_with_slots_go_out_and_in_again(
    file: str, utterances: int, slots: int, tmp_path: Path
) -> None:
    """Read by hand, since no format here is theirs. One file is not valid UTF-8."""
    expected = list(_utterances(DATA / "intents" / file))
    assert (utterances, slots) == (len(expected), sum(len(spans) for _, spans in expected))
    samples = [
        Sample(
            Item(f"{number}", "text", text=text),
            (SampleAnswer(tuple(Mark(cls, (Span(start, end),)) for start, end, cls in spans)),),
        )
        for number, (text, spans) in enumerate(expected)
    ]
    with open_sink(tmp_path / "out.jsonl") as sink:
        FORMATS["jsonl"].write(Dataset(Ontology(), samples), sink, Report())
    assert expected == readers.spans_of_lines(tmp_path / "out.jsonl")
    convert(tmp_path / "out.jsonl", tmp_path / "studio", "labelstudio")
    assert expected == readers.spans_of_labelstudio(tmp_path / "studio" / "tasks.json")
    report = convert(tmp_path / "studio", tmp_path / "out.conll", "conll")
    found = [span for sentence in readers.columns(tmp_path / "out.conll") for span in readers.runs(sentence)]
    lost = sum(
        loss.count for loss in report.losses if loss.what in ("overlapping spans", "spans without a token")
    )
    assert slots == len(found) + lost


def _utterances(path: Path) -> readers.Spans:
    (utterances,) = json.loads(path.read_bytes().decode(errors="replace")).values()
    found: readers.Spans = []
    for utterance in utterances:
        text, spans = "", []
        for part in utterance["data"]:
            if "entity" in part:
                spans.append((len(text), len(text) + len(part["text"]), part["entity"]))
            text += part["text"]
        found.append((text, spans))
    return found
