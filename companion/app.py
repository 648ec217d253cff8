"""The console: a Flask application for the people who keep the list."""

from __future__ import annotations

from flask import Flask, Response, render_template, request
from flask_wtf.csrf import CSRFError, CSRFProtect  # type: ignore[import-untyped]
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter

from companion.accounts.cookies import DatabaseSessions
from companion.accounts.guard import guard, person_or_none
from companion.accounts.origin import keep_to_own_origin
from companion.accounts.secret import console_key
from companion.accounts.throttle import Throttle
from companion.accounts.views.account import account_pages
from companion.accounts.views.door import Door
from companion.accounts.views.enrol import enrol_pages
from companion.accounts.views.people import people_pages
from companion.accounts.views.sign_in import sign_in_pages
from companion.checks.views import checks_pages
from companion.clock import Clock, utc_now
from companion.config import Config
from companion.entries.store import Store
from companion.entries.views import Desk, entries_pages
from companion.errors import FieldError, SidestepError
from companion.health import health_pages
from companion.home import home_with
from companion.navigation import items_for
from companion.releases.views import releases_pages

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
        " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    # not no-referrer: browsers would then send the console's own forms with "Origin: null"
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
LARGEST_FORM_BYTES = 32_000_000


class _Number(IntegerConverter):
    """A number in an address, as long as a column holds: others name no page."""

    regex = "[0-9]{1,9}"


def create_app(*, config: Config, store: Store, clock: Clock = utc_now) -> Flask:
    """Return the console of one home. It keeps no state of its own and starts nothing."""
    app = Flask(__name__)
    app.url_map.converters["int"] = _Number
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    key = console_key(config.console_key)
    app.config.update(
        SECRET_KEY=key,
        MAX_CONTENT_LENGTH=LARGEST_FORM_BYTES,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM_BYTES,  # an import is confirmed with its whole text
        WTF_CSRF_TIME_LIMIT=None,  # a token is good for its session
        WTF_CSRF_SSL_STRICT=False,  # origin.py looks at Origin, which is always sent
    )
    if config.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=config.proxies, x_proto=config.proxies, x_host=config.proxies
        )
    is_public = config.console.startswith("https:")
    app.session_interface = DatabaseSessions(store, clock, key=key, is_public=is_public)
    keep_to_own_origin(app, config)
    app.before_request(_refuse_nul)
    guard(app, store, clock)
    CSRFProtect(app)
    home = home_with(config, store)
    app.register_blueprint(entries_pages(Desk(config, store, home.rules, clock)))
    app.register_blueprint(releases_pages(home, clock))
    app.register_blueprint(checks_pages(store, clock))
    door = Door(config, store, clock, key, Throttle())
    for pages in (sign_in_pages, enrol_pages, account_pages, people_pages):
        app.register_blueprint(pages(door))
    app.register_blueprint(health_pages(config=config, store=store, clock=clock))
    app.register_error_handler(SidestepError, _refusal)
    app.register_error_handler(CSRFError, _forged)
    app.register_error_handler(HTTPException, _http_error)
    app.after_request(_harden)
    app.context_processor(_navigation)
    return app


def _refuse_nul() -> None:
    """PostgreSQL keeps no text with a NUL, and nobody means one."""
    values = [value for source in (request.args, request.form) for _, value in source.items(True)]
    if any("\0" in value for value in (request.path, *values)):
        raise FieldError("there is a NUL in what was sent, which no text has")


def _navigation() -> dict[str, object]:
    person = person_or_none()
    return {"person": person, "navigation": items_for(person), "endpoint": request.endpoint}


def _harden(response: Response) -> Response:
    for name, value in SECURITY_HEADERS.items():
        response.headers[name] = value
    return response


def _refusal(error: SidestepError) -> tuple[str, int]:
    page = render_template(
        "error.html", title="That did not work", message=str(error), code=error.code
    )
    return page, error.http_status


def _forged(_error: CSRFError) -> tuple[str, int]:
    message = "this form is too old, or no page of the console sent it; go back and load it again"
    page = render_template(
        "error.html", title="That did not work", message=message, code="forged-form"
    )
    return page, 400


def _http_error(error: HTTPException) -> tuple[str, int]:
    if isinstance(error, SecurityError):  # for a host that is not ours no page can name another
        return "this console is not reached under that name", 400
    page = render_template("error.html", title=error.name, message=error.description, code="")
    return page, error.code or 500
