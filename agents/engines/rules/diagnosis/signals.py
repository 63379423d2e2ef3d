"""Everything the rules notice in a message, before any judgement."""

import re
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache

from agents.audiences import Profile, profile
from agents.engines.rules.diagnosis.offers import OfferReading, negated, read_offer
from agents.engines.rules.diagnosis.phrases import Hit, phrasebook
from agents.engines.rules.diagnosis.reading import Reading, plain, read
from agents.engines.rules.diagnosis.shared_past import shared_past
from agents.engines.rules.diagnosis.signoff import signoff_at
from agents.engines.rules.tongue import Tongue
from agents.lexicons import load
from agents.types import Message, Product, Segment, Voucher

_NOUN_BEFORE = re.compile(r"\b(?:the|our|your|my|(?:we are|were) (?:an? )?\w+)[^\w.!?\n]+$")
_CLAUSE_BEFORE = re.compile(r"[\w,] (?:if|when|once|because|since|whenever) (?:you|u) $")
_REACH = 30
_LEAD = re.compile(r"[:;–—](?=\s)|(?<=\s)-(?=\s)|[\u2600-\u27bf\U0001f300-\U0001faff](?=\ufe0f?\s)")
"""After these, an emoji among them, a step may begin as after a full stop: "Friday only: try one"."""
_STRONG = 3.0
_OF_SILENCE = ("absence", "untried")
"""What scolding them for it is a fault of tone first: "never bought a thing"."""
_OF_DELIVERY = ("in_transit", "delivered", "paid", "settled")
_CONDITION = re.compile(
    r"\b(?:if|once|when|as soon as|after|until|till|then|so that|and your|so your|pay|check ?out|finish"
    r"|order (?:by|before|now|today)|complete (?:your|the)|will be|the day (?:we|you|it|after)"
    r"|kalau|jika|apabila|bila|selepas|lepas|setelah|begitu|supaya|agar|akan|sebaik)\b"
)


@dataclass(frozen=True)
class Context:
    """Whom a message is for and what is known. `tongue` is None for a language we can't judge."""

    profile: Profile
    product: Product | None
    voucher: Voucher | None
    shop: str = ""
    market: str | None = None
    tongue: Tongue | None = "en"


@dataclass(frozen=True)
class Signals:
    """A message's reading with everything found in it.

    `presumed` are wordings that are false for this audience and `fitting` those that suit it, `tone`
    those of a wrong register, `actions` whatever looks like something to do.
    """

    context: Context
    reading: Reading
    offer: OfferReading
    presumed: tuple[Hit, ...]
    fitting: tuple[Hit, ...]
    tone: tuple[Hit, ...]
    actions: tuple[Hit, ...]

    @cached_property
    def signoff(self) -> tuple[int, int]:
        """Where the sign-off stands in the normalised text: "Team Rent-a-Loom" asks nobody to rent."""
        return signoff_at(self.reading.norm, self.context.shop)

    @cached_property
    def steps(self) -> tuple[Hit, ...]:
        """What the body asks for, without what only looks like it ("visit us", "see you")."""
        empty = [hit for hit in self.actions if hit.group in ("empty", "idle", "polite")]
        return tuple(
            hit
            for hit in self.actions
            if hit.group in ("step", "question")
            and not self.reading.in_title(hit.start)
            and not self.signs(hit.start)
            and (self.reading.links or not any(e.start <= hit.start < e.end for e in empty))
            and not self._is_noun(hit)
            and not self._is_faint(hit)
        )

    @cached_property
    def bare(self) -> tuple[Hit, ...]:
        """Commands to buy that carry no reason."""
        return tuple(hit for hit in self.actions if hit.group == "bare" and not self._is_noun(hit))

    def signs(self, position: int) -> bool:
        """Whether `position` of the normalised text lies in the sign-off."""
        start, end = self.signoff
        return start <= position < end

    def _is_faint(self, hit: Hit) -> bool:
        """Tell "maybe have a look if you have time" and "click here", with no link, from something asked for.

        "If you order before one" only says when it ships.
        """
        if self.reading.leads_on:
            return False
        if _CLAUSE_BEFORE.search(self.reading.norm, max(0, hit.start - _REACH), hit.start):
            return True
        sentence = self.reading.span_at(hit.start)
        return any(sentence[0] <= h.start < sentence[1] for h in self.actions if h.group == "faint")

    def _is_noun(self, hit: Hit) -> bool:
        """Tell "what is in the shop now" and "we are a strap shop in Perth" from "shop now"."""
        return bool(_NOUN_BEFORE.search(self.reading.norm, max(0, hit.start - _REACH), hit.start))


def context_for(
    segment: Segment,
    product: Product | None,
    voucher: Voucher | None,
    *,
    shop: str = "",
    market: str | None = None,
    tongue: Tongue | None = "en",
) -> Context:
    """What is known around a message.

    `tongue` is the language it is read in; without a market, one is taken where the voucher's
    currency is at home, so that its "$" is read as it was meant.
    """
    at_home = market or _home_of(voucher.currency if voucher else None)
    return Context(profile(segment), product, voucher, plain(shop), at_home, tongue)


@cache
def _home_of(currency: str | None) -> str | None:
    """The first market we know that pays in `currency`."""
    markets: dict[str, dict[str, str]] = load("money")["markets"]
    return next((code for code, market in markets.items() if market["currency"] == currency), None)


@lru_cache(maxsize=1024)
def notice(message: Message, context: Context) -> Signals:
    """Read a message for an audience. In a language that can't be read, only what needs none is noticed.

    Remembered, because diagnosing, scoring and comparing ask for the same messages.
    """
    reading = read(message)
    tongue = context.tongue
    offer = read_offer(reading, context.product, context.voucher, market=context.market, tongue=tongue)
    if tongue is None:
        return Signals(context, reading, offer, (), (), (), ())
    names = _named(reading, context)
    found = {name: phrasebook(name, tongue).find(reading) for name in ("presumptions", "tone")}
    asked = phrasebook("actions", tongue).find(replace(reading, norm=_LEAD.sub(".", reading.norm)))
    said = {name: tuple(h for h in hits if not _within(h, names)) for name, hits in found.items()}
    taken = [hit for hit in said["presumptions"] if not negated(reading, hit) and not _promised(reading, hit)]
    taken += shared_past(reading) if tongue == "en" else []
    reproaches = [(h.start, h.end) for h in said["tone"] if h.group == "scolding" and h.weight >= _STRONG]
    taken = [hit for hit in taken if hit.group not in _OF_SILENCE or not _within(hit, reproaches)]
    presumed = tuple(hit for hit in taken if hit.group in context.profile.presume_not)
    fitting = tuple(hit for hit in taken if hit.group in context.profile.fits)
    return Signals(context, reading, offer, presumed, fitting, said["tone"], asked)


def spread(hits: tuple[Hit, ...]) -> list[Hit]:
    """Of overlapping finds the heaviest, then the longest; in the order of the text."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (-h.weight, h.start - h.end)):
        if all(hit.end <= k.start or hit.start >= k.end for k in kept):
            kept.append(hit)
    return sorted(kept, key=lambda h: h.start)


def _promised(reading: Reading, hit: Hit) -> bool:
    """Tell "pay by six and your order is on its way" from an order that is."""
    return hit.group in _OF_DELIVERY and bool(_CONDITION.search(reading.sentence_at(hit.start)))


def _named(reading: Reading, context: Context) -> list[tuple[int, int]]:
    """Where the product and the shop are named: "Hug-Me Baby Carrier" is no embrace."""
    spans = []
    for name in (plain(context.product.name) if context.product else "", context.shop):
        words = name.split()
        for length in range(len(words), 0, -1):
            part = " ".join(words[:length])
            if len(part) > 3 and (at := reading.norm.find(part)) >= 0:  # noqa: PLR2004
                spans.append((at, at + len(part)))
                break
    return spans


def _within(hit: Hit, spans: list[tuple[int, int]]) -> bool:
    return any(start <= hit.start and hit.end <= end for start, end in spans)
