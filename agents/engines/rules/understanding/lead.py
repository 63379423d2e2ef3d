"""An instruction that runs into the draft: "for our frequent buyers, push: …" and "… (sms)"."""

import re
from dataclasses import replace

from agents.engines.rules.understanding.cover import Cover, cover, is_trade_talk, mentions
from agents.engines.rules.understanding.span import Span

_LONGEST = 240
_CUT = re.compile(r"[:?.!](?=\s|$)|\n|\s[–—-]\s")
_BRACKETED_FIRST = re.compile(r"[(\[](?P<said>[^()\[\]{}]{3,120})[)\]]\s*")
_CALLED = re.compile(
    r"(?<=[.!?:,;)\n])\s*(?:(?:my|our|the) )?draft(?: as discussed| below| here)?\s*:(?!//)",
    re.IGNORECASE,
)
# "Email: hello@shop.com" tells customers where to write.
_ADDRESS = re.compile(r"\s*(?:https?://|www\.|\S+@\S|\+?[\d(])")


def take_lead(text: str, span: Span) -> Span:
    """The draft without an instruction at its start; the longest that tells more than a shorter one."""
    chunk = span.of(text)
    bracketed = _BRACKETED_FIRST.match(chunk)
    if bracketed and (found := cover(bracketed["said"])) and found.said:
        return span.narrowed(start=span.start + bracketed.end(), said=found.said)
    leads = [(cut, lead) for cut in _CUT.finditer(chunk, 0, _LONGEST) if (lead := _instruction(chunk, cut))]
    if not leads:
        return span
    cut, lead = leads[-1]
    for earlier, said in leads:
        # "Push for new buyers: Thanks! …": what follows the colon without telling more is the draft's.
        if earlier.group() == ":" and said == lead:
            cut = earlier
            break
    return span.narrowed(start=span.start + cut.end(), said=lead.said)


def take_called(text: str, span: Span) -> Span:
    """The draft behind a "draft:" in the middle: what stands before it is said to us, whatever it is."""
    chunk = span.of(text)
    called = _CALLED.search(chunk, 0, _LONGEST)
    if called is None or not chunk[called.end() :].strip():
        return span
    return span.narrowed(start=span.start + called.end(), said=mentions(chunk[: called.start()]).said)


def _greets(before: str, after: str, found: Cover) -> bool:
    """Whether a capital letter and a sentence that goes on tell customers: "For our followers: €8 off …"."""
    goes_on = not after.lstrip()[:1].isupper() and after.lstrip()[:1] not in set("\"“'‘`«„>*_")
    bare = not found.request and found.said.keys() == {"audience"} and "\n" not in after[:2]
    return bare and goes_on and before.lstrip()[:1].isupper() and not is_trade_talk(before)


def _instruction(chunk: str, cut: re.Match[str]) -> Cover | None:
    """What the words before the cut instruct, if they do and a message follows."""
    before, after = chunk[: cut.start()], chunk[cut.end() :]
    if not after.strip() or _ADDRESS.match(after):
        return None
    found = cover(before, listed=cut.group() == ":")
    if found is not None and found.is_for_us:
        return None if _greets(before, after, found) else found
    # "I want to send this to regulars in Penang:" and the draft on the next line.
    if cut.group() == ":" and after.startswith("\n"):
        spoken = mentions(before)
        return replace(spoken, frame=True) if spoken.request else None
    if cut.group() == "\n" and after.startswith("\n"):
        return _paragraph(before)
    return None


def _paragraph(before: str) -> Cover | None:
    """What "Please see below for the blast to regulars by SMS" instructs, above an empty line."""
    spoken = mentions(before.rpartition("\n\n")[2])
    both = spoken.said.keys() >= {"audience", "channel"}
    return replace(spoken, frame=True) if spoken.request and both else None
