"""A list that was shown, from which one is chosen by its number: "weak", and then "fix the first one"."""

import re
from functools import cache

from agents.lexicons import load
from handlers.moves import spelled_out
from handlers.talk import Reply, Talk


def listed(talk: Talk, reply: Reply) -> Talk:
    """The conversation with what the reply lists, to be chosen from."""
    ids = tuple(campaign.campaign_id for campaign in reply.campaigns)
    return talk.model_copy(update={"listed": ids}) if ids else talk


def chosen_of(text: str, talk: Talk) -> str | None:
    """The one of the list that a message names by its number; None if it is about something else."""
    found = _choice().fullmatch(spelled_out(text.strip(" .!?")))
    if found is None or not talk.listed:
        return None
    said = (found["digit"] or found["word"] or found["letter"]).lower()
    letter = "abcd".find(said) + 1
    number = letter or (int(said) if said.isdigit() else int(load("conversation")["numbers"][said]))
    return talk.listed[number - 1] if 1 <= number <= len(talk.listed) else None


def is_choice(text: str) -> bool:
    """Whether a message orders one of a list to be fixed: "fix the first one"."""
    said = spelled_out(text.strip(" .!?"))
    return bool(
        _choice().fullmatch(said) and re.search(r"\b(?:fix|improve|rewrite|edit)\b", said, re.IGNORECASE)
    )


@cache
def _choice() -> re.Pattern[str]:
    words = "|".join(load("conversation")["numbers"])
    return re.compile(
        r"(?:(?:ok|okay|please|and|now|then|just|can you|let'?s)[, ]+)*"
        r"(?:(?:fix|improve|rewrite|show|open|use|take|do|try|see|edit|start with|go with)(?: me)? )?"
        r"(?:(?:the|number|no|option|campaign|draft) ?)*"
        rf"#?(?:(?P<digit>\d)(?:st|nd|rd|th)?|(?P<word>{words})|(?P<letter>[abcd]))"
        r"(?: (?:one|campaign|draft|please))*",
        re.IGNORECASE,
    )
