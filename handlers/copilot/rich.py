"""Block Kit beside an answer, for Slack's own assistant: the bot's cards with buttons that call tools.

Slackbot shows some blocks only, and drops all of an answer with one that it does not know.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mcp.server.mcpserver import Context

from agents.types import Draft, Suggestion
from handlers.copilot.caller import Caller
from handlers.copilot.types import CampaignsResult
from handlers.slack.blocks.answer import answer_card
from handlers.slack.blocks.base import actions, button
from handlers.slack.blocks.campaigns import campaigns_card
from handlers.slack.blocks.card import Block

EXTENSION = "io.slack/block-kit"
ALLOWED = frozenset(
    {
        *("context", "divider", "header", "markdown", "rich_text", "section", "file", "image", "video"),
        *("actions", "carousel", "input", "data_table", "data_visualization", "table", "card", "container"),
    }
)
_VALUE = 2_000  # characters that a button may carry

Meta = Mapping[str, Any]


def suggestion_meta(context: Context, caller: Caller, draft: Draft, suggestion: Suggestion) -> Meta | None:
    """What Slackbot shows of a suggestion; None for other clients."""
    if not _wants_blocks(context, caller):
        return None
    card = answer_card(draft, suggestion)
    if card.overflow:  # it speaks of a file, which only the bot can post; the text has all of it
        return None
    shown = [block for block in card.blocks if not _is_for_the_bot(block)]
    row = list(_buttons(caller, suggestion))
    return _meta([*shown, *([actions(*row)] if row else [])])


def campaigns_meta(context: Context, caller: Caller, found: CampaignsResult) -> Meta | None:
    """What Slackbot shows of campaigns, each with a button that has it rewritten."""
    if not _wants_blocks(context, caller):
        return None
    return _meta(_with_tools(campaigns_card(found.campaigns).blocks))


def _wants_blocks(context: Context, caller: Caller) -> bool:
    """Slack's signature says who asks; elsewhere the client says what it can show."""
    known = context.client_capabilities
    return caller.via == "slack" or bool(known and EXTENSION in (known.extensions or {}))


def _is_for_the_bot(block: Block) -> bool:
    """Whether a block is none of Slackbot's, or has a button that only the bot understands."""
    return block["type"] not in ALLOWED or block["type"] == "actions" or "accessory" in block


def _buttons(caller: Caller, suggestion: Suggestion) -> Iterator[dict[str, Any]]:
    """What can be done with it: buttons for what this caller may do."""
    if caller.merchant_id is None or suggestion.message is None:
        return
    about = {"suggestion_id": suggestion.id}
    if "write" in caller.scopes:
        used = {**about, "verdict": "used", "version": 1}
        yield _tool_button("Use This", "record_feedback", used, primary=True)
    for label, wish in (("Shorter", "shorter"), ("Warmer", "warmer")):
        yield _tool_button(label, "rewrite_message", {**about, "wishes": [wish]})
    if "write" in caller.scopes:
        yield _tool_button("Not Helpful", "record_feedback", {**about, "verdict": "bad"})


def _with_tools(blocks: Iterable[Block]) -> Iterator[Block]:
    """Rows with their Fix button as a call; what does not fit into a button stands without one."""
    for block in blocks:
        if "accessory" not in block:
            yield block
            continue
        bare = {name: part for name, part in block.items() if name != "accessory"}
        fix = {"campaign_id": block["accessory"]["value"]}
        fits = len(json.dumps(fix)) <= _VALUE
        yield {**bare, "accessory": _tool_button("Fix", "rewrite_message", fix)} if fits else bare


def _tool_button(label: str, tool: str, arguments: Meta, *, primary: bool = False) -> dict[str, Any]:
    return button(label, f"tool:{tool}", value=json.dumps(arguments), primary=primary)


def _meta(blocks: Iterable[Block]) -> Meta:
    return {"slack": {"blocks": list(blocks)}}
