"""Which words of a draft show a fault; of a step that is missing, the sentence where it is missed."""

import re

from agents.engines.rules.diagnosis.faults import Fault
from agents.engines.rules.diagnosis.signals import Signals

_LONG = 60
_TELLING = 40
"""A sentence shorter than this may be left out for its weak step: one that only stands there is shown with
what goes before it."""
_GREETING = re.compile(r"\W*(?:hi|hello|hey|dear|hiya|hai|halo|namaste|salam|kia ora)\b(?:\W*\w+){0,3}\W*")
_THANKS = re.compile(r"\W*(?:(?:many )?thanks|thank you|thx|terima kasih|makasih|salamat)\b")
_NAME = re.compile(r"\W*(?:(?:mrs?|ms|dr|pn|en)\b\W*)?\w+(?: \w+)?\W*(?<![.!?])")
_ROOM = " \n\t:,-–—>"

Place = tuple[int, int]


def quotes_of(fault: Fault, signals: Signals) -> list[str]:
    """The words that show the fault; when something is missing, the sentence where it is missed."""
    reading = signals.reading
    quotes = [reading.quote(hit.start, hit.end) for hit in fault.hits]
    if not quotes and fault.type == "weak_call_to_action":
        said = _asking(signals)
        short = [quote for quote in said if len(quote) <= _LONG]
        quotes = (short or said)[-1:]
    return list(dict.fromkeys(quote for quote in quotes if quote))


def _asking(signals: Signals) -> list[str]:
    """The sentences that could have asked for something: of the body, between its greeting and sign-off."""
    reading, end = signals.reading, signals.signoff[0] or len(signals.reading.norm)
    places = [_trimmed(reading.norm, place) for place in reading.sentences if place[0] < end]
    body = [place for place in places if not reading.in_title(place[0])]
    named = [place for place in body if not _GREETING.fullmatch(reading.norm[slice(*place)])]
    full = [place for place in named if not _says_little(signals, place)]
    shown = full or named or body or places
    if full and full[-1] != named[-1]:
        shown = [_with_what_leads_to(full, reading.norm)]
    return [quote for a, b in shown if (quote := reading.quote(a, b).strip())]


def _with_what_leads_to(places: list[Place], norm: str) -> Place:
    """The last sentence, if it is short with the one before it on its line."""
    start, end = places[-1]
    for before, stop in reversed(places[:-1]):
        if end - start >= _TELLING or "\n" in norm[stop:start]:
            break
        start = before
    return start, end


def _says_little(signals: Signals, place: Place) -> bool:
    """Whether it is a pleasantry, thanks, or the bare name of who writes, at the end."""
    norm, hits = signals.reading.norm, signals.actions
    polite = any(hit.group == "polite" and place[0] <= hit.start < place[1] for hit in hits)
    return bool(polite or _THANKS.match(norm[slice(*place)]) or _is_signed(norm, place))


def _is_signed(norm: str, place: Place) -> bool:
    """Whether it stands in a last line with nothing but a name."""
    text = norm.rstrip()
    line = text.rfind("\n") + 1
    return 0 < line <= place[0] and bool(_NAME.fullmatch(text[line:]))


def _trimmed(norm: str, place: Place) -> Place:
    """A sentence without the room that links, tags and the way out left at its ends."""
    said = norm[slice(*place)]
    return place[0] + len(said) - len(said.lstrip(_ROOM)), place[0] + len(said.rstrip())
