"""Several editors at once, each in a thread, through the pages of several instances of one console.

Every entry holds a number in its field *contact*. An editor reads the form, adds one, sends it, and
where somebody was faster, sees the conflict and begins again. If no edit is lost, the numbers add
up to the edits that were accepted.
"""

from __future__ import annotations

import contextlib
import html
import http.client
import random
import re
import threading
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode, urlsplit

from companion.accounts.models import Role
from companion.audit.models import verify_chain
from companion.config import Config
from companion.entries.edits import EDITED
from companion.entries.store import Store
from tests.companion.console import COOKIE, Console
from tests.companion.support import an_entry

SITES = 6
EDITORS = 8


@dataclass
class Outcome:
    """What the editors met. ``strange`` are answers that were neither done nor a choice."""

    accepted: int = 0
    conflicts: int = 0
    strange: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, answer: tuple[int, str]) -> bool:
        """Count an answer, and say whether it gave a choice."""
        status, page = answer
        is_choice = status == 409 and "Save it as I wrote it" in page
        with self.lock:
            if status == 303:
                self.accepted += 1
            elif is_choice:
                self.conflicts += 1
            else:
                self.strange.append(f"{status}: {page[-500:]}")
        return is_choice


class Editor:
    """Somebody at one instance, over HTTP, as a browser would."""

    def __init__(self, name: str, origin: str, cookie: str) -> None:
        self._name, self._sent = name, 0
        parts = urlsplit(origin)
        self._connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        self._cookie = cookie

    def add_one(self, host: str) -> tuple[int, str]:
        """Read the form, add one to the number in it, and send it."""
        status, page = self._ask("GET", f"/sites/{host}/edit")
        assert status == 200, page
        fields = {
            name: html.unescape(value)
            for name, value in re.findall(r'name="([a-z_]+)"[^>]* value="([^"]*)"', page)
            if name not in ("exact_host", "storage")
        }
        fields["category"] = "other"
        self._sent += 1
        number = _number(fields["contact"]) + 1
        # never what somebody else writes: saying the same as they did would be no conflict
        fields["contact"] = f"{number} by {self._name}, letter {self._sent}"
        return self._ask("POST", f"/sites/{host}/edit", urlencode(fields))

    def close(self) -> None:
        self._connection.close()

    def _ask(self, method: str, path: str, body: str = "") -> tuple[int, str]:
        headers = {"Cookie": f"{COOKIE}={self._cookie}"}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, path, body or None, headers)
        answer = self._connection.getresponse()
        return answer.status, answer.read().decode()


def _number(contact: str) -> int:
    return int(contact.partition(" ")[0])


def prepare(config: Config, store: Store) -> list[str]:
    """Put the entries in place, sign everybody in, and return their cookies."""
    store.add(replace(an_entry(f"help-{at}.test"), contact="0") for at in range(SITES))
    console = Console(config, store)
    cookies = []
    for number in range(EDITORS):
        cookie = console.sign_in(f"edi-{number}", Role.EDITOR).client.get_cookie(COOKIE)
        assert cookie is not None
        cookies.append(cookie.value)
    return cookies


def work(origins: list[str], cookies: list[str], *, edits: int, seed: int) -> Outcome:
    """Let the editors work until ``edits`` were accepted, spread over the instances."""
    outcome, left = Outcome(), threading.Semaphore(edits)

    def one(number: int) -> None:
        chance = random.Random(seed + number)
        editor = Editor(f"edi-{number}", origins[number % len(origins)], cookies[number])
        with contextlib.closing(editor):
            while left.acquire(blocking=False):
                while outcome.note(editor.add_one(f"help-{chance.randrange(SITES)}.test")):
                    pass  # somebody was faster: begin again

    threads = [threading.Thread(target=one, args=(number,)) for number in range(EDITORS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcome


def require_nothing_lost(store: Store, outcome: Outcome) -> None:
    """Compare what was accepted with what is there, and the trail with both."""
    assert outcome.strange == []
    assert sum(_number(entry.contact) for entry in store.entries()) == outcome.accepted
    assert sum(entry.version - 1 for entry in store.entries()) == outcome.accepted
    trail = store.trail()
    verify_chain(trail)
    assert sum(each.event.action == EDITED for each in trail) == outcome.accepted
