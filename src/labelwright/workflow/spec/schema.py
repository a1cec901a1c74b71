"""The JSON Schema of a project document, for editors to complete and check it by."""

from typing import Any

from labelwright.core.checks.finding import SEVERITIES
from labelwright.core.checks.rule import AnyRule, settings_schema
from labelwright.core.conditions import CLASSES, FACTS
from labelwright.core.judging import STRATA
from labelwright.core.ontology import KEYED_KINDS
from labelwright.core.registry import LABELS, STAGES, whole
from labelwright.workflow.spec.checks import names_classes, rules
from labelwright.workflow.spec.gold import (
    BELOW,
    FEEDBACK,
    ITEMS,
    SHARE,
    TRAINING,
    TRIES,
    WINDOW,
    GoldSpec,
    QualifySpec,
)
from labelwright.workflow.spec.parse import MEDIA
from labelwright.workflow.spec.workflow import MAX_VOTES, ROLES, stage_keys

_TEXT = {"type": "string"}
_NAME = {"type": ["string", "number", "boolean"], "minLength": 1, "maxLength": 200}
_BOOLEAN = {"type": "boolean"}
_TIME = {"type": ["string", "integer"], "pattern": "^[0-9]{1,7} ?[smhd]?$"}
_STOP_AT = {
    "type": "number",
    "minimum": 0.5,
    "maximum": 1,
    "description": "The probability from which on fewer than the most will do.",
}
_FACTS = f"""Such as `agreement < 0.8 or "WBC" in {CLASSES}`; it can ask for {", ".join(FACTS)}."""


def json_schema() -> dict[str, Any]:
    """The schema, with the options of every label type that is installed whole."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Labelwright project",
        "description": "Everything a project is made of. `labelwright plan` shows what would change.",
        **_closed(
            {
                "name": _said(_NAME, "What the project is called."),
                "media": {"enum": list(MEDIA), "description": "What is labelled."},
                "description": _said(_TEXT, "What the project is for."),
                "classes": {"type": "array", "items": _class(), "description": "What may be marked."},
                "groups": {
                    "type": "array",
                    "items": _group(),
                    "description": "Questions that classes answer.",
                },
                "guideline": _said(_TEXT, "A Markdown file beside this one, or the text itself."),
                "workflow": {
                    "type": "array",
                    "minItems": 1,
                    "items": {"oneOf": [_stage(kind) for kind in STAGES]},
                    "description": "The stages that each task goes through.",
                },
                "checks": {
                    "type": "array",
                    "items": {"oneOf": [_check(rule) for rule in rules()]},
                    "description": "What answers must obey beyond their classes.",
                },
                "gold": _gold(),
                "qualify": _qualify(),
            },
            ["name", "media"],
        ),
    }


def _class() -> dict[str, Any]:
    common = {
        "name": _said(_NAME, "The name, unique in the project."),
        "color": {
            "type": "string",
            "pattern": "^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$",
            "description": "Its colour.",
        },
        "key": {"type": ["string", "integer"], "description": "One small letter or digit that chooses it."},
        "description": _said(_TEXT, "What belongs to the class, for annotators."),
        "parent": _said(_NAME, "The class above it."),
        "group": _said(_NAME, "The question that it answers."),
        "attributes": {
            "type": "array",
            "items": _attribute(),
            "description": "What is asked of each annotation.",
        },
    }
    kinds = []
    for name, label in whole(LABELS):
        kind = {"const": name, "description": label.title}
        schema = label.options_schema()
        options = {k: v for k, v in schema.get("properties", {}).items() if k not in common}
        required = ["name", "type", *schema.get("required", ())]
        kinds.append(_closed({**common, "type": kind, **options}, required))
    return {"oneOf": kinds}


def _attribute() -> dict[str, Any]:
    common = {
        "name": _said(_NAME, "The name, unique in its class."),
        "required": _said(_BOOLEAN, "Whether it must be answered."),
        "description": _said(_TEXT, "What it asks, for annotators."),
    }
    options = {"type": "array", "items": _NAME, "minItems": 1}
    bounds = _closed({"min": {"type": "number"}, "max": {"type": "number"}}, [])
    kinds: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
        "one_of": (options, _NAME),
        "any_of": (options, {"type": "array", "items": _NAME}),
        "boolean": ({"const": True}, _BOOLEAN),
        "number": ({"oneOf": [{"const": True}, bounds]}, {"type": "number"}),
        "text": ({"const": True}, _NAME),
    }
    key = {
        "type": ["string", "integer"],
        "description": "One small letter or digit that answers it for the selected annotations.",
    }
    return {
        "oneOf": [
            _closed(
                {**common, **({"key": key} if kind in KEYED_KINDS else {}), kind: asked, "default": default},
                ["name", kind],
            )
            for kind, (asked, default) in kinds.items()
        ]
    }


def _group() -> dict[str, Any]:
    return _closed(
        {
            "name": _said(_NAME, "The name that classes refer to."),
            "pick": {"enum": ["one", "many"], "description": "How many of its classes may be chosen."},
            "required": _said(_BOOLEAN, "Whether one must be chosen."),
            "description": _said(_TEXT, "The question, for annotators."),
        },
        ["name"],
    )


def _stage(kind: str) -> dict[str, Any]:
    count = {"type": "integer", "minimum": 1, "maximum": MAX_VOTES}
    every: dict[str, Any] = {
        "stage": {"const": kind},
        "name": _said(_NAME, "What the stage is called; its kind by default."),
        "by": {"enum": list(ROLES), "description": "The least role that may do it."},
        "lease": _said(_TIME, "How long a task is kept for one person, such as 30m."),
        "blind": _said(_BOOLEAN, "Whether names on tasks are hidden from all but those who run the project."),
        "escalate": _said(
            _NAME,
            "The later stage to which its people hand tasks up; the next of a more trusted role by default.",
        ),
        "deadline": {
            "oneOf": [_TIME, _closed({"after": _TIME, "then": _NAME}, ["after"])],
            "description": "How long a task may stay in the stage, such as 2d, and the stage to which it then moves.",
        },
        "votes": {
            "oneOf": [count, _closed({"min": count, "max": count, "stop_at": _STOP_AT}, [])],
            "description": "How many answers are collected.",
        },
        "share": {
            "type": "number",
            "minimum": 0,
            "maximum": 1,
            "description": "The part of the tasks looked at.",
        },
        "per": {
            "enum": list(STRATA),
            "description": "Of what the share is taken each, so that none goes unseen: all tasks together by default.",
        },
        "when": _said(_TEXT, f"Only tasks of which this holds are looked at. {_FACTS}"),
        "always": _said(_TEXT, "Tasks of which this holds are looked at in any case, whatever the share."),
    }
    return _closed({key: every[key] for key in stage_keys(kind)}, ["stage"])


def _check(rule: AnyRule) -> dict[str, Any]:
    classes = {"oneOf": [_NAME, {"type": "array", "items": _NAME}]}
    schema = settings_schema(rule)
    settings = {
        key: _said(classes, value.get("description", "")) if names_classes(value) else value
        for key, value in schema["properties"].items()
    }
    return _closed(
        {
            "rule": {"const": rule.name, "description": rule.title},
            "name": _said(_NAME, "What the check is called; its rule by default."),
            "class": _said(classes, "What it is about, with the classes below; all by default."),
            "severity": {
                "enum": list(SEVERITIES),
                "description": "An error keeps answers from being submitted.",
            },
            **settings,
        },
        ["rule", *schema["required"]],
    )


def _gold() -> dict[str, Any]:
    usual, word = GoldSpec(), {"enum": list(BELOW)}
    properties = {
        "share": {
            **_bounded("number", SHARE, usual.share),
            "description": "The part of it among what an annotator is handed.",
        },
        "window": {
            **_bounded("integer", WINDOW, usual.window),
            "description": "How many of the newest answers to it tell how somebody does.",
        },
        "pass": {
            **_bounded("number", (0, 1), usual.pass_mark),
            "description": "The mean score that they must reach.",
        },
        "feedback": {
            "enum": list(FEEDBACK),
            "default": usual.feedback,
            "description": "After which of these answers their annotator is shown what was wrong.",
        },
        "below": {
            "oneOf": [word, {"type": "array", "items": word, "minItems": 1}],
            "default": usual.below[0],
            "description": "What happens where they do not.",
        },
    }
    return _said(_closed(properties, []), "Tasks with a known answer, mixed in with the work.")


def _qualify() -> dict[str, Any]:
    usual = QualifySpec()
    properties = {
        "training": {
            **_bounded("integer", TRAINING, usual.training),
            "description": "How many tasks come first, each with the right answer shown afterwards.",
        },
        "items": {
            **_bounded("integer", ITEMS, usual.items),
            "description": "How many tasks the test has.",
        },
        "pass": {
            **_bounded("number", (0, 1), usual.pass_mark),
            "description": "The mean score that it must reach.",
        },
        "tries": {**_bounded("integer", TRIES, usual.tries), "description": "How often it may be taken."},
    }
    return _said(_closed(properties, []), "What annotators must pass before they begin.")


def _bounded(kind: str, bounds: tuple[float, float], default: float) -> dict[str, Any]:
    return {"type": kind, "minimum": bounds[0], "maximum": bounds[1], "default": default}


def _closed(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _said(schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {**schema, "description": description}
