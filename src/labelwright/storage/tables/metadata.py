"""The one MetaData, and the kinds of columns that every table is made of.

Ids are TEXT, times BIGINT microseconds in UTC, JSON is TEXT that we encode and decode ourselves.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    Text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def key() -> Column[Any]:
    """The primary key `id`."""
    return Column("id", Text, primary_key=True)


def reference(name: str, target: str, *, null: bool = False, primary: bool = False) -> Column[Any]:
    """A foreign key to `target`, a table's `id`."""
    return Column(name, Text, ForeignKey(f"{target}.id"), nullable=null, primary_key=primary)


def later(column: str, target: str) -> ForeignKeyConstraint:
    """A foreign key checked when the transaction ends, between tables that point at each other."""
    return ForeignKeyConstraint(
        [column], [f"{target}.id"], deferrable=True, initially="DEFERRED", use_alter=True
    )


def text(name: str, *, null: bool = False, default: str | None = None) -> Column[Any]:
    return Column(name, Text, nullable=null, default=default, server_default=default)


def number(name: str, *, null: bool = False, default: int | None = None) -> Column[Any]:
    return Column(
        name,
        Integer,
        nullable=null,
        default=default,
        server_default=None if default is None else str(default),
    )


def time(name: str, *, null: bool = False) -> Column[Any]:
    """Microseconds since 1970, UTC."""
    return Column(name, BigInteger, nullable=null)


def one_of(column: str, *values: str) -> CheckConstraint:
    """Only these values may stand in the column."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)
