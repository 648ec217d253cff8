"""Every refusal of the companion, by name and with a code that stays the same.

``exit_code`` is what the command line ends with: 2 for input that was refused, 1 for everything
else that failed. ``http_status`` is what the console answers with. The message is one sentence in
lower case that names the bad input.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar


class SidestepError(Exception):
    """Something was refused or failed, and the message says what."""

    code: ClassVar[str] = "failed"
    exit_code: ClassVar[int] = 1
    http_status: ClassVar[int] = 500


class InputError(SidestepError):
    """What a person gave is not acceptable; nothing was changed."""

    code = "input-refused"
    exit_code = 2
    http_status = 400


class HostError(InputError):
    """Not a host that may be listed."""

    code = "host-refused"


class PathError(InputError):
    """Not a path prefix that may be listed."""

    code = "path-refused"


class FieldError(InputError):
    """A field of an entry, or a search term, that is not acceptable."""

    code = "field-refused"


class DuplicateError(InputError):
    """It is on the list already."""

    code = "duplicate"
    http_status = 409


class ConflictError(InputError):
    """Somebody else has changed it since it was looked at; nothing was changed."""

    code = "conflict"
    http_status = 409


class NotListedError(InputError):
    """It is not on the list."""

    code = "not-listed"
    http_status = 404


class LimitError(InputError):
    """The list would be longer than the browsers' rules can hold."""

    code = "limit"


@dataclass(frozen=True)
class BadLine:
    """One line of a file that was refused. ``number`` counts from 1, a header included."""

    number: int
    reason: str


class ImportFileError(InputError):
    """A file could not be imported, so none of it was. ``lines`` names each bad line."""

    code = "import-refused"

    def __init__(self, message: str, lines: Sequence[BadLine] = ()) -> None:
        super().__init__(message)
        self.lines = tuple(lines)


class HomeError(InputError):
    """The data directory is not in the state that this command needs."""

    code = "home"


class ThresholdError(InputError):
    """One person alone may not do this here."""

    code = "threshold"
    http_status = 403


class PersonError(InputError):
    """Not somebody whom this home knows, or may know."""

    code = "person"


class NotAllowedError(InputError):
    """This person may not do that."""

    code = "not-allowed"
    http_status = 403


class OwnChangeError(NotAllowedError):
    """Nobody approves what they wrote themselves."""

    code = "own-change"


class NotSignedInError(InputError):
    """Nobody is signed in here, or not any more."""

    code = "not-signed-in"
    http_status = 401


class ForgedFormError(InputError):
    """A form that no page of the console sent, or that was sent too late."""

    code = "forged-form"


class SignInError(InputError):
    """What was shown does not open this account."""

    code = "sign-in"
    http_status = 403


class ThrottledError(SignInError):
    """Too many tries in a short time."""

    code = "throttled"
    http_status = 429


class InvitationError(InputError):
    """A link that does not work, or does not work any more."""

    code = "invitation"
    http_status = 410


class ReleaseError(InputError):
    """The release is not in the state that this needs."""

    code = "release"
    http_status = 409


class StaleReviewError(ReleaseError):
    """What was looked at is not what is there now."""

    code = "stale-review"


class NothingToReleaseError(InputError):
    """The list is the one that is published already."""

    code = "nothing-to-release"
    http_status = 409


class MassRemovalError(InputError):
    """So many lines are removed that it has to be signed as such."""

    code = "mass-removal"
    http_status = 409


class CeremonyError(InputError):
    """The root or its keys are not in the state that this needs."""

    code = "ceremony"
    http_status = 409


class SigningError(InputError):
    """What was handed over for signing, or handed back signed, is not what it has to be."""

    code = "signing"


class PassphraseError(InputError):
    """The passphrase does not open the key."""

    code = "passphrase"


class BackupError(InputError):
    """Not a backup that can be restored, or no place to restore it to."""

    code = "backup"


class AuditError(SidestepError):
    """The audit trail was tampered with."""

    code = "audit"


class KeyFileError(SidestepError):
    """A signing key is missing, unreadable or readable by others."""

    code = "key-file"


class BusyError(SidestepError):
    """Somebody else is publishing at this moment."""

    code = "busy"
    http_status = 409


class RepositoryError(SidestepError):
    """The published files are missing, damaged, badly signed or too old to be trusted."""

    code = "repository"


class DatabaseError(SidestepError):
    """The database is missing or belongs to another version of the companion."""

    code = "database"
