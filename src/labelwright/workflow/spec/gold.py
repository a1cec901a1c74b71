"""How a project tests its annotators: gold mixed in with their work, and what they must pass before they begin."""

from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from labelwright.workflow.spec.nodes import Node
from labelwright.workflow.spec.reading import Reading

FEEDBACK = ("none", "failed", "all")
BELOW = ("warn", "pause", "requalify", "discount", "void")
OPPOSED = (("pause", "requalify"), ("discount", "void"))
"""Of these only one can be done."""

SHARE = (0.0, 0.5)
WINDOW = (5, 500)
TRAINING = (0, 200)
ITEMS = (1, 200)
TRIES = (1, 20)


class GoldSpec(Struct, frozen=True):
    """How gold is mixed in with the work.

    `share`, 0 to ½, is the part of it among what an annotator is handed. The newest `window` answers to it must have a
    mean score of at least `pass_mark`, 0 to 1; where they have not, `below` says what happens. `feedback` tells after
    which answers their annotator learns what was wrong: none, those that failed, or all.
    """

    share: float = 0.1
    window: int = 20
    pass_mark: float = 0.85
    feedback: str = "none"
    below: tuple[str, ...] = ("warn",)


class QualifySpec(Struct, frozen=True):
    """What somebody does before they begin: so many `training` tasks, each with the right answer shown at once, and so
    many test `items` whose mean score must be at least `pass_mark`, 0 to 1, with as many `tries`."""

    training: int = 5
    items: int = 10
    pass_mark: float = 0.9
    tries: int = 2


def read_gold(reading: Reading, node: Node | None, *, qualifies: bool) -> GoldSpec | None:
    """The gold of a project, or None where it has none; `qualifies` says that people can be sent to qualify again."""
    if node is None or node.value is None:
        return None
    fields = reading.mapping(node, "“gold”")
    reading.known(node, ("share", "window", "pass", "feedback", "below"), "“gold”")
    usual = GoldSpec()
    return GoldSpec(
        _share(reading, fields.get("share"), "“share”", SHARE, usual.share),
        reading.whole(fields.get("window"), "“window”", *WINDOW, usual.window),
        _share(reading, fields.get("pass"), "“pass”", (0, 1), usual.pass_mark),
        reading.choice(fields.get("feedback"), "“feedback”", FEEDBACK, usual.feedback),
        _below(reading, fields.get("below"), qualifies),
    )


def read_qualify(reading: Reading, node: Node | None) -> QualifySpec | None:
    """What annotators must pass before they begin, or None where that is nothing."""
    if node is None or node.value is None:
        return None
    fields = reading.mapping(node, "“qualify”")
    reading.known(node, ("training", "items", "pass", "tries"), "“qualify”")
    usual = QualifySpec()
    return QualifySpec(
        reading.whole(fields.get("training"), "“training”", *TRAINING, usual.training),
        reading.whole(fields.get("items"), "“items”", *ITEMS, usual.items),
        _share(reading, fields.get("pass"), "“pass”", (0, 1), usual.pass_mark),
        reading.whole(fields.get("tries"), "“tries”", *TRIES, usual.tries),
    )


def gold_data(gold: GoldSpec | None) -> dict[str, Any] | None:
    """JSON-able data that `read_gold` reads back to an equal value."""
    if gold is None:
        return None
    below = gold.below[0] if len(gold.below) == 1 else list(gold.below)
    return {
        "share": gold.share, "window": gold.window, "pass": gold.pass_mark, "feedback": gold.feedback,
        "below": below,
    }  # fmt: skip


def qualify_data(qualify: QualifySpec | None) -> dict[str, Any] | None:
    """JSON-able data that `read_qualify` reads back to an equal value."""
    if qualify is None:
        return None
    return {
        "training": qualify.training,
        "items": qualify.items,
        "pass": qualify.pass_mark,
        "tries": qualify.tries,
    }


def gold_words(gold: GoldSpec | None) -> str:
    """The gold of a project in one clause, for plans; "" where it has none."""
    if gold is None:
        return ""
    parts = [
        f"{gold.share * 100:g} % of what is handed out",
        f"the newest {gold.window} answers at least {gold.pass_mark:g}",
        f"below that {' and '.join(gold.below)}",
        f"feedback {gold.feedback}",
    ]
    return f"({', '.join(parts)})"


def qualify_words(qualify: QualifySpec | None) -> str:
    """What annotators must pass in one clause, for plans; "" where that is nothing."""
    if qualify is None:
        return ""
    tries = "1 try" if qualify.tries == 1 else f"{qualify.tries} tries"
    tests = "1 test item" if qualify.items == 1 else f"{qualify.items} test items"
    return f"({qualify.training} for training, {tests} at least {qualify.pass_mark:g}, {tries})"


def _share(
    reading: Reading, node: Node | None, what: str, bounds: tuple[float, float], default: float
) -> float:
    value = reading.number(node, what, *bounds)
    return default if value is None else float(value)


def _below(reading: Reading, node: Node | None, qualifies: bool) -> tuple[str, ...]:
    """What is done, in the order of `BELOW`: one word, or a list of them."""
    if node is None or node.value is None:
        return GoldSpec().below
    nodes = reading.sequence(node, "“below”", len(BELOW)) if isinstance(node.value, list) else [node]
    asked = {reading.choice(child, "“below”", BELOW, "") for child in nodes}
    _possible(reading, node, asked, qualifies)
    return tuple(word for word in BELOW if word in asked) or GoldSpec().below


def _possible(reading: Reading, node: Node, asked: Iterable[str], qualifies: bool) -> None:
    for one, other in OPPOSED:
        if {one, other} <= set(asked):
            reading.problem(f"“below” asks for both {one} and {other}.", node.place, "Keep one of them.")
    if "requalify" in asked and not qualifies:
        reading.problem(
            "“below” sends people to qualify again, but the project has no “qualify”.",
            node.place,
            "Add qualify: {training: 5, items: 10}, or choose pause.",
        )
