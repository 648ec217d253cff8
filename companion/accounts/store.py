"""Keeps how people sign in, inside the transaction of a session."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from companion.accounts.models import Account, Invitation, Passkey, SignedIn
from companion.accounts.sessions import LONGEST
from companion.accounts.tables import (
    AccountRow,
    InvitationRow,
    PasskeyRow,
    RecoveryCodeRow,
    SignedInRow,
)

_SIGN_IN_TABLES: Final = (PasskeyRow, RecoveryCodeRow, InvitationRow, SignedInRow, AccountRow)


class Accounts:
    """Accounts, passkeys, recovery codes, invitations, and who is signed in where."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def account(self, person: str) -> Account | None:
        row = self._session.get(AccountRow, person)
        return (
            None
            if row is None
            else Account(row.person, row.handle, row.password, row.totp, row.totp_step)
        )

    def keep_account(self, account: Account) -> None:
        self._session.merge(
            AccountRow(
                person=account.person,
                handle=account.handle,
                password=account.password,
                totp=account.totp,
                totp_step=account.totp_step,
            )
        )
        self._session.flush()

    def forget_account(self, person: str) -> None:
        """Forget every way in that ``person`` has, and sign them out everywhere."""
        for table in _SIGN_IN_TABLES:
            self._session.execute(delete(table).where(table.person == person))

    def passkeys(self, person: str) -> list[Passkey]:
        query = select(PasskeyRow).where(PasskeyRow.person == person).order_by(PasskeyRow.added_at)
        return [_passkey(row) for row in self._session.scalars(query)]

    def passkey(self, id: str) -> Passkey | None:
        row = self._session.get(PasskeyRow, id)
        return None if row is None else _passkey(row)

    def keep_passkey(self, passkey: Passkey) -> None:
        self._session.merge(
            PasskeyRow(
                id=passkey.id,
                person=passkey.person,
                public_key=passkey.public_key,
                uses=passkey.uses,
                label=passkey.label,
                added_at=_naive(passkey.added_at),
                used_at=None if passkey.used_at is None else _naive(passkey.used_at),
            )
        )
        self._session.flush()

    def forget_passkey(self, person: str, id: str) -> None:
        self._session.execute(
            delete(PasskeyRow).where(PasskeyRow.id == id, PasskeyRow.person == person)
        )

    def recovery_codes(self, person: str) -> frozenset[str]:
        """Return the digests of the codes that were not used yet."""
        query = select(RecoveryCodeRow.digest).where(RecoveryCodeRow.person == person)
        return frozenset(self._session.scalars(query))

    def keep_recovery_codes(self, person: str, digests: Iterable[str]) -> None:
        """Put these codes in the place of all earlier ones."""
        self._session.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.person == person))
        self._session.add_all(RecoveryCodeRow(digest=each, person=person) for each in digests)
        self._session.flush()

    def use_recovery_code(self, person: str, digest: str) -> bool:
        """Take a code away, and say whether it was there: of two at once, one gets True."""
        taken = self._session.execute(
            delete(RecoveryCodeRow)
            .where(RecoveryCodeRow.person == person, RecoveryCodeRow.digest == digest)
            .returning(RecoveryCodeRow.digest)
        )
        return taken.first() is not None

    def invitation(self, digest: str) -> Invitation | None:
        row = self._session.get(InvitationRow, digest)
        return None if row is None else _invitation(row)

    def invitations(self) -> list[Invitation]:
        """Return those that were not used, by person."""
        query = select(InvitationRow).where(InvitationRow.used_at.is_(None))
        return [_invitation(row) for row in self._session.scalars(query.order_by("person"))]

    def keep_invitation(self, invitation: Invitation) -> None:
        """Keep a new invitation; earlier ones of the same person do not work any more."""
        self._session.execute(
            delete(InvitationRow).where(InvitationRow.person == invitation.person)
        )
        self._session.add(
            InvitationRow(
                digest=invitation.digest,
                person=invitation.person,
                made_by=invitation.made_by,
                made_at=_naive(invitation.made_at),
                expires_at=_naive(invitation.expires_at),
            )
        )
        self._session.flush()

    def use_invitation(self, digest: str, *, at: datetime) -> bool:
        """Mark it as used, and say whether it was not: of two at once, one gets True."""
        taken = self._session.execute(
            update(InvitationRow)
            .where(InvitationRow.digest == digest, InvitationRow.used_at.is_(None))
            .values(used_at=_naive(at))
            .returning(InvitationRow.digest)
        )
        return taken.first() is not None

    def signed_in(self, digest: str) -> tuple[SignedIn, str] | None:
        """Return the browser whose token has this digest, and the JSON that is kept with it."""
        row = self._session.get(SignedInRow, digest)
        return None if row is None else (_signed_in(row), row.data)

    def signed_in_as(self, person: str) -> list[SignedIn]:
        query = select(SignedInRow).where(SignedInRow.person == person)
        return [_signed_in(row) for row in self._session.scalars(query.order_by("made_at"))]

    def begin_signed_in(self, digest: str, session: SignedIn, data: str) -> None:
        """Keep a new browser; whatever is too old for any use is dropped."""
        oldest = _naive(session.seen_at - LONGEST)
        self._session.execute(delete(SignedInRow).where(SignedInRow.made_at < oldest))
        self._session.add(
            SignedInRow(
                digest=digest,
                id=session.id,
                person=session.person,
                browser=session.browser,
                made_at=_naive(session.made_at),
                seen_at=_naive(session.seen_at),
                proved_at=_naive(session.proved_at),
                data=data,
            )
        )
        self._session.flush()

    def note_signed_in(self, digest: str, session: SignedIn, data: str) -> None:
        """Keep what changed about a browser. One that was signed out meanwhile stays so."""
        self._session.execute(
            update(SignedInRow)
            .where(SignedInRow.digest == digest)
            .values(seen_at=_naive(session.seen_at), proved_at=_naive(session.proved_at), data=data)
        )

    def sign_out(self, person: str, id: str | None = None) -> None:
        """Sign ``person`` out in one browser, or everywhere."""
        query = delete(SignedInRow).where(SignedInRow.person == person)
        self._session.execute(query if id is None else query.where(SignedInRow.id == id))


def _passkey(row: PasskeyRow) -> Passkey:
    used_at = None if row.used_at is None else _aware(row.used_at)
    return Passkey(
        row.id, row.person, row.public_key, row.uses, row.label, _aware(row.added_at), used_at
    )


def _invitation(row: InvitationRow) -> Invitation:
    used_at = None if row.used_at is None else _aware(row.used_at)
    return Invitation(
        row.digest, row.person, row.made_by, _aware(row.made_at), _aware(row.expires_at), used_at
    )


def _signed_in(row: SignedInRow) -> SignedIn:
    return SignedIn(
        row.id,
        row.person,
        row.browser,
        _aware(row.made_at),
        _aware(row.seen_at),
        _aware(row.proved_at),
    )


def _aware(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC)


def _naive(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(tzinfo=None)
