"""Engagement worked out in plain Python, slowly and in the open: what the expression has to equal."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

WEIGHTS = {
    "read": 1,
    "click_store": 3,
    "click_voucher": 3,
    "click_product": 4,
    "crm_button": 2,
    "unsubscribe": -5,
}
CLICKS = {"click_store", "click_voucher", "click_product", "crm_button"}


class Send(NamedTuple):
    """A message that was delivered."""

    message: str
    campaign: str
    delivered_at: datetime


class Event(NamedTuple):
    """Something that happened to a message."""

    message: str
    event: str
    at: datetime
    machine_open: bool
    suspected_bot: bool


class Campaign(NamedTuple):
    """A campaign and the group it is scored in."""

    campaign: str
    merchant_id: str
    group_key: str
    audience: str


@dataclass
class Group:
    """What came of one group."""

    scores: list[int]
    counts: dict[str, int]
    mean: float = 0.0
    shrunk: float = 0.0
    percentile: float = 0.0
    quarter: str | None = None


Key = tuple[str, str, str]


def engagement(sends: list[Send], events: list[Event], campaigns: list[Campaign]) -> dict[Key, Group]:
    """(merchant_id, group_key, audience) → what came of it."""
    groups: dict[Key, Group] = {}
    by_campaign = {one.campaign: (one.merchant_id, one.group_key, one.audience) for one in campaigns}
    for message in {send.message for send in sends}:
        mine = [send for send in sends if send.message == message]
        key = by_campaign.get(min(send.campaign for send in mine))
        if key is None:
            continue
        delivered_at = min(send.delivered_at for send in mine)
        done = {event.event for event in events if event.message == message and _counts(event, delivered_at)}
        group = groups.setdefault(key, Group([], dict.fromkeys(WEIGHTS, 0)))
        group.scores.append(sum(WEIGHTS[name] for name in done))
        for name in done:
            group.counts[name] += 1
    segments = defaultdict(list)
    for key, group in groups.items():
        segments[key[2]].append(group)
    for segment in segments.values():
        _score(segment)
    return groups


def _counts(event: Event, delivered_at: datetime) -> bool:
    if event.event == "read" and event.machine_open:
        return False
    if event.event in CLICKS and event.suspected_bot:
        return False
    return timedelta(0) <= event.at - delivered_at <= timedelta(days=7)


def _score(segment: list[Group]) -> None:
    for group in segment:
        group.mean = sum(group.scores) / len(group.scores)
    k, n = len(segment), sum(len(group.scores) for group in segment)
    grand = sum(sum(group.scores) for group in segment) / n
    residual = sum((score - group.mean) ** 2 for group in segment for score in group.scores)
    within = residual / (n - k) if n > k else None
    among = sum(len(group.scores) * (group.mean - grand) ** 2 for group in segment)
    size = n - sum(len(group.scores) ** 2 for group in segment) / n
    between = max(0.0, (among - (k - 1) * within) / size) if within is not None and size > 1e-9 else 0.0
    if between < 1e-12:  # a hair of rounding is no difference
        between = 0.0
    weights = [
        between / (between + (within or 0.0) / len(group.scores)) if between else 0.0 for group in segment
    ]
    total = sum(weights)
    centre = (
        sum(w * group.mean for w, group in zip(weights, segment, strict=True)) / total if total else grand
    )
    for weight, group in zip(weights, segment, strict=True):
        group.shrunk = centre + weight * (group.mean - centre)
    for group in segment:
        below = sum(other.shrunk < group.shrunk - 1e-9 for other in segment)
        ties = sum(abs(other.shrunk - group.shrunk) <= 1e-9 for other in segment)
        group.percentile = (below + (ties - 1) / 2 + 0.5) / k
        group.quarter = "strong" if group.percentile > 0.75 else "weak" if group.percentile < 0.25 else None
