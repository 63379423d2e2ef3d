"""Personalisation tags: what must survive a rewrite byte for byte."""

from agents.placeholders.broken import broken_tags
from agents.placeholders.check import check_placeholders
from agents.placeholders.find import find_placeholders
from agents.placeholders.layout import render
from agents.placeholders.masking import Masked, MaskedMessage, mask, mask_message
from agents.placeholders.strip import strip_placeholders
from agents.placeholders.types import Placeholder

__all__ = [
    "Masked",
    "MaskedMessage",
    "Placeholder",
    "broken_tags",
    "check_placeholders",
    "find_placeholders",
    "mask",
    "mask_message",
    "render",
    "strip_placeholders",
]
