"""Hygiene: what must not be in a draft, and whether a draft is something to work on."""

from agents.hygiene.clean import clean
from agents.hygiene.triage import triage
from agents.hygiene.types import Cleaned, Removed, Triage

__all__ = ["Cleaned", "Removed", "Triage", "clean", "triage"]
