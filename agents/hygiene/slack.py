"""What Slack would act on: mentions that ping people, and its own way to write links."""

import re

from agents.hygiene.links import disguise, is_disguised, readable
from agents.hygiene.mending import GAP, mend
from agents.hygiene.sentences import sentences, states_fact, word_count
from agents.hygiene.types import Removed

_OPEN, _CLOSE = r"(?:<|&lt;)", r"(?:>|&gt;)"
_BROADCAST = re.compile(
    rf"{_OPEN}!(?:channel|here|everyone)(?:\|[^<>|]*)?{_CLOSE}|(?<![\w.@/])@(?:channel|here|everyone)\b"
)
_DATE = re.compile(rf"{_OPEN}!date\^[^<>|]*\|([^<>]*){_CLOSE}")
_ROOM = re.compile(
    rf"(?:\s*\b(?:in|from|on|to|via|at|see|and)\s+)?{_OPEN}#[A-Z0-9]{{2,}}(?:\|[^<>|]*)?{_CLOSE}"
)
_PERSON = re.compile(
    rf"{_OPEN}(?:@[A-Z0-9]{{2,}}|!subteam\^[A-Z0-9]+|![a-z_]+\^?[^<>|]*)(?:\|[^<>|]*)?{_CLOSE}"
)
_LINK = re.compile(r"<((?:https?|mailto|tel):[^<>|\s]+)(?:\|([^<>]*))?>")
_SEVERAL = re.compile(rf"{GAP}(?:\s*(?:,|&|and|,\s*and)\s*{GAP})+")
_CALLED = re.compile(
    rf"\b(?:thanks|thank you|hi|hey|hello|dear|cc|ping|fyi)\s*,?\s*{GAP}|"
    rf"^\s*{GAP}\s*(?:[,:!–—-]|(?-i:[A-Z\d])|$)|[,–—-]\s*{GAP}\s*[.!?]*\s*$",
    re.IGNORECASE,
)
_ROOM_GAP = "\ue001"
_TEAM = "our team"
_FEW_WORDS = 2


def without_slack_marks(text: str, *, language: str = "en") -> tuple[str, list[Removed]]:
    """`text` without mentions of people, groups and channels; Slack links become readable ones.

    A call to the channel goes; a person in the middle of an English sentence becomes "our team"; a
    sentence that speaks of several of them, and of no number, link or tag, goes as a whole.
    """
    if "<" not in text and "@" not in text and "&lt;" not in text:
        return text, []
    links = [(match[0], match[1], match[2] or "") for match in _LINK.finditer(text)]
    removed = [
        disguise(whole, shown=label, real=re.sub("^(?:mailto|tel):", "", address))
        for whole, address, label in links
        if is_disguised(address, label)
    ]
    text = _DATE.sub(lambda match: match[1], _LINK.sub(_readable, text))
    marks = [match[0] for pattern in (_BROADCAST, _ROOM, _PERSON) for match in pattern.finditer(text)]
    if not marks:
        return text, removed
    parts = (_spoken(sentence, language) for sentence in sentences(_BROADCAST.sub(GAP, text)))
    note = "Slack mentions were taken out: customers would see internal names, and people would be pinged."
    return mend("".join(parts)), [*removed, Removed(kind="slack_mention", text=" ".join(marks), note=note)]


def _readable(match: re.Match[str]) -> str:
    address, label = match[1].removeprefix("mailto:").removeprefix("tel:"), (match[2] or "").strip()
    if is_disguised(address, label):
        return label
    last = re.match(r"\s*(?:\n|$)", match.string[match.end() :]) is not None
    if match.string[: match.start()].rstrip(" ").endswith(":"):
        label = ""
    return readable(address.split("?")[0] if address != match[1] else address, label, last=last)


def _spoken(sentence: str, language: str) -> str:
    """A sentence without the people and channels it speaks of."""
    mentions = len(_PERSON.findall(sentence)) + len(_ROOM.findall(sentence))
    if not mentions:
        return sentence
    ending = sentence[len(sentence.rstrip()) :]
    bare = _SEVERAL.sub(GAP, _PERSON.sub(GAP, _ROOM.sub(_ROOM_GAP, sentence)))
    nobody = GAP not in bare
    if not states_fact(bare) and (mentions > 1 or (nobody and word_count(bare) < _FEW_WORDS)):
        return GAP + ending
    if language == "en" and not nobody and not _CALLED.search(bare):
        bare = bare.replace(GAP, _TEAM)
        bare = bare[:1].upper() + bare[1:]
    return bare.replace(_ROOM_GAP, GAP)
