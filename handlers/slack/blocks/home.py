"""The Home tab: what to fix first, what was adopted and what it brought, whom we speak for."""

from collections.abc import Iterator
from datetime import datetime

from agents.types import Message, Value
from handlers.slack import ids
from handlers.slack.blocks.base import (
    Span,
    actions,
    button,
    divider,
    header,
    items,
    line,
    moment,
    person,
    quoted,
    rich,
    small,
    text,
)
from handlers.slack.blocks.campaigns import campaign_rows
from handlers.slack.blocks.card import Block, View
from handlers.slack.blocks.cut import shortened
from handlers.slack.blocks.forms.settings import DAYS
from handlers.slack.blocks.forms.values import SettingsValues
from handlers.slack.blocks.gist import first_words
from handlers.talk import CampaignLine
from handlers.words import CHANNEL, SEGMENT

_SHOWN = 5
_WORDS, _NAME = 120, 200  # weights
_WHY_CONNECT = (
    "Drafts work already. Connected to your shop, I also learn from what your own customers answered to, "
    "and you can ask for any campaign by its id. It takes a one-time code from whoever runs the bot."
)


class Adopted(Value):
    """A text somebody took, and what the same template scored before and since, None without figures.

    `by` is a Slack user id, `delivered` counts the messages of the score `after`.
    """

    title: str | None = None
    body: str
    by: str
    at: datetime
    before: float | None = None
    after: float | None = None
    delivered: int = 0


class DigestNews(Value):
    """When the next digest comes (`at`), or the name of the workspace that gets it instead (`elsewhere`).

    `stuck` says that the last one could not be posted.
    """

    at: datetime | None = None
    elsewhere: str = ""
    stuck: bool = False


class HomeData(Value):
    """What the Home tab shows. Without a `merchant_name` the workspace is not connected to a shop.

    `trials` are running ones, a line each. `may_change` says whether the person who looks may connect and
    change settings.
    """

    merchant_name: str | None = None
    weak: tuple[CampaignLine, ...] = ()
    adopted: tuple[Adopted, ...] = ()
    trials: tuple[str, ...] = ()
    digest: DigestNews | None = None
    settings: SettingsValues = SettingsValues()
    may_change: bool = False


def home_view(data: HomeData) -> View:
    """The Home tab of one person."""
    shop = _connected(data) if data.merchant_name else _not_connected(data)
    return {"type": "home", "blocks": [*_greeting(data), *shop, divider(), *_settings(data)]}


def _greeting(data: HomeData) -> Iterator[Block]:
    yield header("Better messages to your customers")
    said = "Send me a draft: I say what is weak, rewrite it and invent nothing."
    if data.merchant_name:
        shop = text(shortened(data.merchant_name, _NAME), bold=True)
        yield rich(line(text(f"{said} I speak for "), shop, text(" and learn from its campaigns.")))
    else:
        yield rich(line(text(said)))
    yield actions(button("Rewrite a Message", ids.HOME_NEW, primary=True))


def _not_connected(data: HomeData) -> Iterator[Block]:
    yield header("Connect your shop")
    yield rich(line(text(_WHY_CONNECT)))
    if data.may_change:
        yield actions(button("Connect", ids.HOME_CONNECT))
    else:
        yield small("A workspace admin can connect it here.")


def _connected(data: HomeData) -> Iterator[Block]:
    yield header("Fix these first")
    if data.weak:
        yield from campaign_rows(data.weak[:_SHOWN])
        yield actions(button("Show This Week's Digest", ids.HOME_DIGEST))
    else:
        yield from _no_campaigns()
    if data.trials:
        yield header("Tests under way")
        yield rich(items([text(shortened(said, _NAME))] for said in data.trials))
    yield header("Adopted, and what it brought")
    if data.adopted:
        yield rich(items(_adopted(one) for one in data.adopted[:_SHOWN]))
    else:
        yield _example(
            "Nothing yet. When somebody presses “Use This”, it stands here like this:",
            "“Your drip bags are still here / Hi …” · Ana · score 0.41 before, 1.92 since (3,015 delivered)",
        )


def _no_campaigns() -> Iterator[Block]:
    yield _example(
        "No weak campaign known. Once your logs are in, they stand here like this:",
        "C-1042 · score 0.41, 3,015 delivered · Abandoned cart, push notification",
    )
    yield actions(button("How to Bring Them In", ids.HOME_IMPORT_HELP))


def _example(said: str, example: str) -> Block:
    return rich(line(text(said)), quoted(text(example, italic=True)))


def _adopted(one: Adopted) -> list[Span]:
    words = first_words(Message(title=one.title, body=one.body), _WORDS)
    when = moment(one.at, time_zone="UTC")
    said = [text(f"“{words}” · "), person(one.by), text(" · "), when]
    return [*said, text(f"\n{_brought(one)}")]


def _brought(one: Adopted) -> str:
    if one.after is None:
        return "No figures yet: they come with the logs of its next seven days."
    before = f"{one.before:.2f} before, " if one.before is not None else ""
    return f"Score {before}{one.after:.2f} since ({one.delivered:,} delivered)"


def _settings(data: HomeData) -> Iterator[Block]:
    yield header("Settings")
    yield rich(items(_settings_lines(data.settings, data.digest)))
    if data.may_change:
        yield actions(button("Change Settings", ids.HOME_SETTINGS))
    else:
        yield small("Workspace admins and the people they named can change these.")


def _digest(known: SettingsValues, digest: DigestNews | None) -> Iterator[Span]:
    """Where and when the digest comes, as far as it does."""
    if digest is not None and digest.elsewhere:
        name = shortened(digest.elsewhere, _NAME)
        yield text(f"Your shop's weekly digest goes to the workspace “{name}”, which chose a channel first.")
        return
    if not known.digest_channel:
        yield text("No weekly digest: choose a channel to get one.")
        return
    room: Span = {"type": "channel", "channel_id": known.digest_channel}
    when = f", {DAYS[known.digest_day]}s at {known.digest_hour:02}:00 ({known.time_zone})"
    yield from (text("Weekly digest in "), room, text(when))
    if digest is not None and digest.at:
        yield from (text(". Next: "), moment(digest.at, time_zone=known.time_zone))
    if digest is not None and digest.stuck:
        yield text(". The last one could not be posted: is the channel there, and am I in it?", bold=True)


def _settings_lines(known: SettingsValues, digest: DigestNews | None) -> Iterator[list[Span]]:
    yield [*_digest(known, digest)]
    if known.default_audience:
        yield [text(f"Usual audience: {SEGMENT[known.default_audience].lower()}")]
    if known.default_channel:
        yield [text(f"Usual channel: {CHANNEL[known.default_channel]}")]
    if known.lends_votes:
        yield [text("Your team's choices are lent: they teach what every shop begins with.")]
    if known.editors:
        people = [span for user in known.editors for span in (person(user), text(" "))]
        yield [text("May change this, beside admins: "), *people[:-1]]
