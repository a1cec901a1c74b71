"""A task's history as one line in time, after real work."""

from sqlalchemy import Connection
from tests.unit.workflow.conftest import ANNOTATE, DOCUMENT, REVIEW, tag

from labelwright.insights.people import People
from labelwright.insights.task_history import task_history
from labelwright.insights.timeline import Remark, timeline
from labelwright.workflow.service import answers, corrections, judging, overdue, restoring, revisions, steer


def line(case, remarks=(), **options):
    def read(conn: Connection):
        people = People(conn)
        history = task_history(conn, case.task().id, people=people, **options)
        return timeline(conn, history, remarks, people)

    return case.look(read)


def told(case, *remarks, **options):
    return [
        (entry.kind, entry.who.name if entry.who else None, entry.name)
        for entry in line(case, remarks, **options)
    ]


def reviewed(world):
    """Ann answers and corrects herself, rob fixes it."""
    case = world([ANNOTATE, REVIEW], 1)
    ann, rob = case.add("ann"), case.add("rob", "reviewer")
    first = case.submit(ann, case.take(ann)).answer_id
    case.do(corrections.correct, ann, first, tag("bad"), None)
    case.judge(rob, case.take(rob), "fix", "Good.", cls="good")
    return case


def test_it_tells_what_came_and_what_was_said_of_it(world):
    case = reviewed(world)
    assert told(case) == [
        ("item", None, "1.txt"),
        ("answer", "ann", ""),
        ("correction", "ann", ""),
        ("verdict", "rob", "fix"),
    ]
    first, second, verdict = line(case)[1:]
    assert second.from_ids == (first.answer_id,)
    assert (verdict.answer_id, verdict.text, verdict.stands) == (second.answer_id, "Good.", True)
    assert (first.seconds, first.annotations) == (2.0, 1)


def test_it_tells_of_comments_settings_and_what_was_done_with_the_task(world):
    case = reviewed(world)
    remark = Remark(case.owner, "Really?", case.now)
    changed = {**DOCUMENT, "workflow": [ANNOTATE, REVIEW], "guideline": "Look twice."}
    case.do(revisions.apply, case.owner, case.project, changed, message="Be careful")
    case.do(steer.set_priority, case.owner, case.project, [case.task().id], 5)
    assert told(case, remark)[4:] == [
        ("comment", "owner", ""),
        ("spec", "owner", "2"),
        ("event", "owner", "task.prioritised"),
    ]


def test_an_answer_that_stands_again_is_told_of_who_restored_it(world):
    case = reviewed(world)
    first = case.look(answers.of_task, case.task().id)[0]
    case.do(restoring.restore, case.owner, case.task().id, first.id, "As it was.")
    last = line(case)[-1]
    assert (last.kind, last.who.name, last.text, last.from_ids, last.stands) == (
        "restored",
        "owner",
        "As it was.",
        (first.id,),
        True,
    )


def test_a_consensus_is_made_of_the_answers_before_it(world):
    case = world([{**ANNOTATE, "votes": 2}], 1)
    for name in ("ann", "bob"):
        user = case.add(name)
        case.submit(user, case.take(user))
    entries = line(case)
    assert [entry.kind for entry in entries] == ["item", "answer", "answer", "consensus"]
    assert entries[-1].from_ids == (entries[1].answer_id, entries[2].answer_id)


def test_that_a_verdict_was_taken_back_is_told(world):
    case = reviewed(world)
    before = told(case)
    case.do(judging.take_back, case.people["rob"], case.project, [case.task().id])
    assert told(case) == [*before, ("event", "rob", "verdict.taken-back")]
    seen = case.look(lambda conn: task_history(conn, case.task().id, only=case.people["ann"]))
    assert seen.verdicts == ()


def test_a_deadline_that_handed_it_up_is_told(world):
    case = world([{**ANNOTATE, "deadline": {"after": "1h", "then": "review"}}, REVIEW], 0)
    due = case.now + 3600 * 1_000_000
    case.add_tasks(1, due_at=due)
    case.pass_time(2 * 3600)
    case.do(overdue.sweep, case.project)
    [entry] = [one for one in line(case) if one.kind == "overdue"]
    assert (entry.who, entry.stage, entry.due_at) == (None, 0, due)


def test_ones_own_line_tells_nothing_of_others_nor_when_it_came(world):
    case = world([{**ANNOTATE, "votes": 2}], 1)
    ann, bob = case.add("ann"), case.add("bob")
    case.submit(ann, case.take(ann))
    case.submit(bob, case.take(bob))
    assert told(case, only=ann) == [("answer", "ann", "")]
