"""“Test it”, in a conversation: what a test of the answer under discussion would take."""

from datetime import datetime

from agents.trials.types import Wanted
from handlers.talk import Talk
from handlers.trials.keeping import draw_up
from handlers.trials.lifts import lift_to_look_for
from handlers.trials.proposing import proposal_of, usual_of
from handlers.trials.types import Asked
from handlers.trials.words import plan_lines
from store.database import Database

_NOT_A_SHOPS = "A test needs a shop and its figures: say whose message it is, or connect your shop."
_HOW_MANY = "How many of these can you send in a week? The form asks for it: “/trial” in Slack"


async def plan_told(database: Database, talk: Talk, *, now: datetime) -> str:
    """The plan in plain words; nothing is kept. Raises `RequestError`s."""
    if talk.merchant is None or talk.draft is None or talk.suggestion is None:
        return _NOT_A_SHOPS
    proposal = proposal_of(talk.merchant, talk.draft, talk.suggestion)
    campaign = f" {proposal.campaign_id}" if proposal.campaign_id else ""
    command = f"python -m bot trial plan --merchant {talk.merchant.id} --campaign{campaign or ' ID'}"
    usual = await usual_of(database, proposal)
    if usual.weekly is None:
        return f"{_HOW_MANY}, or “{command} --weekly 6000”."
    wanted = Wanted(lift=lift_to_look_for(usual) / 100, weekly=usual.weekly)
    trial = draw_up(proposal, usual, Asked(wanted=wanted), key=proposal.suggestion_id or "", now=now)
    keep = f"To have it kept and watched: “/trial{campaign}” in Slack, or “{command}”."
    return "\n".join((*plan_lines(trial), keep))
