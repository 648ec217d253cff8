"""What the pages show of a release: its difference, its signatures, and what happens next."""

from __future__ import annotations

from dataclasses import dataclass

from tuf.api.metadata import Metadata, Targets

from companion.accounts.models import Person, Role
from companion.errors import SigningError
from companion.home import Home
from companion.publishing.verification import verify_root
from companion.releases import actions, service
from companion.releases.changes import Changes
from companion.releases.models import Note, Release
from companion.signing.holders import read_public_half
from companion.signing.roles import TARGETS


@dataclass(frozen=True)
class Signer:
    """A key that counts: whose it is, as far as the service knows, and whether it has signed."""

    name: str
    keyid: str
    has_signed: bool


@dataclass(frozen=True)
class Shown:
    """One release as a page needs it. ``seen`` goes with an approval: it says what was shown."""

    release: Release
    version: int
    changes: Changes
    signers: tuple[Signer, ...]
    needed: int
    notes: tuple[Note, ...]
    is_approved: bool
    seen: str

    @property
    def signed(self) -> int:
        return sum(each.has_signed for each in self.signers)

    @property
    def has_enough(self) -> bool:
        return self.signed >= self.needed

    @property
    def may_publish(self) -> bool:
        return self.has_enough and (self.is_approved or bool(self.release.emergency))

    def can_be_approved_by(self, person: Person) -> bool:
        waits = self.release.is_open and not self.is_approved
        return waits and Role.REVIEWER in person.roles and person.name not in self.release.authors


def shown(home: Home, number: int) -> Shown:
    """Return the release of that number as a page needs it.

    Raises:
        ReleaseError: there is none.
    """
    release = actions.release_of(home.store.releases(), number)
    base = actions.earlier_list(home, release.base_version)
    root, _ = verify_root(home.files)
    metadata = Metadata[Targets].from_bytes(release.targets)
    result = root.get_verification_result(TARGETS, metadata.signed_bytes, metadata.signatures)
    names = _names(home)
    keyids = root.roles[TARGETS].keyids
    signers = [Signer(names.get(each, ""), each, each in result.signed) for each in keyids]
    return Shown(
        release=release,
        version=metadata.signed.version,
        changes=service.changes_of(release, base),
        signers=tuple(sorted(signers, key=lambda each: (each.name, each.keyid))),
        needed=result.threshold,
        notes=tuple(home.store.notes(number)),
        is_approved=service.is_approved(release),
        seen=service.digest_of(release),
    )


def _names(home: Home) -> dict[str, str]:
    """Return whose key is whose: only the service knows (docs/adr/0005)."""
    names = {}
    for path in home.config.holders.glob("*.pub.json"):
        try:
            half = read_public_half(path)
        except SigningError:
            continue
        names[half.key.keyid] = half.name
    return names
