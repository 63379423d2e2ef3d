"""Everything the rules notice in a message, before any judgement."""

from dataclasses import dataclass
from functools import cache, cached_property

from agents.audiences import Audience, audience
from agents.engines.rules.diagnosis.offers import OfferReading, read_offer
from agents.engines.rules.diagnosis.phrases import Hit, Phrasebook
from agents.engines.rules.diagnosis.reading import Reading, plain, read
from agents.lexicons import load
from agents.types import Message, Product, Segment, Voucher

WEIGHTS = {"strong": 3.0, "clear": 2.0, "mild": 1.0}
"""How much a wording of each list of diagnosis_tone counts."""


@dataclass(frozen=True)
class Context:
    """Whom a message is for and what is known: `english` is False for a language we can't judge."""

    audience: Audience
    product: Product | None
    voucher: Voucher | None
    shop: str
    english: bool


@dataclass(frozen=True)
class Signals:
    """A message's reading with everything found in it."""

    context: Context
    reading: Reading
    offer: OfferReading
    presumed: tuple[Hit, ...]
    tone: tuple[Hit, ...]
    actions: tuple[Hit, ...]

    @cached_property
    def steps(self) -> tuple[Hit, ...]:
        """What the message asks for, without what only looks like it."""
        empty = [hit for hit in self.actions if hit.group == "empty"]
        linked = bool(self.reading.links)
        steps = (h for h in self.actions if h.group in ("step", "question") and not self.reading.in_title(h.start))
        return tuple(s for s in steps if linked or not any(e.start <= s.start < e.end for e in empty))

    @cached_property
    def bare(self) -> tuple[Hit, ...]:
        """Commands to buy that carry no reason."""
        return tuple(hit for hit in self.actions if hit.group == "bare")


def notice(
    message: Message,
    segment: Segment,
    *,
    product: Product | None = None,
    voucher: Voucher | None = None,
    shop: str = "",
    english: bool = True,
) -> Signals:
    """Read a message for an audience. Only what needs no language is noticed when not `english`."""
    context = Context(audience(segment), product, voucher, plain(shop), english)
    reading = read(message)
    offer = read_offer(reading, context.product, voucher, english=english)
    if not english:
        return Signals(context, reading, offer, (), (), ())
    wrong, names = context.audience.presume_not, _named(reading, context)
    found = {name: _book(name).find(reading) for name in ("presumptions", "tone", "actions")}
    said = {name: tuple(h for h in hits if not _within(h, names)) for name, hits in found.items()}
    presumed = tuple(hit for hit in said["presumptions"] if hit.group in wrong)
    return Signals(context, reading, offer, presumed, said["tone"], found["actions"])


def _named(reading: Reading, context: Context) -> list[tuple[int, int]]:
    """Where the product and the shop are named: "Hug-Me Baby Carrier" is no embrace."""
    spans = []
    for name in (plain(context.product.name) if context.product else "", context.shop):
        words = name.split()
        for length in range(len(words), 0, -1):
            part = " ".join(words[:length])
            if len(part) > 3 and (at := reading.norm.find(part)) >= 0:
                spans.append((at, at + len(part)))
                break
    return spans


def _within(hit: Hit, spans: list[tuple[int, int]]) -> bool:
    return any(start <= hit.start and hit.end <= end for start, end in spans)


@cache
def _book(name: str) -> Phrasebook:
    lexicon = load(f"diagnosis_{name}")
    return Phrasebook(
        {
            group: [
                (weight, wording)
                for level, weight in ({"phrases": 1.0} | WEIGHTS).items()
                for wording in entry.get(level, ())
            ]
            for group, entry in lexicon.items()
        }
    )
