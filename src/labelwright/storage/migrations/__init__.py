"""The way of the schema from revision to revision, run by Alembic."""
