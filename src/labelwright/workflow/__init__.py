"""Tasks on their way through the stages of a project: decided by pure code, moved by `service`."""
