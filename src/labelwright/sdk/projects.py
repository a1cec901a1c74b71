"""Projects, their documents and their members."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from labelwright.sdk.check_shapes import CheckTrial
from labelwright.sdk.operation import M, Resource, listing, operation
from labelwright.sdk.shapes import (
    Contrast,
    Cost,
    Event,
    Member,
    Project,
    Rate,
    Rates,
    Reviews,
    RevisionNumber,
    SpecRevision,
)
from labelwright.sdk.wire import Request, Steps


class Projects(Resource[M]):
    @listing.of(Project)
    def list(self, page: int = 100) -> Request:
        """Every project that I may see."""
        return Request("GET", "/projects", params={"limit": page})

    @operation
    def get(self, project_id: str) -> Steps[Project]:
        reply = yield Request("GET", f"/projects/{project_id}")
        return reply.read(Project)

    @operation
    def create(self, *, yaml: str | None = None, document: Mapping[str, Any] | None = None) -> Steps[Project]:
        """A new project from a project.yaml or from the same document as data."""
        body = {"yaml": yaml} if yaml is not None else {"document": document}
        reply = yield Request("POST", "/projects", json=body, headers={"Idempotency-Key": uuid.uuid4().hex})
        return reply.read(Project)

    @operation
    def archive(self, project_id: str) -> Steps[None]:
        """Put a project away; nothing of it is deleted."""
        yield Request("DELETE", f"/projects/{project_id}")

    @operation
    def overview(self, project_id: str) -> Steps[dict[str, Any]]:
        """Progress, throughput, agreement and class counts."""
        reply = yield Request("GET", f"/projects/{project_id}/overview")
        return reply.read(dict[str, Any])

    @operation
    def quality(self, project_id: str) -> Steps[dict[str, Any]]:
        """Scores over time with their intervals, people, classes mixed up, who agrees with whom, the hardest tasks."""
        reply = yield Request("GET", f"/projects/{project_id}/quality")
        return reply.read(dict[str, Any])

    @operation
    def rates(self, project_id: str) -> Steps[Rates]:
        """What an hour and an answer cost."""
        reply = yield Request("GET", f"/projects/{project_id}/rates")
        return reply.read(Rates)

    @operation
    def set_rates(self, project_id: str, currency: str, rates: Sequence[Rate]) -> Steps[None]:
        """Set all rates at once; the one without a person is everybody's who has none of their own."""
        body = {"currency": currency, "rates": list(rates)}
        yield Request("PUT", f"/projects/{project_id}/rates", json=body)

    @operation
    def cost(self, project_id: str, days: int = 30) -> Steps[Cost]:
        """What the answers and verdicts of the last days cost; 0 days are all there are."""
        reply = yield Request("GET", f"/projects/{project_id}/cost", params={"days": days})
        return reply.read(Cost)

    @listing.of(Event)
    def events(
        self,
        project_id: str,
        *,
        kind: str = "",
        actor: str = "",
        subject: str = "",
        item: str = "",
        since: str | None = None,
        until: str | None = None,
    ) -> Request:
        """What happened, the newest first: of kinds such as `answer,verdict`, by a person, about a task, in a time."""
        params = {
            "kind": kind,
            "actor": actor,
            "subject": subject,
            "item": item,
            "since": since,
            "until": until,
        }
        return Request("GET", f"/projects/{project_id}/events", params=params)

    @operation
    def reviews(self, project_id: str) -> Steps[Reviews]:
        """What reviewers said in the last 30 days: by who said it, of whom, and why."""
        reply = yield Request("GET", f"/projects/{project_id}/quality/reviews")
        return reply.read(Reviews)

    @listing.of(Contrast)
    def contrasts(
        self,
        project_id: str,
        *,
        person: str = "",
        other: str = "",
        said: str | None = None,
        stands: str | None = None,
        cls: str = "",
        since: str | None = None,
        until: str | None = None,
        gold: bool = False,
    ) -> Request:
        """The answers behind a figure, all there are, the least alike first.

        `person` alone: theirs beside what stands; with `other`: those of both; with `gold`: the newest to hidden gold,
        beside what is right. `said` and `stands`: where that class was said and that one stands, "" for nothing; `cls`:
        where either has that class; `since` and `until`: the first and last day, like 2026-11-28, in UTC.
        """
        params = {
            "person": person, "other": other, "said": said, "stands": stands, "class": cls,
            "since": since, "until": until, "gold": gold or None,
        }  # fmt: skip
        return Request("GET", f"/projects/{project_id}/quality/contrasts", params=params)

    @operation
    def own_quality(self, project_id: str) -> Steps[dict[str, Any]]:
        """What the scores say of whoever asks."""
        reply = yield Request("GET", f"/projects/{project_id}/quality/me")
        return reply.read(dict[str, Any])

    @operation
    def spec(self, project_id: str) -> Steps[SpecRevision]:
        """The project document that stands, with its revision."""
        reply = yield Request("GET", f"/projects/{project_id}/spec")
        return reply.read(SpecRevision)

    @operation
    def plan(self, project_id: str, yaml: str) -> Steps[dict[str, Any]]:
        """What saving this project.yaml would change."""
        reply = yield Request("POST", f"/projects/{project_id}/spec/plan", json={"yaml": yaml})
        return reply.read(dict[str, Any])

    @operation
    def try_checks(self, project_id: str, yaml: str) -> Steps[CheckTrial]:
        """What the checks of this project.yaml find in the newest answers that stand. Nothing is saved."""
        reply = yield Request("POST", f"/projects/{project_id}/checks/try", json={"yaml": yaml})
        return reply.read(CheckTrial)

    @operation
    def save(
        self, project_id: str, yaml: str, *, revision: int, message: str = "", accept_loss: bool = False
    ) -> Steps[SpecRevision]:
        """Save a project.yaml over the revision that was read. Raises `StaleRevision` where it moved on."""
        reply = yield Request(
            "PUT",
            f"/projects/{project_id}/spec",
            json={"yaml": yaml, "message": message, "accept_loss": accept_loss},
            headers={"If-Match": f'"{revision}"'},
        )
        return reply.read(SpecRevision)

    @listing.of(Member)
    def members(self, project_id: str) -> Request:
        """Everybody with a role in the project."""
        return Request("GET", f"/projects/{project_id}/members")

    @operation
    def set_member(self, project_id: str, email: str, role: str) -> Steps[None]:
        """Give somebody a role: owner, manager, expert, reviewer, annotator or viewer."""
        yield Request("PUT", f"/projects/{project_id}/members", json={"email": email, "role": role})

    @operation
    def add_example(self, project_id: str, title: str, text: str, revision: int | None = None) -> Steps[int]:
        """Add a case to the guideline; `text` is Markdown. The new revision; 409 where `revision` is not the newest."""
        body = {"title": title, "text": text} | ({} if revision is None else {"revision": revision})
        reply = yield Request("POST", f"/projects/{project_id}/examples", json=body)
        return reply.read(RevisionNumber).revision

    @operation
    def remove_member(self, project_id: str, user_id: str) -> Steps[None]:
        yield Request("DELETE", f"/projects/{project_id}/members/{user_id}")
