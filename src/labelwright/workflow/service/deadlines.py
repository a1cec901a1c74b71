"""Until when a task is to have left its stage, and that one which is late comes before all others.

What comes first is decided by the priority alone, so a late task has one above any that people can give.
"""

import msgspec

from labelwright.workflow.service.running import Running
from labelwright.workflow.service.tasks import Task

MAX_PRIORITY = 1_000_000
"""The most and, with a minus, the least priority that people give."""
LATE = 4 * MAX_PRIORITY
"""What is added to the priority of a late task."""


def entered(project: Running, task: Task, now: int) -> Task:
    """A task that has just come to its stage: due anew, and late no more."""
    seconds = 0 if task.state == "done" else project.stages[task.stage].deadline_s
    return msgspec.structs.replace(
        task, due_at=now + seconds * 1_000_000 if seconds else None, priority=given(task.priority)
    )


def late(task: Task) -> Task:
    """The task before all others, keeping the priority that it was given among those that are late."""
    return msgspec.structs.replace(task, priority=given(task.priority) + LATE)


def ranked(task: Task, priority: int) -> Task:
    """The task with another given priority, late as before."""
    return msgspec.structs.replace(task, priority=priority + task.priority - given(task.priority))


def given(priority: int) -> int:
    """The priority that people gave, of that of a task."""
    return priority - LATE if priority > MAX_PRIORITY else priority
