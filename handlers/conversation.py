"""A conversation about drafts: what was said before, what is said now, what is said back.

Knows nothing of terminals or chat programs; they show the `Reply` and keep the `Talk`.
"""

from datetime import date
from typing import Any

from agents.assume import Usual
from agents.engines.rules.understanding.prices import PriceSaid
from agents.engines.tasks import Understanding
from agents.types import Draft, Wish
from agents.wishes import add_wishes
from handlers.amounts import amount_asked, amount_meant
from handlers.answering import Answered, read_answer
from handlers.asking.asker import Asker
from handlers.asking.listing import chosen_of, listed
from handlers.asking.unsure import not_made_out
from handlers.brain import Brain
from handlers.errors import RequestError
from handlers.feelings import disliked, feeling_of, of_before
from handlers.going_back import undone
from handlers.listening import Listener, joined
from handlers.mentions import Mention, read_mention
from handlers.moves import Move, read_move
from handlers.past import Past
from handlers.replies import small_talk, too_long, waiting
from handlers.settled import OFFER_QUESTION, without_settled
from handlers.shop import other_shop_note, own_talk
from handlers.talk import Answer, Reply, Talk
from handlers.tenant import Tenant
from handlers.voting import taken, voted
from handlers.wished import with_wishes_told

_LONGEST = 5_000  # characters; no channel shows as many
_TRIES = 4  # until a choice of phrases gives something new


class Conversation:
    """Answers one message after the other; `today` decides which offers still run.

    With a `tenant` it speaks for that tenant's shop alone; without one, for whoever runs the bot.
    """

    def __init__(self, brain: Brain, *, today: date, tenant: Tenant | None = None) -> None:
        is_stranger = tenant is not None and tenant.merchant is None
        self._brain = brain.stranger() if is_stranger else brain
        self._today, self._tenant = today, tenant
        self._listener = Listener(brain.engine, today)
        self._past = Past(brain.database, is_stranger=is_stranger)
        self._asker = Asker(self._brain, self._past, today, self._changed)

    async def answer(self, text: str, talk: Talk) -> Answer:
        """What to say to `text` after `talk`, and where that leaves the conversation.

        Whatever the text is, there is a reply: an empty one gets the help.
        """
        talk = own_talk(talk, self._tenant) if self._tenant else talk
        if not text.strip():
            return Reply(kind="help"), talk
        if len(text) > _LONGEST:
            return too_long(len(text), _LONGEST), talk
        try:
            return await self._answer(text, talk)
        except RequestError as problem:
            return Reply(kind="note", text=problem.sentence if self._tenant else str(problem)), talk

    async def take(self, draft: Draft, talk: Talk) -> Answer:
        """The answer to a draft that comes ready made, from a form for instance, and the talk then.

        It is written for the tenant's shop, whatever the draft says, and as `talk` wishes.
        """
        if self._tenant:
            talk = own_talk(talk, self._tenant)
            draft = draft.model_copy(update={"merchant": talk.merchant})
        return await self._improved(draft, talk.model_copy(update={"merchant": draft.merchant}), seed=0)

    async def _answer(self, text: str, talk: Talk) -> Answer:
        text = chosen_of(text, talk) or amount_meant(text, talk) or text
        move, mention = read_move(text), read_mention(text)
        found = voted(text, talk) or await self._replied(text, talk)
        found = found or await self._asker.answer(text, talk)
        found = found or (await self._moved(move, talk) if move else None)
        found = found or await self._asker.order(text, talk)
        if found is None and mention:
            found = await self._mentioned(mention, talk)
        return found or self._asker.unheard(text, talk) or await self._told(text, talk)

    # ── an answer to ours ────────────────────────────────────────────────────
    async def _replied(self, text: str, talk: Talk) -> Answer | None:
        """The reply to an answer to one of our questions, and to what is thought of our version."""
        draft = talk.draft
        if draft is None or not talk.is_about_a_draft:
            return None
        if feeling := feeling_of(text):
            return of_before(feeling, talk) or disliked(talk, await self._more(talk, draft))
        answered = read_answer(text, talk, today=self._today)
        return await self._settled(answered, talk) if answered else None

    async def _settled(self, said: Answered, talk: Talk) -> Answer:
        if said.draft is None:
            return Reply(kind="note", text=said.note), talk
        settled = tuple(dict.fromkeys((*talk.settled, *said.settled)))
        return await self._improved(said.draft, talk, note=said.note, settled=settled)

    # ── a draft, or something about one ──────────────────────────────────────
    async def _told(self, text: str, talk: Talk) -> Answer:
        found = await self._listener.listen(text, talk)
        if found is None:
            return not_made_out(text, talk, today=self._today), talk
        if isinstance(found, PriceSaid):
            return await self._settled(Answered(draft=found.draft, note=found.note), talk)
        said, note = found.draft, ""
        if self._tenant:
            note = other_shop_note(said.merchant, self._tenant)
            said = said.model_copy(update={"merchant": talk.merchant})
        elif said.merchant:
            talk = talk.model_copy(update={"merchant": await self._past.shop(said.merchant)})
        draft, is_new = joined(said, talk)
        if found.unclear:
            sentences = " ".join(filter(None, (note, *found.unclear)))
            known = {"draft": draft, "amount": amount_asked(text, talk)}
            return Reply(kind="note", text=sentences), talk.model_copy(update=known)
        if not draft.body.strip():
            return waiting(draft, talk, note)
        if is_new:
            return await self._improved(draft, talk, note=note, seed=0, wishes=(), settled=())
        return await self._changed(draft, talk, note=note, text=text)

    async def _changed(self, draft: Draft, talk: Talk, *, note: str = "", text: str = "") -> Answer:
        """The answer to a changed draft, with its offer told if that is what changed."""
        note = " ".join(filter(None, (note, self._listener.offer_told(draft, talk, text))))
        settled = (*talk.settled, *self._listener.settled_by(draft, talk, text))
        return await self._improved(draft, talk, note=note, seed=0, settled=settled)

    async def _improved(
        self,
        draft: Draft,
        talk: Talk,
        *,
        note: str = "",
        **now: Any,  # noqa: ANN401 - fields of a turn
    ) -> Answer:
        """The answer to a draft; what is no message for customers leaves the one under discussion alone."""
        turned = talk.turned(draft=draft, **now)
        suggestion = await self._brain.improve(
            draft,
            today=self._today,
            seed=turned.seed,
            wishes=turned.wishes,
            usual=self._tenant.usual if self._tenant else Usual(),
        )
        suggestion = without_settled(suggestion, turned.settled)
        reply = Reply(kind="suggestion", text=note, draft=draft, suggestion=suggestion)
        if suggestion.outcome == "refused" and talk.is_about_a_draft:
            return reply, talk
        return reply, turned.model_copy(update={"suggestion": suggestion, "amount": ""})

    # ── short commands ───────────────────────────────────────────────────────
    async def _moved(self, move: Move, talk: Talk) -> Answer | None:
        """The answer to a command; None when it turns out to be none."""
        if move.kind == "help":
            return Reply(kind="help"), talk
        if move.kind == "quit":
            return Reply(kind="farewell", text="See you."), talk
        if move.kind == "reset":
            return waiting(Draft(body=""), Talk(merchant=talk.merchant))
        if move.kind == "weak":
            reply = await self._past.weak(talk.merchant)
            return reply, listed(talk, reply)
        if move.kind == "campaign":
            return await self._campaign(move.campaign_id, talk)
        return await self._about_answer(move, talk)

    async def _about_answer(self, move: Move, talk: Talk) -> Answer | None:
        """Commands that speak of the answer just given, and small talk after it."""
        if move.kind in {"greeting", "thanks", "nod"}:
            return small_talk(move.kind, talk), talk.nodded if move.kind == "nod" else talk
        draft = talk.draft
        if draft is None or not talk.is_about_a_draft:
            return None if move.rest else (small_talk("nothing", talk), talk)
        if move.kind == "use":
            return taken(talk, move.number), talk
        if move.kind == "why":
            return Reply(kind="details", draft=draft, suggestion=talk.suggestion), talk
        if move.kind == "undo":
            return undone(talk)
        return await self._again(move, talk, draft)

    async def _again(self, move: Move, talk: Talk, draft: Draft) -> Answer | None:
        """The draft under discussion answered once more, in another way."""
        if move.kind == "test":
            return Reply(kind="note", text=await self._past.test_of(talk, now=self._brain.clock())), talk
        if move.kind == "more":
            return await self._more(talk, draft)
        if move.kind == "longer":
            return await self._longer(talk, draft)
        if move.kind == "wish":
            return await self._wished(move, talk, draft)
        without = draft.model_copy(update={move.kind.removeprefix("no_"): None})
        settled = (*talk.settled, OFFER_QUESTION) if move.kind == "no_voucher" else talk.settled
        return await self._improved(without, talk, settled=tuple(dict.fromkeys(settled)))

    async def _wished(self, move: Move, talk: Talk, draft: Draft) -> Answer | None:
        """The same draft told as wished; None when the rest of the message can't be made out."""
        changed = self._listener.changed(move.rest, draft)
        if changed is None:
            return None
        note = self._listener.offer_told(changed, talk)
        wishes = add_wishes(talk.wishes, move.wishes)
        reply, now = await self._improved(changed, talk, wishes=wishes, note=note)
        return with_wishes_told(move.wishes, reply, was=talk, now=now)

    async def _more(self, talk: Talk, draft: Draft) -> Answer:
        for seed in range(talk.seed + 1, talk.seed + 1 + _TRIES):
            reply, now = await self._improved(draft, talk, seed=seed)
            if set(now.versions) - set(talk.versions):
                return reply, now
        return Reply(kind="note", text="These are all the versions I have. Tell me what to change."), talk

    async def _longer(self, talk: Talk, draft: Draft) -> Answer:
        wishes = tuple(wish for wish in talk.wishes if wish != "shorter")
        if wishes == talk.wishes:
            return small_talk("longer", talk), talk
        return await self._improved(draft, talk, wishes=wishes, note="At its full length again.")

    # ── the past ─────────────────────────────────────────────────────────────
    async def _mentioned(self, mention: Mention, talk: Talk) -> Answer | None:
        """The campaign that a message is about; None when it is about something else."""
        asked = await self._listener.asked_of(mention)
        sure = mention.sure and not self._listener.is_amount(mention.ids[0], talk)
        if asked is None or not (sure or self._past.is_open):
            return None
        found = await self._past.known(mention.ids, talk.merchant)
        if found is None and not sure:
            return None
        return await self._campaign(found or mention.ids[0], talk, *asked)

    async def _campaign(
        self, campaign_id: str, talk: Talk, said: Understanding | None = None, wishes: tuple[Wish, ...] = ()
    ) -> Answer:
        draft, figures = await self._past.campaign(campaign_id, talk.merchant)
        if said:
            draft = draft.model_copy(
                update=said.draft.model_dump(include={"audience", "channel"}, exclude_none=True)
            )
        reply, now = await self._improved(draft, talk, seed=0, wishes=add_wishes((), wishes))
        return reply.model_copy(update={"figures": figures}), now
