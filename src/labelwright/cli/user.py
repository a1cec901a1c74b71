"""`labelwright user` and `labelwright token`: accounts and tokens, for who has the machine."""

from typing import Annotated

import typer

from labelwright.cli.here import AsJson, DataDir, answer, installation

Email = Annotated[str, typer.Argument(help="The person's e-mail address.")]

users = typer.Typer(help="People: add, list, disable, set a password.", no_args_is_help=True)
tokens = typer.Typer(help="Personal access tokens: create, list, revoke.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    app.add_typer(users, name="user")
    app.add_typer(tokens, name="token")


@users.command("add")
def add(
    email: Email,
    name: Annotated[str, typer.Option(help="What the person is called.")] = "",
    admin: Annotated[bool, typer.Option("--admin", help="Let them run the installation.")] = False,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Add a person and print the one-time link that signs them in."""
    from labelwright.app import accounts

    with installation(data_dir) as here, here.database.write() as conn:
        user_id = accounts.create_user(conn, None, email=email, name=name, is_admin=admin, now=here.now())
        link = here.link(conn, user_id)
    answer({"id": user_id, "email": email, "link": link}, f"{email} signs in with {link}", as_json)


@users.command("list")
def list_users(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """List everybody with an account."""
    from labelwright.app import accounts

    with installation(data_dir) as here, here.database.read() as conn:
        rows = accounts.every_user(conn)
    lines = [f"{row['email']}  {row['name']}{_marks(row['is_admin'], row['disabled'])}" for row in rows]
    answer(rows, "\n".join(lines) or "Nobody has an account yet.", as_json)


@users.command("disable")
def disable(
    email: Email,
    undo: Annotated[bool, typer.Option("--undo", help="Let them in again.")] = False,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Lock a person out: sessions end, tokens stop. What they did stays."""
    from labelwright.app import accounts

    with installation(data_dir) as here, here.database.write() as conn:
        user_id = accounts.find_by_email(conn, email)
        accounts.change_user(conn, None, user_id, disabled=not undo, now=here.now())
    text = f"{email} can sign in again." if undo else f"{email} is locked out."
    answer({"id": user_id, "disabled": not undo}, text, as_json)


@users.command("password")
def password(
    email: Email,
    link: Annotated[bool, typer.Option("--link", help="Give a one-time link instead.")] = False,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Set a person's password (asked for, never an argument), or give them a one-time link."""
    from labelwright.app import accounts
    from labelwright.app.auth.sign_in import Visitor

    with installation(data_dir) as here:
        with here.database.write() as conn:
            user_id = accounts.find_by_email(conn, email)
            address = here.link(conn, user_id) if link else None
        if address is None:
            new = typer.prompt("New password", hide_input=True, confirmation_prompt=True)
            here.sign_in.set_password(user_id, new, Visitor())
    text = f"{email} signs in with {address}" if address else f"The password of {email} is set."
    answer({"id": user_id, "link": address}, text, as_json)


@tokens.command("create")
def create(
    email: Email,
    name: Annotated[str, typer.Option(help="What it is for.")] = "command line",
    scope: Annotated[str, typer.Option(help="read, label, manage or admin.")] = "read",
    project: Annotated[str | None, typer.Option(help="The id of the one project it is for.")] = None,
    days: Annotated[int | None, typer.Option(help="How long it lasts. [default: for good]")] = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Create a token for a person and print its secret, this once."""
    from labelwright.app import accounts
    from labelwright.app.auth import tokens as service

    with installation(data_dir) as here, here.database.write() as conn:
        user_id = accounts.find_by_email(conn, email)
        token_id, secret = service.create(
            conn, user_id, name=name, scope=scope, project_id=project, days=days, now=here.now()
        )
    answer({"id": token_id, "token": secret}, secret, as_json)


@tokens.command("list")
def list_tokens(email: Email, data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """List a person's tokens, without their secrets."""
    from labelwright.app import accounts
    from labelwright.app.auth import tokens as service

    with installation(data_dir) as here, here.database.read() as conn:
        rows = service.list_tokens(conn, accounts.find_by_email(conn, email))
    lines = [f"{row['id']}  {row['scope']:<6}  {row['name']}" for row in rows]
    answer(rows, "\n".join(lines) or f"{email} has no tokens.", as_json)


@tokens.command("revoke")
def revoke(
    email: Email,
    token_id: Annotated[str, typer.Argument(help="The token's id, as `token list` shows it.")],
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Make a token worthless."""
    from labelwright.app import accounts
    from labelwright.app.auth import tokens as service

    with installation(data_dir) as here, here.database.write() as conn:
        service.revoke(conn, accounts.find_by_email(conn, email), token_id, here.now())
    answer({"id": token_id, "revoked": True}, "The token is revoked.", as_json)


def _marks(is_admin: bool, disabled: bool) -> str:
    return ("  administrator" if is_admin else "") + ("  locked out" if disabled else "")
