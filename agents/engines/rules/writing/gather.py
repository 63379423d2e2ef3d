"""What a rewrite of a brief can be made of: the draft's own good sentences, its offer, the phrase bank."""

from agents.engines.rules.tongue import tongue_spoken
from agents.engines.rules.writing.addressing import speech_of
from agents.engines.rules.writing.item import Item, read_item
from agents.engines.rules.writing.keep import Keeper
from agents.engines.rules.writing.kept import Kept
from agents.engines.rules.writing.local_offer import offer_to_tell
from agents.engines.rules.writing.material import Material
from agents.engines.rules.writing.offer_line import OfferLine
from agents.engines.rules.writing.phrases import Phrases
from agents.engines.rules.writing.roles import matcher
from agents.engines.rules.writing.sender import split_sender
from agents.engines.tasks import RewriteInput
from agents.placeholders import find_placeholders


def gather(inputs: RewriteInput) -> Material:
    """The material for a brief, whose draft has its audience and channel."""
    draft = inputs.draft
    assert draft.audience and draft.channel  # noqa: S101, PT018 - the pipeline fills them in
    shop, body = split_sender(draft)
    kept = Keeper(inputs, body).keep()
    offer, kept, terms = _offer(inputs, kept)
    return Material(
        segment=draft.audience,
        channel=draft.channel,
        kept=kept,
        item=read_item(draft.product),
        offer=offer,
        terms=terms,
        shop=shop,
        has_title=_has_title(inputs),
        light=inputs.diagnosis.primary is None,
        bought=_is_bought(inputs),
        terse="shorter" in inputs.wishes,
    )


def _is_bought(inputs: RewriteInput) -> bool:
    """Whether the item is the one that has arrived: nothing is sold, or the thing itself once more."""
    sells = matcher("selling").search(inputs.draft.message.text)
    once_more = inputs.diagnosis.primary == "irrelevant_offer"
    return inputs.draft.audience == "post_purchase_group" and (not sells or once_more)


def _has_title(inputs: RewriteInput) -> bool:
    """Push and e-mail have one; chat if the merchant gave one; SMS only to hold what may not be lost."""
    draft = inputs.draft
    if {"title", "no_title"} & set(inputs.wishes):
        return "title" in inputs.wishes
    if draft.channel != "sms":
        return draft.channel in {"push", "email"} or bool(draft.title)
    tags = tuple(p.text for p in find_placeholders(draft.title or ""))
    return any(held in (draft.title or "") for held in (*inputs.sayable.required, *tags))


def _offer(inputs: RewriteInput, kept: Kept) -> tuple[OfferLine | None, Kept, str | None]:
    """The offer still to be told; or, when the draft's own words tell it, those with what they leave out.

    Where no sentence of the body tells it, what is left out comes by itself.
    """
    line = offer_to_tell(inputs)
    said = " ".join(s for s in (kept.title, kept.everything) if s)
    if line is None:
        return None, kept, None
    if not line.is_told_in(said):
        return line.without_day_told_in(said), kept, None
    left = line.terms_left_out(said)
    place = next((n for n, (_, sentence) in enumerate(kept.body) if line.is_told_in(sentence)), None)
    if left is None or place is None:
        return None, kept, left
    body = list(kept.body)
    body[place] = (body[place][0], line.with_terms_added(body[place][1], left))
    return None, kept.model_copy(update={"body": tuple(body)}), None


def phrases_for(inputs: RewriteInput, material: Material) -> Phrases:
    """The phrase bank for a brief's readers, its slots filled from the material."""
    item: Item | None = material.item
    named_before = inputs.draft.channel == "sms"  # the sender line has said the shop's name
    push = inputs.draft.channel == "push"
    if tongue_spoken() != "en":
        return _local_phrases(inputs, material, named_before=named_before)
    see, more = ("Tap to see", "Tap to find out more") if push else ("See", "Find out more")
    slots = {"see": see, "more": more}
    slots |= (item.slots() if item else {}) | (
        {"shop": material.shop} if material.shop and not named_before else {}
    )
    seed = f"{inputs.seed}|{inputs.draft.id or ''}|{inputs.draft.message.text}"
    trade = item.trade if item else "goods"
    return Phrases(material.segment, slots=slots, seed=seed, terse=material.terse, trade=trade)


def _local_phrases(inputs: RewriteInput, material: Material, *, named_before: bool) -> Phrases:
    """The phrases of the language being written, in the draft's own words for "you" and the like."""
    slots = speech_of(inputs.draft.message.text)
    slots |= material.item.slots() if material.item else {}
    slots |= {"shop": material.shop} if material.shop and not named_before else {}
    seed = f"{inputs.seed}|{inputs.draft.id or ''}|{inputs.draft.message.text}"
    return Phrases(material.segment, slots=slots, seed=seed, terse=material.terse)
