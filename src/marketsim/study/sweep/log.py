"""The log of a store: what each driver did and when, in one file that outlives the terminal it was shown on."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LOG = "log.txt"
LINE = "%(asctime)s %(process)d %(levelname)s %(message)s"
OURS = "marketsim"


@contextmanager
def logged(folder: Path) -> Iterator[logging.Logger]:
    """Write everything that is logged meanwhile into the store's log, and give the logger to do it with.

    The file is opened at the first line; a disk that is full costs lines of the log and nothing else.
    """
    logger = logging.getLogger(OURS)
    handler = Quiet(folder / LOG, delay=True, encoding="utf-8")
    handler.setFormatter(logging.Formatter(LINE))
    before = logger.level
    logger.addHandler(handler)
    if logger.getEffectiveLevel() > logging.INFO:
        logger.setLevel(logging.INFO)
        before_of_others = quieten(logging.getLogger().handlers)
    else:
        before_of_others = {}
    try:
        yield logger
    finally:
        for other, level in before_of_others.items():
            other.setLevel(level)
        logger.setLevel(before)
        logger.removeHandler(handler)
        handler.close()


def quieten(handlers: list[logging.Handler]) -> dict[logging.Handler, int]:
    """Keep from the terminal what only the log asked for; return the levels there were."""
    before = {one: one.level for one in handlers}
    for one in handlers:
        one.setLevel(max(one.level, logging.WARNING))
    return before


class Quiet(logging.FileHandler):
    """A log that never stands in the way of what it tells of."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write the line, if it can be written."""
        with suppress(OSError):
            super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's own name
        """Let the line go."""
