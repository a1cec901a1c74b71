"""The roles of a project and what each may do: one table, and the two questions asked of it.

This file knows no person and no project; `labelwright.workflow.access` finds the rows and asks here.
"""

from collections.abc import Mapping

ROLES = ("owner", "manager", "expert", "reviewer", "annotator", "viewer")
"""Every role, the most trusted first."""

GUEST = "administrator"
"""What an administrator of the installation is in a project that they do not belong to; nobody is given it."""

_LOOK = frozenset({"project.view", "spec.view"})
_READ = _LOOK | {"tasks.list", "answers.view", "members.view", "overview.view", "views.edit"}
_WORK = _LOOK | {"label", "comment"}
_JUDGE = _READ | _WORK | {"review", "threads.resolve", "guideline.extend"}
_RUN = _JUDGE | {
    "tasks.manage",
    "stuck.view",
    "cost.view",
    "rates.edit",
    "gold.view",
    "spec.edit",
    "members.edit",
    "items.import",
    "answers.export",
    "events.view",
    "jobs.view",
    "views.share",
}

_OWN = _RUN | {"project.archive", "owners.edit"}

ACTIONS: Mapping[str, frozenset[str]] = {
    "owner": _OWN,
    "manager": _RUN,
    "expert": _JUDGE,
    "reviewer": _JUDGE,
    "annotator": _WORK,
    "viewer": _READ,
    GUEST: _OWN - {"label", "review"},
}
"""What each role may do. An annotator sees the own answers only; a viewer changes nothing but the own saved views; an
administrator who is no member runs the project as its owner would, and has no vote.
"""

_TAKERS: Mapping[str, frozenset[str]] = {
    "annotator": frozenset({"owner", "manager", "expert", "reviewer", "annotator"}),
    "reviewer": frozenset({"owner", "manager", "expert", "reviewer"}),
    "expert": frozenset({"owner", "manager", "expert"}),
    "manager": frozenset({"owner", "manager"}),
    "owner": frozenset({"owner"}),
}


def may(role: str, action: str) -> bool:
    """Whether a role may do this. An unknown role may do nothing."""
    return action in ACTIONS.get(role, frozenset())


def may_take(role: str, by: str) -> bool:
    """Whether a role may take tasks of a stage that is to be done `by` that role or a more trusted one."""
    return role in _TAKERS.get(by, frozenset())


def is_above(role: str, other: str) -> bool:
    """Whether a role is trusted more than another."""
    return ROLES.index(role) < ROLES.index(other)


def may_grant(role: str, granted: str) -> bool:
    """Whether a role may give or take away another. Only an owner makes or unmakes owners."""
    if granted not in ROLES:
        return False
    return may(role, "owners.edit") if granted == "owner" else may(role, "members.edit")
