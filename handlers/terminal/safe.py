"""Words from outside, made harmless for a terminal."""

import re

# Escape sequences can recolour, move the cursor or set the window title; bidirectional overrides
# can make a line read other than it is.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """The text with every control character but tab and line break shown as "�"."""
    return _CONTROL.sub("�", text.replace("\r\n", "\n"))
