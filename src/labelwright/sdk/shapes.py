"""What the server answers, typed. Fields that a newer server adds are passed over."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from labelwright.core.changes import Change
from labelwright.core.checks.finding import Finding
from labelwright.core.errors import Problem
from labelwright.core.gold.differences import Difference
from labelwright.core.records import Annotation


class Membership(Struct, frozen=True):
    id: str
    name: str
    role: str


class Me(Struct, frozen=True):
    """Who the token belongs to, and their projects."""

    id: str
    email: str
    name: str
    kind: str
    is_admin: bool
    projects: tuple[Membership, ...] = ()


class StageCounts(Struct, frozen=True):
    stage: int
    name: str
    open: int = 0
    waiting: int = 0
    done: int = 0
    skipped: int = 0


class Counts(Struct, frozen=True):
    tasks: int = 0
    by_stage: tuple[StageCounts, ...] = ()


class Project(Struct, frozen=True):
    id: str
    name: str
    media: str
    revision: int
    description: str = ""
    role: str | None = None
    counts: Counts = Counts()
    created_at: str = ""
    archived: bool = False


class SpecRevision(Struct, frozen=True):
    """One revision of a project document."""

    revision: int
    document: dict[str, Any]
    yaml: str = ""
    message: str = ""


class Member(Struct, frozen=True):
    user_id: str
    name: str
    email: str
    role: str


class TaskRow(Struct, frozen=True):
    """A row of the data list."""

    id: str
    seq: int
    name: str
    stage: int
    state: str
    item_id: str
    stage_name: str = ""
    round: int = 0
    priority: int = 0
    votes_given: int = 0
    votes_wanted: int = 1
    agreement: float | None = None
    classes: Mapping[str, int] = {}
    annotation_count: int = 0
    text_preview: str | None = None
    width: int | None = None
    height: int | None = None
    annotations: tuple[Annotation, ...] = ()
    due_at: str | None = None
    handed_up: "HandedUp | None" = None


class AssignmentShape(Struct, frozen=True):
    id: str
    lease_until: str
    heartbeat_s: float = 30.0


class StageShape(Struct, frozen=True):
    index: int
    kind: str
    name: str


class TaskShape(Struct, frozen=True):
    """A task in hand. Its number is not told to those who make answers where gold may be among them."""

    id: str
    seq: int | None
    project_id: str
    name: str = ""
    round: int = 0
    priority: int = 0
    due_at: str | None = None


class ItemShape(Struct, frozen=True):
    id: str
    name: str
    media: str
    width: int | None = None
    height: int | None = None
    text: str | None = None
    media_url: str | None = None
    thumbnail_url: str | None = None
    metadata: Mapping[str, Any] = {}
    page: int = 1
    pages: int = 1


class Draft(Struct, frozen=True):
    revision: int
    annotations: tuple[Annotation, ...] = ()


class Person(Struct, frozen=True):
    id: str
    name: str


class HandedUp(Struct, frozen=True):
    """That a task was handed up to its stage: by whom and why, or because it was due at `due_at`."""

    by: Person | None
    reason: str
    due_at: str | None
    created_at: str


class Judged(Struct, frozen=True):
    """The answer that a reviewer is asked to judge, or one that an adjudicator is shown beside it."""

    answer_id: str
    annotations: tuple[Annotation, ...] = ()
    annotator: Person | None = None


class Escalated(HandedUp, frozen=True):
    """That the task in hand was handed up, and from which stage."""

    stage: int


class Turn(Struct, frozen=True):
    """That a task is the `n`-th item `of` a calibration, which all of a team answer, each alone."""

    n: int
    of: int


class Trial(Struct, frozen=True):
    """That a task is of a training or of a test, the `n`-th `of` those that are wanted."""

    kind: str
    n: int
    of: int


class Bundle(Struct, frozen=True):
    """All that is needed to work on one task."""

    assignment: AssignmentShape
    stage: StageShape
    task: TaskShape
    item: ItemShape
    spec_revision: int
    start: tuple[Annotation, ...] = ()
    draft: Draft | None = None
    judged: Judged | None = None
    compared: tuple[Judged, ...] = ()
    things: tuple[tuple[tuple[int, str], ...], ...] = ()
    escalated: Escalated | None = None
    escalates_to: str | None = None
    test: Trial | None = None
    calibration: Turn | None = None


class Next(Struct, frozen=True):
    """The next task, or why there is none; `message` says it where that is about the person."""

    bundle: Bundle | None = None
    reason: str | None = None
    message: str | None = None


class TaskState(Struct, frozen=True):
    state: str
    stage: int


class Feedback(Struct, frozen=True):
    """An own answer to a task of which the right answer is known: how right it was, 0 to 1, and what was wrong."""

    answer_id: str
    task_id: str
    pool: str
    score: float
    passed: bool
    note: str = ""
    said: tuple[Annotation, ...] = ()
    gold: tuple[Annotation, ...] = ()
    differences: tuple[Difference, ...] = ()


class Submitted(Struct, frozen=True):
    """The answer that was kept, where its task stands now, and the next task where it was asked for.

    `warnings` are what the project's checks found in the answer; it is kept all the same. Who sees only their own work
    is not told where the task stands. `feedback` is there where the right answer may be seen.
    """

    answer_id: str
    task: TaskState | None = None
    next: Bundle | None = None
    warnings: tuple[Finding, ...] = ()
    counted: bool = True
    feedback: Feedback | None = None


class Findings(Struct, frozen=True):
    """What the checks of a project say of a draft."""

    findings: tuple[Finding, ...] = ()


class Correction(Struct, frozen=True):
    """What is needed to correct an own answer, the one that `corrects` names; the bundle starts from it."""

    corrects: str
    bundle: Bundle


class Progress(Struct, frozen=True):
    done: int = 0
    total: int | None = None
    rate: float | None = None
    seconds_left: float | None = None


class Loss(Struct, frozen=True):
    what: str
    count: int
    example: str = ""


class Named(Struct, frozen=True):
    """A task by its id and the name of its item."""

    id: str
    name: str


class Found(Struct, frozen=True):
    """A finding of a scan, the task that it is in, and those that it compares that with."""

    task: Named
    finding: Finding
    others: tuple[Named, ...] = ()


class CheckCount(Struct, frozen=True):
    """How many findings a check has."""

    check: str
    rule: str
    severity: str
    count: int


class JobReport(Struct, frozen=True):
    """What was refused, lost or worth a warning. Counts are exact, texts the first ones.

    Of a scan also how many findings there are, how many of them are errors, how many each check has, and the first.
    """

    warning_count: int = 0
    refused_count: int = 0
    warnings: tuple[Problem, ...] = ()
    refused: tuple[Problem, ...] = ()
    losses: tuple[Loss, ...] = ()
    findings: int = 0
    errors: int = 0
    checks: tuple[CheckCount, ...] = ()
    found: tuple[Found, ...] = ()


class Job(Struct, frozen=True):
    id: str
    kind: str
    state: str
    progress: Progress = Progress()
    report: JobReport | None = None
    error: str | None = None
    result: Any = None
    created_at: str = ""

    @property
    def over(self) -> bool:
        """Whether it will change no more by itself."""
        return self.state in ("done", "failed", "cancelled")


class Upload(Struct, frozen=True):
    """A file on its way: `offset` bytes have arrived."""

    id: str
    offset: int
    size: int = 0
    name: str = ""


class User(Struct, frozen=True):
    id: str
    email: str
    name: str
    is_admin: bool = False
    disabled: bool = False


class NewUser(User, frozen=True):
    """A person just added, with the one-time link to pass on."""

    link: str = ""


class Token(Struct, frozen=True):
    """A personal access token without its secret."""

    id: str
    name: str
    scope: str
    project_id: str | None = None
    created_at: str = ""
    last_used_at: str | None = None
    expires_at: str | None = None


class NewToken(Struct, frozen=True):
    """A token just created: `token` is the secret, shown this once."""

    id: str
    token: str


class Part(Struct, frozen=True):
    """A label type, a format or a rule that is installed.

    Of a rule also what a form needs: whether its findings are errors or warnings, whether it compares items, the label
    types that it looks at, and the JSON Schema of its settings, with `unit`, `media` and `format` of each.
    """

    name: str
    title: str
    origin: str
    needs: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    dialects: tuple[str, ...] = ()
    holds: Mapping[str, Any] | None = None
    summary: str = ""
    severity: str = ""
    usual: bool = False
    compares: bool = False
    labels: tuple[str, ...] = ()
    settings_schema: Mapping[str, Any] | None = None


class Lease(Struct, frozen=True):
    """Until when an assignment is kept, and how often to say that it is still wanted."""

    id: str
    lease_until: str
    heartbeat_s: float


class DraftSaved(Struct, frozen=True):
    """The revision that a draft has now."""

    revision: int


class RevisionRow(Struct, frozen=True):
    """Who wrote a revision of the document, when and why."""

    revision: int
    message: str
    author: Person | None
    created_at: str


class Comment(Struct, frozen=True):
    id: str
    author: Person
    body: str
    created_at: str


class Point(Struct, frozen=True):
    x: float
    y: float


class Thread(Struct, frozen=True):
    """Comments on one thing of a task."""

    id: str
    resolved: bool
    comments: tuple[Comment, ...]
    annotation_id: str | None = None
    point: Point | None = None


class TaskCount(Struct, frozen=True):
    count: int
    exact: bool


class Changed(Struct, frozen=True):
    """How many tasks were changed, how many could not be, and an example of why."""

    changed: int
    refused: int = 0
    why: str = ""


class Refusal(Struct, frozen=True):
    """A task of which nothing came, and why."""

    task_id: str
    seq: int
    why: str


class JudgedMany(Struct, frozen=True):
    """The tasks that were judged, how many could not be, and the first of these with why."""

    ids: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()
    refused_count: int = 0


class RevisionNumber(Struct, frozen=True):
    """The revision of a project's document that stands now."""

    revision: int


class Picture(Struct, frozen=True):
    """A picture of the guideline, and the address under which Markdown names it."""

    hash: str
    url: str


class TimelineEntry(Struct, frozen=True):
    """One thing that happened to a task.

    `kind` is item, answer, correction, consensus, restored, prediction, import, verdict, escalation, comment, resolved,
    spec, event, or overdue where the deadline `due_at` handed the task up;
    `name` the outcome of a verdict, the number of a revision, the kind of an event, or the name of the
    item. `answer_id` is the answer that came or was judged, `from_ids` what it was made of, and `made_id` the answer
    that a verdict made; `stands` says that what was made is the truth of the task now.
    """

    at: str
    kind: str
    who: Person | None = None
    answer_id: str = ""
    from_ids: tuple[str, ...] = ()
    made_id: str = ""
    name: str = ""
    text: str = ""
    stage: int | None = None
    round: int | None = None
    seconds: float | None = None
    annotations: int | None = None
    stands: bool = False
    extra: bool = False
    due_at: str | None = None


class Compared(Struct, frozen=True):
    """How two answers differ: how alike they are from 0 to 1, the changes, and the pairs of ids of one thing."""

    alike: float
    changes: tuple[Change, ...] = ()
    together: tuple[tuple[str, str], ...] = ()


class Rate(Struct, frozen=True):
    """What an hour costs, and an answer or verdict beside it; of everybody else where `user_id` is empty."""

    user_id: str = ""
    per_hour: float = 0.0
    per_answer: float = 0.0


class Rates(Struct, frozen=True):
    """The rates of a project; no currency where nobody has said it yet."""

    currency: str
    rates: tuple[Rate, ...] = ()


class CostShare(Struct, frozen=True):
    """A part of the cost, of a person, a stage, a day or a reason; `pieces` are answers and verdicts."""

    key: str
    name: str
    pieces: int
    seconds: float
    cost: float


class Cost(Struct, frozen=True):
    """What answers and verdicts cost. `per_label` is the total over the annotations that stand in tasks done.

    `wasted` is what is in no label: answers that are void, rejected or extra. `untimed` pieces came without a time, and
    one is counted up to `cap` seconds. `since` is the first day, in UTC; None where all there is is counted.
    """

    currency: str
    total: float
    seconds: float
    pieces: int
    untimed: int
    cap: float
    labels: int
    tasks: int
    per_label: float | None = None
    per_task: float | None = None
    since: str | None = None
    people: tuple[CostShare, ...] = ()
    stages: tuple[CostShare, ...] = ()
    days: tuple[CostShare, ...] = ()
    wasted: tuple[CostShare, ...] = ()


class Outcomes(Struct, frozen=True):
    """How many verdicts of each kind somebody gave, or got."""

    user_id: str
    name: str
    accept: int = 0
    fix: int = 0
    reject: int = 0


class StageOutcomes(Struct, frozen=True):
    """How many verdicts of each kind were given in a stage, by its place among the stages."""

    stage: int
    name: str
    accept: int = 0
    fix: int = 0
    reject: int = 0


class Reason(Struct, frozen=True):
    """How often a reason was given for an outcome."""

    outcome: str
    reason: str
    n: int


class Reviews(Struct, frozen=True):
    """The verdicts of the last 30 days, `since` the first of them in UTC: by who gave them, by whose answers they were
    on, by stage, and why. `reasons` are the most frequent of `all_reasons`."""

    reviewers: tuple[Outcomes, ...] = ()
    annotators: tuple[Outcomes, ...] = ()
    reasons: tuple[Reason, ...] = ()
    all_reasons: int = 0
    stages: tuple[StageOutcomes, ...] = ()
    since: str = ""


class ContrastSide(Struct, frozen=True):
    """One of two answers; without a person it is what stands."""

    answer_id: str
    person: Person | None = None
    annotations: tuple[Annotation, ...] = ()


class Contrast(Struct, frozen=True):
    """Two answers to one item, and how alike they are from 0 to 1; of a long text its beginning."""

    task_id: str
    seq: int
    name: str
    media: str
    first: ContrastSide
    second: ContrastSide
    alike: float
    width: int | None = None
    height: int | None = None
    thumbnail: str | None = None
    text: str | None = None


class Event(Struct, frozen=True):
    """One thing that happened; `item` is the name of the item where the subject is a task."""

    seq: int
    kind: str
    actor: Person | None
    subject: str | None
    data: Mapping[str, Any]
    created_at: str
    item: str | None = None


class ChainProof(Struct, frozen=True):
    """Whether the record is whole; else where it breaks, and how."""

    ok: bool
    checked: int
    broken_at: int | None = None
    reason: str | None = None


class ExportPreview(Struct, frozen=True):
    """What an export would write and lose; `findings` counts the errors and warnings that checks find in it."""

    losses: tuple[Loss, ...]
    warnings: tuple[Problem, ...]
    counts: Mapping[str, int]
    findings: Mapping[str, int] = {}


class SavedView(Struct, frozen=True):
    """A name for a filter of the data list."""

    id: str
    name: str
    query: Mapping[str, Any]
    shared: bool = False
    own: bool = True
