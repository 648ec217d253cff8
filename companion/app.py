"""The console: a Flask application for the people who keep the list."""

from __future__ import annotations

from flask import Flask, Response, render_template
from werkzeug.exceptions import HTTPException

from companion.clock import Clock, utc_now
from companion.config import Config
from companion.entries.store import Store
from companion.entries.views import entries_pages
from companion.errors import SidestepError
from companion.health import health_pages

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
        " base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def create_app(*, config: Config, store: Store, clock: Clock = utc_now) -> Flask:
    """Return the console of one home. It keeps no state of its own and starts nothing."""
    app = Flask(__name__)
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.register_blueprint(entries_pages(store))
    app.register_blueprint(health_pages(config=config, store=store, clock=clock))
    app.register_error_handler(SidestepError, _refusal)
    app.register_error_handler(HTTPException, _http_error)
    app.after_request(_harden)
    return app


def _harden(response: Response) -> Response:
    for name, value in SECURITY_HEADERS.items():
        response.headers[name] = value
    return response


def _refusal(error: SidestepError) -> tuple[str, int]:
    page = render_template(
        "error.html", title="That did not work", message=str(error), code=error.code
    )
    return page, error.http_status


def _http_error(error: HTTPException) -> tuple[str, int]:
    page = render_template("error.html", title=error.name, message=error.description, code="")
    return page, error.code or 500
