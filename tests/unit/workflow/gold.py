"""A project with gold, for the tests of it."""

import random
from typing import Any

from tests.unit.workflow.conftest import World

from labelwright.workflow.service import handout, revisions
from labelwright.workflow.service.assignments import Assignment
from labelwright.workflow.service.gold import keep
from labelwright.workflow.service.handout import Handout

ALWAYS = {"share": 0.5, "window": 5}


class Fixed(random.Random):
    """Chance whose next number between 0 and 1 is what a test says; all else is drawn from a seed."""

    def __init__(self, share: float, seed: int = 0) -> None:
        super().__init__(seed)
        self.share = share

    def random(self) -> float:
        return self.share


GOLD, WORK = Fixed(0.0), Fixed(0.99)
"""Chance that gives gold wherever it may, and one that never does."""


def with_gold(w: World, workflow: list[dict[str, Any]], **words: Any) -> None:
    """Let the project's document ask for gold, and for a qualification."""
    document = {
        "name": "Sentiment", "media": "text", "workflow": workflow,
        "classes": [
            {"name": "good", "type": "tag", "group": "mood"},
            {"name": "bad", "type": "tag", "group": "mood"},
            {"name": "name", "type": "span"},
        ],
        "groups": [{"name": "mood", "pick": "one"}],
        **words,
    }  # fmt: skip
    w.do(revisions.apply, w.owner, w.project, document)


def make_gold(w: World, seqs: list[int], pool: str = "hidden", cls: str = "good", note: str = "") -> None:
    """Let an expert answer these tasks, and make them gold."""
    expert = w.people.get("expert") or w.add("expert", "expert")
    for seq in seqs:
        if w.task(seq).truth_answer_id is None:
            held = w.do(handout.open_task, expert, w.task(seq).id)
            w.submit(expert, held, cls)
    chosen = {w.task(seq).id: None for seq in seqs}
    made = w.do(keep.add, w.owner, w.project, chosen, pool, note)
    assert made == keep.Made(len(seqs))


def give(w: World, user: str, chance: random.Random = GOLD, **options: Any) -> Handout:
    given: Handout = w.next(user, chance=chance, **options)
    return given


def take(w: World, user: str, chance: random.Random = GOLD) -> Assignment:
    held = give(w, user, chance).held
    assert held, "nothing was handed out"
    return held[0]
