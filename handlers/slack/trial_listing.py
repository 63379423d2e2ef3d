"""What “/trial” tells at once: all trials, one of them, or that one was stopped."""

import re

from handlers.errors import RequestError
from handlers.slack.blocks.card import Card
from handlers.slack.blocks.notes import note_card
from handlers.slack.blocks.trials import trial_card, trials_card
from handlers.slack.desk import Desk
from handlers.slack.work.trial_sources import shop_of
from handlers.trials.errors import UnknownTrialError
from handlers.trials.naming import name_versions
from handlers.trials.telling import status_of
from store.trials import end_trial, get_trial, list_trials

_ID = re.compile(r"t-[0-9a-z]{4}", re.IGNORECASE)
_LIST = {"list", "status", "all", "running"}


def is_about_trials(said: str) -> bool:
    """Whether this asks about trials there are, rather than for a new one."""
    words = said.lower().split()
    return bool(words) and (words[0] in _LIST or words[0] == "stop" or bool(_ID.fullmatch(words[0])))


async def trials_told(desk: Desk, team: str, said: str) -> Card:
    """The answer to such a question, of the shop this workspace speaks for."""
    try:
        return await _told(desk, team, said.split())
    except RequestError as problem:
        return note_card(problem.sentence)


async def _told(desk: Desk, team: str, words: list[str]) -> Card:
    shop = (await shop_of(desk, team)).id
    if words[0].lower() in _LIST:
        async with desk.database.session() as session:
            trials = await list_trials(session, merchant_id=shop, limit=20)
        return trials_card([(trial, await status_of(desk.database, trial)) for trial in trials])
    if words[0].lower() == "stop":
        return await _stopped(desk, shop, words[-1])
    trial_id = words[0]
    if words[1:]:
        await name_versions(desk.database, shop, trial_id, words[1:])
    async with desk.database.session() as session:
        trial = await get_trial(session, merchant_id=shop, trial_id=trial_id)
    if trial is None:
        raise UnknownTrialError(trial_id)
    return trial_card(trial, await status_of(desk.database, trial))


async def _stopped(desk: Desk, shop: str, trial_id: str) -> Card:
    async with desk.database.session() as session:
        if not await end_trial(session, merchant_id=shop, trial_id=trial_id, now=desk.clock()):
            raise UnknownTrialError(trial_id)
    return note_card(f"Test {trial_id.upper()} is stopped: I no longer look at it. What it brought stays.")
