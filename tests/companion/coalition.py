"""A coalition: a service in production, and people with keys in folders of their own."""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path
from unittest import mock

from companion.signing.holders import read_public_half
from tests.companion.support import Home, Outcome

HOLDERS = ("ada", "ben", "cyd")
PEOPLE = {
    "ola": ("operator",),
    "edi": ("editor",),
    "rea": ("reviewer",),
    "roy": ("reviewer",),
    "rue": ("reviewer",),
}


class Holder:
    """Somebody with a key in a folder of their own, away from the service."""

    def __init__(self, folder: Path, name: str, passphrase: str) -> None:
        self.folder, self.name, self.passphrase = folder, name, passphrase

    @property
    def key(self) -> Path:
        return self.folder / f"{self.name}.pem"

    @property
    def public(self) -> Path:
        return self.folder / f"{self.name}.pub.json"

    @property
    def keyid(self) -> str:
        return read_public_half(self.public).key.keyid

    def sign(
        self, what: str, request: Path, repository: str | Path = "", answer: str = "yes"
    ) -> Outcome:
        """Run ``sidestep WHAT sign`` here, answering as a person at the keyboard would."""
        typed = io.StringIO(f"{answer}\n{self.passphrase}\n")
        place = ("--repository", str(repository)) if str(repository) else ()
        with mock.patch.object(sys, "stdin", typed):
            return Home(self.folder / "no-home").sidestep(
                *(what, "sign", str(request), "--key", str(self.key), *place),
                *("--out", str(self.signature(request))),
            )

    def signature(self, request: Path) -> Path:
        return self.folder / f"{request.name}.{self.name}.signature.json"


class Coalition:
    """The service in ``folder/home``, and the folder of each holder beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = Home(folder / "home")
        self.holders: dict[str, Holder] = {}

    def copy_to(self, folder: Path) -> Coalition:
        shutil.copytree(self.folder, folder)
        copy = Coalition(folder)
        for holder in self.holders.values():
            copy.holders[holder.name] = Holder(
                folder / holder.folder.name, holder.name, holder.passphrase
            )
        return copy

    def new_key(self, name: str, folder: str = "") -> Holder:
        """Somebody makes a key, in a folder of that name."""
        place = self.folder / (folder or name)
        made = Home(place / "no-home").sidestep("keys", "new", name, "--directory", str(place))
        assert made.code == 0, made.err
        passphrase = made.out.splitlines()[0].removeprefix("passphrase\t")
        self.holders[name] = Holder(place, name, passphrase)
        return self.holders[name]

    def sidestep(self, *arguments: str, by: str = "ola") -> Outcome:
        """Somebody runs a command at the service; it has to go well."""
        done = self.home.sidestep(*arguments, *(("--as", by) if by else ()))
        assert done.code == 0, done.err
        return done

    def ceremony(self, threshold: int = 2) -> None:
        """From nothing to a home with a signed root and people."""
        halves = [str(self.new_key(name).public) for name in HOLDERS]
        self.sidestep("init", "--people-keys", *halves, "--threshold", str(threshold), by="")
        self.sign_root(1, *HOLDERS[:threshold])
        for name, roles in PEOPLE.items():
            options = [f"--role={role}" for role in roles]
            self.sidestep("person", "add", name, *options, by="ola" if name != "ola" else "")

    def request(self, what: str, number: int) -> Path:
        return self.home.config.handover / f"{what}-{number}.signing.json"

    def sign_root(self, version: int, *names: str) -> None:
        """Holders sign the waiting root, and the operator publishes it."""
        request = self.request("root", version)
        repository = "" if version == 1 else self.home.config.repository
        for name in names:
            signed = self.holders[name].sign("keys", request, repository)
            assert signed.code == 0, signed.err
        files = [str(self.holders[name].signature(request)) for name in names]
        self.sidestep("keys", "publish", *files, by="" if version == 1 else "ola")

    def add_site(self, host: str, *more: str) -> None:
        """An editor adds a site and two reviewers approve it."""
        fields = ("--name=Help", "--category=other", f"--evidence=https://{host}/about")
        self.sidestep("entry", "add", host, *fields, *more, by="edi")
        for reviewer in ("rea", "roy"):
            self.sidestep("entry", "approve", host, by=reviewer)

    def propose(self, *options: str, by: str = "edi") -> int:
        """Propose a release and return its number."""
        proposed = self.sidestep("release", "propose", *options, by=by)
        return int(proposed.out.split("\t")[0].removeprefix("release "))

    def sign_release(self, number: int, *names: str) -> list[str]:
        """Holders sign a release; return their signature files."""
        request = self.request("release", number)
        for name in names:
            signed = self.holders[name].sign("release", request, self.home.config.repository)
            assert signed.code == 0, signed.err
        return [str(self.holders[name].signature(request)) for name in names]

    def release(self, *options: str, signers: tuple[str, ...] = ("ada", "ben")) -> Outcome:
        """Propose, approve, sign and publish what the database holds."""
        number = self.propose(*options)
        if not any(option.startswith("--emergency") for option in options):
            self.sidestep("release", "approve", by="rue")
        return self.sidestep("release", "publish", *self.sign_release(number, *signers))
