"""Which worker does which kind of job."""

from collections.abc import Awaitable, Callable

from handlers.slack.boundary import guarded
from handlers.slack.desk import Desk
from handlers.slack.jobs import Job, Steps
from handlers.slack.work import (
    answering,
    asking,
    digest_applying,
    digest_presses,
    digest_preview,
    digesting,
    filing,
    homing,
    improving,
    reacting,
    reworking,
    setting_up,
    settling,
    setup_windows,
    stepping,
    telling,
    trial_forms,
    trial_news,
    trialing,
)

DeskWorker = Callable[[Desk, Job, Steps], Awaitable[None]]

WORKERS: dict[str, DeskWorker] = {
    "message": answering.answer_message,
    "ask": answering.answer_privately,
    "draft": answering.answer_privately,
    "fix": answering.answer_privately,
    "improve": improving.improve_message,
    "send": improving.send_to_thread,
    "audience": reworking.change_audience,
    "variants": reworking.show_variants,
    "use": settling.use,
    "edited": settling.use_edited,
    "unhelpful": settling.dismiss,
    "liked": telling.note_liked,
    "disliked": telling.note_disliked,
    "reason": telling.note_reason,
    "reacted": reacting.note_reaction,
    "unreacted": reacting.forget_reaction,
    "open_form": asking.open_rewrite_form,
    "open_edit": asking.open_edit_form,
    "open_settings": setup_windows.open_settings_form,
    "open_connect": setup_windows.open_connect_form,
    "home": homing.show_home,
    "prompts": homing.offer_prompts,
    "settings": setting_up.save_settings,
    "connected": setting_up.connect,
    "import_help": setting_up.explain_import,
    "open_trial": trial_forms.open_trial_form,
    "plan_trial": trialing.plan_trial,
    "trial_news": trial_news.tell_trials,
    "file": filing.take_files,
    "step": stepping.do_step,
    "digest": digesting.post_digest,
    "digest_apply": digest_applying.apply_item,
    "digest_apply_picked": digest_applying.apply_picked,
    "digest_edit": digest_presses.edit_item,
    "digest_variants": digest_presses.show_item_variants,
    "digest_dismiss": digest_presses.dismiss_item,
    "digest_preview": digest_preview.preview_digest,
}


async def perform(desk: Desk, job: Job, steps: Steps) -> None:
    """Do a job to its end; whatever goes wrong is told to whoever asked.

    A job of a kind that no longer exists (taken down by an older version) ends with a sentence too.
    """
    worker = WORKERS.get(job.kind, telling.tell_outdated)
    await guarded(worker)(desk, job, steps)
