"""Is this something to work on? If not, what should the merchant do?"""

import re

from agents.hygiene.noise import is_code, is_data, is_filler, is_hollow, is_mashed
from agents.hygiene.private import is_abusive, is_chat, is_list, is_private, sells
from agents.hygiene.types import Triage
from agents.placeholders import broken_tags, mask
from agents.types import Draft

_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_DENSE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_DENSE_WORD = 3
"""Signs of a script without spaces that make about a word; two words make a message."""
_SHOWN = 80

_EMPTY = "There is no text to work on; paste the message as your customers would read it."
_CODE = "This looks like code, a log or data, not a message; paste the words your customers would read."
_FILLER = "This is filler text; paste the message you want to send."
_MASHED = "I can't read words in this; paste the message you want to send."
_PRIVATE = "This looks like a private note or list, so I left it alone; paste the message for your customers."
_ABUSE = "I don't help with threats, insults or hate; tell me what the customer should do and I'll word it."
_LIST = "Is this list meant for your customers? Tell me what you offer them and what they should do."
_WORDLESS = "There are no words in this; tell me in a sentence what your customers should hear."
_HOLLOW = "This teases but says nothing yet: what is it about, and what should customers do, and when?"
_TAGS_ONLY = "There is only a placeholder; tell me in a sentence what the message should say around it."


def triage(draft: Draft, *, given: Draft | None = None) -> Triage:
    """Sort a cleaned draft: `ok` to work on, `ask` the merchant first, or `refused`.

    Refused are texts that are no message (empty, code, data, filler, mashed keys, a private note or
    thread) or attack a person; asked for more is a bare link, a single word, an unexplained list, a
    teaser with nothing behind it and a draft with broken tags, which the reason names. `given` is
    the draft before cleaning: names and addresses taken out of a thread or table still show there.
    """
    text = draft.message.text.strip()
    words = mask(text).text
    refusal = _refusal(words) or _pasted(given or draft)
    if refusal:
        return Triage(outcome="refused", reason=refusal)
    question = _too_little(words, text) or _nothing_known(draft, words) or _broken(draft)
    return Triage(outcome="ask", reason=question) if question else Triage(outcome="ok")


def _refusal(text: str) -> str:
    if not text:
        return _EMPTY
    if is_abusive(text):
        return _ABUSE
    if is_code(text):
        return _CODE
    if is_filler(text):
        return _FILLER
    return _MASHED if is_mashed(_LINK.sub(" ", text)) else ""


def _pasted(draft: Draft) -> str:
    text = draft.message.text
    if is_data(text):
        return _CODE
    return _PRIVATE if is_private(mask(text).text) or is_chat(text) else ""


def _nothing_known(draft: Draft, words: str) -> str:
    """A question when neither the text nor what is known beside it says what it is about."""
    return _HOLLOW if not (draft.product or draft.voucher) and is_hollow(words) else ""


def _too_little(words: str, text: str) -> str:
    """A question when there is no sentence to start from. `words` is `text` with its tags masked."""
    bare = re.sub(r"⟦P\d+⟧", " ", _LINK.sub(" ", words))
    count = len(set(map(str.lower, _WORD.findall(bare))))
    count += len(_DENSE.findall(bare)) // _DENSE_WORD
    link = _LINK.search(text)
    if link and count <= 1:
        shown = link[0] if len(link[0]) <= _SHOWN else "it"
        return f"There is only a link; tell me what is behind {shown} and for whom, and I'll keep it."
    if count == 0:
        return _TAGS_ONLY if "⟦P" in words else _WORDLESS
    if count == 1:
        said = " ".join(bare.split())
        told = said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"
        return f"“{told}” alone is too little to go on; what is it about, and what should customers do?"
    return _LIST if is_list(words) and not sells(words) else ""


def _broken(draft: Draft) -> str:
    fragments = (*broken_tags(draft.title or ""), *broken_tags(draft.body))
    if not fragments:
        return ""
    shown = ", ".join(f"“{fragment}”" for fragment in dict.fromkeys(fragments))
    verb = "is a broken tag" if len(set(fragments)) == 1 else "are broken tags"
    return f"{shown} {verb} and would go out as written; how should it read?"
