"""How strictly a server can be asked for the form of an answer: tried, and now and then tried again."""

from typing import Literal

# How the form of an answer is asked for: enforced by the server, as any JSON, or in words alone.
Forms = Literal["strict", "object", "words"]
_STEPS: tuple[Forms, ...] = ("strict", "object", "words")
_STRIKES = 3  # answers of another form, one after the other, from which on a server doesn't enforce it
_PATIENCE = 200  # calls until the stricter way is tried again; each time it fails, twice as many


class Ladder:
    """The strictest way that a server is known to manage. Begins at the top.

    It goes down when the server turns a way down, or says it would enforce a form and, answer after
    answer, doesn't. One bad answer is the model's. From further down the next way up is tried again
    now and then: a server may have been put right.
    """

    def __init__(self, forms: Forms = "strict") -> None:
        self.forms: Forms = forms
        self._strikes = self._calls = 0
        self._patience = _PATIENCE

    def choose(self) -> Forms:
        """The way for the next call."""
        self._calls += 1
        is_due = self._calls > self._patience and self.forms != _STEPS[0]
        if not is_due:
            return self.forms
        self._calls, self._patience = 0, 2 * self._patience  # one call tries, whatever comes of it
        return _STEPS[_STEPS.index(self.forms) - 1]

    def turned_down(self, used: Forms) -> bool:
        """The server does not take this way; whether there is another one to ask in."""
        if used == self.forms:  # else another call has learned it meanwhile, or it was a try
            self._go_down()
        return used != _STEPS[-1]

    def answered(self, used: Forms, *, kept: bool) -> None:
        """An answer came, in the form that was asked for or not."""
        if kept and _STEPS.index(used) < _STEPS.index(self.forms):
            self.forms, self._strikes = used, 0
        elif used == self.forms:
            self._strikes = 0 if kept else self._strikes + 1
            if self._strikes >= _STRIKES:
                self._go_down()

    def _go_down(self) -> None:
        self.forms = _STEPS[min(_STEPS.index(self.forms) + 1, len(_STEPS) - 1)]
        self._strikes = self._calls = 0
