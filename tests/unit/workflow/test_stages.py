"""Where a task goes: by table (given the votes, when the stage decides, then the move)."""

from typing import Any

import pytest

from labelwright.core.conditions import Case
from labelwright.core.registry import STAGES
from labelwright.core.stage import Because, Decision, Evidence, Vote
from labelwright.workflow import routing
from labelwright.workflow.spec.model import StageSpec

ANNOTATE = STAGES["annotate"]
REVIEW = STAGES["review"]


def votes(*ids: str) -> list[Vote]:
    return [Vote(answer_id) for answer_id in ids]


def stay(votes_wanted: int, *why: Any) -> Decision:
    return Decision("stay", votes_wanted, because=Because(*why))


@pytest.mark.parametrize(
    ("least", "most", "given", "agreement", "expected"),
    [
        (1, 1, (), None, stay(1, "least", 1, 0)),
        (1, 1, ("a",), None, Decision("on", truth=("a",))),
        (2, 2, ("a",), None, stay(2, "least", 2, 1)),
        (2, 2, ("a", "b"), 0.1, Decision("on", truth=("a", "b"))),
        (2, 5, ("a", "b"), 0.9, Decision("on", truth=("a", "b"))),
        (2, 5, ("a", "b"), 0.8, Decision("on", truth=("a", "b"))),
        (2, 5, ("a", "b"), 0.79, stay(3, "agreement", 0.8, 0.79)),
        (2, 5, ("a", "b", "c", "d"), 0.2, stay(5, "agreement", 0.8, 0.2)),
        (2, 5, ("a", "b", "c", "d", "e"), 0.0, Decision("on", truth=("a", "b", "c", "d", "e"))),
        (2, 5, ("a", "b"), None, Decision("on", truth=("a", "b"))),
    ],
)
def test_annotate_waits_for_enough_votes(least, most, given, agreement, expected):
    settings = StageSpec("annotate", "annotate", votes_min=least, votes_max=most)
    assert expected == ANNOTATE.decide(settings, votes(*given), Evidence(agreement))


@pytest.mark.parametrize(
    ("given", "probability", "expected"),
    [
        (("a",), 0.99, stay(2, "least", 2, 1)),
        (("a", "b"), 0.97, Decision("on", truth=("a", "b"))),
        (("a", "b"), 0.94, stay(3, "probability", 0.95, 0.94)),
        (("a", "b"), None, stay(3, "probability", 0.95, None)),
        (("a", "b", "c"), 0.5, Decision("on", truth=("a", "b", "c"))),
    ],
)
def test_annotate_asks_on_until_the_label_is_probable_enough(given, probability, expected):
    settings = StageSpec("annotate", "annotate", votes_min=2, votes_max=3, stop_at=0.95)
    assert expected == ANNOTATE.decide(settings, votes(*given), Evidence(1.0, probability))


@pytest.mark.parametrize("kind", ["review", "adjudicate"])
@pytest.mark.parametrize(
    ("share", "when", "always", "agreement", "expected"),
    [
        (1.0, "agreement < 0.8", "", 0.5, 1),
        (1.0, "agreement < 0.8", "", 0.9, 0),
        (1.0, "agreement < 0.8", "", None, 0),
        (0.0, "", "agreement < 0.8", 0.5, 1),
        (0.0, "", "agreement < 0.8", 0.9, 0),
        (0.0, "agreement < 0.8", "", 0.5, 0),
        (1.0, "agreement > 0.99", "agreement < 0.8", 0.5, 1),
    ],
)
def test_judges_look_at_what_their_conditions_say(kind, share, when, always, agreement, expected):
    settings = StageSpec(kind, kind, share=share, when=when, always=always)
    assert STAGES[kind].wants(Case("t", {"agreement": agreement}), settings) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], Decision("stay", votes_wanted=1)),
        ([Vote("a", outcome="accept", judged="a")], Decision("on", truth=("a",))),
        ([Vote("b", outcome="fix", judged="a")], Decision("on", truth=("b",))),
        ([Vote("a", outcome="reject", judged="a")], Decision("back")),
        (
            [Vote("a", outcome="reject", judged="a"), Vote("c", outcome="accept", judged="c")],
            Decision("on", truth=("c",)),
        ),
    ],
)
def test_review_follows_the_newest_verdict(given, expected):
    assert expected == REVIEW.decide(StageSpec("review", "review"), given, Evidence())


@pytest.mark.parametrize(("share", "least", "most"), [(0.0, 0, 0), (0.3, 250, 350), (1.0, 1000, 1000)])
def test_review_samples_its_share_of_the_tasks(share, least, most):
    settings = StageSpec("review", "review", share=share)
    wanted = sum(REVIEW.wants(Case(f"task-{n}"), settings) for n in range(1000))
    assert least <= wanted <= most


def test_review_always_samples_the_same_tasks_and_others_in_another_stage():
    first, second = StageSpec("review", "first", share=0.5), StageSpec("review", "second", share=0.5)
    tasks = [f"task-{n}" for n in range(100)]
    drawn = [REVIEW.wants(Case(task), first) for task in tasks]
    assert drawn == [REVIEW.wants(Case(task), first) for task in tasks]
    assert drawn != [REVIEW.wants(Case(task), second) for task in tasks]


A, A2 = StageSpec("annotate", "annotate"), StageSpec("annotate", "refine", votes_min=2, votes_max=2)
R, NEVER = StageSpec("review", "review"), StageSpec("review", "never", share=0.0)


@pytest.mark.parametrize(
    ("stages", "start", "expected"),
    [
        ((A, R), 0, routing.Place(0, 1)),
        ((A, R), 1, routing.Place(1, 1)),
        ((A, NEVER), 1, None),
        ((A, NEVER, A2), 1, routing.Place(2, 2)),
        ((A,), 1, None),
    ],
)
def test_a_task_enters_the_next_stage_that_wants_it(stages, start, expected):
    assert expected == routing.enter(stages, Case("t"), start)


@pytest.mark.parametrize(
    ("stages", "stage", "expected"),
    [
        ((A, R), 1, routing.Place(0, 1)),
        ((A, R, A2, R), 3, routing.Place(2, 2)),
        ((A, R, R), 2, routing.Place(0, 1)),
    ],
)
def test_a_rejected_task_goes_back_to_the_nearest_stage_that_makes_answers(stages, stage, expected):
    assert expected == routing.back(stages, stage, Case("t"))


@pytest.mark.parametrize(
    ("old", "new", "stage", "expected"),
    [
        ((A, R), (A, R), 1, 1),
        ((A, R), (A, A2, R), 1, 2),
        ((A, R), (A,), 1, None),
        ((A, A2, R), (A, R), 1, 1),
        ((A, R), (R, A), 0, 1),
        ((A,), (A2,), 0, None),
    ],
)
def test_tasks_of_a_stage_that_is_gone_belong_to_the_next_one_kept(old, new, stage, expected):
    assert expected == routing.successor(old, new, stage)
