"""The list in the running extension: a new one protects at once, a bad one changes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.support.browser import Browser
from tests.browser.support.companion import Companion
from tests.browser.support.desk import Desk
from tests.browser.support.leaving import leave
from tests.browser.support.pages import HELPLINE, INNOCENT
from tests.browser.support.waiting import until

Built = tuple[Companion, Path]


@pytest.fixture
def built(make_companion: Callable[[], Companion], browser_name: str, tmp_path: Path) -> Built:
    """A companion that protects the helpline, and the extension built from it."""
    companion = make_companion()
    companion.add(HELPLINE)
    companion.publish()
    companion.serve()
    return companion, companion.build(tmp_path / "built")[browser_name]


def is_armed(desk: Desk, url: str, browser: Browser) -> bool:
    browser.open_tab(url)
    return url in desk.touched()


def test_a_site_added_by_the_companion_is_protected_after_check_now(
    browser: Browser, built: Built
) -> None:
    companion, extension = built
    browser.start(extension)
    desk = Desk(browser, extension)
    assert not is_armed(desk, f"https://{INNOCENT}/page/1", browser)

    companion.add(INNOCENT)
    companion.publish()
    desk.check_now()
    assert desk.status()["list"]["source"] == "updated"
    assert desk.status()["list"]["entries"] == 2
    browser.open_tab(f"https://{INNOCENT}/page/2")
    until(desk.touched, "the new site is protected")
    leave(browser)

    browser.quit()
    browser.restart()
    assert Desk(browser, extension).status()["list"]["entries"] == 2, "also after a restart"


def break_signature(metadata: Path) -> None:
    timestamp = metadata / "timestamp.json"
    signed = json.loads(timestamp.read_text())
    value = signed["signatures"][0]["sig"]
    signed["signatures"][0]["sig"] = ("0" if value[0] != "0" else "1") + value[1:]
    timestamp.write_text(json.dumps(signed))


@pytest.mark.long_in("firefox")
def test_a_list_with_a_broken_signature_is_refused_and_the_last_good_one_protects(
    browser: Browser, built: Built
) -> None:
    companion, extension = built
    browser.start(extension)
    desk = Desk(browser, extension)
    assert desk.status()["list"]["state"] == "current"

    companion.add(INNOCENT)
    companion.publish()
    break_signature(companion.home / "repository" / "metadata")
    assert_refused(desk, browser, extension, "bad-signature")


@pytest.mark.long_in("firefox")
def test_an_older_list_is_refused(browser: Browser, built: Built) -> None:
    companion, extension = built
    metadata = companion.home / "repository" / "metadata"
    older = (metadata / "timestamp.json").read_bytes()
    companion.add(INNOCENT)
    companion.publish()
    browser.start(extension)
    desk = Desk(browser, extension)
    desk.check_now()
    assert desk.status()["list"]["entries"] == 2

    (metadata / "timestamp.json").write_bytes(older)
    assert_refused(desk, browser, extension, "rollback")


@pytest.mark.long_in("firefox")
def test_a_list_whose_timestamp_has_expired_is_refused(browser: Browser, built: Built) -> None:
    companion, extension = built
    browser.start(extension)
    desk = Desk(browser, extension)
    companion.add(INNOCENT)
    companion.run_at("2026-01-01", "publish")
    assert_refused(desk, browser, extension, "expired")


def text_of(extension: Path, reason: str) -> str:
    """What the extension's pages say for a reason."""
    texts = json.loads((extension / "_locales" / "en" / "messages.json").read_text())
    return str(texts[f"reason_{reason.replace('-', '_')}"]["message"])


def assert_refused(desk: Desk, browser: Browser, extension: Path, reason: str) -> None:
    why = text_of(extension, reason)
    assert why not in desk.reads(), "quiet as long as nothing is wrong"
    desk.check_now()
    status = desk.status()["list"]
    assert (status["state"], status["reason"]) == ("refused", reason)
    assert why in desk.reads(), "the options page says why"
    browser.open_tab(f"https://{HELPLINE}/reading")
    until(desk.touched, "the last good list protects")
    leave(browser)
