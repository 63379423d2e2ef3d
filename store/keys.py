"""Keys that say the same of the same content, on every machine and in every import."""

import hashlib
import json


def content_key(*parts: str | float | None) -> str:
    """An id of 32 hexadecimal digits for a row whose system gave it none, from what it says.

    The parts are told apart: ("ab", "c") is not ("a", "bc"), and None is not "".
    """
    return hashlib.blake2b(json.dumps(parts).encode(), digest_size=16).hexdigest()


def group_key(*, template_id: str, product_id: str | None, audience: str, voucher_id: str | None) -> str:
    """The key under which a merchant's campaigns of one tuple share their engagement."""
    return content_key(template_id, product_id, audience, voucher_id)
