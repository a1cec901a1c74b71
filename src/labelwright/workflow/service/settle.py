"""What a new vote means for its task: the stage decides, the truth is settled, the task moves to its next place."""

import msgspec
from sqlalchemy import Connection

from labelwright.core.aggregation.believed import Belief, believed
from labelwright.core.agreement.percent import likeness, percent_agreement
from labelwright.core.records import Annotation, Item
from labelwright.core.registry import LABELS
from labelwright.core.stage import Evidence, Vote
from labelwright.workflow import routing
from labelwright.workflow.service import answers, assignments, deadlines, facts, skills, strata
from labelwright.workflow.service.answers import Answer
from labelwright.workflow.service.running import Running
from labelwright.workflow.service.tasks import Task
from labelwright.workflow.spec import StageSpec

Given = list[tuple[Vote, list[Annotation]]]
Said = list[tuple[str, list[Annotation]]]
"""Who said what."""


def settle(
    conn: Connection,
    project: Running,
    task: Task,
    item: Item,
    vote: Vote,
    annotations: list[Annotation],
    now: int,
) -> Task:
    """The task after one more vote, which is already kept with its `annotations`; the caller writes the task."""
    first = task.votes_given == 0
    given = [(vote, annotations)] if first or vote.outcome else answers.votes(conn, task)
    return decide(conn, project, task, item, given, now)


def decide(conn: Connection, project: Running, task: Task, item: Item, given: Given, now: int) -> Task:
    """The task as its stage wants it after these votes, oldest first: it waits, goes on, or goes back."""
    settings = _raised(project.stages[task.stage], given)
    counted = msgspec.structs.replace(task, votes_given=len(given), state="open")
    belief: Belief | None = None
    if not routing.judges(settings):
        belief = _weighed(conn, project, task, settings, item, given)
        counted = _worth(project, counted, item, given, belief)
        _learn(conn, project, task, _said(given), belief)
    evidence = Evidence(counted.agreement, counted.probability)
    decision = routing.decide(settings, [vote for vote, _ in given], evidence)
    if decision.move == "stay":
        if task.truth_answer_id is None:
            counted = _shown(conn, counted, given[-1][1] if given else [])
        return msgspec.structs.replace(counted, votes_wanted=decision.votes_wanted)
    assignments.close(conn, task, now)
    if decision.move == "back":
        return _back(conn, project, counted, now)
    counted, stands = _with_truth(conn, project, counted, item, given, decision.truth, belief, now)
    if routing.judges(settings):
        score(conn, project, counted, item, stands, now, judge=given[-1][0].user_id)
    elif len(given) > 1:
        score(conn, project, counted, item, stands, now)
    return onward(conn, project, counted, task.stage + 1, now)


def reopened(conn: Connection, project: Running, task: Task, stage: int, item: Item, now: int) -> Task:
    """The task back in a stage of its round that makes answers, with the votes that are left and another wanted."""
    back = at(project, task, routing.Place(stage, 1), now)
    back = msgspec.structs.replace(back, truth_answer_id=None)
    given = answers.votes(conn, back)
    settings = _raised(project.stages[stage], given)
    belief = _weighed(conn, project, back, settings, item, given)
    counted = _worth(project, back, item, given, belief)
    counted = _shown(conn, counted, given[-1][1] if given else [])
    wanted = max(settings.votes_min, len(given) + 1)
    return msgspec.structs.replace(counted, votes_given=len(given), votes_wanted=wanted)


def onward(conn: Connection, project: Running, task: Task, start: int, now: int) -> Task:
    """The task at the first stage from `start` on that wants it; done where none does."""
    ahead = strata.ahead(conn, project, task, start)
    case = strata.knowing(facts.case(conn, project, task), ahead)
    place = routing.enter(project.stages, case, start)
    strata.count(conn, project, case, ahead, start, place)
    if place is None:
        last = len(project.stages) - 1
        wanted = min(task.votes_wanted, task.votes_given)
        done = msgspec.structs.replace(task, stage=last, state="done", votes_wanted=wanted, assigned_to=None)
        return deadlines.entered(project, done, now)
    return at(project, task, place, now)


def at(project: Running, task: Task, place: routing.Place, now: int) -> Task:
    """The task at another stage of its round, open to everybody whom it suits."""
    moved = msgspec.structs.replace(
        task, stage=place.stage, state="open", votes_wanted=place.votes, votes_given=0, assigned_to=None
    )
    return deadlines.entered(project, moved, now)


def again(project: Running, task: Task, place: routing.Place, now: int) -> Task:
    """The task in a new round at a place, with nothing decided; all its answers are kept."""
    anew = msgspec.structs.replace(
        task,
        stage=place.stage,
        round=task.round + 1,
        state="open",
        votes_wanted=place.votes,
        votes_given=0,
        truth_answer_id=None,
        agreement=None,
        probability=None,
        assigned_to=None,
    )
    return deadlines.entered(project, anew, now)


def by_answer(conn: Connection, project: Running, task: Task, right: Answer, now: int) -> Task:
    """The task as it stands with the answer that is right: nobody works on it any more."""
    if (task.state, task.truth_answer_id) == ("done", right.id):
        return task
    assignments.close(conn, task, now)
    if task.truth_answer_id != right.id:
        task = msgspec.structs.replace(
            task, truth_answer_id=right.id, annotation_count=answers.show(conn, task, right.annotations)
        )
    wanted = min(task.votes_wanted, task.votes_given)
    last = len(project.stages) - 1
    done = msgspec.structs.replace(task, stage=last, state="done", votes_wanted=wanted, assigned_to=None)
    return deadlines.entered(project, done, now)


def standing(conn: Connection, project: Running, task: Task, item: Item, now: int) -> Task:
    """The task with what its votes so far say together as its truth; as it is where there is a truth, or no vote."""
    given = answers.votes(conn, task) if task.truth_answer_id is None else []
    if not given:
        return task
    return _with_truth(
        conn, project, task, item, given, tuple(vote.answer_id for vote, _ in given), None, now
    )[0]


def weighed_again(conn: Connection, project: Running, task: Task, stage: int) -> Task:
    """The task with what the votes of its round that led to a stage are worth together."""
    maker = routing.back(project.stages, stage, facts.case(conn, project, task)).stage
    given = answers.votes(conn, msgspec.structs.replace(task, stage=maker))
    item = answers.item(conn, task.item_id)
    belief = _believed(conn, project, task, item, _said(given)) if len(given) > 1 else None
    return _worth(project, task, item, given, belief) if given else task


def score(
    conn: Connection,
    project: Running,
    task: Task,
    item: Item,
    stands: list[Annotation],
    now: int,
    *,
    judge: str = "",
) -> None:
    """Keep how right everybody's answer of this round was, by the consensus of all or by what a judge let stand."""
    scores = {
        user: (answer_id, likeness(annotations, stands, item, project.spec.ontology, LABELS))
        for user, answer_id, annotations in answers.made(conn, task)
        if user != judge
    }
    if judge:
        skills.score(conn, project.id, task.id, "verdict", scores, now)
    else:
        skills.keep(conn, project.id, task.id, "consensus", scores, now)


def teach(conn: Connection, project: Running, task: Task, item: Item) -> None:
    """Let the answers of this round teach of their authors what they say together, as if nobody had judged them."""
    said = [(user, annotations) for user, _, annotations in answers.made(conn, task)]
    _learn(conn, project, task, said, _believed(conn, project, task, item, said))


def _back(conn: Connection, project: Running, task: Task, now: int) -> Task:
    return again(
        project, task, routing.back(project.stages, task.stage, facts.case(conn, project, task)), now
    )


def _raised(settings: StageSpec, given: Given) -> StageSpec:
    """The stage as it is for these votes: it wants another beside each that is discounted."""
    more = sum(vote.discounted for vote, _ in given)
    if not more:
        return settings
    least, most = settings.votes_min + more, settings.votes_max + more
    return msgspec.structs.replace(settings, votes_min=least, votes_max=most)


def _weighed(
    conn: Connection, project: Running, task: Task, settings: StageSpec, item: Item, given: Given
) -> Belief | None:
    """What the least number of votes or more say together. One alone is weighed only where that decides on a second."""
    if len(given) < max(settings.votes_min, 1 if settings.stop_at else 2):
        return None
    return _believed(conn, project, task, item, _said(given))


def _said(given: Given) -> Said:
    return [(vote.user_id, annotations) for vote, annotations in given]


def _believed(conn: Connection, project: Running, task: Task, item: Item, said: Said) -> Belief:
    shown = [skills.shown(conn, project.id, user, but=task.id) for user, _ in said]
    return believed([annotations for _, annotations in said], shown, item, project.spec.ontology, LABELS)


def _learn(conn: Connection, project: Running, task: Task, said: Said, belief: Belief | None) -> None:
    """Let several answers teach of those who gave them; one alone would only repeat what is known of its author."""
    if belief is not None and len(said) > 1:
        right = {user: share for (user, _), share in zip(said, belief.right, strict=True)}
        skills.learn(conn, project.id, task.id, right)


def _worth(project: Running, task: Task, item: Item, given: Given, belief: Belief | None) -> Task:
    """The task with what its votes are worth together; how probable they are is known where they were weighed."""
    agreement = percent_agreement([a for _, a in given], item, project.spec.ontology, LABELS)
    return msgspec.structs.replace(task, agreement=agreement, probability=belief.least if belief else None)


def _with_truth(
    conn: Connection,
    project: Running,
    task: Task,
    item: Item,
    given: Given,
    truth: tuple[str, ...],
    belief: Belief | None,
    now: int,
) -> tuple[Task, list[Annotation]]:
    """The task with its truth, and what that is; several answers are fused into one, which `belief` is of all."""
    if len(truth) == 1:
        answer_id = truth[0]
        annotations = next((a for vote, a in given if vote.answer_id == answer_id), [])
    else:
        chosen = [(vote, annotations) for vote, annotations in given if vote.answer_id in truth]
        if belief is None or len(chosen) < len(given):
            belief = _believed(conn, project, task, item, _said(chosen))
        annotations = belief.annotations
        answer_id = answers.write(
            conn, task, annotations, kind="consensus", revision=project.revision, now=now, sources=truth
        )
    if answer_id == task.truth_answer_id:
        return task, annotations
    return _shown(conn, msgspec.structs.replace(task, truth_answer_id=answer_id), annotations), annotations


def _shown(conn: Connection, task: Task, annotations: list[Annotation]) -> Task:
    return msgspec.structs.replace(task, annotation_count=answers.show(conn, task, annotations))
