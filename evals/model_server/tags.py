"""Sentinels as tags that our rules know, and back: a model would just copy them."""

import re

_LEGEND = re.compile(r"^⟦P(\d+)⟧ (opens|the other|ends)", re.MULTILINE)
_SENTINEL = re.compile(r"⟦P(\d+)⟧")
_TAG = re.compile(r"\{\{p(\d+)\}\}|\{% (?:if|else|endif) p(\d+) %\}")
_WORDS = {"opens": "if", "the other": "else", "ends": "endif"}


class Tags:
    """Of one prompt, by its legend."""

    def __init__(self, legend: str) -> None:
        self._blocks = {number: _WORDS[what] for number, what in _LEGEND.findall(legend)}

    def put(self, text: str) -> str:
        """`text` with a tag in place of every sentinel."""
        return _SENTINEL.sub(lambda found: self._tag(found[1]), text)

    def take(self, text: str) -> str:
        """`text` with the sentinels back."""
        return _TAG.sub(lambda found: f"⟦P{found[1] or found[2]}⟧", text)

    def _tag(self, number: str) -> str:
        word = self._blocks.get(number)
        return f"{{% {word} p{number} %}}" if word else f"{{{{p{number}}}}}"
