"""A worker process for the crash tests: `counting_worker.py DATABASE OWNER [STOP_AT]`.

Its one kind of job writes an event in each of ten steps. At STOP_AT it says so and waits to be killed.
"""

import sys
import threading

from labelwright.app.jobs.queue import SqlQueue
from labelwright.app.jobs.worker import Outcome, Run, Worker
from labelwright.storage import events
from labelwright.storage.database import Database

STEPS = 10


def main(url: str, owner: str, stop_at: int) -> None:
    database = Database(url)

    def count(run: Run) -> Outcome:
        for i in range(STEPS):
            step = f"step-{i}"
            if step in run.steps:
                continue
            run.check()
            with database.write() as conn:
                run.finish_step(conn, step, owner)
                events.append(conn, "", "job.step", owner, f"{run.job.id}/{i}")
                if i == stop_at:
                    print("here", flush=True)
                    threading.Event().wait()
            run.progress(i + 1, STEPS)
        return Outcome({"by": [run.steps[f"step-{i}"] for i in range(STEPS)]})

    print("ready", flush=True)
    Worker(SqlQueue(database), {"count": count}, owner, lease_s=1.0, poll_s=0.05).work(idle_s=30)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else -1)
