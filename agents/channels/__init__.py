"""Channels: what each shows, cuts or refuses, and what our house style asks."""

from agents.channels.counting import count_line
from agents.channels.limits import Limits, limits
from agents.channels.lint import lint
from agents.channels.optout import opt_out_text

__all__ = ["Limits", "count_line", "limits", "lint", "opt_out_text"]
