"""From what was said of a draft, in words, to the fields of `Draft`."""

import re
from datetime import date
from typing import Any

from agents.engines.rules.understanding.offer import read_voucher
from agents.engines.rules.understanding.phrases import best_match, phrase_table
from agents.types import CHANNELS, SEGMENTS, Channel, Merchant, Product, Segment, Voucher

_NOTHING = {"", "none", "no", "-", "n/a", "null"}


def audience_of(said: str) -> Segment | None:
    """The segment that `said` names, by its own name or in plain words."""
    name = "_".join(re.split(r"[\s_-]+", said.strip().lower()))
    found = best_match(phrase_table("understand", "audience"), said)
    return next((s for s in SEGMENTS if s == name), None) or next(
        (s for s in SEGMENTS if found and s == found[0]), None
    )


def channel_of(said: str) -> Channel | None:
    """The channel that `said` names; behind a label shorter words will do ("text")."""
    found = best_match(phrase_table("understand", "channel"), said) or best_match(
        phrase_table("understand", "channel_label"), said
    )
    return next((c for c in CHANNELS if found and c == found[0]), None)


def fields_of(said: dict[str, str], *, today: date | None, market: str | None) -> dict[str, Any]:
    """The fields of a draft that `said` (label → words) fills; what makes no sense is left out."""
    fields = {
        "audience": audience_of(said.get("audience", "")),
        "channel": channel_of(said.get("channel", "")),
        "title": _plain(said.get("title", "")),
        "product": _product(said),
        "voucher": _voucher(said, today=today, market=market),
        "merchant": _merchant(said),
        "language": _plain(said.get("language", "")),
    }
    return {name: value for name, value in fields.items() if value is not None}


def not_understood(said: dict[str, str], fields: dict[str, Any]) -> tuple[str, ...]:
    """Sentences for what was said but could not be made out."""
    advice = {
        "audience": f"name one of {', '.join(segment.replace('_', ' ') for segment in SEGMENTS)}",
        "channel": f"name one of {', '.join(CHANNELS)}",
        "voucher": "write it like “S$5 off, min S$35, until 30 Nov”",
    }
    return tuple(
        f"I could not make out the {name} “{said[name].strip()}”: {advice[name]}."
        for name in advice
        if name in said and name not in fields and said[name].strip().lower() not in _NOTHING
    )


def _plain(text: str) -> str | None:
    """A value without the marks around it."""
    text = text.strip()
    if len(text) > 1 and (text[0], text[-1]) in {
        ('"', '"'),
        ("'", "'"),
        ("“", "”"),
        ("‘", "’"),
        ("`", "`"),
        ("*", "*"),
    }:
        text = text[1:-1]
    return None if text.lower() in _NOTHING else text


def _product(said: dict[str, str]) -> Product | None:
    name, category = _plain(said.get("product", "")), _plain(said.get("category", ""))
    if name is None and category is None:
        return None
    return Product(name=name or (category or "").rpartition(">")[2].strip(), category=category)


def _voucher(said: dict[str, str], *, today: date | None, market: str | None) -> Voucher | None:
    offer = _plain(said.get("voucher", ""))
    if offer is None:
        return None
    extra = {"min_spend": "min", "expires": "until"}
    parts = [f"{word} {said[name].strip()}" for name, word in extra.items() if said.get(name)]
    return read_voucher(", ".join((offer, *parts)), today=today, market=market)


def _merchant(said: dict[str, str]) -> Merchant | None:
    name = _plain(said.get("merchant", ""))
    return Merchant(id=name, name=name) if name else None
