"""Where a model failed and the built-in rules did its work."""

from agents.lexicons import load
from agents.types import Suggestion


def troubles_of(suggestion: Suggestion) -> tuple[str, ...]:
    """The sentences of a suggestion that say so."""
    began = tuple(load("troubles")["what"].values())
    return tuple(said for said in suggestion.assumptions if said.startswith(began))
