"""Signing keys are made once, belong to one reader, and are refused otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from companion.errors import KeyFileError
from companion.signing.keys import ensure_keys, key_file, load_key, load_keys
from companion.signing.roles import ROLES, ROOT


def test_each_role_has_a_key_of_its_own(tmp_path: Path) -> None:
    signers = ensure_keys(tmp_path / "keys")

    assert set(signers) == set(ROLES)
    assert len({signer.public_key.keyid for signer in signers.values()}) == 4
    assert {signer.public_key.scheme for signer in signers.values()} == {"ed25519"}


def test_keys_that_are_there_are_kept(tmp_path: Path) -> None:
    first = ensure_keys(tmp_path / "keys")
    key_file(tmp_path / "keys", ROOT).unlink()

    second = ensure_keys(tmp_path / "keys")

    changed = {role for role in ROLES if first[role].public_key != second[role].public_key}
    assert changed == {ROOT}


def test_a_key_is_pkcs8_that_other_tools_can_read(tmp_path: Path) -> None:
    ensure_keys(tmp_path / "keys")
    pem = key_file(tmp_path / "keys", ROOT).read_bytes()

    assert pem.startswith(b"-----BEGIN PRIVATE KEY-----")
    load_pem_private_key(pem, password=None)


def test_a_key_that_was_half_written_is_made_again(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "root.new").write_bytes(b"-----BEGIN")

    ensure_keys(tmp_path / "keys")

    assert load_keys(tmp_path / "keys", ROLES)
    assert not (tmp_path / "keys" / "root.new").exists()


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    with pytest.raises(KeyFileError, match=r"root\.pem is missing"):
        load_keys(tmp_path, [ROOT])


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    ensure_keys(tmp_path / "keys")
    path = key_file(tmp_path / "keys", ROOT)
    path.chmod(mode)

    with pytest.raises(KeyFileError, match="chmod 600"):
        load_key(path)


def test_a_file_that_is_no_ed25519_key_is_refused(tmp_path: Path) -> None:
    other = generate_private_key(SECP256R1()).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    path = tmp_path / "root.pem"
    for content in (b"", b"no key", other):
        path.write_bytes(content)
        path.chmod(0o600)
        with pytest.raises(KeyFileError, match=r"root\.pem"):
            load_key(path)
