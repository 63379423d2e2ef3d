"""Where a model's server is, taken apart as its client needs it."""

from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit, urlunsplit

_COMPLETIONS = "/chat/completions"
_DEPLOYMENT = "/openai/deployments/"


class Address(NamedTuple):
    """`url` without its `query`, which goes with every request; a deployment is Azure's older way."""

    url: str
    query: dict[str, str]
    is_deployment: bool


def address_of(base_url: str) -> Address:
    """An address as manuals give it: with what is asked there at its end, or Azure's `?api-version=…`."""
    parts = urlsplit(base_url)
    path = parts.path.rstrip("/").removesuffix(_COMPLETIONS)
    url = urlunsplit((parts.scheme, parts.netloc, path, "", ""))
    return Address(url, dict(parse_qsl(parts.query)), _DEPLOYMENT in path)
