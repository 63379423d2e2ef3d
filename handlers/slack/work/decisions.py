"""What became of an answer, and whom to tell that it is settled."""

from handlers.slack.blocks.decision import Decision
from handlers.slack.blocks.notes import settled_note
from handlers.slack.deliver import tell_privately
from handlers.slack.desk import Desk
from handlers.slack.jobs import Job
from store.rows import AnswerRow


async def tell_settled(desk: Desk, job: Job, row: AnswerRow) -> None:
    """Tell whoever the job is of that somebody was first."""
    decision = decision_of(row)
    if decision is not None:
        client = await desk.clients.of(job.team)
        await tell_privately(client, channel=job.channel, user=job.user, card=settled_note(decision))


def decision_of(row: AnswerRow) -> Decision | None:
    """What became of an answer, None while that is open."""
    if row.decision is None:
        return None
    final = {"title": row.final_title, "body": row.final_body} if row.final_body else None
    return Decision.model_validate(
        {
            "kind": row.decision,
            "by": row.decided_by,
            "at": row.decided_at,
            "version": row.version,
            "final": final,
        }
    )
