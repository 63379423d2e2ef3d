"""What happened while one request was worked on: who did what, what it cost, what went wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from time import perf_counter

from agents.engines.base import Trouble
from agents.language import language_name
from agents.lexicons import load
from agents.types import Usage

_current: ContextVar["Journal | None"] = ContextVar("journal", default=None)
_TOLD = 2  # tasks that a sentence names
# After these, asking again within the same request would only take more of the merchant's time.
_HOPELESS: frozenset[str] = frozenset({"timeout", "busy", "unreachable", "rejected", "budget"})


class Journal:
    """Notes of one request of `account` (a shop, or "" for nobody's) on one day, if there is a day."""

    def __init__(self, *, account: str = "", today: date | None = None) -> None:
        self.account, self.today = account, today
        self.hopeless: Trouble | None = None
        self._opened = perf_counter()
        self._did: dict[str, str] = {}
        self._troubles: dict[tuple[str, str | None], dict[str, None]] = {}
        self._usage: Usage | None = None

    @property
    def elapsed(self) -> float:
        """Seconds since it was opened."""
        return perf_counter() - self._opened

    def note_usage(self, used: Usage) -> None:
        """One more answer of a model was paid for."""
        self._usage = used if self._usage is None else self._usage.plus(used)

    def note_done(self, task: str, engine: str) -> None:
        """An engine did a task."""
        self._did[task] = engine

    def note_trouble(self, task: str, trouble: str, *, nobody_in: str | None = None) -> None:
        """An engine failed at a task, for a reason that `lexicons/troubles.toml` names.

        `nobody_in` is the language in which nobody else could do it; None when another engine did.
        """
        self._troubles.setdefault((trouble, nobody_in), {})[task] = None

    def give_up(self, trouble: Trouble) -> None:
        """Remember a failure after which the model is not asked again for this request."""
        if trouble in _HOPELESS:
            self.hopeless = self.hopeless or trouble

    def who_did(self, task: str) -> str | None:
        """The engine that did a task last; None if nobody has."""
        return self._did.get(task)

    @property
    def usage(self) -> Usage | None:
        """What all answers together took; None if no model was asked."""
        return self._usage

    @property
    def sentences(self) -> tuple[str, ...]:
        """What went wrong and who helped out, a sentence for each kind of failure.

        In the order of the words' list: which of two calls under way at once failed first is chance.
        """
        words = load("troubles")
        order = list(words["what"])
        told = []
        for trouble, language in sorted(self._troubles, key=lambda key: (order.index(key[0]), key[1] or "")):
            tasks = self._troubles[trouble, language]
            did = _did([task for task in words["instead"] if task in tasks])
            sentence = words["sentence"]["instead" if language is None else "nobody"]
            name = language_name(language) if language else ""
            told.append(sentence.format(what=words["what"][trouble], did=did, language=name))
        return tuple(told)


@contextmanager
def open_journal(*, account: str = "", today: date) -> Iterator[Journal]:
    """A journal that engines write to until it is closed, in everything that is started meanwhile."""
    journal = Journal(account=account, today=today)
    token = _current.set(journal)
    try:
        yield journal
    finally:
        _current.reset(token)


def current_journal() -> Journal | None:
    """The journal of the request that is being worked on, None outside of any."""
    return _current.get()


def _did(tasks: list[str]) -> str:
    """What was done instead: each task, or "its work" when there is more to tell than anybody would read."""
    words = load("troubles")
    if len(tasks) > _TOLD:
        return str(words["sentence"]["all"])
    return " and ".join(words["instead"][task] for task in tasks)
