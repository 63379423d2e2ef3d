"""Prompts that people pick from a menu: ways to begin, in our words."""

from typing import Annotated, Any

from mcp.server import MCPServer
from pydantic import Field

_Draft = Annotated[str, Field(description="The message as it would be sent.")]
_Whom = Annotated[str, Field(description="Whom it goes to and how, in any words; leave empty if unknown.")]


def add_prompts(server: MCPServer[Any]) -> None:
    """Offer them on this server."""
    server.prompt(
        name="improve_a_draft",
        title="Improve a draft",
        description="Have one message diagnosed and rewritten, and settle what is open.",
    )(improve_a_draft)
    server.prompt(
        name="review_my_week",
        title="Review my week",
        description="Go through the campaigns that underperform and fix the worst of them.",
    )(review_my_week)


def improve_a_draft(draft: _Draft, audience_and_channel: _Whom = "") -> str:
    """What is asked of the assistant for one draft."""
    whom = f" It goes to: {audience_and_channel}." if audience_and_channel.strip() else ""
    return (
        "Improve this CRM message with rewrite_message. Pass its words exactly as they stand between the "
        f"marks, placeholders included.{whom} Show me the rewrite verbatim, then in at most three lines what "
        "was weak. If the outcome is “ask”, put the questions to me first. Then offer: shorter, warmer, "
        f"another version, or keep it.\n\n<draft>\n{draft}\n</draft>"
    )


def review_my_week() -> str:
    """What is asked of the assistant for a weekly review."""
    return (
        "Review my CRM campaigns. Call list_underperforming, then tell me in one sentence how many "
        "campaigns need a fix and what they have in common. For the three worst, call rewrite_message with "
        "the campaign_id and show before and after side by side with the score. End with what to test "
        "first: plan_trial for the one with the most to gain, if its numbers allow a test."
    )
