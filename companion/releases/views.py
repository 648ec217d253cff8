"""The pages about releases: propose, look, talk, approve, sign, publish, take back."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from companion.accounts.guard import current_person, needs
from companion.accounts.models import Role
from companion.clock import Clock
from companion.errors import InputError, MassRemovalError, NothingToReleaseError, SigningError
from companion.home import Home
from companion.releases import actions, service
from companion.releases.changes import EMPTY, changes_between, parse_list
from companion.releases.models import ReleaseState, Wish
from companion.releases.shown import shown
from companion.releases.wording import sentences, summary
from companion.signing.requests import signature_in

MOST_SENTENCES = 1_000
_LONGEST_SIGNATURE = 100_000


def releases_pages(home: Home, clock: Clock) -> Blueprint:
    """Return the pages about releases."""
    pages = Blueprint("releases", __name__)
    _propose_pages(pages, home, clock)
    _review_pages(pages, home, clock)
    _sign_pages(pages, home, clock)

    @pages.get("/releases")
    @needs()
    def index() -> str:
        releases = home.store.releases()[::-1]
        published = next((r for r in releases if r.state is ReleaseState.PUBLISHED), None)
        return render_template(
            "releases/index.html",
            releases=releases,
            versions={each.number: service.targets_version(each) for each in releases},
            open=next((each for each in releases if each.is_open), None),
            newest=None if published is None else published.number,
        )

    @pages.get("/releases/<int:number>")
    @needs()
    def one(number: int) -> str:
        found = shown(home, number)
        said = list(sentences(found.changes))
        return render_template(
            "releases/one.html",
            shown=found,
            release=found.release,
            sentences=said[:MOST_SENTENCES],
            more=len(said) - MOST_SENTENCES,
            summary=summary(found.changes),
            may_approve=found.can_be_approved_by(current_person()),
            list_url=home.config.list_url or f"{request.host_url}repository",
        )

    @pages.get("/releases/<int:number>/changes.txt")
    @needs()
    def changes(number: int) -> Response:
        found = shown(home, number)
        lines = [summary(found.changes), *map(str, sentences(found.changes))]
        return Response("\n".join(lines) + "\n", mimetype="text/plain")

    @pages.get("/releases/<int:number>/signing.json")
    @needs()
    def signing(number: int) -> Response:
        release = actions.release_of(home.store.releases(), number)
        name = f"release-{number}.signing.json"
        return Response(
            actions.signing_request(release),
            mimetype="application/json",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    return pages


def _propose_pages(pages: Blueprint, home: Home, clock: Clock) -> None:
    def page(content: bytes, action: str, *, version: int = 0, wrong: str = "") -> str:
        published = actions.published_now(home, at=clock())
        before = parse_list(published.content) if published.content else EMPTY
        changes = changes_between(before, parse_list(content))
        said = list(sentences(changes))
        return render_template(
            "releases/new.html",
            action=action,
            version=version,
            changes=changes,
            sentences=said[:MOST_SENTENCES],
            more=len(said) - MOST_SENTENCES,
            summary=summary(changes),
            seen=service.digest_of_list(content),
            wrong=wrong,
        )

    def propose(content: bytes, action: str, *, version: int = 0) -> Answer | tuple[str, int]:
        wish = Wish(
            emergency=" ".join(request.form.get("emergency", "").split())[:300],
            renew="renew" in request.form,
            mass_removal="mass_removal" in request.form,
        )
        try:
            actions.require_same(content, request.form.get("seen", ""))
            by = current_person().name
            proposed = actions.propose(home, content, wish, by=by, at=clock())
        except (MassRemovalError, NothingToReleaseError):
            ask = "tick the box to say that this is meant"
            return page(content, action, version=version, wrong=ask), 409
        except InputError as error:
            return page(content, action, version=version, wrong=str(error)), error.http_status
        flash(f"Release {proposed.number} is proposed. Somebody else has to approve it.")
        return redirect(url_for("releases.one", number=proposed.number), 303)

    @pages.get("/releases/new")
    @needs()
    def new() -> str:
        return page(actions.verified_content(home), url_for("releases.add"))

    @pages.post("/releases/new")
    @needs()
    def add() -> Answer | tuple[str, int]:
        return propose(actions.verified_content(home), url_for("releases.add"))

    @pages.get("/releases/back-to/<int:version>")
    @needs()
    def back(version: int) -> str:
        action = url_for("releases.roll_back", version=version)
        return page(_list_of(home, version), action, version=version)

    @pages.post("/releases/back-to/<int:version>")
    @needs()
    def roll_back(version: int) -> Answer | tuple[str, int]:
        action = url_for("releases.roll_back", version=version)
        return propose(_list_of(home, version), action, version=version)


def _review_pages(pages: Blueprint, home: Home, clock: Clock) -> None:
    @pages.post("/releases/<int:number>/approve")
    @needs(Role.REVIEWER, fresh=True)
    def approve(number: int) -> Answer:
        by, seen = current_person().name, request.form.get("seen") or "nothing"
        actions.approve(home, number, by=by, at=clock(), seen=seen)
        flash(f"You approved release {number}. Now its holders sign.")
        return _to(number)

    @pages.post("/releases/<int:number>/send-back")
    @needs(Role.REVIEWER, fresh=True)
    def send_back(number: int) -> Answer:
        reason, by = request.form.get("reason", ""), current_person().name
        actions.send_back(home, number, reason, by=by, at=clock())
        flash(f"Release {number} is sent back.")
        return _to(number)

    @pages.post("/releases/<int:number>/withdraw")
    @needs()
    def withdraw(number: int) -> Answer:
        actions.withdraw(home, number, by=current_person().name, at=clock())
        flash(f"Release {number} is withdrawn.")
        return _to(number)

    @pages.post("/releases/<int:number>/comment")
    @needs()
    def comment(number: int) -> Answer:
        text, by = request.form.get("text", ""), current_person().name
        actions.comment(home, number, text, by=by, at=clock())
        return _to(number)


def _sign_pages(pages: Blueprint, home: Home, clock: Clock) -> None:
    @pages.post("/releases/<int:number>/signature")
    @needs()
    def signature(number: int) -> Answer:
        files = [each for each in request.files.getlist("signature") if each.filename]
        if not files:
            raise SigningError("choose the signature file that the command wrote")
        read = [signature_in(each.stream.read(_LONGEST_SIGNATURE), "the file") for each in files]
        actions.collect(home, read, number)
        flash("The signature is good and kept.")
        return _to(number)

    @pages.post("/releases/<int:number>/publish")
    @needs(Role.OPERATOR, fresh=True)
    def publish(number: int) -> Answer:
        by = current_person().name
        published = actions.publish(home, [], by=by, at=clock(), number=number)
        flash(f"Version {published.version} of the list is published.")
        return _to(number)


def _list_of(home: Home, version: int) -> bytes:
    """Return a list that was published; only those that a release of this home had."""
    for release in home.store.releases():
        is_it = service.targets_version(release) == version
        if is_it and release.state is ReleaseState.PUBLISHED:
            return actions.earlier_list(home, version)
    raise NothingToReleaseError(f"version {version} of the list was never published from here")


def _to(number: int) -> Answer:
    return redirect(url_for("releases.one", number=number), 303)
