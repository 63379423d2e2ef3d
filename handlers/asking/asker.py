"""Questions to us and orders in a conversation: told from drafts by their words, and answered."""

import re
from collections.abc import Awaitable, Callable
from datetime import date

from agents.engines.rules.understanding.cover import cover, mentions
from agents.engines.rules.understanding.fields import audience_of, fields_of
from agents.engines.rules.understanding.labels import statement
from agents.engines.rules.understanding.offer import read_voucher
from agents.facts.read import read_facts
from agents.lexicons import load
from agents.types import SEGMENTS, Draft, Product
from handlers.asking.campaigns import audience_told, campaigns_told, customers_told
from handlers.asking.facts import about_the_draft
from handlers.asking.listing import is_choice, listed
from handlers.asking.ordering import orders_a_message, orders_us, told_about, wants_mentioned
from handlers.asking.orders import by_hand, read_order
from handlers.asking.reading import Asked, read_asked
from handlers.asking.several import compared, read_several
from handlers.asking.unsure import not_made_out
from handlers.brain import Brain
from handlers.mentions import read_mention
from handlers.past import Past
from handlers.replies import small_talk
from handlers.talk import Answer, Reply, Talk
from handlers.words import SEGMENT

Improve = Callable[..., Awaitable[Answer]]
_OF_THE_PAST = {"best", "all", "compare", "customers", "works", "why_bad"}
_GOOD = 0.5  # a percentile


class Asker:
    """Answers what is asked of us, and does what is ordered; `improve` answers a draft."""

    def __init__(self, brain: Brain, past: Past, today: date, improve: Improve) -> None:
        self._brain, self._past, self._today, self._improve = brain, past, today, improve

    async def answer(self, text: str, talk: Talk) -> Answer | None:
        """The answer to a question to us; None if the message is something else."""
        if several := read_several(text):
            return await compared(several, self._brain, talk, today=self._today)
        if orders_a_message(text):
            return self._from_nothing(text, talk)
        asked = read_asked(text)
        return await self._told(asked, talk) if asked else None

    async def order(self, text: str, talk: Talk) -> Answer | None:
        """What comes of an order, such as an edit of the draft; None if the message is none."""
        order = read_order(text, talk)
        if order is None:
            return None
        if order.reply:
            return order.reply, talk
        if order.draft is None:
            return by_hand(order.edit, talk) if order.edit else None
        if order.titled:
            kept = tuple(wish for wish in talk.wishes if wish != "no_title")
            return await self._improve(order.draft, talk.model_copy(update={"wishes": kept}))
        reply, now = await self._improve(order.draft, talk)
        body = now.versions[0].body if now.versions else ""
        if order.edit is None or order.edit.holds(body):
            return reply, now
        # The answer is written anew from the draft: what that does not keep is done as it was ordered.
        return by_hand(order.edit, talk.model_copy(update={"draft": order.draft})) or (reply, now)

    def unheard(self, text: str, talk: Talk) -> Answer | None:
        """What to say to an order that nothing came of: it is no draft; None if the message may be one."""
        if is_choice(text):
            return Reply(kind="note", text=load("asked")["told"]["which"]), talk
        if not orders_us(text, in_talk=talk.is_about_a_draft) or self._tells_terms(text):
            return None
        if talk.is_about_a_draft and wants_mentioned(text):
            return Reply(kind="note", text=load("asked")["told"]["mention"]), talk
        return not_made_out(text, talk, today=self._today), talk

    def _tells_terms(self, text: str) -> bool:
        """Whether it tells for whom, by which way or with which offer: that is heard elsewhere."""
        about = cover(text) or statement(text) or mentions(text).said
        return bool(about or read_facts(text) or read_voucher(text, today=self._today))

    async def _told(self, asked: Asked, talk: Talk) -> Answer | None:
        if asked.kind in _OF_THE_PAST:
            return await self._of_the_past(asked, talk)
        if asked.kind == "audiences":
            names = ", ".join(SEGMENT[segment].lower() for segment in SEGMENTS)
            return Reply(kind="note", text=f"I know {names}. Say “for …”, in your own words."), talk
        reply = about_the_draft(asked, talk, today=self._today)
        if reply is None and (text := load("asked")["told"].get(asked.kind)):
            reply = Reply(kind="note", text=text)
        return reply or small_talk("nothing", talk), talk

    async def _of_the_past(self, asked: Asked, talk: Talk) -> Answer | None:
        if asked.kind == "customers":
            return await customers_told(self._brain, self._past, talk), talk
        if asked.kind == "why_bad":
            draft, figures = await self._past.campaign(_id(asked.about), talk.merchant)
            place = figures.percentile if figures else None
            if place is None or place < _GOOD:
                return None  # what is weak about it is told with its rewrite
            text = f"It isn't bad: {draft.id} did better than {place:.0%} of what was sent to these people."
            return Reply(kind="note", text=text), talk
        if asked.kind == "works":
            segment = audience_of(asked.about)
            return (await audience_told(segment, self._brain, talk), talk) if segment else None
        reply = await campaigns_told(asked.kind, asked.about, self._past, talk)
        return reply, listed(talk, reply)

    def _from_nothing(self, text: str, talk: Talk) -> Answer:
        """What to say to "write me a push …": what was told is kept for the sentence that is asked for."""
        market = talk.merchant.market if talk.merchant else None
        said = {name: words for name, words in mentions(text).said.items() if name != "voucher"}
        fields = fields_of(said, today=self._today, market=market)
        about = told_about(text)
        if about and audience_of(about) is None:
            fields["product"] = Product(name=about)
        offer = next((part for part in re.split(r"[,:;]\s+", text, maxsplit=1)[1:] if part), "")
        if voucher := read_voucher(offer, today=self._today, market=market):
            fields["voucher"] = voucher
        draft = Draft.model_validate({"body": "", "merchant": talk.merchant} | fields)
        kept = [name for name in ("audience", "channel", "product", "voucher") if name in fields]
        noted = f" Noted: {', '.join(kept)}." if kept else ""
        example = _example(draft)
        told = load("asked")["told"]
        sentence = f"{told['write']}{noted} {told['start'].format(example=example)}"
        return Reply(kind="note", text=sentence), talk.model_copy(update={"draft": draft, "suggestion": None})


def _example(draft: Draft) -> str:
    if draft.audience == "abandoned_cart_buyers":
        return "Your cart is still here."
    about = draft.product.name if draft.product else "new batch"
    return f"Our {about}, now in the shop."


def _id(said: str) -> str:
    """An id as campaigns have it: "c1043" is C-1043."""
    mention = read_mention(said)
    return mention.ids[-1] if mention else said
