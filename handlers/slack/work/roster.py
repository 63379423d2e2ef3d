"""Which worker does which kind of job."""

from collections.abc import Awaitable, Callable

from handlers.slack.boundary import guarded
from handlers.slack.desk import Desk
from handlers.slack.jobs import Job, Steps
from handlers.slack.work import (
    answering,
    filing,
    homing,
    improving,
    opening,
    reacting,
    settling,
    stepping,
    telling,
)

DeskWorker = Callable[[Desk, Job, Steps], Awaitable[None]]

WORKERS: dict[str, DeskWorker] = {
    "message": answering.answer_message,
    "ask": answering.answer_privately,
    "draft": answering.answer_privately,
    "fix": answering.answer_privately,
    "improve": improving.improve_message,
    "send": improving.send_to_thread,
    "audience": settling.change_audience,
    "variants": settling.show_variants,
    "use": settling.use,
    "edited": settling.use_edited,
    "unhelpful": settling.dismiss,
    "liked": telling.note_liked,
    "disliked": telling.note_disliked,
    "reason": telling.note_reason,
    "reacted": reacting.note_reaction,
    "unreacted": reacting.forget_reaction,
    "open_form": opening.open_rewrite_form,
    "open_edit": opening.open_edit_form,
    "open_settings": opening.open_settings_form,
    "open_connect": opening.open_connect_form,
    "home": homing.show_home,
    "prompts": homing.offer_prompts,
    "settings": homing.save_settings,
    "connected": homing.connect,
    "import_help": homing.explain_import,
    "file": filing.take_files,
    "step": stepping.do_step,
}


async def perform(desk: Desk, job: Job, steps: Steps) -> None:
    """Do a job to its end; whatever goes wrong is told to whoever asked.

    A job of a kind that no longer exists (taken down by an older version) ends with a sentence too.
    """
    worker = WORKERS.get(job.kind, telling.tell_outdated)
    await guarded(worker)(desk, job, steps)
