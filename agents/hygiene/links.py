"""Links that show one address and lead to another."""

import re

from agents.hygiene.types import Removed

_HOST = re.compile(
    r"\s*(?:https?://)?(?:www\.)?([\w-]+(?:\.[\w-]+)*\.[a-z]{2,})(?=[/:?#\s]|$)", re.IGNORECASE
)


def is_disguised(address: str, label: str) -> bool:
    """Whether `label` reads as an address on another host than the link's own."""
    shown, real = _HOST.match(label), _HOST.match(address)
    return shown is not None and real is not None and shown[1].lower() != real[1].lower()


def disguise(text: str) -> Removed:
    """What was taken out when only the shown address of the link `text` was kept."""
    note = "A link showed one address and led to another; only the one it showed was kept. Check it."
    return Removed(kind="disguised_link", text=text, note=note)
