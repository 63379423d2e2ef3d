"""Campaigns and earlier answers as documents: found by words, read in full by id."""

import re

from agents.types import Draft, Suggestion
from handlers.copilot.caller import Caller
from handlers.copilot.desk import CopilotDesk, shop_of
from handlers.copilot.errors import UnknownCampaignHereError
from handlers.copilot.remembering import campaign_text
from handlers.copilot.telling import suggestion_text
from handlers.copilot.types import Document, Found
from handlers.history import campaign_figures
from handlers.words import CHANNEL, SEGMENT
from store.campaigns import search_campaigns
from store.rows import CampaignRow, SuggestionRow
from store.suggestions import search_suggestions

_MOST = 10
_TITLE = 90
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_WORDS = 12


async def look_up(desk: CopilotDesk, caller: Caller, query: str) -> tuple[Found, ...]:
    """The shop's campaigns and suggestions that hold most of the words, best first."""
    words = tuple(dict.fromkeys(_WORD.findall(query.casefold())))[:_WORDS]
    if not words:
        return ()
    shop = shop_of(caller)
    async with desk.database.session() as session:
        campaigns = await search_campaigns(session, merchant_id=shop.id, words=words)
        answers = await search_suggestions(session, merchant_id=shop.id, words=words)
    found = [(_hits(_campaign_words(row), words), _campaign_found(row)) for row in campaigns]
    found += [(_hits(_answer_words(row), words), _answer_found(row)) for row in answers]
    best = sorted(found, key=lambda pair: -pair[0])
    return tuple(one for hits, one in best[:_MOST] if hits)


async def document(desk: CopilotDesk, caller: Caller, said: str) -> Document:
    """One of them in full, by its id with or without the kind before it. Raises `RequestError`."""
    kind, colon, bare = said.strip().partition(":")
    if kind == "suggestion" and colon:
        return await _answer_document(desk, caller, bare)
    if kind == "campaign" and colon:
        return await _campaign_document(desk, caller, bare)
    try:
        return await _campaign_document(desk, caller, said)
    except UnknownCampaignHereError:
        return await _answer_document(desk, caller, said)


async def _campaign_document(desk: CopilotDesk, caller: Caller, campaign_id: str) -> Document:
    draft = await desk.campaign(caller, campaign_id)
    figures = await campaign_figures(desk.database, draft)
    return Document(
        id=f"campaign:{draft.id}",
        title=_titled(f"Campaign {draft.id}", draft),
        text=campaign_text(draft, figures),
        url=f"crm://campaigns/{draft.id}",
        metadata={"kind": "campaign", "audience": draft.audience or "", "channel": draft.channel or ""},
    )


async def _answer_document(desk: CopilotDesk, caller: Caller, suggestion_id: str) -> Document:
    row = await desk.suggestion(caller, suggestion_id)
    draft, suggestion = Draft.model_validate(row.draft), Suggestion.model_validate(row.suggestion)
    text = f"The draft:\n{draft.message.text}\n\n{suggestion_text(draft, suggestion)}"
    return Document(
        id=f"suggestion:{row.id}",
        title=_titled(f"Suggestion of {row.created_at:%d %b %Y}", draft),
        text=text,
        url=f"crm://suggestions/{row.id}",
        metadata={"kind": "suggestion", "outcome": row.outcome, "engine": row.engine},
    )


def _campaign_found(row: CampaignRow) -> Found:
    title = f"Campaign {row.id}: {_short(row.template.title or row.template.body)}"
    return Found(id=f"campaign:{row.id}", title=title, url=f"crm://campaigns/{row.id}")


def _answer_found(row: SuggestionRow) -> Found:
    draft = Draft.model_validate(row.draft)
    title = _titled(f"Suggestion of {row.created_at:%d %b %Y}", draft)
    return Found(id=f"suggestion:{row.id}", title=title, url=f"crm://suggestions/{row.id}")


def _titled(what: str, draft: Draft) -> str:
    return f"{what}: {_short(draft.title or draft.body)}"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _TITLE else f"{flat[: _TITLE - 1].rstrip()}…"


def _hits(text: str, words: tuple[str, ...]) -> int:
    low = text.casefold()
    return sum(word in low for word in words)


def _campaign_words(row: CampaignRow) -> str:
    product = f"{row.product.name} {row.product.category or ''}" if row.product else ""
    voucher = row.voucher.title if row.voucher else ""
    named = f"{SEGMENT.get(row.audience, '')} {row.audience} {CHANNEL.get(row.channel, '')} {row.channel}"
    return f"{row.id} {row.template.title or ''} {row.template.body} {product} {voucher} {named}"


def _answer_words(row: SuggestionRow) -> str:
    draft, suggestion = row.draft, row.suggestion
    message = suggestion.get("message") or {}
    said = [draft.get("title"), draft.get("body"), message.get("title"), message.get("body"), row.id]
    return " ".join(str(one) for one in (*said, draft.get("audience"), draft.get("channel")) if one)
