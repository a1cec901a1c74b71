"""How a PostgreSQL database is opened: a pool, short transactions, reads that see one moment."""

from sqlalchemy import Engine, create_engine

POOL = 8
OVERFLOW = 24
WAIT_S = 30


def writing(url: str) -> Engine:
    """An engine of READ COMMITTED transactions, as durable as the server is set up to make them."""
    return create_engine(
        url,
        pool_size=POOL,
        max_overflow=OVERFLOW,
        pool_timeout=WAIT_S,
        pool_pre_ping=True,
        isolation_level="READ COMMITTED",
    )


def reading(engine: Engine) -> Engine:
    """The same pool, in transactions that see one moment of the database and cannot write."""
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
