"""What follows for a person whose answers to gold are not good enough, as the project document says."""

from msgspec import Struct
from sqlalchemy import Connection

from labelwright.core.gold.window import Window, falls, windowed
from labelwright.workflow.service.gold import results, standing
from labelwright.workflow.service.gold.aside import Wish
from labelwright.workflow.service.gold.kept import HIDDEN
from labelwright.workflow.service.gold.standing import Standing, State
from labelwright.workflow.service.running import Running
from labelwright.workflow.service.tasks import Happening


class Due(Struct, frozen=True):
    """A person's answers are to be set aside; the caller does so in units of work of its own, because it takes many
    tasks. The record tells of it in the same unit of work as what led to it, so that `unfinished` finds what was not
    brought to its end."""

    project_id: str
    wish: Wish


_STATES: dict[str, State] = {"pause": "paused", "requalify": "qualifying"}
_MODES = ("void", "discount")


def after(
    conn: Connection, project: Running, user_id: str, stands: Standing, now: int
) -> tuple[Happening | None, Due | None]:
    """Let a person stand as their newest answers to gold say. Gives what is to be told of it, and to be set aside.

    Whatever is done is done once: what counts afterwards is what they answer from now on.
    """
    gold = project.spec.gold
    if gold is None or stands.state != "working":
        return None, None
    scores = results.newest(conn, project.id, user_id, HIDDEN, stands.since, gold.window)
    window = windowed([score for score, _ in scores], gold.window)
    if window is None or not falls(window, pass_mark=gold.pass_mark, full=gold.window):
        return None, None
    reason = _reason(window, gold.pass_mark)
    state: State = next((_STATES[word] for word in gold.below if word in _STATES), "working")
    put = standing.keep if state == "working" else standing.write
    put(conn, project.id, user_id, Standing(state, 0, now, reason), now)
    mode = next((word for word in gold.below if word in _MODES), None)
    data = {"below": list(gold.below), "state": state, "score": window.mean, "n": window.n, "reason": reason}
    if mode is None:
        return Happening("", "standing.fell", user_id, data), None
    wish = Wish(user_id, mode, since=scores[0][1], until=now, reason=reason)
    return Happening("", "standing.fell", user_id, data | {"due": wish}), Due(project.id, wish)


def _reason(window: Window, pass_mark: float) -> str:
    return (
        f"The mean of {window.n} answers to gold was {window.mean:.2f}; at least {pass_mark:g} is asked for."
    )
