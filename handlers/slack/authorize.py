"""How Bolt learns with which token to answer a request: from what we know, without asking Slack each time."""

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext

from handlers.slack.clients import Access, Accesses
from handlers.slack.errors import AccessLostError


class OneWorkspace:
    """The access of an app that one workspace has installed, by the token it was given.

    It holds for people of other organisations too, who write to us in a channel that is shared with
    them: what they see is decided by their workspace, not by the token.
    """

    def __init__(self, access: Access) -> None:
        self._access = access

    async def of(self, team: str | None, enterprise: str | None = None) -> Access:  # noqa: ARG002 - see above
        """The one access there is."""
        return self._access


class Authorize(AsyncAuthorize):
    """Bolt's question, answered by `Accesses`; where we are not installed, Bolt declines the request."""

    def __init__(self, accesses: Accesses) -> None:
        self._accesses = accesses

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,  # noqa: ARG002
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        actor_enterprise_id: str | None = None,  # noqa: ARG002
        actor_team_id: str | None = None,  # noqa: ARG002
        actor_user_id: str | None = None,  # noqa: ARG002
    ) -> AuthorizeResult | None:
        """The access for one request, None where there is none."""
        try:
            access = await self._accesses.of(team_id, enterprise_id)
        except AccessLostError:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            user_id=user_id,
            bot_id=access.bot_id,
            bot_user_id=access.bot_user,
            bot_token=access.token,
        )
