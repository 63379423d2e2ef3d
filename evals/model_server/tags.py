"""Sentinels as tags that our rules know, and back: a model would just copy them."""

import re

_LEGEND = re.compile(r"^⟦P(\d+)⟧ (opens|the other|ends|\w+)[^\n(]*(?:\(([^)\n]*)\))?", re.MULTILINE)
_SENTINEL = re.compile(r"⟦P(\d+)⟧")
_TAG = re.compile(r"\{\{p(\d+)[\w ]*\}\}|\{% (?:if|else|endif) p(\d+) %\}")
_WORDS = {"opens": "if", "the other": "else", "ends": "endif"}


class Tags:
    """Of one prompt, by its legend: what opens, turns and ends a condition, and what others are called."""

    def __init__(self, legend: str) -> None:
        self._tags: dict[str, str] = {}
        for number, what, name in _LEGEND.findall(legend):
            called = "".join(f"_{word}" for word in re.findall(r"\w+", name))
            word = _WORDS.get(what)
            self._tags[number] = f"{{% {word} p{number} %}}" if word else f"{{{{p{number}{called}}}}}"

    def put(self, text: str) -> str:
        """`text` with a tag in place of every sentinel."""
        return _SENTINEL.sub(lambda found: self._tags.get(found[1], f"{{{{p{found[1]}}}}}"), text)

    def take(self, text: str) -> str:
        """`text` with the sentinels back."""
        return _TAG.sub(lambda found: f"⟦P{found[1] or found[2]}⟧", text)
