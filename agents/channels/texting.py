"""SMS: parts, encoding, who speaks, the way out, and what carriers bar."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from agents.channels.lengths import Limit, length_findings
from agents.channels.optout import opt_out_text
from agents.channels.subject import Subject, finding, listed, numbers
from agents.sms import SmsCount, count_sms
from agents.types import LintFinding

_PREFIX = re.compile(r"\s*\[?([^\W\d_][^:\n\]]{1,30}?)(?:\]|\s?:|\s[-–|>]+)\s")
_BRAND_WORD = 3
"""Letters from which a word of the shop's name can tell it from others."""
_LAST_LATIN = 0x24F


def sms_rules(subject: Subject) -> Iterator[LintFinding]:
    """Everything a text message has to mind. Its title, if it has one, is never sent."""
    if subject.message.title:
        yield finding("sms_title", "warning", "A text message has no title; only the body is sent.")
    count = count_sms(subject.message.body)
    yield from _size(count)
    yield from _encoding(count)
    yield from _sender(subject)
    yield from _way_out(subject)
    yield from _barred(subject.message.body)


def _size(count: SmsCount) -> Iterator[LintFinding]:
    known = numbers("sms")
    limit = Limit(
        known["body_warn"], "keep it within {}", known["body_error"], "no carrier takes more than {}"
    )
    yield from length_findings("sms_length", count.units, limit, what="The text")
    if count.parts > 1:
        used = f"{count.units} of {count.capacity}, {count.encoding}"
        detail = f"It is sent and billed as {count.parts} parts ({used})."
        yield finding("sms_parts", "info", detail)


def _encoding(count: SmsCount) -> Iterator[LintFinding]:
    known = numbers("sms")
    if count.forced_by:
        shown = [letter for letter in count.forced_by if letter.isprintable() and letter != "\ufe0f"]
        unavoidable = any(ord(letter) > _LAST_LATIN and letter.isalpha() for letter in count.forced_by)
        detail = (
            f"{listed(shown)} shrinks a part from {known['gsm7_single']} to {known['ucs2_single']} "
            "characters (UCS-2)."
        )
        yield finding("sms_encoding", "info" if unavoidable else "warning", detail)
    elif count.may_flip:
        detail = (
            "A customer whose name has a letter outside GSM-7 (“Łukasz”) gets parts of "
            f"{known['ucs2_single']} characters."
        )
        yield finding("sms_name_encoding", "info", detail)


def _sender(subject: Subject) -> Iterator[LintFinding]:
    """A text message comes from a number: it has to say whose."""
    body = subject.message.body
    if subject.merchant:
        words = [word for word in re.findall(r"\w+", _folded(subject.merchant)) if len(word) >= _BRAND_WORD]
        squeezed = re.sub(r"\W", "", _folded(body))
        if words and not any(word in squeezed for word in words):
            yield finding(
                "sms_brand", "warning", f"The text does not say that it comes from {subject.merchant}."
            )
        return
    before = _PREFIX.match(subject.original.body) if subject.original else None
    if before and before[1].casefold() not in body.casefold():
        yield finding("sms_brand", "warning", f"The sender “{before[1]}” at the start is gone.")


def _folded(text: str) -> str:
    """Lower case without accents: "BLOOME" is Bloomé."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _way_out(subject: Subject) -> Iterator[LintFinding]:
    if subject.market in numbers("sms")["optout_markets"] and not opt_out_text(subject.message.body):
        detail = "Shoppers here expect a way out in every text; “Reply STOP to opt out” is the usual one."
        yield finding("sms_optout_missing", "info", detail)


def _barred(text: str) -> Iterator[LintFinding]:
    shaft = dict.fromkeys(match[0] for match in _shaft().finditer(text) if not _meant_otherwise(match))
    if shaft:
        yield finding(
            "sms_shaft",
            "warning",
            f"Carriers may block {listed([*shaft])} (SHAFT rules); ask yours before sending.",
        )
    yield from short_links(text)


def _meant_otherwise(match: re.Match[str]) -> bool:
    """Tell slots for piano lessons from slots in a casino, and a glue gun from a gun."""
    known, word, text = numbers("sms"), match[0].casefold(), match.string
    if beside := known["shaft_beside"].get(word):
        return not re.search(rf"\b(?:{beside})\b", text, re.IGNORECASE)
    after, before = known["shaft_after"].get(word, r"(?!)"), known["shaft_before"].get(word, r"(?!)")
    led = re.search(rf"\b(?:{after})['’]?[\s-]+\Z", text[: match.start()], re.IGNORECASE)
    followed = re.match(rf"[\s-]+(?:{before})\b", text[match.end() :], re.IGNORECASE)
    return bool(led or followed)


def short_links(text: str) -> Iterator[LintFinding]:
    """A warning on public link shorteners, which carriers filter and WhatsApp refuses."""
    match = _shorteners().search(text)
    if match:
        yield finding(
            "short_link",
            "warning",
            f"{match[0]} hides where it leads and gets filtered; use your own domain.",
        )


@cache
def _shaft() -> re.Pattern[str]:
    words = "|".join(map(re.escape, (*numbers("sms")["shaft"], *numbers("sms")["shaft_beside"])))
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)


@cache
def _shorteners() -> re.Pattern[str]:
    hosts = "|".join(map(re.escape, numbers("sms")["shorteners"]))
    return re.compile(rf"(?<![\w.])(?:{hosts})/\S*", re.IGNORECASE)
