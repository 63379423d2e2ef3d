"""What goes wrong in the local workspace and is no answer of the Web API."""


class PlaygroundError(Exception):
    """Something was asked for that Slack's own pages would not let a person do; the sentence says what."""


class NoAnswerError(PlaygroundError):
    """The app did not answer in time, or not with a yes. The sentence is the one Slack shows."""


class ManifestError(PlaygroundError):
    """The manifest can't be read; the sentence says why."""
