"""The course of a message: what it does, in order, with none of its words."""

from functools import lru_cache

from agents.copy_facts import Known
from agents.features import features, places
from agents.types import Message

_REMEMBERED = 2048
_TITLE_MOVES = {
    "names_item": "item_in_title",
    "states_amount": "offer_in_title",
    "asks_question": "question_in_title",
}


@lru_cache(maxsize=_REMEMBERED)
def moves(message: Message, known: Known = Known()) -> tuple[str, ...]:  # noqa: B008 - it is frozen
    """The moves of a message in the order of its text, each once, by the names of `features()`.

    ("item_in_title", "says_what_waits", "names_item", "states_amount", "concrete_action"): a writer
    can take these steps without knowing a word of the message.
    """
    steps = {feature.name for feature in features() if feature.move}
    in_title = _ordered(message.title or "", known)
    title = [_TITLE_MOVES[name] for name in in_title if name in _TITLE_MOVES]
    body = [name for name in _ordered(message.body, known) if name in steps - set(_TITLE_MOVES.values())]
    return (*title, *body)


def _ordered(text: str, known: Known) -> list[str]:
    found = places(text, known)
    return sorted(found, key=lambda name: (found[name], name))
