"""Which of the merchant's own words stay in a rewrite, and which have to go."""

import re
from datetime import date

from agents.engines.rules.writing.polish import finish, polish
from agents.engines.rules.writing.roles import Part, matcher, read_parts
from agents.engines.rules.writing.telling import tells_something
from agents.engines.rules.writing.units import split_units
from agents.engines.tasks import RewriteInput
from agents.facts.read import read_facts
from agents.facts.tokens import read_tokens
from agents.placeholders import Placeholder, find_placeholders
from agents.types import Value

_LINK = re.compile(r"https?://\S+")
_LINK_FIELD = re.compile(r"link|url|href", re.IGNORECASE)
_NAME_FIELD = re.compile(
    r"^(?!.*(?:shop|store|brand|company|merchant|product|item)).*(?:name|contact|person)", re.IGNORECASE
)
_CLAUSE_END = re.compile(
    r"(?:,| [–—-]|;)\s+(?:(?:and|but|so|or|because|when|while|as)\s+)?|\s+(?:and|but|so)\s+(?=we\b|you\b|i\b|it\b)",
    re.IGNORECASE,
)
_WORDS_OF_A_SENTENCE = 4
_SHORT_QUOTE = 40
_ANY_DAY = date(2001, 1, 1)


class Kept(Value):
    """The draft's own material for a rewrite, in its order, already mended.

    `body` are sentences with their paragraph; `links` the places to go; `names` placeholders of
    the reader's name that have lost their sentence and need a new one.
    """

    title: str | None = None
    greeting: str | None = None
    body: tuple[tuple[int, str], ...] = ()
    action: str | None = None
    links: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    signoff: tuple[str, ...] = ()
    optout: tuple[str, ...] = ()
    emoji: str | None = None

    @property
    def text(self) -> str:
        """The kept sentences as one text."""
        return " ".join(s for _, s in self.body)

    @property
    def everything(self) -> str:
        """All kept words of the body, the greeting and the step to take among them."""
        return " ".join(s for s in (self.greeting, self.text, self.action) if s)


class Keeper:
    """Goes through a draft once and decides on every part of it."""

    def __init__(self, inputs: RewriteInput, body: str) -> None:
        self._inputs = inputs
        draft = inputs.draft
        self._required = (*inputs.sayable.required, *(p.text for p in find_placeholders(draft.message.text)))
        self._evidence = [(f.type, f.evidence) for f in inputs.diagnosis.errors]
        offer = inputs.sayable.offer
        self._market = draft.merchant.market if draft.merchant else None
        told = " ".join(t for t in (offer.amount, offer.terms, offer.deadline, offer.code) if t) if offer else ""
        self._told = _keys(told, self._market)
        self._light = inputs.diagnosis.primary is None
        self._forbidden = [f.casefold() for f in inputs.sayable.forbidden]
        self._spelling = tuple(
            n for n in (draft.product and draft.product.name, draft.merchant and draft.merchant.name) if n
        )
        self._parts = read_parts(split_units(draft.title, body), required=self._required)
        self._found: dict[str, list[str]] = {"signoff": [], "optout": [], "names": [], "links": []}

    def keep(self) -> Kept:
        """Everything that stays."""
        title = next((p for p in self._parts if p.role == "title"), None)
        greeting = next((p for p in self._parts if p.role == "greeting"), None)
        action = self._action()
        body = [
            (p.paragraph, s)
            for p in self._parts
            if p not in (title, greeting, action) and (s := self._sentence(p))
        ]
        return Kept(
            title=self._title(title),
            greeting=self._greeting(greeting),
            body=tuple(body),
            action=self._keep_action(action),
            links=tuple(self._found["links"]),
            names=tuple(self._found["names"]),
            signoff=tuple(self._found["signoff"]),
            optout=tuple(self._found["optout"]),
            emoji=_emoji(self._inputs.draft.message.text),
        )

    def is_wrong(self, text: str) -> bool:
        """Whether a sentence says what must not be said."""
        return self._bad_text(text)

    def wrong_words(self, text: str) -> list[str]:
        """The forbidden words that stand in a sentence, as the draft writes them."""
        return [f for f in self._inputs.sayable.forbidden if f.casefold() in text.casefold()]

    def carry(self, text: str, *, told: bool) -> str | None:
        """What a wrong sentence holds that may not be lost; `told` if the offer is stated beside it."""
        if not told:
            self._told = set()
        holds = tuple(r for r in self._required if r in text)
        links = [r for r in holds if _LINK.fullmatch(r)]
        rest = [_carrier(h) or h for h in holds if h not in links and not self._offer_states(h)]
        return " ".join([*rest, *links]) or None

    def _title(self, part: Part | None) -> str | None:
        if part is None:
            return None
        if not part.bland and not self._is_bad(part) and not self._is_weak_here(part.text):
            return self._mend(part.text).rstrip(".")
        names, others = _name_fields(part.text)
        if others or any(h not in names and not self._offer_states(h) for h in part.holds):
            return self._salvage(part) or self._mend(part.text).rstrip(".")
        self._found["names"] += names
        return None

    def _greeting(self, part: Part | None) -> str | None:
        if part is None:
            return None
        stiff = bool(matcher("greeting_stiff").search(part.text))
        if not stiff and not self._is_bad(part):
            return re.sub(r"[.!]+$", ",", self._mend(part.text)) if part.holds else self._mend(part.text)
        self._found["names"] += _name_fields(part.text)[0]
        return None

    def _action(self) -> Part | None:
        """The last sentence that asks for a step; earlier ones are read like any other sentence."""
        actions = [p for p in self._parts if p.role in {"action", "link"}]
        return actions[-1] if actions else None

    def _keep_action(self, part: Part | None) -> str | None:
        if part is None:
            return None
        link = _link_of(part.text)
        bare = [h for h in part.holds if h != link]
        generic = not self._light and not tells_something(_LINK.sub("", part.text), names=self._spelling)
        weak = part.role == "link" or self._is_bad(part) or self._is_weak() or (generic and bool(link))
        if not weak or bare:
            return (
                self._salvage(part) if self._is_bad(part) and self._salvage(part) else self._mend(part.text)
            )
        if link:
            self._found["links"].append(link)
        return None

    def _sentence(self, part: Part) -> str | None:
        if part.role in {"signoff", "optout"}:
            if part.role == "optout" or part.holds or not self._is_bad(part):
                self._found[part.role].append(part.text)
            return None
        empty = part.role in {"filler", "greeting", "link", "action"} or not self._tells(part)
        droppable = self._is_bad(part) or (empty and not self._light)
        if not droppable:
            return None if self._is_shop(part.text) else self._mend(part.text)
        return self._carry(part)

    def _is_shop(self, text: str) -> bool:
        """The shop's name standing alone: a sender line says it already."""
        shop = self._inputs.draft.merchant
        return shop is not None and text.strip(" .!–—-").casefold() == shop.name.casefold()

    def _carry(self, part: Part) -> str | None:
        """From a sentence that has to go, what may not be lost."""
        link = _link_of(part.text)
        names, _ = _name_fields(part.text)
        bare = [h for h in part.holds if h not in {link, *names} and not self._offer_states(h)]
        carried = [_carrier(h) for h in bare]
        if not bare or all(carried):
            self._found["links"] += [link] if link and part.holds else []
            self._found["names"] += names
            saved = self._salvage(part) if self._is_bad(part) and self._tells(part) else None
            return " ".join(c for c in (saved, *carried) if c and (saved is None or c is saved or not _said(c, saved))) or None
        return self._salvage(part) or self._mend(part.text)

    def _salvage(self, part: Part) -> str | None:
        """The clauses of a bad sentence that can stand alone and hold what it must not lose."""
        clauses = [c.strip(" ,;–—-") for c in _CLAUSE_END.split(part.text) if c and c.strip()]
        good = [c for c in clauses if not self._bad_text(c)]
        wanted = [h for h in part.holds if not self._offer_states(h)]
        for clause in sorted(good, key=lambda c: -sum(h in c for h in wanted)):
            if matcher("filler").search(clause):
                continue
            stands = len(clause.split()) >= _WORDS_OF_A_SENTENCE and (
                clause == clauses[0] or _starts_clause(clause)
            )
            if stands and all(h in clause for h in wanted):
                return self._mend(clause)
        return None

    def _offer_states(self, fact: str) -> bool:
        """Whether the offer sentence will say this fact of the draft anyway."""
        return _keys(fact, self._market) <= self._told if _keys(fact, self._market) else False

    def _is_bad(self, part: Part) -> bool:
        return self._bad_text(part.text)

    def _bad_text(self, text: str) -> bool:
        folded = text.casefold()
        if any(f in folded for f in self._forbidden):
            return True
        return any(
            kind != "weak_call_to_action" and _overlap(evidence, text) for kind, evidence in self._evidence
        )

    def _tells(self, part: Part) -> bool:
        names = self._spelling[:1] if self._inputs.draft.product else ()
        return part.role in {"offer", "question"} or tells_something(part.text, names=names)

    def _is_weak_here(self, text: str) -> bool:
        """Whether a short quotation for a weak step stands in this text."""
        weak = [e for kind, e in self._evidence if kind == "weak_call_to_action" and len(e) < _SHORT_QUOTE]
        return any(_overlap(e, text) for e in weak)

    def _is_weak(self) -> bool:
        weak = [e for kind, e in self._evidence if kind == "weak_call_to_action"]
        return bool(weak)

    def _mend(self, text: str) -> str:
        return finish(polish(text, names=self._spelling, keep=self._required))


def _carrier(fact: str) -> str | None:
    """A sentence of its own for a fact that lost its sentence, where one can be made without guessing."""
    kinds = {"code": f"Use code {fact}.", "phone": f"You can reach us on {fact}.", "reference": f"Your order: {fact}."}
    return next((kinds.get(t.kind) for t in read_tokens(fact) if t.text == fact), None) or (
        kinds["code"] if re.fullmatch(r"[A-Z]{4,}\d*", fact) else None
    )


def _said(carrier: str, sentence: str) -> bool:
    return any(word in sentence for word in carrier.rstrip(".").split()[-1:])


def _keys(text: str, market: str | None) -> set[str]:
    """The facts of a few words in normal form; days against one fixed day, so that they compare."""
    return {f.key for f in read_facts(text, market=market, today=_ANY_DAY)}


def _overlap(evidence: str, text: str) -> bool:
    a, b = evidence.casefold().strip(" .!?…\"'"), text.casefold()
    return bool(a) and (a in b or b.strip(" .!?") in a or any(len(s) > 12 and s in b for s in _pieces(a)))  # noqa: PLR2004


def _pieces(evidence: str) -> list[str]:
    return [s.strip() for s in re.split(r"…|\.\.\.|[.!?]\s|\n", evidence) if s.strip()]


def _starts_clause(clause: str) -> bool:
    return bool(
        re.match(
            r"(?:we|you|your|the|our|there|free|order|use|get|take)\b", clause, re.IGNORECASE
        )
    )


def _link_of(text: str) -> str | None:
    fields = [p.text for p in find_placeholders(text) if _LINK_FIELD.search(p.text)]
    links = [m[0].rstrip(".,!)") for m in _LINK.finditer(text)]
    return next(iter([*links, *fields]), None)


def _name_fields(text: str) -> tuple[list[str], list[Placeholder]]:
    """The placeholders of the reader's name, and all others."""
    tags = find_placeholders(text)
    names = [t.text for t in tags if t.role == "variable" and _NAME_FIELD.search(t.text)]
    return names, [t for t in tags if t.text not in names and not _LINK_FIELD.search(t.text)]


def _emoji(text: str) -> str | None:
    found = re.findall("[\U0001f300-\U0001faff☀-➿]", text)
    return next((e for e in found if e not in "😭😢😤💔💍👀🤰😡💀🔥💣🚨⏰❗‼✅❌👉➡⬇"), None)
