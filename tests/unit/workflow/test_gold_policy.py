"""What follows from answers to gold: by the policy of the document, for those it is about, and only once."""

from random import Random

import pytest
from tests.unit.workflow.conftest import World
from tests.unit.workflow.gold import GOLD, WORK, give, make_gold, take, with_gold

from labelwright.app import setting_aside
from labelwright.core.gold.window import windowed
from labelwright.workflow.service import running
from labelwright.workflow.service.gold import aside, leads, standing
from labelwright.workflow.service.gold.kept import HIDDEN
from labelwright.workflow.service.gold.results import newest

ANNOTATE = {"stage": "annotate", "lease": "10m"}
STRICT = {"share": 0.5, "window": 5, "pass": 0.8}


def mixed(world, below, count=30, **words):
    w = world(count=count)
    with_gold(w, [ANNOTATE], gold={**STRICT, "below": below}, **words)
    make_gold(w, list(range(count // 2, count + 1)))
    w.add("ann")
    return w


def fail(w, user, times=5):
    """Get gold wrong so often; what the last submit asks for."""
    done = None
    for _ in range(times):
        done = w.submit(user, take(w, user), "bad")
    return done.due


def catch_up(w):
    return setting_aside.catch_up(w.database, lambda: w.now)


def state(w, user):
    with w.database.read() as conn:
        return standing.read(conn, running.read(conn, w.project), user, "annotator")


def test_a_warning_is_told_to_leads_and_changes_nothing_for_the_person(world):
    w = mixed(world, "warn")
    ann = w.people["ann"]
    for _ in range(4):
        w.submit(ann, take(w, ann), "bad")
    ahead = give(w, ann, GOLD, peek=2).held
    w.submit(ann, ahead[0], "bad")
    assert w.events().count("standing.fell") == 1
    assert state(w, ann).state == "working"
    assert give(w, ann, GOLD, peek=1).held == ahead[1:]


def test_who_falls_is_warned_of_once_and_counted_anew(world):
    w = mixed(world, "warn")
    ann = w.people["ann"]
    fail(w, ann, 9)
    assert w.events().count("standing.fell") == 1
    fail(w, ann, 1)
    assert w.events().count("standing.fell") == 2


def test_who_falls_is_paused_until_a_lead_says_otherwise(world):
    w = mixed(world, "pause")
    ann = w.people["ann"]
    fail(w, ann)
    assert give(w, ann).reason == "paused"
    assert "The mean of 5 answers to gold was 0.00" in state(w, ann).reason
    w.do(leads.decide, w.owner, w.project, ann, "resume", "")
    fail(w, ann, 4)
    assert state(w, ann).state == "working"
    fail(w, ann, 1)
    assert state(w, ann).state == "paused"


def test_who_falls_qualifies_again(world):
    w = mixed(world, "requalify", qualify={"training": 0, "items": 1, "pass": 0.5})
    ann = w.people["ann"]
    make_gold(w, [1], "qualify")
    assert take(w, ann).purpose == "qualify"
    w.submit(ann, take(w, ann))
    fail(w, ann)
    assert state(w, ann).state == "qualifying"
    again = take(w, ann)
    assert again.purpose == "qualify"
    w.submit(ann, again)
    assert state(w, ann).state == "working"


@pytest.mark.parametrize("mode", ["void", "discount"])
def test_answers_since_the_first_result_of_the_window_are_due_to_be_set_aside(world, mode):
    w = mixed(world, [mode, "pause"])
    ann = w.people["ann"]
    w.submit(ann, take(w, ann, WORK))
    first = w.now + 2
    due = fail(w, ann)
    assert (due.wish.user_id, due.wish.mode, due.wish.since) == (ann, mode, first)
    assert state(w, ann).state == "paused"


def test_what_the_server_died_over_is_set_aside_by_the_sweep_and_taken_back_for_good(world):
    w = mixed(world, ["void", "pause"])
    ann = w.people["ann"]
    for _ in range(2):
        w.submit(ann, take(w, ann), "bad")
    voted = w.seq(take(w, ann, WORK))
    w.submit(ann, take(w, ann, WORK))
    due = fail(w, ann, 3)
    assert w.task(voted).state == "done"
    assert catch_up(w) == 1
    assert w.task(voted).state == "open"
    assert catch_up(w) == 0
    w.do(aside.undo, w.owner, w.project, due.wish.batch)
    assert (catch_up(w), w.task(voted).state) == (0, "done")


def test_nothing_is_swept_up_after_what_was_brought_to_its_end(world):
    w = mixed(world, "discount")
    ann = w.people["ann"]
    w.submit(ann, take(w, ann), "bad")
    w.submit(ann, take(w, ann, WORK))
    setting_aside.follow(w.database, fail(w, ann, 4), lambda: w.now)
    assert len(w.rows("set_aside")) == 1
    assert catch_up(w) == 0


def test_a_good_answer_now_and_then_does_not_save_a_spammer_nor_a_bad_one_hurt_the_good(world):
    w = mixed(world, "pause", count=40)
    ann, bob = w.people["ann"], w.add("bob")
    for n in range(12):
        if not (held := give(w, bob).held):
            break
        w.submit(bob, held[0], "good" if n % 4 == 0 else "bad")
    for n in range(12):
        w.submit(ann, take(w, ann), "bad" if n == 3 else "good")
    assert (state(w, ann).state, state(w, bob).state) == ("working", "paused")


def test_training_and_qualifying_never_bring_anybody_below(world):
    w = mixed(world, "pause", qualify={"training": 5, "items": 5, "pass": 0.0})
    ann = w.people["ann"]
    make_gold(w, [1, 2, 3, 4, 5], "training")
    make_gold(w, [6, 7, 8, 9, 10], "qualify")
    for _ in range(10):
        w.submit(ann, take(w, ann), "bad")
    assert state(w, ann).state == "working"
    assert take(w, ann, GOLD).purpose == "hidden"


def test_planted_skills_are_found(sqlite_database):
    """Twelve people of known skill, a fifth of gold: who clicks at random is paused, nobody who is good is."""
    w = World(sqlite_database, [ANNOTATE], 1500)
    with_gold(w, [ANNOTATE], gold={"share": 0.2, "window": 30, "pass": 0.65, "below": "pause"})
    make_gold(w, list(range(1401, 1501, 2)), cls="good")
    make_gold(w, list(range(1402, 1501, 2)), cls="bad")
    planted = {f"{skill} {n}": skill for skill in (0.95, 0.8, 0.5) for n in range(4)}
    right = {w.task(seq).id: "good" if seq % 2 else "bad" for seq in range(1401, 1501)}
    held_by_interval, paused = [], set()
    for place, (name, skill) in enumerate(planted.items()):
        user, chance = w.add(name), Random(place)
        for _ in range(150):
            given = give(w, user, chance)
            if given.reason == "paused":
                paused.add(name)
                break
            held = given.held[0]
            truth = right.get(held.task_id, "good")
            wrong = "bad" if truth == "good" else "good"
            w.submit(user, held, truth if chance.random() < skill else wrong)
        with w.database.read() as conn:
            scores = [score for score, _ in newest(conn, w.project, user, HIDDEN, 0, 30)]
        window = windowed(scores, 30)
        held_by_interval.append(window.low <= skill <= window.high)
    spammers = {name for name, skill in planted.items() if skill == 0.5}
    assert paused <= spammers
    assert len(paused) >= 3
    assert sum(held_by_interval) >= 10
    assert w.counts() == w.recount()
