"""What tokens and keys must look like. A sentence about one never shows it."""

import base64

from pydantic import SecretStr

_KEY_BYTES = 32
MAKE_KEY = "make one with “openssl rand -base64 32 | tr +/ -_”"


def trimmed(secret: SecretStr) -> SecretStr:
    """A secret without the line end that files and copying leave behind."""
    return SecretStr(secret.get_secret_value().strip())


def bot_token(token: SecretStr) -> SecretStr:
    """A token that speaks for a bot. Raises ValueError."""
    return _starts_with(token, "xoxb-", "it is the “Bot User OAuth Token” under “OAuth & Permissions”")


def app_token(token: SecretStr) -> SecretStr:
    """A token that opens Socket Mode. Raises ValueError."""
    return _starts_with(token, "xapp-", "it is an “App-Level Token” under “Basic Information”")


def encryption_keys(keys: SecretStr) -> SecretStr:
    """One or more Fernet keys with commas between them. Raises ValueError."""
    parts = [part.strip() for part in keys.get_secret_value().split(",")]
    if not all(_is_key(part) for part in parts):
        raise ValueError(f"each key must be 32 bytes in URL-safe base64; {MAKE_KEY}")
    return SecretStr(",".join(parts))


def _starts_with(token: SecretStr, start: str, where: str) -> SecretStr:
    token = trimmed(token)
    if not token.get_secret_value().startswith(start):
        raise ValueError(f"it must start with {start}; {where}")
    return token


def _is_key(key: str) -> bool:
    try:
        return len(base64.urlsafe_b64decode(key)) == _KEY_BYTES
    except ValueError:  # binascii.Error is one
        return False
