"""My own account, and for administrators the accounts of others."""

import uuid
from typing import Any

from labelwright.sdk.operation import M, Resource, listing, operation
from labelwright.sdk.shapes import Me, User
from labelwright.sdk.wire import Request, Steps


class Account(Resource[M]):
    @operation
    def me(self) -> Steps[Me]:
        """Who I am, and my projects."""
        return (yield Request("GET", "/me")).read(Me)

    @operation
    def preferences(self) -> Steps[dict[str, Any]]:
        return (yield Request("GET", "/me/preferences")).read(dict[str, Any])

    @listing.of(User)
    def users(self) -> Request:
        """Everybody with an account."""
        return Request("GET", "/users")

    @operation
    def add_user(self, email: str, name: str = "", *, is_admin: bool = False) -> Steps[dict[str, Any]]:
        """A new account; the answer holds the one-time link that its owner signs in with."""
        body = {"email": email, "name": name, "is_admin": is_admin}
        reply = yield Request("POST", "/users", json=body, headers={"Idempotency-Key": uuid.uuid4().hex})
        return reply.read(dict[str, Any])
