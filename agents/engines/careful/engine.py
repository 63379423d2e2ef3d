"""The engine that looks through what a model says to a merchant."""

from datetime import date

from agents.engines.base import Engine, In, Out, Task
from agents.engines.careful.looking import look
from agents.journal import current_journal

_ANY_DAY = date(2026, 1, 1)  # outside of a request there is none to reckon with
_UNSAFE, _SENTENCES = "unsafe", "sentences"


class CarefulEngine:
    """Asks `model`; a sentence of its that nothing bears out is replaced by what `rules` say, and told.

    Named after the model. Facts, promises, hurry, links, pings, words about its instructions and other
    languages are looked for; what a sentence quotes of the draft may be as wrong as the draft.
    """

    def __init__(self, model: Engine, rules: Engine) -> None:
        self._model, self._rules = model, rules

    @property
    def name(self) -> str:
        """The model's."""
        return self._model.name

    async def run(self, task: Task[In, Out], inputs: In) -> Out:
        """The model's output, with nothing in it that can't be shown. Raises `EngineError`."""
        output = await self._model.run(task, inputs)
        journal = current_journal()
        today = journal.today if journal and journal.today else _ANY_DAY
        looked = look(task.name, inputs, output, today)
        if looked is None:
            return output
        if looked.is_sound:
            return task.output.model_validate(looked.output)
        if journal:
            journal.note_trouble(_SENTENCES, _UNSAFE)
        return task.output.model_validate(looked.mended(await self._rules.run(task, inputs)))
