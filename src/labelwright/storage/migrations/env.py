"""What Alembic runs: the migrations, on the connection and in the transaction of `storage.migrate`."""

from alembic import context

from labelwright.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
