"""What came from outside, ready to be shown to a model: tags masked, each text within its own marks."""

import hashlib
import json
from collections.abc import Iterator
from functools import cached_property
from itertools import count

from agents.engines.model.masking import Mask
from agents.types import Message, Value

_NOTHING = "(none)"


class Dossier:
    """All texts of a task's input, as material: whatever they say, they can't end the place they stand in.

    The mark that encloses them is made of the material itself, and stands nowhere in it.
    """

    def __init__(self, inputs: Value) -> None:
        given = inputs.model_dump(mode="json")
        self._texts = tuple(dict.fromkeys(_texts(given)))
        # Exemplars have no tags any more: what looks like one ("[offer]") is a slot that we put there.
        self._mask = Mask(_texts({name: value for name, value in given.items() if name != "exemplars"}))

    def block(self, name: str, text: str | None) -> str:
        """A text as material called `name`; "(none)" outside any marks when there is none."""
        if text is None or not text.strip():
            return f"{name}: {_NOTHING}"
        return self._enclosed(name, self._mask.hide(text))

    def message(self, name: str, message: Message) -> str:
        """Title and body of a message, each as material."""
        return "\n".join(
            (self.block(f"{name}-title", message.title), self.block(f"{name}-body", message.body))
        )

    def pattern(self, name: str, message: Message) -> str:
        """Title and body of a message to learn from, as material: with its slots, without sentinels."""
        parts = {"title": message.title, "body": message.body}
        shown = {part: text.replace("⟦", "[").replace("⟧", "]") for part, text in parts.items() if text}
        return "\n".join(self._enclosed(f"{name}-{part}", text) for part, text in shown.items())

    def lines(self, name: str, texts: tuple[str, ...]) -> str:
        """Short texts, each on a line of its own and quoted, together as material."""
        return self.block(name, "\n".join(f"- {json.dumps(t, ensure_ascii=False)}" for t in texts))

    @property
    def legend(self) -> str:
        """What the sentinels stand for, as material: a tag's own words are its writer's."""
        return self.block("placeholders", self._mask.legend())

    def show(self, text: str) -> str:
        """A model's text with the tags back. Raises `UnknownSentinelError`."""
        return self._mask.show(text)

    def _enclosed(self, name: str, text: str) -> str:
        return f"<{name} {self._mark}>\n{text}\n</{name} {self._mark}>"

    @cached_property
    def _mark(self) -> str:
        whole = "\0".join((*self._texts, self._mask.legend()))
        for turn in count():
            mark = hashlib.blake2b(f"{turn}\0{whole}".encode(), digest_size=4).hexdigest()
            if mark not in whole:
                return mark
        raise AssertionError("there are more marks than any text can hold")


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
