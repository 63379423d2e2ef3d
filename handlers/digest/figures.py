"""The figures of a digest's parts in words."""

from handlers.digest.change import Change, change_of
from handlers.digest.content import Adoption, Item
from handlers.digest.numbers import percent, points, whole
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
    change = change_of(one)
    if change is None or one.before is None:
        return f"score {points(one.after, market)} since ({whole(one.delivered, market)} delivered)"
    before, after = points(one.before, market), points(one.after, market)
    return f"score {before} before, {after} since: {changed(change, market)}"


def changed(change: Change, market: str | None) -> str:
    """A change with its interval and sample: "+52% [+31%, +74%], n = 3,015"."""
    sure = "" if change.low > 0 or change.high < 0 else ", which may be chance"
    interval = f"[{percent(change.low)}, {percent(change.high)}]"
    return f"{percent(change.share)} {interval}, n = {whole(change.delivered, market)}{sure}"
