"""Who may do what: the whole table, so that a change of one cell is seen."""

import pytest

from labelwright.core.access import ACTIONS, ROLES, may, may_grant, may_take

EXPECTED = {
    # action: owner manager expert reviewer annotator viewer
    "project.view": "yyyyyy",
    "spec.view": "yyyyyy",
    "tasks.list": "yyyy-y",
    "answers.view": "yyyy-y",
    "members.view": "yyyy-y",
    "overview.view": "yyyy-y",
    "views.edit": "yyyy-y",
    "label": "yyyyy-",
    "comment": "yyyyy-",
    "review": "yyyy--",
    "threads.resolve": "yyyy--",
    "guideline.extend": "yyyy--",
    "tasks.manage": "yy----",
    "cost.view": "yy----",
    "stuck.view": "yy----",
    "rates.edit": "yy----",
    "gold.view": "yy----",
    "spec.edit": "yy----",
    "members.edit": "yy----",
    "items.import": "yy----",
    "answers.export": "yy----",
    "events.view": "yy----",
    "jobs.view": "yy----",
    "views.share": "yy----",
    "project.archive": "y-----",
    "owners.edit": "y-----",
}


@pytest.mark.parametrize(("action", "row"), EXPECTED.items())
def test_each_role_may_do_what_the_table_says(action, row):
    assert [cell == "y" for cell in row] == [may(role, action) for role in ROLES]


def test_the_table_is_complete():
    assert set(EXPECTED) == set().union(*ACTIONS.values())


@pytest.mark.parametrize(
    ("by", "takers"),
    [
        ("annotator", "yyyyy-"),
        ("reviewer", "yyyy--"),
        ("expert", "yyy---"),
        ("manager", "yy----"),
        ("owner", "y-----"),
    ],
)
def test_a_stage_is_done_by_its_role_or_a_more_trusted_one(by, takers):
    assert [cell == "y" for cell in takers] == [may_take(role, by) for role in ROLES]


def test_only_an_owner_grants_ownership_and_nobody_grants_an_unknown_role():
    assert [may_grant(role, "owner") for role in ("owner", "manager", "annotator")] == [True, False, False]
    assert [may_grant(role, "reviewer") for role in ("owner", "manager", "expert")] == [True, True, False]
    assert not may_grant("owner", "emperor")


def test_an_unknown_role_may_do_nothing():
    assert not may("", "project.view")
    assert not may_take("viewer", "annotator")
