"""The first version of an answer, told to whoever waits, while what it is worth is still worked out.

It is told when it has passed every hard check and not a word earlier: whether a promise is kept, a tag
is whole or a text too long can only be said of a finished text. So a model's words are never shown as
they come.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from agents.answer import Case
from agents.types import Draft, Message, Value


class FirstVersion(Value):
    """A rewrite of `draft` that may go out, and what the merchant is asked about it.

    It is not the last word: the whole answer may prefer another version, or the draft. With
    `asks_first` the questions come before the message.
    """

    draft: Draft
    message: Message
    questions: tuple[str, ...] = ()
    asks_first: bool = False


Tell = Callable[[FirstVersion], None]
_watcher: ContextVar[Tell | None] = ContextVar("watcher", default=None)


@contextmanager
def watched_by(tell: Tell | None) -> Iterator[None]:
    """First versions are told so, in everything that is started meanwhile; with None, to nobody."""
    token = _watcher.set(tell)
    try:
        yield
    finally:
        _watcher.reset(token)


def current_watcher() -> Tell | None:
    """Whom first versions are told, None if nobody waits for any."""
    return _watcher.get()


def tell_first_version(case: Case, message: Message) -> None:
    """Tell whoever watches of a message that passed every hard check of its case."""
    if tell := current_watcher():
        questions = tuple(dict.fromkeys(case.asked))
        tell(FirstVersion(draft=case.given, message=message, questions=questions, asks_first=case.must_ask))
