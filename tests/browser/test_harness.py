"""The harness sees what is there: controls without the extension, and each tool of it once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser.support import history_db
from tests.browser.support.browser import Browser
from tests.browser.support.display import Display
from tests.browser.support.firefox import Firefox
from tests.browser.support.pages import HELPLINE, HELPLINE_WORDS, INNOCENT, WEATHER
from tests.browser.support.profile_search import files_naming
from tests.browser.support.sites import Sites
from tests.browser.support.visits import HOP, MISSING, READING, RESULTS, visit_helpline
from tests.browser.support.waiting import until

pytestmark = pytest.mark.long_in("firefox")
INNOCENT_HOME = f"https://{INNOCENT}/"
READ_LOCAL = "return localStorage.getItem('innocent-local')"
INNOCENT_PAGES = [f"https://{INNOCENT}/page/{number}" for number in range(200)]


def test_a_visit_without_the_extension_is_all_over_the_history(
    browser: Browser, sites: Sites
) -> None:
    browser.start(observer=False)
    visit_helpline(browser)
    assert browser.front().url == MISSING
    assert sites.asked(HELPLINE) == ["/", "/missing"]
    browser.quit()
    named = history_db.rows(
        history_db.cells_naming(browser.place.profile, browser.name, HELPLINE_WORDS)
    )
    assert len(named) >= 6, named
    assert HOP in history_db.history_urls(browser.place.profile, browser.name), (
        "the redirect's own row"
    )
    assert len(files_naming(browser.place.data, HELPLINE_WORDS)) >= 10


def test_a_profile_without_a_visit_names_nothing(browser: Browser) -> None:
    browser.start(observer=False)
    browser.open(INNOCENT_HOME)
    browser.wait_ready()
    browser.quit()
    profile = browser.place.profile
    assert history_db.cells_naming(profile, browser.name, HELPLINE_WORDS) == []
    assert history_db.cells_naming(profile, browser.name, [INNOCENT])
    assert files_naming(browser.place.data, HELPLINE_WORDS) == []


def test_a_search_of_nothing_is_an_error(tmp_path: Path) -> None:
    for browser in ("chromium", "firefox"):
        with pytest.raises(FileNotFoundError):
            history_db.cells_naming(tmp_path, browser, HELPLINE_WORDS)
    with pytest.raises(FileNotFoundError):
        files_naming(tmp_path, HELPLINE_WORDS)


def test_nothing_is_asked_of_the_internet(browser: Browser, sites: Sites) -> None:
    browser.start()
    visit_helpline(browser)
    assert {request.host for request in sites.requests} <= set(sites.hosts)
    if isinstance(browser, Firefox):
        assert browser.relay.refused == []


def test_200_innocent_rows_are_counted_live_and_on_disk(browser: Browser) -> None:
    browser.start()
    browser.observer.add_history(INNOCENT_PAGES)
    visit_helpline(browser)
    assert sorted(browser.observer.history(INNOCENT)) == sorted(INNOCENT_PAGES)
    browser.quit()
    on_disk = history_db.history_urls(browser.place.profile, browser.name)
    assert sorted(url for url in on_disk if INNOCENT in url) == sorted(INNOCENT_PAGES)


def test_recently_closed_shows_the_closed_tab_and_gives_it_back(browser: Browser) -> None:
    browser.start()
    browser.open(INNOCENT_HOME)
    assert browser.observer.recently_closed() == []
    browser.open_tab(READING)
    assert [tab.title for tab in browser.tabs() if tab.front] == ["Quiet Harbour: reading"]
    browser.close_tab()
    until(lambda: browser.observer.recently_closed() == [READING], "the closed tab is shown")
    assert browser.observer.reopen_closed() == READING
    until(lambda: browser.front().url == READING, "the tab is back")
    assert browser.observer.recently_closed() == []


def test_the_back_list_holds_every_page_of_the_tab(browser: Browser) -> None:
    browser.start()
    visit_helpline(browser)
    back_list = browser.back_list(browser.front().handle)
    assert [url for url in back_list if url.startswith("https:")] == [
        RESULTS,
        f"https://{HELPLINE}/",
        READING,
        MISSING,
    ]


def test_a_profile_survives_quit_and_restart(browser: Browser) -> None:
    browser.start()
    browser.open(INNOCENT_HOME)
    browser.wait_ready()
    browser.wait_stored(INNOCENT)
    browser.quit()
    assert browser.pids == []
    browser.restart()
    browser.open(INNOCENT_PAGES[1])
    assert browser.script(READ_LOCAL) == "innocent value"
    assert browser.observer.cookies(INNOCENT) == {"innocent-server": "1", "innocent-script": "1"}
    assert INNOCENT_HOME in browser.observer.history()


def test_a_killed_browser_is_gone_and_starts_again(browser: Browser) -> None:
    browser.start()
    browser.open(INNOCENT_HOME)
    pids = browser.pids
    assert len(pids) > 2
    browser.kill()
    assert browser.pids == []
    assert not any(Path(f"/proc/{pid}/exe").exists() for pid in pids), (
        "an ended process has no program"
    )
    browser.restart()
    browser.open(INNOCENT_HOME)
    browser.wait_ready()


def test_a_key_reaches_the_page_and_a_frame_of_another_origin(browser: Browser) -> None:
    browser.start()
    browser.open(f"https://{HELPLINE}/chat")
    browser.press(Keys.ESCAPE)
    assert browser.script("return document.documentElement.dataset.key") == "Escape"
    with browser.frame("#widget"):
        browser.find("#message").click()
        browser.press(Keys.ESCAPE)
        assert browser.script("return document.documentElement.dataset.key") == "Escape"
        assert browser.script("return location.hostname") == "widget.test"


def test_the_background_is_killed_and_wakes_up_anew(browser: Browser, tmp_path: Path) -> None:
    echo = _echo_extension(browser.name, tmp_path / "echo")
    browser.start(echo)
    with browser.extension_page(echo, "page.html") as page:
        born = page.send({"ask": "born"})
        assert page.send({"ask": "born"}) == born
        browser.kill_worker(echo)
        assert page.send({"ask": "born"}) != born
        assert page.call("storage.local.get", None) == {"kept": "value"}
        with pytest.raises(RuntimeError, match="refused"):
            page.run("throw new Error('refused')")


def test_the_toolbar_button_and_the_command_are_pressed(
    browser: Browser, display: Display, tmp_path: Path
) -> None:
    echo = _echo_extension(browser.name, tmp_path / "echo")
    browser.start(echo, display=display)
    browser.open(f"https://{WEATHER}/")
    display.wait_focused("Weather")
    browser.press_toolbar_button(echo)
    browser.press_command(echo)
    with browser.extension_page(echo, "page.html") as page:
        until(lambda: page.send({"ask": "pressed"}) == ["button", "leave"], "both have come")


def test_a_reloaded_extension_begins_anew(browser: Browser, tmp_path: Path) -> None:
    echo = _echo_extension(browser.name, tmp_path / "echo")
    browser.start(echo)
    with browser.extension_page(echo, "page.html") as page:
        born = page.send({"ask": "born"})
    browser.reload_extension(echo)
    with browser.extension_page(echo, "page.html") as page:
        assert page.send({"ask": "born"}) != born


def test_an_extension_may_act_everywhere_and_in_private_windows_when_allowed(
    browser: Browser, tmp_path: Path
) -> None:
    echo = _echo_extension(browser.name, tmp_path / "echo")
    browser.start(echo)
    for allowed in (False, True):
        if allowed:
            browser.allow_private(echo)
        with browser.extension_page(echo, "page.html") as page:
            assert page.call("permissions.contains", {"origins": ["<all_urls>"]}) is True
            assert page.call("extension.isAllowedIncognitoAccess") is allowed


def test_the_built_extension_runs_with_the_companions_list(
    browser: Browser, extension: Path
) -> None:
    browser.start(extension)
    with browser.extension_page(extension, "pages/options/options.html") as page:
        status = page.send({"type": "status.get"})
    assert status["list"]["entries"] == 3
    assert status["hostAccess"] is True


def test_a_real_escape_arrives_at_the_page(
    browser: Browser, display: Display, tmp_path: Path
) -> None:
    browser.start(display=display)
    browser.open(f"https://{WEATHER}/")
    display.wait_focused("Weather")
    display.key("Escape")
    until(
        lambda: browser.script("return document.documentElement.dataset.key") == "Escape",
        "the key has come",
    )
    assert display.screenshot(tmp_path / "screen.png").stat().st_size > 1000


def test_a_real_alt_left_goes_back(browser: Browser, display: Display) -> None:
    browser.start(display=display)
    browser.open(f"https://{INNOCENT}/page/1")
    browser.open(f"https://{INNOCENT}/page/2")
    display.wait_focused("page 2")
    display.key("alt+Left")
    browser.wait_url(f"https://{INNOCENT}/page/1")


def _echo_extension(browser: str, folder: Path) -> Path:
    """A small extension whose background says when it was started."""
    folder.mkdir()
    background = {
        "chromium": {"service_worker": "background.js"},
        "firefox": {"scripts": ["background.js"]},
    }
    manifest = {
        "manifest_version": 3,
        "name": "Echo",
        "version": "1.0",
        "permissions": ["storage"],
        "action": {"default_title": "Echo"},
        "commands": {"leave": {"description": "Leave", "suggested_key": {"default": "Alt+Q"}}},
        "host_permissions": ["<all_urls>"],
        "background": background[browser],
        "browser_specific_settings": {"gecko": {"id": "echo@test.invalid"}},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest))
    (folder / "page.html").write_text("<!doctype html><title>Echo</title>")
    (folder / "background.js").write_text(
        "const api = globalThis.browser ?? globalThis.chrome; const born = Math.random();"
        "api.storage.local.set({ kept: 'value' });"
        "const pressed = [];"
        "api.action.onClicked.addListener(() => pressed.push('button'));"
        "api.commands.onCommand.addListener((name) => pressed.push(name));"
        "api.runtime.onMessage.addListener((message, sender, answer) =>"
        " { answer({ born, pressed }[message.ask]); });"
    )
    return folder
