"""Passkeys (WebAuthn level 3): made on somebody's device, which asks for finger, face or PIN."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from companion.accounts.models import Account, Passkey
from companion.errors import SignInError

TITLE: Final = "Companion"
MOST_LABEL: Final = 60
_LONGEST: Final = 20_000


@dataclass(frozen=True)
class Place:
    """Where the console is reached. A passkey works there and nowhere else, so none is phished."""

    host: str
    origin: str


@dataclass(frozen=True)
class Question:
    """What a browser is asked: ``options`` is JSON for it, ``challenge`` is kept (base64url)."""

    options: str
    challenge: str


def ask_for_new(account: Account, has: Iterable[Passkey], place: Place) -> Question:
    """Return the question that makes a passkey on a device which has none of this person yet.

    The device has to keep it (so that no name is asked for) and to check its owner.
    """
    options = generate_registration_options(
        rp_id=place.host,
        rp_name=TITLE,
        user_id=account.handle,
        user_name=account.person,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=_descriptors(has),
    )
    return Question(options_to_json(options), bytes_to_base64url(options.challenge))


def take_new(
    account: Account, answer: str, challenge: str, place: Place, *, label: str, at: datetime
) -> Passkey:
    """Return the passkey that a browser has made.

    Raises:
        SignInError: it is no answer to this challenge, here.
    """
    try:
        made = verify_registration_response(
            credential=_parsed(answer),
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=place.host,
            expected_origin=place.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, TypeError, KeyError) as error:
        raise SignInError("this passkey could not be made; try again") from error
    return Passkey(
        id=bytes_to_base64url(made.credential_id),
        person=account.person,
        public_key=made.credential_public_key,
        uses=made.sign_count,
        label=" ".join(label.split())[:MOST_LABEL] or "Passkey",
        added_at=at,
    )


def ask_for_proof(has: Iterable[Passkey], place: Place) -> Question:
    """Return the question that any passkey of this console answers, or one of ``has`` if given."""
    options = generate_authentication_options(
        rp_id=place.host,
        allow_credentials=_descriptors(has),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return Question(options_to_json(options), bytes_to_base64url(options.challenge))


def named_in(answer: str) -> str:
    """Return the id of the passkey that ``answer`` says it is from.

    Raises:
        SignInError: it says nothing of the kind.
    """
    id = _parsed(answer).get("id")
    if not isinstance(id, str):
        raise SignInError("this passkey is not known here")
    return id


def take_proof(
    passkey: Passkey, answer: str, challenge: str, place: Place, *, at: datetime
) -> Passkey:
    """Return ``passkey``, used once more.

    Raises:
        SignInError: it did not answer this challenge, here, with its owner present; or its counter
        went back, which says that it was copied.
    """
    try:
        proof = verify_authentication_response(
            credential=_parsed(answer),
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=place.host,
            expected_origin=place.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.uses,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, TypeError, KeyError) as error:
        raise SignInError("this passkey did not prove who you are; try again") from error
    return replace(passkey, uses=proof.new_sign_count, used_at=at)


def _descriptors(has: Iterable[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(each.id)) for each in has]


def _parsed(answer: str) -> dict[str, Any]:
    try:
        parsed = json.loads(answer) if len(answer) <= _LONGEST else None
    except (ValueError, RecursionError):
        parsed = None
    if not isinstance(parsed, dict):
        raise SignInError("the browser gave no passkey")
    return parsed
