"""Which of the merchant's own words stay in a rewrite, and which have to go."""

import re

from agents.engines.rules.tongue import words
from agents.engines.rules.writing.carriers import carrier, link_of, name_fields, without_links
from agents.engines.rules.writing.clauses import clauses_standing, without_clauses
from agents.engines.rules.writing.corrected import corrected
from agents.engines.rules.writing.evidence import Evidence
from agents.engines.rules.writing.figures import figures
from agents.engines.rules.writing.kept import Kept
from agents.engines.rules.writing.local_offer import offer_to_tell
from agents.engines.rules.writing.marks import finish
from agents.engines.rules.writing.polish import polish
from agents.engines.rules.writing.price_change import price_change
from agents.engines.rules.writing.roles import Part, matcher, read_parts
from agents.engines.rules.writing.telling import is_rough, letters, tells_something
from agents.engines.rules.writing.units import split_units
from agents.engines.tasks import RewriteInput
from agents.placeholders import find_placeholders
from agents.types import Channel

_WORDS_OF_A_SENTENCE = 4
_TALKED: frozenset[Channel] = frozenset({"im", "email", "whatsapp"})  # where one can simply answer


class Keeper:
    """Goes through a draft once and decides on every part of it.

    In a draft without an error (`light`) only what is wrong goes; in a weak one, shop talk goes too.
    """

    def __init__(self, inputs: RewriteInput, body: str) -> None:
        draft, offer = inputs.draft, inputs.sayable.offer
        self._shop = draft.merchant.name if draft.merchant else None
        self._item = draft.product.name if draft.product else None
        self._market = draft.merchant.market if draft.merchant else None
        self._evidence, self._offer = Evidence(inputs), offer_to_tell(inputs)
        # Half a joke is worse than none: of an off-key draft only what is concrete stays.
        self._off_key = inputs.diagnosis.primary == "misaligned_tone"
        # A false premise shows in every sentence about the readers, quoted or not.
        self._mistaken = any(e.type == "audience_assumption_error" for e in inputs.diagnosis.errors)
        self._amiss = self._off_key or self._mistaken
        self._light = inputs.diagnosis.primary is None
        covers = words("phrases")["covers"][draft.audience] if draft.audience else "(?!)"
        self._covers, self._talks = re.compile(covers, re.IGNORECASE), draft.channel in _TALKED
        self._required = (*inputs.sayable.required, *(p.text for p in find_placeholders(draft.message.text)))
        told = (offer.amount, offer.terms, offer.deadline, offer.code) if offer else ()
        self._told = figures(" ".join(t for t in told if t), self._market)
        self._parts = read_parts(split_units(draft.title, body), required=self._required, shop=self._shop)
        self._found: dict[str, list[str]] = {"signoff": [], "optout": [], "names": [], "links": []}

    def keep(self) -> Kept:
        """Everything that stays."""
        title, greeting, action = self._first("title"), self._first("greeting"), self._step()
        rest = [p for p in self._parts if p not in (title, greeting, action)]
        body = self._body(rest)
        return Kept(
            title=self._title(title) if title else None,
            greeting=self._greeting(greeting) if greeting else None,
            body=tuple(body),
            action=self._action(action) if action else None,
            small=bool(rest and body and _goes_on_small(rest[0].text, body[0][1])),
            **{kind: tuple(found) for kind, found in self._found.items()},
        )

    def _body(self, parts: list[Part]) -> list[tuple[int, str]]:
        """The sentences that stay; none that hangs on one that does not."""
        body: list[tuple[int, str]] = []
        gone = False
        for part in parts:
            said = self._sentence(part)
            if said and (gone or said != self._mend(part.text)):
                said = self._by_itself(said, part.holds)
            body += [(part.paragraph, said)] if said else []
            gone = said is None and part.role not in {"signoff", "optout"}
        return body

    def _by_itself(self, said: str, holds: tuple[str, ...]) -> str | None:
        """A sentence without the words that go on from the one before; None if nothing is left of it."""
        alone = matcher("goes_on").sub("", said)
        return None if not holds and matcher("hanging").search(alone) else alone[:1].upper() + alone[1:]

    # ── the parts, one by one ────────────────────────────────────────────────
    def _first(self, role: str) -> Part | None:
        return next((p for p in self._parts if p.role == role), None)

    def _step(self) -> Part | None:
        """The last sentence that asks for a step; earlier ones are read like any other sentence."""
        steps = [p for p in self._parts if p.role in {"action", "link"}]
        return steps[-1] if steps else None

    def _title(self, part: Part) -> str | None:
        if (
            not part.bland
            and not self._is_wrong(part.text)
            and not self._evidence.weak_step_in(part.text)
            and not (self._amiss and not self._is_concrete(part))
        ):
            return self._mend(part.text).rstrip(". ")
        names, others = name_fields(part.text)
        if others or any(h not in names and not self._offer_says(h) for h in part.holds):
            return self._salvage(part) or self._mend(part.text).rstrip(". ")
        self._found["names"] += names
        return None

    def _greeting(self, part: Part) -> str | None:
        tags = find_placeholders(part.text)
        if tags and not re.search(r"\w", part.text.replace(tags[0].text, "")):
            self._found["names"] += [tags[0].text]  # "{{1}}!!!" greets nobody: it gets a greeting of ours
            return None
        if not matcher("greeting_stiff").search(part.text) and not self._is_wrong(part.text):
            return re.sub(r"[.!]+$", ",", self._mend(part.text)) if part.holds else self._mend(part.text)
        self._found["names"] += name_fields(part.text)[0]
        return None

    def _action(self, part: Part) -> str | None:
        link, bad = link_of(part.text), self._is_wrong(part.text)
        bare = not self._light and bool(matcher("bare_step").search(without_links(part.text)))
        generic = not self._light and not tells_something(without_links(part.text), names=self._names)
        if matcher("own_step").search(part.text) and not bad and not self._evidence.weak_step_in(part.text):
            return self._mend(part.text)
        if self._talks and not part.holds and matcher("reply_step").search(part.text):
            return str(words("phrases")["plain"]["reply"])
        replaceable = (
            part.role == "link" or bad or self._evidence.has_weak_step or bare or (generic and bool(link))
        )
        if not replaceable or any(h != link for h in part.holds):
            return (self._salvage(part) if bad else None) or self._mend(part.text)
        self._found["links"] += [link] if link else []
        return None

    def _sentence(self, part: Part) -> str | None:
        bad = self._is_wrong(part.text)
        if bad and (right := self._corrected(part.text)):
            return self._mend(right)
        if part.role in {"signoff", "optout"}:
            keep = part.role == "optout" or part.holds or not bad
            self._found[part.role] += [part.text] if keep else []
            return None
        if part.holds == (link_of(part.text),) and self._is_sender(without_links(part.text)):
            self._found["links"] += part.holds
            return None
        if not self._light and not part.holds and self._evidence.is_weak_step(part.text):
            return None
        if not self._light and self._told and matcher("taking").search(part.text):
            bad = True  # "Collect it in one tap": the offer sentence has a step of its own
        if bad or (not self._light and not self._tells(part)):
            return self._carry(part, bad=bad)
        return None if self._is_sender(part.text) else self._mend(part.text)

    def _corrected(self, text: str) -> str | None:
        """The sentence with the voucher's figures, if those were all that was wrong with it."""
        wrong = self._evidence.wrong_words(text)
        right = corrected(text, self._offer, wrong) if wrong else None
        return None if right is None or self._is_wrong(right) else right

    # ── what may not be lost ─────────────────────────────────────────────────
    def _carry(self, part: Part, *, bad: bool) -> str | None:
        """From a sentence that has to go, what may not be lost."""
        link, names = link_of(part.text), name_fields(part.text)[0]
        left = [h for h in part.holds if h not in {link, *names} and not self._offer_says(h)]
        carriers = [(h, self._carrier(h, part.text)) for h in left]
        if not all(c for _, c in carriers):
            return self._salvage(part) or self._mend(part.text)
        self._found["links"] += [link] if link and part.holds else []
        self._found["names"] += names
        saved = self._salvage(part) if bad else None
        tells = saved and self._tells(part.model_copy(update={"text": saved}))
        saved = saved if saved and (tells or self._covers.search(saved)) else None
        if saved and carriers and len(saved.split()) < _WORDS_OF_A_SENTENCE:
            saved = None  # "Just use STASH10": the code says it better by itself
        return (
            " ".join(
                [
                    *([saved] if saved else []),
                    *dict.fromkeys(c for h, c in carriers if c and h not in (saved or "")),
                ]
            )
            or None
        )

    def _carrier(self, fact: str, told: str) -> str | None:
        """A sentence of its own for a fact of a sentence that has to go, or for it and its pair."""
        change = price_change(told, market=self._market)
        return change.sentence if change and fact in change.facts else carrier(fact, told)

    def _salvage(self, part: Part) -> str | None:
        """A clause of a bad sentence that can stand alone and holds what must not be lost."""
        wanted = [h for h in part.holds if not self._offer_says(h)]
        rest = without_clauses(part.text, self._is_wrong)
        if rest and all(h in rest for h in wanted) and not matcher("filler").search(rest):
            return self._mend(rest)
        for clause in clauses_standing(part.text):
            clean = not self._is_wrong(clause) and not matcher("filler").search(clause)
            if clean and all(h in clause for h in wanted):
                return self._mend(clause)
        return None

    def _offer_says(self, fact: str) -> bool:
        """Whether the offer sentence will say this fact of the draft anyway."""
        known = figures(fact, self._market)
        return bool(known) and known <= self._told

    # ── small questions ──────────────────────────────────────────────────────
    def _is_wrong(self, text: str) -> bool:
        """Whether a sentence may not stay, as it is or as it would be once mended."""
        return self._evidence.against(text) or self._evidence.against(self._mend(text))

    @property
    def _names(self) -> tuple[str, ...]:
        return tuple(n for n in (self._item, self._shop) if n)

    def _tells(self, part: Part) -> bool:
        if part.role in {"filler", "greeting", "link", "action"}:
            return False
        if is_rough(part.text) or (self._off_key and not self._is_concrete(part)):
            return False
        if self._mistaken and not part.holds and matcher("about_them").search(part.text):
            return False
        return part.role in {"offer", "question"} or tells_something(
            part.text, names=self._names[:1] if self._item else ()
        )

    def _is_concrete(self, part: Part) -> bool:
        """Whether a sentence holds a figure, a fact or a word of the product's name."""
        words = set(re.findall(r"\w{4,}", (self._item or "").casefold()))
        return bool(
            part.holds
            or re.search(r"\d", part.text)
            or words & set(re.findall(r"\w{4,}", part.text.casefold()))
        )

    def _is_sender(self, text: str) -> bool:
        """The shop's name standing alone: a sender line says it already."""
        return self._shop is not None and letters(text) == letters(self._shop)

    def _mend(self, text: str) -> str:
        return finish(polish(text, names=self._names, keep=self._required))


def _goes_on_small(written: str, kept: str) -> bool:
    """Whether a sentence was written with a small letter at its beginning, which is there still."""
    return written[:1].islower() and kept.casefold().startswith(written.split(maxsplit=1)[0].casefold())
