"""What reviewers said, by who said it and of whom, with the reasons counted."""

from tests.unit.workflow.conftest import ANNOTATE, REVIEW

from labelwright.insights.overview import DAY
from labelwright.insights.reviews import MOST_REASONS, Reason, reviews


def outcomes(found):
    return [(one.name, one.accept, one.fix, one.reject) for one in found]


def test_outcomes_are_counted_by_reviewer_and_by_annotator_with_their_reasons(world):
    case = world([ANNOTATE, REVIEW], 4)
    ann, rob = case.add("ann"), case.add("rob", "reviewer")
    for _ in range(4):
        case.submit(ann, case.take(ann))
    case.judge(rob, case.take(rob), "accept")
    case.judge(rob, case.take(rob), "fix", "Mixed up", cls="bad")
    case.judge(rob, case.take(rob), "reject", "Mixed up")
    case.judge(rob, case.take(rob), "reject", "Mixed up")
    found = case.look(reviews, case.project, ("Annotate", "Review"), case.now)
    assert outcomes(found.reviewers) == [("rob", 1, 1, 2)]
    assert outcomes(found.annotators) == [("ann", 1, 1, 2)]
    assert found.reasons == (Reason("reject", "Mixed up", 2), Reason("fix", "Mixed up", 1))


def test_a_verdict_on_a_consensus_is_one_on_each_answer_behind_it(world):
    case = world([{**ANNOTATE, "votes": 2}, REVIEW], 1)
    for name in ("ann", "bob"):
        user = case.add(name)
        case.submit(user, case.take(user))
    rob = case.add("rob", "reviewer")
    case.judge(rob, case.take(rob), "accept")
    found = case.look(reviews, case.project, ("Annotate", "Review"), case.now)
    assert outcomes(found.annotators) == [("ann", 1, 0, 0), ("bob", 1, 0, 0)]
    assert case.look(reviews, case.project, (), case.now + 40 * DAY).reviewers == ()


def test_the_most_frequent_reasons_are_told_of_all_there_are(world):
    case = world([ANNOTATE, REVIEW], MOST_REASONS + 2)
    ann, rob = case.add("ann"), case.add("rob", "reviewer")
    for place in range(MOST_REASONS + 2):
        case.submit(ann, case.take(ann))
        case.judge(rob, case.take(rob), "reject", "Again" if place < 2 else f"Reason {place:02}")
        case.submit(ann, case.take(ann))
        case.judge(rob, case.take(rob), "accept")
    found = case.look(reviews, case.project, (), case.now)
    assert found.reasons[0] == Reason("reject", "Again", 2)
    assert [one.reason for one in found.reasons[1:]] == [f"Reason {place:02}" for place in range(2, 21)]
    assert found.all_reasons == MOST_REASONS + 1
    assert case.look(reviews, case.project, (), case.now + 40 * DAY).all_reasons == 0
