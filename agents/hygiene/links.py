"""Links that show one address and lead to another."""

import re

from agents.hygiene.types import Removed

_HOST = re.compile(
    r"\s*(?:https?://)?(?:www\.)?([\w-]+(?:\.[\w-]+)*\.[a-z]{2,})(?=[/:?#\s]|$)", re.IGNORECASE
)


_MAIL = re.compile(r"\s*(?:mailto:)?([\w.+%-]+@[\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)
_PHONE = re.compile(r"\s*(?:tel:)?(\+?\d[\d\s().-]{5,}\d)\s*(?:\?.*)?$")
_LEAST_DIGITS = 7
"""Of two phone numbers: +65 9123 4567 and 9123 4567 are one."""


def is_disguised(address: str, label: str) -> bool:
    """Whether `label` reads as an address, mailbox or phone other than the one the link leads to."""
    shown, real = _target(label), _target(address)
    if not shown or not real or shown == real:
        return False
    if _PHONE.match(label) and _PHONE.match(address):
        return len(shown) < _LEAST_DIGITS or shown[-_LEAST_DIGITS:] != real[-_LEAST_DIGITS:]
    return not real.endswith(f".{shown}")


def readable(address: str, label: str, *, last: bool) -> str:
    """A link as a customer reads it: its label and address; `last` when it ends its line."""
    bare = re.sub(r"^(?:https?://)?(?:www\.)?|/$", "", address)
    if not label or label in {address, bare}:
        return address
    if _target(label) and not address.startswith("http"):
        return label
    return f"{label}: {address}" if last else f"{label} ({address})"


def disguise(text: str, *, shown: str, real: str) -> Removed:
    """What was taken out when only the shown address of the link `text` was kept."""
    return Removed(
        kind="disguised_link",
        text=text,
        note="A link showed one address and led to another; only the one it showed was kept. Check it.",
        question=f"A link shows {shown.strip()} but leads to {real}. Which of the two is yours?",
    )


def _target(text: str) -> str:
    """Where a text that is an address leads, in the form that two of them are compared in."""
    if mail := _MAIL.match(text):
        return mail[1].lower()
    if phone := _PHONE.match(text):
        return re.sub(r"\D", "", phone[1])
    host = _HOST.match(text)
    return host[1].lower() if host else ""
