"""Secrets that people carry: made at random, shown once, kept only as a hash.

They hold 256 random bits, so a plain SHA-256 is enough to keep them: there is nothing to guess.
"""

import hashlib
import secrets

TOKEN_PREFIX = "lw_"  # noqa: S105  (how tokens begin, none itself)


def new_secret(prefix: str = "") -> str:
    """A secret of 256 random bits, safe in addresses, headers and cookies."""
    return prefix + secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is kept of a secret: its SHA-256 as hexadecimal."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
