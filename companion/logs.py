"""What the console writes down: one JSON object in a line, about itself and its people only.

Never an address, a cookie, a form or a query; nothing at all about those who read the list, which
is another application.
"""

from __future__ import annotations

import json
import logging
import sys
import time
import traceback
from datetime import UTC, datetime
from typing import Any, Final

from flask import Flask, Response, g, request

from companion.accounts.guard import person_or_none

LOGGER: Final = logging.getLogger("sidestep.console")


class JsonLines(logging.Formatter):
    """Formats a record as one line of JSON; what was given as ``extra={"fields": …}`` is in it."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC)
        line: dict[str, Any] = {
            "at": f"{at:%Y-%m-%dT%H:%M:%S}.{int(record.msecs):03d}Z",
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["error"] = "".join(traceback.format_exception(*record.exc_info))
        return json.dumps(line, ensure_ascii=False)


def write_logs(app: Flask) -> None:
    """Write a line for every request to stderr, and one for every error that nobody foresaw."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    for logger in (LOGGER, app.logger):
        logger.handlers = [handler]
        logger.propagate = False
    LOGGER.setLevel(logging.INFO)
    app.before_request(_begin)
    app.after_request(_written)


def _begin() -> None:
    g.began = time.perf_counter()


def _written(response: Response) -> Response:
    person = person_or_none()
    fields = {
        "method": request.method,
        "page": request.endpoint or "none",
        "status": response.status_code,
        "ms": round(1000 * (time.perf_counter() - g.get("began", time.perf_counter()))),
        "person": person.name if person else "",
    }
    LOGGER.info("request", extra={"fields": fields})
    return response
