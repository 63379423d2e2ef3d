"""What people do about suggestions, and what campaigns brought, as votes between two messages."""

from agents.votes.ballots import Ballot, Gathered, ballots_of
from agents.votes.casting import cast

__all__ = ["Ballot", "Gathered", "ballots_of", "cast"]
