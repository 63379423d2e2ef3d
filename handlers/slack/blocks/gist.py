"""Cards and messages in a few words, for notifications and lists."""

from agents.types import Message
from handlers.slack.blocks.cut import shortened
from handlers.slack.text import to_slack

_NOTICE = 1500  # weight; Slack refuses to change a message to a text of more than 4,000 bytes


def first_words(message: Message, most: int) -> str:
    """Title and body in one line, or as much of it as weighs no more than `most`."""
    parts = (message.title, message.body) if message.title else (message.body,)
    return shortened(" / ".join(" ".join(part.split()) for part in parts), most)


def notice(words: str) -> str:
    """A card in short, escaped, for notifications."""
    return to_slack(shortened(" ".join(words.split()), _NOTICE))
