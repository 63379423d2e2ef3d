"""One rewrite in one style, put together from kept sentences and the phrase bank."""

import re
from dataclasses import dataclass, field, replace

from agents.engines.rules.tongue import words
from agents.engines.rules.writing.alike import alike
from agents.engines.rules.writing.layout import lay_out, small_first
from agents.engines.rules.writing.material import Material
from agents.engines.rules.writing.offer_line import OfferLine
from agents.engines.rules.writing.phrases import Phrases
from agents.engines.rules.writing.roles import matcher
from agents.engines.rules.writing.titles import title_for, turned
from agents.facts.read import read_facts
from agents.lexicons import load
from agents.placeholders import mask
from agents.types import Variant

# Segments in which the first sentence says what happened, even when the product is named already.
_RELATION_FIRST = {
    "new_buyers",
    "unpaid_order_buyers",
    "post_purchase_group",
    "new_followers",
    "active_old_followers",
    "price_drop_group",
}
_ASKS = re.compile(
    r"\b(reply|ask us|tell us|let us know|send us|call|whatsapp|balas|tanya|hubungi|beritahu|kabari)\b",
    re.IGNORECASE,
)
_NEWS = 4  # words; shorter sentences are asides, not news
_PUSH, _A_STEP, _AN_OPENING = 120, 30, 40  # characters: a whole push at most; what these take at least
_WITH_HELP = {"im", "email", "whatsapp"}


@dataclass
class Composer:
    """Builds a rewrite in one style. `turn` takes other phrases from the bank."""

    material: Material
    phrases: Phrases
    style: str
    turn: int = 0
    _said: list[str] = field(default_factory=list)

    def compose(self) -> Variant | None:
        """The rewrite, or None when this style has nothing to say for this draft."""
        if not self._possible():
            return None
        title = title_for(self.material, self.phrases, style=self.style, turn=self.turn)
        self._said += [title] if title else []
        opening = self._opening()
        opening = self._led(opening) if opening else None
        self._said += [opening] if opening else []
        self._point_at_item(opening)
        body = lay_out(self.material, opening=opening, closing=self._closing())
        return Variant(intent=load("phrases")["intents"][self.style], title=title, body=body)

    def step_after(self, said: str) -> str:
        """A step for a message that says all of this already and asks for nothing."""
        item = self.material.item
        if item:
            self.phrases = self.phrases.knowing(item.slots(named=self.material.names_item(said)))
        self._said.append(said)
        return f"{self._fresh('act', of='plain' if self.material.bought else self.material.speaks_of)}."

    def _possible(self) -> bool:
        m = self.material
        if self.style == "offer":
            return m.offer is not None
        if self.style == "question":
            return self.phrases.pick("title_question") is not None and m.has_title and m.kept.title is None
        return True

    def _opening(self) -> str | None:
        """The first sentence, unless the merchant's own words do its work."""
        m = self.material
        if m.light:
            return None
        said = mask(m.kept.everything).text
        covers = re.search(words("phrases")["covers"][m.segment], said, re.IGNORECASE)
        named = m.names_item(f"{m.kept.title or ''} {said}") if m.kept.text else False
        if covers or (m.segment not in _RELATION_FIRST and (named or self._is_long())):
            return None
        return self._fresh("open", of="plain" if named else m.speaks_of)

    def _is_long(self) -> bool:
        """Whether a push has no room for a sentence of ours beside what its own words or its title say."""
        m = self.material
        offer = len(m.offer.sentence()) if m.offer else 0
        said = len(m.kept.text) + offer + _A_STEP + _AN_OPENING
        told = bool(m.kept.text) or any(m.names_item(title) for title in self._said)
        return m.channel == "push" and told and self.phrases.lead() is None and said > _PUSH

    def _led(self, opening: str) -> str | None:
        """The merchant's own news to these people in one breath ("For our regulars: …"), where it can be."""
        m, lead = self.material, self.phrases.lead()
        told = any(alike(lead or "", said, besides="") for said in self._said)
        if (
            lead is None
            or not m.kept.body
            or m.kept.greeting
            or told
            or opening not in self.phrases.options("open_plain")
        ):
            return opening
        (number, first), *rest = m.kept.body
        if len(first.split()) < _NEWS or ":" in first:
            return opening
        joined = f"{lead} {small_first(first)}"
        self.material = replace(m, kept=m.kept.model_copy(update={"body": ((number, joined), *rest)}))
        return None

    def _point_at_item(self, opening: str | None) -> None:
        """From here on "it" will do, if the reader has read what "it" is."""
        item = self.material.item
        if item:
            read = f"{opening or ''} {self.material.kept.text}"
            self.phrases = self.phrases.knowing(item.slots(named=self.material.names_item(read)))

    def _closing(self) -> list[str]:
        """Offer and step, in the order of the style."""
        m = self.material
        if m.offer is None:
            return [*([m.terms] if m.terms else []), *self._step(), *self._help()]
        if m.terse:
            return self._briefly(m.offer)
        if self.style == "offer":
            return [m.offer.sentence(), *self._step(), *self._help()]
        if m.kept.action:
            return [self._here_is(m.offer), *self._step(), *self._help()]
        return [*self._offer_step(m.offer), *self._help()]

    def _offer_step(self, offer: OfferLine) -> list[str]:
        """The offer and the step that uses it, told another way in each style."""
        m = self.material
        buy = self.phrases.best("buy", of="plain" if m.bought else m.speaks_of, turn=self.turn) or "Order"
        if m.segment == "unpaid_order_buyers":
            return self._with_links((offer.comes_off(buy) or offer.with_action(buy)).rstrip("."))
        way = self.phrases.way(self.style, turn=self.turn, wish="here" if self.style == "service" else None)
        if way == "spend" and (spend := offer.spend()):
            return [spend, *self._step()]
        if way == "here":
            return [self._here_is(offer), *self._step()]
        return self._with_links(offer.with_action(buy).rstrip("."))

    def _here_is(self, offer: OfferLine) -> str:
        """The offer as a gift, unless something else was handed over a sentence before."""
        return offer.sentence() if any("here's" in said.lower() for said in self._said) else offer.here_is()

    def _briefly(self, offer: OfferLine) -> list[str]:
        """Offer and step in the fewest words."""
        m = self.material
        if m.kept.action:
            return [offer.brief(), m.kept.action]
        buy = self.phrases.best("buy", of="plain" if m.bought else m.speaks_of, turn=self.turn) or "Order"
        pays = m.segment == "unpaid_order_buyers"  # "Pay for S$5 off" would be something else
        return self._with_links(((offer.comes_off(buy) if pays else None) or offer.brief(buy)).rstrip("."))

    def _step(self) -> list[str]:
        m = self.material
        if m.kept.action and not m.kept.links:
            return [m.kept.action]
        if m.offer is None and not m.kept.links and matcher("asked_in_passing").search(m.kept.text):
            return []
        act = self._fresh("act", of="plain" if m.bought else m.speaks_of)
        return [
            *([m.kept.action] if m.kept.action else []),
            *(self._with_links(act) if act else m.kept.links),
        ]

    def _with_links(self, step: str) -> list[str]:
        """A step, ending in the place to go when there is one."""
        links = self.material.kept.links
        return [f"{step}: {links[0]}", *links[1:]] if links else [f"{step}."]

    def _help(self) -> list[str]:
        m = self.material
        asked = _ASKS.search(f"{m.kept.text} {m.kept.action or ''}")
        line = self.phrases.pick("help", turn=self.turn)
        wanted = self.style == "service" and m.channel in _WITH_HELP and not m.terse
        return [line] if wanted and not asked and line else []

    def _tells_price(self) -> bool:
        """Whether the kept words tell the price: then there is no "new price" left to see."""
        kept = self.material.kept
        said = f"{kept.title or ''} {kept.everything} {' '.join(self._said)}"
        return any(fact.kind == "money" for fact in read_facts(said))

    def _is_new(self, phrase: str) -> bool:
        """Whether it repeats nothing, the "Hello," over a letter included."""
        m = self.material
        greeted = m.channel == "email" and not m.kept.greeting and phrase.startswith("Hello")
        told = (said for said in self._said if len(said.split()) > 1)  # "Cart" over a message repeats nothing
        return not greeted and not any(alike(phrase, said, besides=m.spoken_name) for said in told)

    def _fresh(self, kind: str, *, of: str) -> str | None:
        """A phrase of this kind that does not repeat what was said already."""
        told = kind == "act" and self._tells_price()
        for suffix in dict.fromkeys(("priced", of, "plain") if told else (of, "plain")):
            for phrase in turned(self.phrases.options(f"{kind}_{suffix}"), self.turn):
                if self._is_new(phrase):
                    return phrase
        return None if kind == "open" else self.phrases.best(kind, of=of, turn=self.turn)
