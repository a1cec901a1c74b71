"""An example of each shape that the HTTP interface answers with, from one small project, for its description."""

from collections.abc import Mapping
from typing import Any

from labelwright.core.changes import Change
from labelwright.core.checks.finding import Finding
from labelwright.core.errors import Problem
from labelwright.core.gold.differences import Difference
from labelwright.core.records import Annotation
from labelwright.sdk import calibration_shapes, check_shapes, gold_shapes, shapes, stuck_shapes
from labelwright.sdk.shapes import Person
from labelwright.sdk.sheet_shapes import SheetCell

_PROJECT, _TASK, _ITEM = (
    "0198f3a1c0de7000a1b2c3d4e5f60718",
    "0198f3a1c0e17000b2c3d4e5f6071829",
    "0198f3a1c0e07000c3d4e5f60718293a",
)
_ADA, _ROSA = (
    Person("0198f3a1c0d87000d4e5f60718293a4b", "Ada Park"),
    Person("0198f3a1c0d97000e5f60718293a4b5c", "Rosa Lind"),
)
_ANSWER, _ASSIGNMENT, _JOB = (
    "0198f3a1c1027000f60718293a4b5c6d",
    "0198f3a1c1017000071829304a5b6c7d",
    "0198f3a1c1207000182930415b6c7d8e",
)
_THREAD, _VIEW, _TOKEN, _UPLOAD = (
    "0198f3a1c1307000293041526c7d8e9f",
    "0198f3a1c1407000304152637d8e9fa0",
    "0198f3a1c1507000415263748e9fa0b1",
    "0198f3a1c1607000526374859fa0b1c2",
)
_HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
_AT, _LATER = "2026-11-24T09:30:00Z", "2026-11-24T09:45:00Z"

_CELL = Annotation(
    "a1", "box", "RBC", {"x": 120.5, "y": 48.0, "width": 96.0, "height": 92.5}, {"overlapping": False}
)
_BUNDLE = shapes.Bundle(
    shapes.AssignmentShape(_ASSIGNMENT, _LATER),
    shapes.StageShape(0, "annotate", "Annotate"),
    shapes.TaskShape(_TASK, 17, _PROJECT, "smear-017.jpg"),
    shapes.ItemShape(
        _ITEM,
        "smear-017.jpg",
        "image",
        800,
        600,
        media_url=f"/api/v1/items/{_ITEM}/view",
        metadata={"lab": "north"},
    ),
    spec_revision=3,
    draft=shapes.Draft(2, (_CELL,)),
)
_FINDING = Finding(
    "“RBC” is 2 pixels across; at least 4 are wanted.",
    ("a1",),
    rule="min_size",
    check="min_size",
    severity="error",
)
_SCORE = gold_shapes.GoldScore(20, 0.91, 0.72, 0.98)
_SESSION = calibration_shapes.CalibrationSession(
    _VIEW, _PROJECT, "First week", "discussing", 5, 2,
    (
        calibration_shapes.CalibrationPerson(_ADA.id, _ADA.name, 5),
        calibration_shapes.CalibrationPerson(_ROSA.id, _ROSA.name, 4, 1),
    ),
    created_at=_AT,
)  # fmt: skip
_CALIBRATED = calibration_shapes.CalibrationItem(_TASK, 17, _BUNDLE.item, "open", 2, agreement=0.72)
_LOSS = shapes.Loss("attributes", 521, "smear-001.jpg")
_MEMBERSHIP = shapes.Membership(_PROJECT, "Blood smears", "annotator")
_DOCUMENT = {
    "name": "Blood smears",
    "media": "image",
    "classes": [{"name": "RBC", "type": "box", "key": "1"}],
    "workflow": [{"stage": "annotate", "votes": 2}, {"stage": "review", "share": 0.2}],
}

_INSTANCES = (
    shapes.Me(_ADA.id, "ada@example.org", _ADA.name, "person", is_admin=False, projects=(_MEMBERSHIP,)),
    shapes.Project(
        _PROJECT,
        "Blood smears",
        "image",
        3,
        "Find and count the cells of a stained blood smear.",
        "manager",
        shapes.Counts(
            60, (shapes.StageCounts(0, "Annotate", 31), shapes.StageCounts(1, "Review", 9, done=20))
        ),
        _AT,
    ),
    shapes.SpecRevision(3, _DOCUMENT, "name: Blood smears\nmedia: image\n…", "Ask for a second vote"),
    shapes.RevisionRow(3, "Ask for a second vote", _ROSA, _AT),
    shapes.Member(_ADA.id, _ADA.name, "ada@example.org", "annotator"),
    shapes.TaskRow(
        _TASK,
        17,
        "smear-017.jpg",
        1,
        "open",
        _ITEM,
        "Review",
        votes_given=2,
        votes_wanted=2,
        agreement=0.87,
        classes={"RBC": 14, "WBC": 1},
        annotation_count=15,
        width=800,
        height=600,
    ),
    shapes.TaskCount(1240, exact=True),
    shapes.RevisionNumber(4),
    shapes.Changed(120, 3, "3 tasks are being worked on."),
    stuck_shapes.StuckTasks(
        (
            stuck_shapes.StuckTask(
                _TASK,
                17,
                "smear-017.jpg",
                1,
                "Nobody is left who may judge it: Rob has mended it.",
                stage_name="review",
                judges=True,
                accept=True,
            ),
        )
    ),
    shapes.JudgedMany((_TASK,), (shapes.Refusal(_ITEM, 18, "Somebody has it in hand."),), 1),
    _BUNDLE,
    shapes.Next(_BUNDLE),
    shapes.TaskState("open", 1),
    shapes.Submitted(_ANSWER, shapes.TaskState("open", 1), _BUNDLE),
    shapes.Findings((_FINDING,)),
    check_shapes.CheckSentences(("“RBC”: at least 4 pixels across.",)),
    check_shapes.CheckTrial(
        200,
        True,
        (
            check_shapes.CheckTried(
                "min_size",
                "min_size",
                "error",
                False,
                12,
                7,
                (shapes.Found(shapes.Named(_TASK, "smear-017.jpg"), _FINDING),),
            ),
        ),
    ),
    shapes.Correction(_ANSWER, _BUNDLE),
    shapes.Lease(_ASSIGNMENT, _LATER, 30.0),
    shapes.DraftSaved(3),
    shapes.Job(
        _JOB,
        "import",
        "running",
        shapes.Progress(4200, 10_000, 950.0, 6.1),
        shapes.JobReport(refused_count=1, refused=(Problem("Not a picture.", "notes.txt"),)),
        created_at=_AT,
    ),
    shapes.ExportPreview((_LOSS,), (), {"items": 60, "annotations": 987}),
    shapes.Upload(_UPLOAD, 8_388_608, 20_971_520, "smears.zip"),
    shapes.User(_ADA.id, "ada@example.org", _ADA.name),
    shapes.NewUser(
        _ADA.id, "ada@example.org", _ADA.name, link="https://labels.example.org/link/Y3CaNu4jP6sw…"
    ),
    shapes.Token(_TOKEN, "nightly export", "read", _PROJECT, _AT, _LATER, "2027-01-01T00:00:00Z"),
    shapes.NewToken(_TOKEN, "lw_5Jq1…"),
    shapes.Part("coco", "COCO JSON", "built-in", media=("image",), dialects=("instances", "results")),
    shapes.Thread(
        _THREAD,
        resolved=False,
        comments=(shapes.Comment(_JOB, _ROSA, "Two cells or one?", _AT),),
        annotation_id="a1",
    ),
    shapes.Picture(_HASH, f"/api/v1/projects/{_PROJECT}/pictures/{_HASH}"),
    shapes.TimelineEntry(
        _AT, "verdict", _ROSA, _ANSWER, name="reject", text="One cell is missing.", stage=1, round=0
    ),
    SheetCell(
        _TASK,
        _ANSWER,
        Annotation("a1", "box", "RBC", {"x": 10, "y": 20, "width": 40, "height": 38}),
        17,
        "smear-017.jpg",
        _ITEM,
        _LATER,
        thumbnail=f"/api/v1/items/{_ITEM}/thumbnail",
        width=640,
        height=480,
        bounds=(10, 20, 50, 58),
        annotator=_ADA,
        wrong=0.83,
        judge=True,
    ),
    shapes.Compared(
        0.93, (Change("changed", "a1", "a1", "RBC", "RBC", ("place",), 0.81, 4.2, 4.9),), (("a1", "a1"),)
    ),
    shapes.Rates("EUR", (shapes.Rate("", 21.5),)),
    shapes.Cost(
        "EUR",
        64.5,
        10_800.0,
        240,
        3,
        450.0,
        860,
        60,
        0.075,
        1.075,
        people=(shapes.CostShare(_ADA.id, _ADA.name, 120, 5400.0, 32.25),),
        wasted=(shapes.CostShare("rejected", "", 4, 180.0, 1.075),),
        since="2026-10-26",
    ),
    shapes.Reviews(
        (shapes.Outcomes(_ROSA.id, _ROSA.name, 40, 6, 3),),
        (shapes.Outcomes(_ADA.id, _ADA.name, 22, 2, 1),),
        (shapes.Reason("reject", "One cell is missing.", 2),),
        1,
        (shapes.StageOutcomes(1, "Review", 40, 6, 3),),
        "2026-10-26",
    ),
    shapes.Contrast(
        _TASK,
        17,
        "smear-017.jpg",
        "image",
        shapes.ContrastSide(_ANSWER, _ADA, (_CELL,)),
        shapes.ContrastSide(_JOB, None, (_CELL,)),
        0.87,
        800,
        600,
    ),
    shapes.Event(212, "answer.submitted", _ADA, _TASK, {"answer": _ANSWER}, _AT, "smear-017.jpg"),
    shapes.ChainProof(ok=True, checked=212),
    shapes.SavedView(_VIEW, "Waiting for review", {"stage": 1, "state": "open"}, shared=True),
    shapes.Feedback(
        _ANSWER,
        _TASK,
        "training",
        0.5,
        passed=False,
        note="Mind the pale ones.",
        gold=(_CELL,),
        differences=(Difference("missing", gold_id="a1", gold_class="RBC"),),
    ),
    gold_shapes.GoldItem(
        _TASK,
        17,
        "smear-017.jpg",
        _ITEM,
        "image",
        _ANSWER,
        "hidden",
        created_by=_ROSA,
        created_at=_AT,
        answers=20,
        pass_rate=0.9,
        score=_SCORE,
        discrimination=0.41,
    ),
    gold_shapes.GoldKept(_TASK, _ANSWER, "hidden", "Mind the pale ones."),
    gold_shapes.GoldChanged(12),
    gold_shapes.GoldMade(3, (gold_shapes.GoldRefused(_TASK, "It has no answer yet."),)),
    gold_shapes.GoldPeople(
        (gold_shapes.GoldPerson(_ADA.id, _ADA.name, "annotator", "working", score=_SCORE, answers=57),),
        gold={"share": 0.1, "window": 20, "pass": 0.85, "feedback": "none", "below": "warn"},
    ),
    gold_shapes.Stands("paused", _AT, "Read the guideline first."),
    gold_shapes.SetAside(_VIEW, 120, 118, 31),
    gold_shapes.AsideBatch(_VIEW, _ADA, "void", "Clicked through.", _ROSA, 120, _AT),
    gold_shapes.Standing(
        "qualifying",
        since=_AT,
        tries_left=2,
        training=gold_shapes.Way(5, 5),
        qualify=gold_shapes.Qualifying(3, 10, 0.9),
    ),
    _SESSION,
    calibration_shapes.Calibration(
        _SESSION,
        (_CALIBRATED,),
        overall=_SCORE,
        couples=(calibration_shapes.CalibrationCouple(_ADA.id, _ROSA.id, _SCORE),),
    ),
    calibration_shapes.CalibrationAnswers(
        _CALIBRATED,
        (calibration_shapes.CalibrationAnswer(_ANSWER, _ADA, (_CELL,), seconds=31.5, created_at=_AT),),
        things=(((0, "a1"),),),
        against=_ANSWER,
    ),
    calibration_shapes.Settled(_TASK, "done", _ANSWER),
)

EXAMPLES: Mapping[type, Any] = {type(instance): instance for instance in _INSTANCES}
"""By the shape's type."""

PROBLEM: Mapping[str, Any] = {
    "type": "about:blank#stale-revision",
    "title": "Conflict",
    "status": 409,
    "detail": "The draft has changed since revision 2.",
    "code": "stale-revision",
}
