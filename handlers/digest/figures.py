"""The figures of a digest's parts in words."""

from handlers.digest.content import Adoption, Item
from handlers.digest.numbers import points, signed, whole
from handlers.words import CHANNEL, SEGMENT


def about(item: Item) -> str:
    """Which template it is: "C-1034 · push notification, potential new customers"."""
    worse = " · worse than when I last told you" if item.worse else ""
    return f" · {CHANNEL[item.channel]}, {SEGMENT[item.audience].lower()}{worse}"


def figures(item: Item, market: str | None) -> str:
    """How it did: score with its interval, place in the segment, sample, and what a fix may bring."""
    interval = f"{points(item.low, market)} to {points(item.high, market)}"
    among = whole(item.ranked_among, market)
    return (
        f"Score {points(item.score, market)} ({interval}; {whole(item.delivered, market)} delivered), "
        f"better than {item.percentile:.0%} of {among} templates; strong ones reach "
        f"{points(item.standard, market)}. A fix: up to +{whole(item.gain, market)} points a week."
    )


def brought(one: Adoption, market: str | None) -> str:
    """What adopted words brought."""
    if one.after is None:
        return "no figures yet: they come with the logs of its first seven days"
    sample = f"{whole(one.delivered, market)} delivered"
    if one.change is None or one.before is None or one.low is None or one.high is None:
        return f"score {points(one.after, market)} since ({sample})"
    sure = "" if one.low > 0 or one.high < 0 else ", which may be chance"
    return (
        f"score {points(one.before, market)} before, {points(one.after, market)} since: "
        f"{signed(one.change, market)} [{signed(one.low, market)}, {signed(one.high, market)}], "
        f"n = {whole(one.delivered, market)}{sure}"
    )
