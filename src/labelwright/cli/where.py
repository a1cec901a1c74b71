"""Where a verb on a project does its work: in the installation on this machine, or on a server. No verb itself.

A server is meant where `--url` (or `LW_URL`) is given, with a personal access token in `LW_TOKEN`.
"""

from typing import TYPE_CHECKING, Annotated

import typer

from labelwright.core.errors import Invalid, NotFound

if TYPE_CHECKING:
    from labelwright.app.wiring import Installation
    from labelwright.sdk import Client

Url = Annotated[str | None, typer.Option("--url", envvar="LW_URL", help="The address of a server.")]
Token = Annotated[
    str | None, typer.Option("--token", envvar="LW_TOKEN", help="A personal access token for it.")
]
As = Annotated[
    str | None, typer.Option("--as", help="Whose name to act in, here. [default: the administrator]")
]


def connect(url: str, token: str | None) -> "Client":
    """A client of the server. Raises `Invalid` without a token."""
    from labelwright.sdk import Client

    if not token:
        raise Invalid(
            "A server wants a token.", remedy="Create one in your profile, and put it into LW_TOKEN."
        )
    return Client(url, token)


def actor_here(here: "Installation", email: str | None) -> str:
    """The id of who acts on this machine: the person named, else the first administrator.

    Raises `NotFound` where nobody has an account yet.
    """
    from labelwright.app import accounts

    with here.database.read() as conn:
        if email is not None:
            return accounts.find_by_email(conn, email)
        people = [row for row in accounts.every_user(conn) if row["is_admin"] and not row["disabled"]]
    if not people:
        raise NotFound(
            "Nobody has an account yet.",
            remedy="Run `labelwright serve` once, or `labelwright user add --admin`.",
        )
    return str(people[0]["id"])


def project_here(here: "Installation", name: str) -> str | None:
    """The id of the project of this name or id on this machine, or None. Raises `Invalid` where two have the name."""
    from labelwright.app.transfer.service import projects_called

    return only(projects_called(here.database, name), name)


def project_there(client: "Client", name: str) -> str | None:
    """The same on a server."""
    found = [p.id for p in client.projects.list() if not p.archived and name in (p.id, p.name)]
    return only(found, name)


def only(ids: list[str], name: str) -> str | None:
    """The one id of a name, or None where there is none. Raises `Invalid` where there are several."""
    if len(ids) > 1:
        raise Invalid(
            f"{len(ids)} projects are called “{name}”.", remedy=f"Say which by its id: {', '.join(ids)}."
        )
    return ids[0] if ids else None


def must_be(project_id: str | None, name: str) -> str:
    """The id. Raises `NotFound` where there is none."""
    if project_id is None:
        raise NotFound(f"There is no project “{name}”.", remedy="`labelwright apply project.yaml` makes one.")
    return project_id
