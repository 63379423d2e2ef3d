"""What copy can be seen to do: the same small vocabulary for contrast, guidance and preference.

The words, labels and conditions are data (`lexicons/features.toml`); what has to be counted or looked
up (amounts, names, lengths) is here. Everything is pure and takes under a millisecond a message.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from agents.copy_facts import CopyFacts, Known, item_place, read_copy
from agents.emoji import emoji_in
from agents.lexicons import load
from agents.types import Message

_SHORT_TITLE, _SHORT_BODY, _LONG_BODY = 35, 120, 400
_SHORT_SENTENCE = 12
_FEW_EMOJI = 2
_SHOUTED = 0.3
_MIN_LETTERS = 12
_SEVERAL = 2
_REMEMBERED = 8192
_SLOT_SAYS = {
    "product": "names_item",
    "offer": "states_amount",
    "minimum": "states_minimum",
    "deadline": "states_deadline",
    "price": "states_price",
    "code": "states_code",
    "link": "has_link",
    "name": "personal_name",
}
_SLOT = re.compile(rf"\[({'|'.join(_SLOT_SAYS)})\]")
_BASE_FORMS = {"has": "have", "hurries": "hurry"}
# Where a clause begins, and with it an imperative.
_LEAD = r"(?:^|[.!?:;,–—…\n]\s*|\b(?:and|then|to|or|please|just|can)\s+)"


@dataclass(frozen=True)
class Feature:
    """One thing that copy does. `label` completes "the message …".

    `told`: a measured difference may be told as advice. `move`: a step that another writer can take.
    """

    name: str
    label: str
    needs: str | None
    told: bool
    move: bool
    where: Literal["title", "body", "all"]
    words: re.Pattern[str] | None

    @property
    def plural(self) -> str:
        """The label after "they": "state the amount"."""
        verb, rest = self.label.split(" ", 1) if " " in self.label else (self.label, "")
        base = _BASE_FORMS.get(verb, verb.removesuffix("s"))
        return f"{base} {rest}".strip()


@cache
def features() -> tuple[Feature, ...]:
    """Every feature, in the order of the lexicon."""
    return tuple(
        Feature(
            name=name,
            label=table["label"],
            needs=table.get("needs"),
            told=table.get("told", False),
            move=table.get("move", False),
            where=table.get("where", "all"),
            words=_joined(table["words"], lead=table.get("after_lead", False)) if "words" in table else None,
        )
        for name, table in load("features").items()
    )


@lru_cache(maxsize=_REMEMBERED)
def copy_features(message: Message, known: Known = Known()) -> frozenset[str]:  # noqa: B008 - it is frozen
    """The names of the features a message has, judged by what is `known` of its product and voucher.

    With a voucher, "states the amount" means that voucher's amount; without one, any amount.
    """
    worded = {f.name for f in features() if f.words and f.words.search(_part(message, f.where))}
    found = worded | _counted(message, known) | _stated(message, known)
    return frozenset(found - {"vague_incentive"} if "states_amount" in found else found)


def applicable(message: Message, known: Known) -> frozenset[str]:
    """The features this message could have had: no minimum can be stated where there is none."""
    there = {
        "title": bool(message.title),
        "voucher": known.voucher is not None,
        "minimum": known.voucher is not None and bool(known.voucher.min_spend),
        "deadline": known.voucher is not None and known.voucher.expires_at is not None,
        "product": known.product is not None,
    }
    return frozenset(f.name for f in features() if all(there[need] for need in _needs(f)))


def places(text: str, known: Known) -> dict[str, int]:
    """Where each feature that stands at a place of `text` begins, for telling their order.

    The slots of a delexicalised text ("[offer]") count as what stood there.
    """
    found = {f.name: m.start() for f in features() if f.words and (m := f.words.search(text))}
    facts = read_copy(text, known)
    found |= {name: at for name, at in _facts(facts).items() if at is not None}
    for slot in _SLOT.finditer(text):
        found.setdefault(_SLOT_SAYS[slot[1]], slot.start())
    return found


def _needs(feature: Feature) -> list[str]:
    return feature.needs.split(" in ") if feature.needs else []


def _part(message: Message, where: str) -> str:
    return message.text if where == "all" else (message.title or "") if where == "title" else message.body


def _facts(found: CopyFacts) -> dict[str, int | None]:
    return {
        "states_amount": found.amount,
        "states_minimum": found.minimum,
        "states_deadline": found.deadline,
        "states_price": found.price,
        "states_code": found.code,
        "has_link": found.link,
        "names_item": found.item,
        "personal_name": found.name,
    }


def _stated(message: Message, known: Known) -> set[str]:
    found = read_copy(message.text, known)
    stated = {name for name, at in _facts(found).items() if at is not None}
    title = message.title or ""
    if found.amount is not None and found.amount < len(title):
        stated.add("offer_in_title")
    if item_place(title, known.product) is not None:
        stated.add("item_in_title")
    return stated


def _counted(message: Message, known: Known) -> set[str]:
    title, body = message.title or "", message.body
    emoji = len(emoji_in(message.text))
    words = len(re.findall(r"\w+", body))
    sentences = max(1, len([s for s in re.split(r"[.!?…]+\s|\n+", body) if re.search(r"\w", s)]))
    counts = {
        "number_in_title": bool(re.search(r"\d", title)),
        "shouting": _shouts(message.text, known),
        "emoji": emoji > 0,
        "many_emoji": emoji > _FEW_EMOJI,
        "title_short": 0 < len(title) <= _SHORT_TITLE,
        "body_short": len(body) <= _SHORT_BODY,
        "body_long": len(body) > _LONG_BODY,
        "short_sentences": words / sentences <= _SHORT_SENTENCE,
    }
    return {name for name, is_so in counts.items() if is_so}


def _shouts(text: str, known: Known) -> bool:
    """Runs of marks, or capitals where nobody has a code, a currency or a name to write."""
    if re.search(r"[!?]{3,}|!!", text) or text.count("!") > _SEVERAL:
        return True
    own = f"{known.product.name if known.product else ''} {known.shop or ''}"
    # Abbreviations (USB, VIP, RM) are written like that by everybody, unless nearly everything is.
    for words, share in ((re.sub(r"\b[A-Z]{1,3}\b", "", text), _SHOUTED), (text, 2 * _SHOUTED)):
        letters = [c for c in words if c.isalpha()]
        if len(letters) >= _MIN_LETTERS and sum(c.isupper() for c in letters) > share * len(letters):
            return True
    loud = [w for w in re.findall(r"(?<![\w$*])[A-Z]{4,}(?![\w*])", text) if w not in own]
    return len(loud) >= _SEVERAL


def _joined(words: list[str], *, lead: bool) -> re.Pattern[str]:
    either = "|".join(f"(?:{word})" for word in words)
    return re.compile(f"{_LEAD}(?:{either})" if lead else either, re.IGNORECASE)
