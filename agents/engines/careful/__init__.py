"""A model whose sentences to a merchant are held to what is known, as its messages to customers are."""

from agents.engines.careful.engine import CarefulEngine

__all__ = ["CarefulEngine"]
