"""A model that is asked only for what the rules can't settle."""

import re

from agents.engines.base import Engine, In, Out, Task
from agents.engines.tasks import SUMMARISE, UNDERSTAND, Understanding
from agents.language import detect_language

# Signs that somebody speaks of a message: a line that ends in a colon, a stretch between quotation marks.
_SPOKEN_OF = re.compile(r"[:：][ \t]*\n|```|(?:^|[:：\n])\s*[\"“«„「『][^\"”»“」』]{20,}[\"”»“」』]")
# In a language whose words the rules don't know, a few words and a colon may be such a sign as well.
_LED_IN = re.compile(r"\A[^\n:：]{6,90}[:：]\s")


class SparingEngine:
    """Asks `rules` first whatever they do as well, and `model` everything else. Named after the model.

    A summary is made of counts, in which the rules make no mistake. A chat message is theirs as long as
    they can tell what in it is said to us, and what is the draft.
    """

    def __init__(self, model: Engine, rules: Engine) -> None:
        self._model, self._rules = model, rules

    @property
    def name(self) -> str:
        """The model's."""
        return self._model.name

    async def run(self, task: Task[In, Out], inputs: In) -> Out:
        """The output of whoever does it. Raises `EngineError`."""
        if task.name == SUMMARISE.name:
            return await self._rules.run(task, inputs)
        if task.name == UNDERSTAND.name:
            found = await self._rules.run(task, inputs)
            if isinstance(found, Understanding) and _is_settled(getattr(inputs, "text", ""), found):
                return found
        return await self._model.run(task, inputs)


def _is_settled(text: str, found: Understanding) -> bool:
    """Whether the rules made out what is said around the draft, or nothing seems to be."""
    if found.unclear or found.draft.body != text:
        return not found.unclear
    if _SPOKEN_OF.search(text):
        return False
    return detect_language(text) == "en" or not _LED_IN.match(text)
