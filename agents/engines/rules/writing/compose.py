"""One rewrite in one style, put together from kept sentences and the phrase bank."""

import re
from dataclasses import dataclass, field

from agents.engines.rules.writing.item import Item
from agents.engines.rules.writing.keep import Kept
from agents.engines.rules.writing.offer_line import OfferLine
from agents.engines.rules.writing.phrases import Phrases
from agents.lexicons import load
from agents.types import Channel, Segment, Variant

_TITLE_WISH, _TITLE_LIMIT = 35, 50
_SAME_WORDS = 0.6
# Segments in which the first sentence says what happened, even when the product is named already.
_RELATION_FIRST = {"new_buyers", "unpaid_order_buyers", "post_purchase_group", "new_followers", "active_old_followers"}


@dataclass(frozen=True)
class Material:
    """What a rewrite of one draft can be made of."""

    segment: Segment
    channel: Channel
    kept: Kept
    item: Item | None
    offer: OfferLine | None
    terms: str | None
    shop: str | None
    has_title: bool
    light: bool = False


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
        title = self._title()
        self._said += [title] if title else []
        opening = self._opening()
        self._said += [opening] if opening else []
        self._point_at_item(opening)
        closing = self._closing()
        body = (
            self._letter(opening, closing)
            if self.material.channel == "email"
            else self._line(opening, closing)
        )
        return Variant(intent=load("phrases")["intents"][self.style], title=title, body=body)

    def _possible(self) -> bool:
        m = self.material
        if self.style == "offer":
            return m.offer is not None
        if self.style == "question":
            return self.phrases.pick("title_question") is not None and m.has_title and m.kept.title is None
        return True

    def _point_at_item(self, opening: str | None) -> None:
        """From here on "it" will do, if the reader has read what "it" is."""
        item = self.material.item
        if item:
            read = f"{opening or ''} {self.material.kept.text}"
            self.phrases = self.phrases.knowing(item.slots(named=_mentions(read, item)))

    # ── title ────────────────────────────────────────────────────────────────
    def _title(self) -> str | None:
        m = self.material
        if not m.has_title:
            return None
        if m.kept.title:
            return m.kept.title
        named = [f"{n}, {_lower_first(t)}" for n in m.kept.names[:1] for t in self._title_options()]
        return _fitting(named or self._title_options())

    def _title_options(self) -> list[str]:
        m, p = self.material, self.phrases
        options: list[str] = []
        if self.style == "question":
            options = p.options("title_question")
        if self.style == "offer" and m.offer:
            options = [m.offer.title(e) for e in p.options("offer_title")] + [m.offer.title()]
        item_first = [t for t in p.options("title_item") if len(t) <= _TITLE_LIMIT] if m.item else []
        if item_first and not options:
            return sorted(_turn(item_first, self.turn), key=lambda t: len(t) > _TITLE_WISH)
        turned = [*options, *_turn(item_first, self.turn), *_turn(p.options("title_plain"), self.turn)]
        return turned or ["For you"]

    # ── body ─────────────────────────────────────────────────────────────────
    def _opening(self) -> str | None:
        """The first sentence, unless the merchant's own words do its work."""
        m = self.material
        if m.light:
            return None
        covered = m.kept.body and re.search(load("phrases")["covers"][m.segment], m.kept.text, re.IGNORECASE)
        named = bool(m.item and _mentions(m.kept.text, m.item))
        if covered or (named and m.segment not in _RELATION_FIRST):
            return None
        return self._fresh("open", item=m.item is not None and not named)

    def _closing(self) -> list[str]:
        """Offer and step, in the order of the style."""
        m = self.material
        help_line = self._help()
        if m.offer is None:
            told = [m.terms] if m.terms else []
            return [*told, *self._step(), *help_line]
        if self.style == "offer":
            return [m.offer.sentence(), *self._step(), *help_line]
        return [*self._offer_step(), *help_line]

    def _offer_step(self) -> list[str]:
        """The offer tied to the step that uses it."""
        m = self.material
        assert m.offer is not None  # noqa: S101 - the caller has looked
        if m.kept.action:
            return [m.offer.sentence(), m.kept.action]
        buy = self.phrases.best("buy", item=m.item is not None, turn=self.turn) or "Order"
        sentence = m.offer.with_action(buy)
        return [sentence[:-1] + f": {m.kept.links[0]}", *m.kept.links[1:]] if m.kept.links else [sentence]

    def _step(self) -> list[str]:
        m = self.material
        if m.kept.action and not m.kept.links:
            return [m.kept.action]
        act = self._fresh("act", item=m.item is not None)
        kept = [m.kept.action] if m.kept.action else []
        if m.kept.links:
            return [*kept, f"{act}: {m.kept.links[0]}", *m.kept.links[1:]]
        return [f"{act}."] if act else []

    def _help(self) -> list[str]:
        m = self.material
        wanted = self.style == "service" and m.channel in {"im", "email", "whatsapp"}
        asks = re.search(
            r"\b(reply|ask us|tell us|let us know|send us|call|whatsapp)\b",
            m.kept.text + (m.kept.action or ""),
            re.IGNORECASE,
        )
        line = self.phrases.pick("help", turn=self.turn)
        return [line] if wanted and not asks and line else []

    def _fresh(self, kind: str, *, item: bool) -> str | None:
        """A phrase of this kind that does not repeat what was said already."""
        for suffix in ("item", "plain") if item else ("plain",):
            for phrase in _turn(self.phrases.options(f"{kind}_{suffix}"), self.turn):
                if not any(_alike(phrase, said, besides=self._name) for said in self._said):
                    return phrase
        return self.phrases.best(kind, item=item, turn=self.turn)

    @property
    def _name(self) -> str:
        return " ".join(n for n in (self.material.item and self.material.item.name, self.material.shop) if n)

    # ── layout ───────────────────────────────────────────────────────────────
    def _line(self, opening: str | None, closing: list[str]) -> str:
        kept = self.material.kept
        said = [s for s in (opening, *(s for _, s in kept.body), *closing) if s]
        greeting = [kept.greeting] if kept.greeting else self._name_greeting()
        if greeting and greeting[0].endswith(",") and said:
            said[0] = _after_comma(said[0])
        text = " ".join([*greeting, *said, *kept.signoff, *kept.optout])
        prefix = self.material.shop if self.material.channel == "sms" else None
        return (
            f"{prefix}: {text}"
            if prefix and prefix.casefold() not in text[: len(prefix) + 4].casefold()
            else text
        )

    def _letter(self, opening: str | None, closing: list[str]) -> str:
        kept, m = self.material.kept, self.material
        greeting = kept.greeting or next(iter(self._name_greeting()), "Hello,")
        paragraphs: dict[int, list[str]] = {}
        for number, sentence in kept.body:
            paragraphs.setdefault(number, []).append(sentence)
        middle = [" ".join(p) for p in paragraphs.values()]
        first = [f"{opening} {middle.pop(0)}" if middle else opening] if opening else []
        sign = "\n".join(kept.signoff) or m.shop or ""
        blocks = [greeting, *first, *middle, " ".join(closing), sign, *kept.optout]
        return "\n\n".join(b for b in blocks if b)

    def _name_greeting(self) -> list[str]:
        """A greeting for a name that lost its place and is not in the title."""
        names = self.material.kept.names
        left = names[1:] if self.material.has_title and not self.material.kept.title else names
        return [f"Hi {left[0]},"] if left else []


def _turn(options: list[str], turn: int) -> list[str]:
    cut = turn % len(options) if options else 0
    return options[cut:] + options[:cut]


def _fitting(options: list[str]) -> str:
    """The first that every phone shows whole, else the first within the limit, else the shortest."""
    for limit in (_TITLE_WISH, _TITLE_LIMIT):
        for option in options:
            if len(option) <= limit:
                return option
    return min(options, key=len)


def _mentions(text: str, item: Item) -> bool:
    words = [w for w in re.findall(r"\w+", item.name.casefold()) if len(w) > 3]  # noqa: PLR2004
    folded = text.casefold()
    return bool(words) and sum(w in folded or w.rstrip("s") in folded for w in words) >= max(
        1, len(words) // 2
    )


def _alike(a: str, b: str, *, besides: str) -> bool:
    """Whether two sentences say the same, the names in them aside."""
    names = _words(besides)
    x, y = _words(a) - names, _words(b) - names
    return "look" in x & y or (bool(x and y) and len(x & y) / min(len(x), len(y)) > _SAME_WORDS)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z']{3,}", text.casefold()))


_MAY_BE_LOWER = re.compile(
    r"(?:Your|You|You've|The|Thank|Thanks|We|It's|This|That|For|As|Since|What|Here|When|How|Place|Finish|Take|Get|Have|See|Our|A|An|Welcome|Something|Are|Is|Do|Did|If|There)\b(?! [A-Z][a-z]+ [A-Z])"
)


def _after_comma(sentence: str) -> str:
    """A sentence that follows "Hi Ana," starts small, unless its first word is a name."""
    return sentence[0].lower() + sentence[1:] if _MAY_BE_LOWER.match(sentence) else sentence


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:] if text[:2] != "I " else text
