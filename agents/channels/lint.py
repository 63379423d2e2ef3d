"""Looking at a message with the eyes of its channel."""

from collections.abc import Callable, Iterator

from agents.channels.chat import chat_rules
from agents.channels.house import house_style
from agents.channels.mail import email_rules
from agents.channels.optout import opt_out_kept
from agents.channels.push import push_rules
from agents.channels.subject import Subject
from agents.channels.texting import sms_rules
from agents.channels.whatsapp import whatsapp_rules
from agents.types import Channel, LintFinding, Message

_RULES: dict[Channel, Callable[[Subject], Iterator[LintFinding]]] = {
    "push": push_rules,
    "sms": sms_rules,
    "whatsapp": whatsapp_rules,
    "email": email_rules,
    "im": chat_rules,
}
_SEVERITIES = ("error", "warning", "info")


def lint(
    message: Message,
    *,
    channel: Channel,
    market: str | None = None,
    original: Message | None = None,
    merchant: str | None = None,
) -> tuple[LintFinding, ...]:
    """Every rule of `channel` and of our house style that `message` breaks, errors first.

    `market` is a two-letter country code; with the `original` draft, a lost opt-out text is an
    error; `merchant` is the shop's name, which a text message has to give. Lengths are counted on
    the text with its tags filled in at their longest.
    """
    subject = Subject(message, channel, market, merchant, original)
    found = [*opt_out_kept(subject), *_RULES[channel](subject), *house_style(subject)]
    return tuple(sorted(found, key=lambda row: _SEVERITIES.index(row.severity)))
