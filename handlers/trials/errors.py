"""What cannot be tested, in words that say what to do instead."""

from handlers.errors import RequestError


class NothingToTestError(RequestError):
    """There is nothing to hold against the original."""

    def __init__(self) -> None:
        super().__init__(
            "There is no rewrite to test here: send me the draft, then plan a test of my answer."
        )


class CannotPlanError(RequestError):
    """No number of messages would settle it."""


class UnknownTrialError(RequestError):
    """The shop has no trial of this id."""

    def __init__(self, trial_id: str) -> None:
        self.trial_id = trial_id
        super().__init__(f"There is no trial “{trial_id}”: “/trial list” shows them.")
