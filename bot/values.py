"""What settings must look like: each check hands the value on, or says in a few words what is wrong."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

_EMOJI = re.compile(r"[a-z0-9_+'-]+")


def address(text: str) -> str:
    """An http(s) address, without the slash at its end. Raises ValueError."""
    parts = urlsplit(text.strip())
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.query or parts.fragment:
        raise ValueError("it must be an address such as https://crm.example.com")
    return text.strip().rstrip("/")


def model_address(text: str) -> str:
    """The same of a model's server, which may have a query: Azure's `?api-version=…`. Raises ValueError."""
    plain, mark, query = text.strip().partition("?")
    return f"{address(plain)}{mark}{query}"


def weighed(text: str) -> str:
    """A text that `weights` can read. Raises ValueError."""
    weights(text)
    return text


def weights(text: str) -> Mapping[str, float]:
    """`+1=1, fire=0.5, -1=-1` as a mapping from an emoji's name to −1 … 1. Raises ValueError."""
    return dict(_weight(part.strip()) for part in text.split(",") if part.strip())


def _weight(part: str) -> tuple[str, float]:
    name, _, number = part.rpartition("=")
    name = name.strip().strip(":")
    try:
        weight = float(number)
    except ValueError:
        weight = float("nan")
    if not (_EMOJI.fullmatch(name) and -1 <= weight <= 1):
        raise ValueError(f"“{part}” must be an emoji's name and a number from -1 to 1, like fire=0.5")
    return name, weight
