"""Tasks that stay in a stage too long: told once, handed out first, and moved up where their stage says so."""

from tests.unit.workflow.conftest import ANNOTATE, tag

from labelwright.workflow.service import answers, escalations, overdue, revisions, steer
from labelwright.workflow.spec.write import to_document

HOUR = 3600
SOON = {**ANNOTATE, "deadline": "1h"}
REVIEW = {"stage": "review", "deadline": "2h"}
UP = {**ANNOTATE, "deadline": {"after": "1h", "then": "adjudicate"}}
EXPERT = {"stage": "adjudicate", "when": "agreement < 0.5"}


def sweep(case):
    return case.do(overdue.sweep, case.project)


def prepare(world, workflow, count=1):
    """A project whose tasks have just come to their first stage."""
    case = world(workflow, 0)
    seconds = 3600 * 1_000_000
    case.add_tasks(count, due_at=case.now + seconds)
    return case


def test_a_task_is_due_anew_in_each_stage_and_never_once_it_is_done(world):
    case = prepare(world, [SOON, REVIEW])
    ada, rob = case.add("ada"), case.add("rob", "reviewer")
    case.submit(ada, case.take(ada))
    assert case.task().due_at == case.now + 2 * HOUR * 1_000_000
    held = case.take(rob)
    case.judge(rob, held, "reject", "No.")
    assert case.task().due_at == case.now + HOUR * 1_000_000
    case.submit(ada, case.take(ada))
    case.judge(rob, case.take(rob), "accept")
    assert case.task().due_at is None


def test_what_is_late_is_told_once_and_comes_before_all_others(world):
    case = prepare(world, [SOON], 3)
    case.do(steer.set_priority, case.owner, case.project, [case.task(1).id], priority=1_000_000)
    case.submit(ada := case.add("ada"), case.take(ada))
    with case.database.write() as conn:
        after = case.now + 30 * 60 * 1_000_000
        conn.exec_driver_sql(f"UPDATE tasks SET due_at = {after} WHERE seq = 3")
    assert sweep(case) == 0
    case.pass_time(45 * 60)
    assert sweep(case) == 1
    assert case.seq(case.take(ada)) == 3
    assert sweep(case) == 0
    assert case.events().count("task.overdue") == 1


def test_the_priority_that_people_give_is_kept_and_orders_what_is_late(world):
    case = prepare(world, [SOON], 2)
    case.pass_time(2 * HOUR)
    sweep(case)
    case.do(steer.set_priority, case.owner, case.project, [case.task(2).id], priority=5)
    ada = case.add("ada")
    held = case.take(ada)
    assert case.seq(held) == 2
    assert sweep(case) == 0
    case.submit(ada, held)
    assert case.task(2).priority == 5


def test_a_late_task_moves_up_with_what_was_said_so_far(world):
    case = prepare(world, [{**UP, "votes": 2}, EXPERT], 2)
    ada, eva, due = case.add("ada"), case.add("eva", "expert"), case.task().due_at
    answer = case.submit(ada, case.take(ada)).answer_id
    case.pass_time(2 * HOUR)
    assert sweep(case) == 4
    assert [(case.task(seq).stage, case.task(seq).state) for seq in (1, 2)] == [(1, "open"), (1, "open")]
    assert case.task(1).truth_answer_id == answer
    told = case.look(escalations.standing, [case.task(seq).id for seq in (1, 2)])
    assert {(one.user_id, one.stage, one.reason, one.due_at) for one in told.values()} == {(None, 0, "", due)}
    assert case.look(escalations.of, case.task(1)) == told[case.task(1).id]
    nothing = case.look(answers.read, case.task(2).truth_answer_id)
    assert (nothing.kind, nothing.annotator_id, nothing.annotations) == ("consensus", None, [])
    held = case.take(eva)
    case.judge(eva, held, "fix", cls="bad")
    assert list(case.look(escalations.standing, list(told))) == [one for one in told if one != held.task_id]
    assert case.counts() == case.recount()
    assert case.events().count("task.escalated") == 2


def test_nobody_loses_what_they_have_in_hand(world):
    case = prepare(world, [UP, EXPERT])
    ada = case.add("ada")
    case.pass_time(HOUR - 60)
    held = case.take(ada)
    case.pass_time(120)
    assert (sweep(case), case.task().stage) == (1, 0)
    case.submit(ada, held)
    assert case.look(answers.read, case.task().truth_answer_id).annotations == tag()


def test_an_archived_task_and_project_are_never_late(world):
    case = prepare(world, [SOON], 1)
    case.do(steer.archive, case.owner, case.project, [case.task().id])
    case.pass_time(2 * HOUR)
    assert case.look(overdue.projects, case.now) == []
    assert sweep(case) == 0


def test_a_deadline_set_later_begins_then(world):
    case = world([ANNOTATE], 1)
    spec = case.look(revisions.document, case.project, 1)
    changed = {**to_document(spec), "workflow": [SOON]}
    case.do(revisions.apply, case.owner, case.project, changed)
    assert case.task().due_at == case.now + HOUR * 1_000_000
