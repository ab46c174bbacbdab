"""Passwords at rest: sealed with a key that is derived from the installation's own, never stored beside it."""

import base64
import hashlib
import os

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

_PREFIX = "sealed:"


def _box() -> Fernet:
    key = hashlib.scrypt(
        settings.SECRET_KEY.encode(), salt=b"amends sealed secrets", n=2**12, r=8, p=1, dklen=32
    )
    return Fernet(base64.urlsafe_b64encode(key))


def seal(secret: str) -> str:
    """The secret as it may be stored; a reference such as `env:NAME` is kept as it is."""
    if not secret or secret.startswith(("env:", _PREFIX)):
        return secret
    return _PREFIX + _box().encrypt(secret.encode()).decode("ascii")


def unseal(stored: str) -> str:
    """The secret again. ValueError when the installation's key is not the one it was sealed with."""
    if stored.startswith("env:"):
        return os.environ.get(stored.removeprefix("env:"), "")
    if not stored.startswith(_PREFIX):
        return stored
    try:
        return _box().decrypt(stored.removeprefix(_PREFIX).encode("ascii")).decode()
    except InvalidToken as wrong:
        raise ValueError("AMENDS_SECRET_KEY is not the one this secret was sealed with") from wrong
