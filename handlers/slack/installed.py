"""The access to workspaces that installed the app themselves, kept fresh where tokens rotate."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from weakref import WeakValueDictionary

from slack_sdk.errors import SlackTokenRotationError
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator

from handlers.slack.clients import Access
from handlers.slack.enterprises import Enterprises
from handlers.slack.errors import AccessLostError
from handlers.slack.installations import Installations

_AHEAD = 120  # minutes before its end that a token is exchanged, as Slack advises
log = logging.getLogger(__name__)


class InstalledWorkspaces:
    """Looks a workspace up in the installations: its own, else that of the enterprise it belongs to."""

    def __init__(
        self,
        installations: Installations,
        rotator: AsyncTokenRotator,
        enterprises: Enterprises,
        clock: Callable[[], datetime],
    ) -> None:
        self._installations, self._rotator = installations, rotator
        self._enterprises, self._clock = enterprises, clock
        self._rotating: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def of(self, team: str | None, enterprise: str | None = None) -> Access:
        """The access to a workspace, or to a whole enterprise without `team`.

        Raises `AccessLostError` where the app is not installed, `WrongKeyError`.
        """
        enterprise = enterprise or await self._enterprises.of(team)
        bot = await self._installations.async_find_bot(enterprise_id=enterprise, team_id=team)
        if bot is None and enterprise and team:
            bot = await self._installations.async_find_bot(enterprise_id=enterprise, team_id=None)
            if bot is not None:
                await self._enterprises.note(team, enterprise)
        if bot is None:
            raise AccessLostError
        bot = await self._fresh(bot)
        return Access(token=bot.bot_token, bot_id=bot.bot_id, bot_user=bot.bot_user_id, enterprise=enterprise)

    async def _fresh(self, bot: Bot) -> Bot:
        """The bot with a token that holds for a while yet, exchanged by one task at a time."""
        if not self._ends_within(bot, _AHEAD):
            return bot
        lock = self._rotating.setdefault(f"{bot.enterprise_id}/{bot.team_id}", asyncio.Lock())
        async with lock:
            current = await self._stored(bot) or bot
            try:
                rotated = await self._rotator.perform_bot_token_rotation(
                    bot=current, minutes_before_expiration=_AHEAD
                )
            except SlackTokenRotationError as error:
                return await self._otherwise(current, error)
            if rotated is not None:
                await self._installations.async_save_bot(rotated)
            return rotated or current

    async def _otherwise(self, bot: Bot, error: SlackTokenRotationError) -> Bot:
        """After a refused exchange: what another replica got meanwhile, or the old token to its end."""
        found = await self._stored(bot) or bot
        if self._ends_within(found, 0):
            log.warning(
                "Slack refused to exchange the token of workspace %s: %s", bot.team_id, error.api_error
            )
            raise AccessLostError("token_expired") from error
        return found

    async def _stored(self, bot: Bot) -> Bot | None:
        return await self._installations.async_find_bot(enterprise_id=bot.enterprise_id, team_id=bot.team_id)

    def _ends_within(self, bot: Bot, minutes: int) -> bool:
        ends = bot.bot_token_expires_at
        return ends is not None and ends <= self._clock().timestamp() + minutes * 60
