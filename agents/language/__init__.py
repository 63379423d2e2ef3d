"""Which language a message is in, and whether a rewrite stayed in it."""

from agents.language.detect import detect_language
from agents.language.names import language_name
from agents.language.same import same_language

__all__ = ["detect_language", "language_name", "same_language"]
