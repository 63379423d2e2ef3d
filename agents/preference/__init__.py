"""What reactions and outcomes teach: of two messages for the same send, which would be preferred.

A Bradley–Terry model (R. A. Bradley and M. E. Terry 1952, Biometrika 39, 324–345): every message has a
utility, linear in what its copy can be seen to do and, where there is an embedder, in what it means;
P(a preferred to b) = 1 / (1 + exp(u(b) − u(a))). What all shops have in common is the prior of each
(`train`); a shop's own choices move its own model away from it (`adapt`, `update`). `weigh` turns
people's votes into pairs, `habits` tells what a team's choices have in common, and `Taste` orders the
candidates of an answer by it all.
"""

from agents.preference.habits import Habit, habits
from agents.preference.heads import Reading
from agents.preference.model import Opinion, PreferenceModel
from agents.preference.pairs import Pair, Vote, weigh
from agents.preference.recipe import Recipe
from agents.preference.taste import Taste, known_of
from agents.preference.training import adapt, train, update

__all__ = [
    "Habit",
    "Opinion",
    "Pair",
    "PreferenceModel",
    "Reading",
    "Recipe",
    "Taste",
    "Vote",
    "adapt",
    "habits",
    "known_of",
    "train",
    "update",
    "weigh",
]
