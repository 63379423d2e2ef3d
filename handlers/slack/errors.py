"""What Slack can refuse, in our words. Exceptions carry facts; `boundary` decides who is told."""

from collections.abc import Iterator
from contextlib import contextmanager

from aiohttp import ClientConnectorError, ClientError
from slack_sdk.errors import SlackApiError

from handlers.errors import RequestError

_TOO_MANY, _SERVER_ERROR = 429, 500


class SlackError(RequestError):
    """Something that can happen between us and Slack, and is nobody's mistake in our code."""


class ChannelClosedError(SlackError):
    """We can't write where we should. `code` is Slack's."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(
            "I can't write in that channel: it is archived or gone, or I am not in it. "
            "Invite me there with “/invite”, or write to me here."
        )


class MessageGoneError(SlackError):
    """The message or thread we were to answer or change is no longer there. `code` is Slack's."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__("The message this was about has been deleted, so I left it at that.")


class AccessLostError(SlackError):
    """We are not (or no longer) installed in this workspace: nothing can be told there. `code` is Slack's."""

    def __init__(self, code: str = "not_installed") -> None:
        self.code = code
        super().__init__(
            f"The app has no access to this workspace ({code}): a workspace admin has to install it again."
        )


class MissingScopeError(SlackError):
    """The app was installed without a permission it needs, named by `scope`."""

    def __init__(self, scope: str) -> None:
        self.scope = scope
        super().__init__(
            f"I lack the permission “{scope}” in this workspace. "
            "Ask a workspace admin to install the app again: that grants it."
        )


class BusyError(SlackError):
    """Slack is busy, out of order or out of reach; another try may go better.

    `retry_after` is what Slack asked us to wait, in seconds. `unclear` says that Slack may have done
    what we asked all the same.
    """

    def __init__(self, code: str, *, retry_after: float | None = None, unclear: bool = True) -> None:
        self.code, self.retry_after, self.unclear = code, retry_after, unclear
        super().__init__("Slack could not be reached for a while. Please try once more.")


class RefusedError(Exception):
    """Slack refused what it should have taken (a block over a limit, a wrong argument): our own mistake."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(f"Slack answered “{code}”")


_CLOSED = {
    "channel_not_found",
    "is_archived",
    "messages_tab_disabled",
    "not_in_channel",
    "restricted_action",
    "restricted_action_read_only_channel",
    "restricted_action_thread_locked",
    "restricted_action_thread_only_channel",
    "user_not_in_channel",
}
_GONE = {"cannot_reply_to_message", "cant_update_message", "message_not_found", "thread_not_found"}
_LOST = {
    "account_inactive",
    "invalid_auth",
    "not_authed",
    "team_access_not_granted",
    "token_expired",
    "token_revoked",
}
_BUSY = {
    "fatal_error",
    "internal_error",
    "ratelimited",
    "rate_limited",
    "request_timeout",
    "service_unavailable",
    "team_added_to_org",
}
_SURELY_NOT_DONE = {"ratelimited", "rate_limited"}


@contextmanager
def in_our_words() -> Iterator[None]:
    """Errors of Slack and of the way to it leave as ours: `SlackError`, or `RefusedError`."""
    try:
        yield
    except SlackApiError as error:
        raise _translated(error) from error
    except ClientConnectorError as error:  # no connection, so nothing was sent
        raise BusyError("no_connection", unclear=False) from error
    except ClientError as error:
        raise BusyError("connection_lost") from error


@contextmanager
def calling_slack() -> Iterator[None]:
    """As `in_our_words`, where nothing but Slack is waited for: then a timeout is Slack's as well."""
    try:
        with in_our_words():
            yield
    except TimeoutError as error:
        raise BusyError("timeout") from error


def is_transient(error: BaseException) -> bool:
    """Whether another try may go better; for `Steps.run(retry=…)`."""
    return isinstance(error, BusyError)


def _translated(error: SlackApiError) -> Exception:
    response = error.response
    code = str(response.get("error") or "") if hasattr(response, "get") else ""
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0))
    if status == _TOO_MANY or status >= _SERVER_ERROR or code in _BUSY or not code:
        unclear = status != _TOO_MANY and code not in _SURELY_NOT_DONE
        return BusyError(code or f"http_{status}", retry_after=_wait_of(response), unclear=unclear)
    if code == "missing_scope":
        return MissingScopeError(str(response.get("needed") or "unknown"))
    for codes, kind in ((_CLOSED, ChannelClosedError), (_GONE, MessageGoneError), (_LOST, AccessLostError)):
        if code in codes:
            return kind(code)
    return RefusedError(code)


def _wait_of(response: object) -> float | None:
    """The seconds of a Retry-After header, if there is a usable one."""
    headers = getattr(response, "headers", None) or {}
    text = next((str(value) for name, value in headers.items() if name.lower() == "retry-after"), "")
    return float(text) if text.replace(".", "", 1).isdigit() else None
