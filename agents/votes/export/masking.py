"""Texts made fit to leave: personal data out, tags masked, the request in plain words."""

from collections.abc import Sequence

from agents.audiences import profile
from agents.engines.model.masking import Mask
from agents.hygiene import clean
from agents.lexicons import load
from agents.types import Draft, Message, Voucher


def masked(draft: Draft, messages: Sequence[Message]) -> tuple[Draft, list[Message]]:
    """The draft and messages about it, cleaned as drafts are, the same tag as the same ⟦P1⟧ in all of them.

    The draft no longer knows its shop and its id.
    """
    texts = [clean(draft), *(clean(draft.model_copy(update=message.model_dump())) for message in messages)]
    cleaned = [found.draft.message for found in texts]
    mask = Mask(part for message in cleaned for part in (message.title, message.body) if part)
    first, *rest = (_hidden(message, mask) for message in cleaned)
    asked = texts[0].draft.model_copy(update={**first.model_dump(), "merchant": None, "id": None})
    return asked, rest


def request(draft: Draft, *, improve: bool) -> tuple[dict[str, str], dict[str, str]]:
    """What a model is asked: to improve the draft or, where there was none, to write a message."""
    words: dict[str, str] = load("lessons")
    parts = [words["improve" if improve else "write"]]
    if draft.audience:
        parts.append(words["readers"].format(readers=profile(draft.audience).plain_name))
    if draft.channel:
        parts.append(words["channel"].format(channel=draft.channel))
    if draft.product:
        named = filter(None, (draft.product.name, draft.product.category))
        parts.append(words["product"].format(product=" · ".join(named)))
    if draft.voucher:
        parts.append(words["offer"].format(offer=_offer(draft.voucher)))
    if improve:
        parts.append(words["draft"].format(draft=draft.message.text))
    said = (("system", words["system"].strip()), ("user", "\n".join(parts)))
    system, user = ({"role": role, "content": content} for role, content in said)
    return system, user


def _offer(voucher: Voucher) -> str:
    """Every known term of an offer, by its name."""
    told = voucher.model_dump(mode="json", exclude_none=True)
    return "; ".join(f"{name.replace('_', ' ')} {value}" for name, value in told.items())


def _hidden(message: Message, mask: Mask) -> Message:
    return Message(title=mask.hide(message.title) if message.title else None, body=mask.hide(message.body))
