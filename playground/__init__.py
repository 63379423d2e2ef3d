"""A local Slack workspace that speaks the real protocol: for the demo, for tests, for trying things out.

It imports nothing of the app; the app reaches it by its base URL alone.
"""

from playground.errors import NoAnswerError, PlaygroundError
from playground.server import Playground

__all__ = ["NoAnswerError", "Playground", "PlaygroundError"]
