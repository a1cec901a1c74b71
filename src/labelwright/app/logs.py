"""How the log is written: a line per event, with plain tracebacks. Never the values of variables: they hold secrets."""

import sys

import structlog


def configure() -> None:
    """Make every structured log line of this process so."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
