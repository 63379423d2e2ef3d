"""A digest in words, with numbers as the shop's market writes them."""

from collections.abc import Iterator
from datetime import timedelta

from agents.digest.weeks import monday_of
from handlers.digest.content import DigestContent
from handlers.digest.numbers import day, whole

_CLICK = 3  # points that a click on the shop or a voucher counts
_NOTHING = "Nothing worth fixing this week"


def headline(content: DigestContent) -> str:
    """The number that matters, in a sentence without a full stop."""
    count = len(content.items)
    if not count:
        return _NOTHING
    messages = "1 message" if count == 1 else f"{count} messages"
    return f"{messages} to fix, worth about {whole(content.gain, content.market)} points a week"


def meaning(content: DigestContent) -> str:
    """What the headline means; or why there is nothing to fix."""
    market = content.market
    if content.items:
        clicks = whole(content.gain / _CLICK, market)
        return (
            "That is how much more they would bring if they did as well as strong messages to the same "
            f"people: as much as {clicks} more clicks to your shop a week."
        )
    if not content.scored:
        return "I have no figures of your messages yet: drop your logs into our conversation."
    looked = "the one template" if content.scored == 1 else f"all {whole(content.scored, market)} templates"
    return (
        f"I looked at {looked} of yours that have figures. None that is new, or has got worse, does surely "
        "less than strong messages to the same people, or I have no better words for it."
    )


def held_back(content: DigestContent) -> str:
    """What is not told again, "" for nothing."""
    if not content.again:
        return ""
    which = "1 more was" if content.again == 1 else f"{content.again} more were"
    return f"{which} in a digest of the last four weeks and did not get worse; /weak lists all."


def small_print(content: DigestContent) -> Iterator[str]:
    """How to read it."""
    first = monday_of(content.week)
    last = first + timedelta(days=6)
    yield f"Digest of {content.shop} for the week of {day(first)} to {day(last)} ({content.week})."
    if content.items:
        yield (
            "A message scores 1 when it is read, 3 for a click to your shop or voucher, 4 to a product, "
            "2 on a button, −5 when somebody unsubscribes. In brackets: 95% interval."
        )
