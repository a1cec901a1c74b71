"""Eight annotators in one process that is going to be killed: each tells of a submit only once it is acknowledged.

Run as a program: `annotators.py DATABASE_URL PROJECT USER…`. A line `ANSWER ASSIGNMENT` is printed per submit.
"""

import os
import sys
import threading
import time

from labelwright.core.records import Annotation
from labelwright.storage.database import Database
from labelwright.workflow.patches import Op, Patch
from labelwright.workflow.service import drafts, handout, submit
from labelwright.workflow.service.submit import Judgement, Submission


def annotate(database: Database, project: str, user: str) -> None:
    while True:
        with database.write() as conn:
            given = handout.next_task(conn, user, project, now(), peek=1)
        if not given.held:
            time.sleep(0.05)
            continue
        held = given.held[0]
        tag = Annotation("1", "tag", "good")
        if held.stage == 0:
            save(database, user, held.id, tag)
            what = Submission([tag], 1.0)
        else:
            what = Submission(None, 1.0, Judgement("accept"))
        with database.write() as conn:
            done = submit.submit(conn, user, held.id, what, held.id, now())
        os.write(1, f"{done.answer_id} {held.id}\n".encode())


def save(database: Database, user: str, assignment: str, tag: Annotation) -> None:
    with database.write() as conn:
        draft = drafts.read(conn, assignment)
        if draft is None or not draft.annotations:
            patch = Patch((Op(tag.id, None, tag),))
            drafts.save(conn, user, assignment, draft.revision if draft else 0, [patch], None, now())


def now() -> int:
    return time.time_ns() // 1000


def main(url: str, project: str, *users: str) -> None:
    database = Database(url)
    os.write(1, b"ready\n")
    for user in users:
        threading.Thread(target=annotate, args=(database, project, user)).start()


if __name__ == "__main__":
    main(*sys.argv[1:])
