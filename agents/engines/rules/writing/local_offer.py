"""The offer in Malay and Indonesian sentences, made of the voucher's own figures."""

import re
from datetime import date

from agents.engines.rules.tongue import tongue_spoken, words
from agents.engines.rules.writing.addressing import speech_of
from agents.engines.rules.writing.offer_line import OfferLine, read_offer_line
from agents.engines.tasks import RewriteInput
from agents.facts.condition_words import title_condition
from agents.facts.offers import word_offer
from agents.facts.promise import read_promise
from agents.facts.read import read_facts
from agents.facts.types import OfferWording
from agents.types import Draft, Voucher

_NO_DAY = date(2000, 1, 1)
_HOME = {"ms": "MY", "id": "ID"}
_MULTIBUY = re.compile(r"buy (?P<n>\d+), get (?P<m>\d+) free(?: on (?P<thing>.+))?")
_FREE = re.compile(r"(?:(?:a )?free (?P<thing>.+)|your (?P<first>.+) free)")


class LocalOffer(OfferLine):
    """An offer whose wording is in the language that is being written; `speech` is how the draft speaks."""

    speech: dict[str, str]
    minimum: str | None = None
    limited: bool = False

    @property
    def day(self) -> str | None:
        """The last day alone ("30 Nov")."""
        return self.wording.deadline.split(" ", 1)[1] if self.wording.deadline else None

    def sentence(self, *, deadline: bool = True) -> str:
        """A whole sentence that says what there is."""
        return self._say("sentence", until=deadline)

    def clause(self) -> str:
        """The offer as what one gets."""
        return self._say("clause")

    def with_action(self, action: str) -> str:
        """Action and offer in one sentence."""
        return self._say("with_action", action=action)

    def brief(self, action: str | None = None) -> str:
        """The shortest: action and offer, or the offer alone."""
        return self._say("brief_action" if action else "brief", action=action or "")

    def comes_off(self, action: str) -> str | None:  # noqa: ARG002 - one shape for all languages
        """None: to say that an amount comes off is English."""
        return None

    def spend(self) -> str | None:
        """The minimum first; None without one."""
        return self._say("spend") if self.minimum else None

    def here_is(self) -> str:
        """The offer as something handed over."""
        return self._say("here")

    def is_told_in(self, text: str) -> bool:
        """Whether a text states the amount, free shipping in whatever words."""
        if self.type == "free_shipping":
            return bool(read_promise(text, market=self.market, today=_NO_DAY).free_shipping)
        return super().is_told_in(text)

    def instead_of(self, words: str) -> str | None:  # noqa: ARG002
        """None: a wrong sentence is said anew, not mended word by word."""
        return None

    def terms_left_out(self, text: str) -> str | None:
        """A sentence with the terms that a text leaves out."""
        left = super().terms_left_out(text)
        return None if left is None else self._frames["left_out"].format(left=left[len("That's ") : -1])

    def title(self, ending: str | None = None) -> str:
        """The amount as a title, with its last day or another ending."""
        tail = ending or self.wording.deadline
        text = f"{self.wording.amount} {tail}" if tail else self.wording.amount
        return text[:1].upper() + text[1:]

    @property
    def _frames(self) -> dict[str, str]:
        frames: dict[str, str] = words("phrases")["offer"]["ways"]
        return frames

    def _say(self, way: str, *, action: str = "", until: bool = True) -> str:
        """A frame of the phrase bank with everything that is known put in."""
        parts, told = words("phrases")["offer"], self.wording
        said = self._frames[way].format(
            action=action,
            amount=told.amount,
            minimum=self.minimum or "",
            for_you="" if self.limited else parts["for_you"].format_map(self.speech),
            terms=f" {told.terms}" if told.terms else "",
            short=f" ({told.terms_short})" if told.terms_short else "",
            until=parts["until"].format(day=self.day) if until and told.deadline else "",
            code=parts["code"].format(code=told.code) if told.code else "",
            **self.speech,
        )
        return said[:1].upper() + said[1:]


def offer_to_tell(inputs: RewriteInput) -> OfferLine | None:
    """The offer of a brief in the language being written; None if there is none, or no words for it."""
    return read_offer_line(inputs) if tongue_spoken() == "en" else _read(inputs)


def _read(inputs: RewriteInput) -> LocalOffer | None:
    offer, draft = inputs.sayable.offer, inputs.draft
    if offer is None or draft.voucher is None:
        return None
    parts = words("phrases")["offer"]
    market = draft.merchant.market if draft.merchant and draft.merchant.market else _HOME[tongue_spoken()]
    told = word_offer(draft.voucher, market=market, today=draft.voucher.expires_at or _NO_DAY)
    speech = speech_of(draft.message.text)
    amount = _amount(told.amount, draft, speech) if told else None
    if told is None or amount is None:
        return None
    minimum = _as_written(told.terms_short.removeprefix("min "), draft) if told.terms_short else None
    day = _day(draft.voucher, with_year=_has_year(offer)) if offer.deadline else None
    return LocalOffer(
        type=draft.voucher.type,
        market=market,
        minimum=minimum,
        limited=bool(told.amount.partition(" off")[2].strip() or title_condition(told.amount)),
        speech=speech,
        wording=OfferWording(
            amount=amount,
            terms=parts["terms"].format(minimum=minimum) if minimum else None,
            terms_short=parts["terms_short"].format(minimum=minimum) if minimum else None,
            deadline=parts["deadline"].format(day=day) if day else None,
            code=offer.code,
        ),
    )


def _amount(english: str, draft: Draft, speech: dict[str, str]) -> str | None:
    """The ledger's wording of the amount, said in the language being written."""
    parts, kind = words("phrases")["offer"], draft.voucher.type if draft.voucher else ""
    frame: str = parts["amounts"].get(kind, "")
    tied = title_condition(english) if kind not in {"percentage", "fixed"} else None
    if tied:
        limit, base = parts["scopes"].get(tied.removeprefix("on ")), english[: -len(tied)].strip()
        said = _amount(base, draft, speech) if limit else None
        return f"{said} {limit.format_map(speech)}" if said and limit else None
    if kind in {"percentage", "fixed"}:
        figure, _, scope = english.partition(" off")
        scopes: dict[str, str] = parts["scopes"]
        if scope.strip() and scope.strip() not in scopes:
            return None
        limit = f" {scopes[scope.strip()].format_map(speech)}" if scope.strip() else ""
        return frame.format(figure=_as_written(figure, draft)) + limit
    if kind == "free_shipping":
        return frame if english in {"free shipping", "free delivery", "free postage"} else None
    if kind == "points":
        figure, _, name = english.partition(" ")
        own = name.casefold() not in {"points", "point", "bonus points", "extra points", "pts"}
        return f"{figure} {name}" if own else frame.format(figure=figure)
    return _given(kind, english, parts)


def _given(kind: str, english: str, parts: dict[str, dict[str, str]]) -> str | None:
    """A gift, or some for the price of fewer."""
    if kind == "gift":
        told = _FREE.fullmatch(english)
        thing = (told["thing"] or told["first"]) if told else None
        if thing is None:
            return None
        return parts["amounts"]["a_gift"] if thing == "gift" else parts["amounts"]["gift"].format(thing=thing)
    several = _MULTIBUY.fullmatch(english)
    if several is None:
        return None
    said = parts["amounts"]["bogo"].format(n=several["n"], m=several["m"])
    return f"{said} ({several['thing']})" if several["thing"] else said


def _as_written(figure: str, draft: Draft) -> str:
    """An amount as the draft writes it ("50rb"), if it does."""
    market = draft.merchant.market if draft.merchant else None
    key = next((f.key for f in read_facts(figure, market=market)), None)
    own = [f.text for f in read_facts(draft.message.text, market=market) if f.key == key]
    return own[0] if key and own and not own[0].replace(".", "").isdigit() else figure


def _day(voucher: Voucher, *, with_year: bool) -> str | None:
    last = voucher.expires_at
    if last is None:
        return None
    months: list[str] = words("phrases")["offer"]["months"]
    year = f" {last.year}" if with_year else ""
    return f"{last.day} {months[last.month - 1]}{year}"


def _has_year(offer: OfferWording) -> bool:
    return bool(re.search(r"\b\d{4}\b", offer.deadline or ""))
