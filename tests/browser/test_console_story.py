"""From an invitation to a reader who is protected: several people, real browsers, real commands.

At the console nobody has a mouse.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from demo.exchange import Site
from tests.browser.support import console_story as story
from tests.browser.support.browser import Browser
from tests.browser.support.chromium import Chromium
from tests.browser.support.companion import Companion
from tests.browser.support.console_keys import ConsoleByKeys
from tests.browser.support.console_looks import Looks
from tests.browser.support.desk import Desk
from tests.browser.support.firefox import Firefox
from tests.browser.support.pages import HELPLINE, SITES
from tests.browser.support.place import Place
from tests.browser.support.sites import Sites
from tests.browser.support.waiting import until
from tests.companion.coalition import Coalition
from tests.companion.support import Home

ONLY_HERE = frozenset({"release-proposed", "release-review", "release-signed", "release-published"})
"""What a release looks like to who may do something about it; ``test_console_access`` looks at all
other pages.
"""


@pytest.fixture
def coalition(tmp_path: Path) -> Coalition:
    """A coalition that has published one site, and nobody of which has been at the console."""
    coalition = Coalition(tmp_path / "coalition")
    coalition.ceremony()
    coalition.add_site("help.org.uk")
    coalition.release()
    return coalition


@pytest.fixture
def served(coalition: Coalition) -> Iterator[Companion]:
    companion = Companion(coalition.folder)
    companion.serve()
    yield companion
    companion.close()


@pytest.fixture
def hosts() -> Iterator[Sites]:
    """The test sites, and the site that is going to be listed."""
    new: dict[str, Site] = {story.NEW_SITE: SITES[HELPLINE]}
    with Sites.start({**SITES, **new}) as sites:
        yield sites


@pytest.fixture
def start(hosts: Sites) -> Iterator[Callable[[type[Browser]], Browser]]:
    made: list[Browser] = []

    def make(kind: type[Browser]) -> Browser:
        place = Place(Path(tempfile.mkdtemp(prefix=f"{kind.name}-")))  # short, for its sockets
        made.append(kind(place, hosts))
        return made[-1]

    yield make
    for browser in made:
        browser.close()
        shutil.rmtree(browser.place.root)


def test_a_site_comes_from_an_invitation_to_readers_by_the_hands_of_several_people(
    coalition: Coalition,
    served: Companion,
    start: Callable[[type[Browser]], Browser],
    tmp_path: Path,
) -> None:
    reader = start(Firefox)
    extension = served.build(tmp_path / "built")["firefox"]
    reader.start(extension)
    desk = Desk(reader, extension)
    address = f"https://{story.NEW_SITE}/reading"
    reader.open_tab(address)
    assert desk.touched() == [], "not protected yet"

    tab = ConsoleByKeys(start(Chromium).start(observer=False), served.console)
    looks = Looks(tab.browser, ONLY_HERE)
    story.tell(tab, coalition, served, looks)

    desk.check_now()
    assert desk.status()["list"]["source"] == "updated"
    reader.open_tab(address)
    until(desk.touched, "the new site is protected")
    assert Home(coalition.home.path).sidestep("audit", "verify").code == 0
    assert not looks.problems, json.dumps(looks.problems, indent=1)
    assert looks.seen == ONLY_HERE
    assert tab.stops > 200, "it was walked"
