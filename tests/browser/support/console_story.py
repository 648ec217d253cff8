"""How a site gets from an invitation to readers, told by what each person does."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.browser.support.companion import COMMAND, Companion
from tests.browser.support.console import ConsoleTab
from tests.companion.coalition import HOLDERS, Coalition, Holder

NEW_SITE = "harbour-line.org.uk"

Look = Callable[[str], None]
"""Somebody looks at the page that is open now; its name is for whoever reads the result."""


def invite(tab: ConsoleTab, name: str, role: str, look: Look) -> None:
    """An operator, signed in, invites ``name``, who makes a passkey at the same browser."""
    tab.go("/people")
    look("people")
    tab.press("Invite somebody")
    look("invite")
    tab.fill("Name", name)
    tab.tick(role)
    tab.press("Invite")
    link = tab.field("The link").get_attribute("value")
    assert link is not None
    look("link")
    tab.sign_out()
    tab.sit_down(name)
    tab.browser.open(link)
    look("invitation")
    tab.press("Make a passkey")
    tab.keep_device(name)
    look("recovery-codes")
    tab.press("I have written them down")


def write_site(tab: ConsoleTab, host: str) -> None:
    """An editor, signed in, adds a site."""
    tab.go("/sites/new")
    tab.fill("Host", host)
    tab.fill("Name of the organisation", "Harbour Line")
    tab.fill("Category", "domestic-abuse")
    tab.fill("Evidence", f"https://{host}/about")
    tab.press("Add")


def approve_site(tab: ConsoleTab, host: str) -> None:
    """A reviewer, signed in, approves a site."""
    tab.go(f"/sites/{host}")
    tab.press("Approve this site")


def propose(tab: ConsoleTab, look: Look) -> str:
    """An editor, signed in, proposes a release; gives its path."""
    tab.go("/releases")
    tab.press("Propose a release")
    look("propose")
    tab.press("Propose it")
    look("release-proposed")
    return tab.browser.driver.current_url.removeprefix(tab.console)


def approve(tab: ConsoleTab, release: str, look: Look) -> None:
    """A reviewer, signed in, reads the difference and approves it."""
    tab.go(release)
    assert f"{NEW_SITE} is added" in tab.reads()
    tab.fill("Say something about it", "I telephoned them: it is theirs.")
    tab.press("Say it")
    look("release-review")
    tab.press(f"Approve release {release.rpartition('/')[2]}")


def sign(tab: ConsoleTab, release: str, holder: Holder) -> Path:
    """A holder gets the file, runs the command that the page says in their own folder, and gives
    the signature file.
    """
    tab.go(release)
    number = release.rpartition("/")[2]
    tab.download(f"Get release-{number}.signing.json", holder.folder)
    (line,) = [each for each in tab.commands() if f"--key {holder.name}.pem" in each]
    program, *arguments = shlex.split(line)
    assert program == "sidestep"
    done = subprocess.run(
        [str(COMMAND), *arguments],
        cwd=holder.folder,
        input=f"yes\n{holder.passphrase}\n",
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert f"+ {NEW_SITE}" in done.stdout, "their machine works out the same difference"
    (written,) = holder.folder.glob(f"targets-*.{holder.name}.signature.json")
    return written


def hand_in(tab: ConsoleTab, file: Path) -> None:
    tab.fill("Signature file", str(file))
    tab.press("Hand it in")


def publish(tab: ConsoleTab, release: str, look: Look) -> None:
    """An operator, signed in, publishes a release that has enough signatures."""
    tab.go(release)
    look("release-signed")
    tab.press("Publish version 2")
    look("release-published")


def tell(tab: ConsoleTab, coalition: Coalition, companion: Companion, look: Look) -> None:
    """The whole story, up to the published release."""
    tab.enrol("ola", _link(companion.run("person", "invite", "ola", "--as", "ola")))
    invite(tab, "eve", "editor", look)
    write_site(tab, NEW_SITE)
    tab.sign_out()
    look("sign-in")
    for name in ("ron", "una"):
        tab.sign_in("ola")
        invite(tab, name, "reviewer", look)
        approve_site(tab, NEW_SITE)
        tab.sign_out()

    tab.sign_in("eve")
    look_after_the_account(tab, look)
    release = propose(tab, look)
    tab.go("/releases")
    look("releases")
    tab.sign_out()
    said = companion.run("person", "add", "uri", "--role=reviewer", "--as=ola")
    tab.enrol("uri", _link(said))
    approve(tab, release, look)
    for name in HOLDERS[:2]:
        file = sign(tab, release, coalition.holders[name])
        tab.go(release)
        hand_in(tab, file)
    tab.sign_out()

    tab.sign_in("ola")
    tab.go("/person/eve")
    look("person")
    publish(tab, release, look)


def look_after_the_account(tab: ConsoleTab, look: Look) -> None:
    """Somebody, signed in, looks at how they sign in."""
    tab.go("/account")
    look("account")
    tab.press("Add a passkey")
    look("new-passkey")
    tab.go("/account/password")
    look("password")


def _link(said: str) -> str:
    """The link that a command has printed last."""
    return said.rpartition("\t")[2].strip()
