"""The line that tells a merchant how long a message is."""

from agents.channels.push import stamp_cut
from agents.channels.subject import numbers
from agents.placeholders import find_placeholders
from agents.rendered import worst_case
from agents.sms import count_sms
from agents.types import Channel, Message


def count_line(message: Message, *, channel: Channel) -> str:
    """How long `message` is, in words.

    "Title 36 characters (an iPhone showing "now" cuts at 35), body 92."; "1 SMS part, 106 of 160, GSM-7."

    Lengths are those of the text at its longest; when tags had to be guessed, the line says so.
    """
    if channel == "sms":
        return _sms(message.body)
    parts = [_title(message.title, channel)] if message.title else []
    parts.append(_body(message.body, channel))
    line = ", ".join(parts)
    return f"{line[0].upper()}{line[1:]}{_guessed(message.text)}."


def _sms(body: str) -> str:
    count = count_sms(body)
    parts = "1 SMS part" if count.parts == 1 else f"{count.parts} SMS parts"
    return f"{parts}, {count.units} of {count.capacity}, {count.encoding}{_guessed(body)}."


def _title(title: str, channel: Channel) -> str:
    size = len(worst_case(title))
    if channel == "email":
        return f"subject {size} characters"
    cut = stamp_cut(size) if channel == "push" else None
    cuts = f" (an iPhone showing {cut[0]} cuts at {cut[1]})" if cut else ""
    return f"title {size} characters{cuts}"


def _body(body: str, channel: Channel) -> str:
    size = len(worst_case(body))
    most = f" of {numbers('whatsapp')['body_error']:,}" if channel == "whatsapp" else ""
    return f"body {size:,}{most}"


def _guessed(text: str) -> str:
    tags = [tag for tag in find_placeholders(text) if tag.role == "variable"]
    return f"; a tag counted as {numbers('rendered')['tag']} characters" if tags else ""
