"""Which tasks a request is about, as its address or its body says: those of a filter, or those that it names."""

from datetime import date
from typing import Annotated, Any

import msgspec
from fastapi import Depends, Query, Request
from msgspec import Struct

from labelwright.api.days import period
from labelwright.api.numbers import LARGEST, Small, SmallQuery
from labelwright.app.reading.tasks import WHATS, Given, TaskFilter
from labelwright.app.steering import Chosen, Matching
from labelwright.core.errors import Invalid

META = "meta."
LONGEST_QUERY = 1000


class GivenBody(Struct, frozen=True, forbid_unknown_fields=True):
    """What was given to a task: an answer or a verdict of which all this holds. Days are UTC's, `until` the last."""

    what: str
    by: str | None = None
    of: str | None = None
    reason: str | None = None
    stage: Small | None = None
    since: date | None = None
    until: date | None = None
    newest: Annotated[int, msgspec.Meta(ge=1, le=10_000)] | None = None


class FilterBody(Struct, frozen=True, forbid_unknown_fields=True):
    """As the parameters of the list; `meta` holds what keys of the metadata must be."""

    stage: Small | None = None
    state: str | None = None
    cls: str | None = msgspec.field(default=None, name="class")
    annotator: str | None = None
    text: str | None = None
    meta: dict[str, str] = {}
    overdue: bool = False
    given: GivenBody | None = None


class ChoiceBody(Struct, frozen=True, forbid_unknown_fields=True):
    """Tasks by `ids`, or by `filter` but for `except`."""

    ids: list[str] | None = None
    filter: FilterBody | None = None
    spared: list[str] = msgspec.field(default_factory=list, name="except")


def filter_of(body: FilterBody, now: int) -> TaskFilter:
    """The filter of a body; `now` is microseconds UTC."""
    late = now if body.overdue else None
    given = _told(body.given) if body.given is not None else None
    return TaskFilter(body.stage, body.state, body.cls, body.annotator, body.meta, body.text, late, given)


def choice_of(body: ChoiceBody, now: int) -> Chosen:
    """The tasks of a body. Raises `Invalid` where it says neither which, or both ways."""
    if (body.ids is None) == (body.filter is None):
        raise Invalid("Say which tasks, by either `ids` or `filter`.", where="body")
    if body.filter is not None:
        return Matching(filter_of(body.filter, now), frozenset(body.spared))
    if body.spared:
        raise Invalid("`except` belongs to a filter.", where="except", remedy="Leave those out of `ids`.")
    return body.ids or []


Word = Annotated[str | None, Query(max_length=LONGEST_QUERY)]
Class = Annotated[str | None, Query(alias="class", description="A class that stands in the task.")]


def _of_given(name: str, told: str, **bounds: Any) -> Any:
    return Query(alias=f"given.{name}", description=told, **bounds)


def _given(
    what: Annotated[str | None, _of_given("what", f"What was given: {', '.join(WHATS)}.")] = None,
    by: Annotated[str | None, _of_given("by", "Who gave it.")] = None,
    of: Annotated[str | None, _of_given("of", "On whose answer it is.")] = None,
    reason: Annotated[str | None, _of_given("reason", "With this reason.", max_length=LONGEST_QUERY)] = None,
    stage: Annotated[int | None, _of_given("stage", "In which stage.", ge=-LARGEST, le=LARGEST)] = None,
    since: Annotated[date | None, _of_given("since", "From this day on, UTC.")] = None,
    until: Annotated[date | None, _of_given("until", "Up to this day, UTC.")] = None,
    newest: Annotated[int | None, _of_given("newest", "The newest so many alone.", ge=1, le=10_000)] = None,
) -> GivenBody | None:
    given = GivenBody(what or "", by, of, reason, stage, since, until, newest)
    if what is not None:
        return given
    if given != GivenBody(""):
        choices = f"Choose one of {', '.join(WHATS)}."
        raise Invalid("Say what was given.", where="given.what", remedy=choices)
    return None


def _filter(
    request: Request,
    given: Annotated[GivenBody | None, Depends(_given)],
    stage: SmallQuery | None = None,
    state: Word = None,
    cls: Class = None,
    annotator: Word = None,
    text: Word = None,
    overdue: bool = False,
) -> FilterBody:
    return FilterBody(stage, state, cls, annotator, text, _meta(request), overdue, given)


Filtered = Annotated[FilterBody, Depends(_filter)]
"""The filter that an address says, `meta.KEY=VALUE` for metadata."""


def _meta(request: Request) -> dict[str, str]:
    return {
        name.removeprefix(META): value
        for name, value in request.query_params.items()
        if name.startswith(META)
    }


def _told(body: GivenBody) -> Given:
    since, until = period(body.since, body.until)
    return Given(body.what, body.by, body.of, body.reason, body.stage, since, until, body.newest)
