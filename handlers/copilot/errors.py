"""What an assistant can ask that is declined, each with what to do instead."""

from collections.abc import Sequence

from handlers.errors import RequestError


class NotAllowedError(RequestError):
    """The caller lacks a switch."""

    def __init__(self, scope: str, what: str) -> None:
        self.scope = scope
        super().__init__(
            f"This connection may not {what}: it lacks the permission “{scope}”. "
            "Whoever runs the bot can give it; everything else still works."
        )


class NotKeptError(Exception):
    """A call could not be written down, because of `why`: it is not answered."""

    def __init__(self, why: BaseException) -> None:
        self.why = why
        super().__init__("The call could not be written down.")


class NobodyError(RequestError):
    """A request from Slack that names nobody."""

    def __init__(self) -> None:
        super().__init__("I can't tell who asks: the request names no Slack workspace and person.")


class TooManyCallsError(RequestError):
    """The caller has used up this minute's calls."""

    def __init__(self, wait: int) -> None:
        self.wait = wait
        super().__init__(f"That was a lot of calls in one minute. Try again in {wait} seconds.")


class UnknownSuggestionError(RequestError):
    """The shop has no suggestion of this id."""

    def __init__(self, suggestion_id: str) -> None:
        self.suggestion_id = suggestion_id
        super().__init__(
            f"There is no suggestion “{suggestion_id}”. Take the id from an answer of rewrite_message, "
            "or look for it with search."
        )


class UnknownCampaignHereError(RequestError):
    """The shop has no campaign of this id, whoever else may have one."""

    def __init__(self, campaign_id: str) -> None:
        self.campaign_id = campaign_id
        super().__init__(
            f"There is no campaign “{campaign_id}”. list_underperforming and search tell the ids there are."
        )


class OneSourceError(RequestError):
    """Not exactly one thing to work on was given."""

    def __init__(self) -> None:
        super().__init__("Give exactly one of body, campaign_id and suggestion_id.")


class NothingMeasuredError(RequestError):
    """A segment has not enough strong and weak templates to tell what makes the difference."""

    def __init__(self, whom: str) -> None:
        super().__init__(
            f"There is not enough history on messages to {whom} yet to say what makes the difference: it "
            "takes four strong and four weak messages, of this shop or of three others that share."
        )


class UnknownSegmentError(RequestError):
    """No audience has this name."""

    def __init__(self, audience: str) -> None:
        self.audience = audience
        super().__init__(f"There is no audience “{audience}”: crm://segments lists them.")


class UnknownVersionError(RequestError):
    """A suggestion has no version of this number."""

    def __init__(self, version: int, versions: int) -> None:
        self.version, self.versions = version, versions
        known = f"it has versions 1 to {versions}" if versions > 1 else "it has one version"
        super().__init__(f"The suggestion has no version {version}: {known}.")


class UnknownToolError(RequestError):
    """No tool has this name."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        self.name, self.known = name, tuple(known)
        super().__init__(f"There is no tool “{name[:80]}”. There are {', '.join(known)}.")


class UnknownWeeklyError(RequestError):
    """Nobody knows how many messages a week a test could be made of."""

    def __init__(self) -> None:
        super().__init__(
            "Say how many messages a week can be sent to these people, as weekly: the history doesn't tell."
        )
