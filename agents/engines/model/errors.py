"""Why there is no answer of a model. Each error carries facts; none carries a key or a draft."""

from agents.engines.base import Trouble


class ModelError(Exception):
    """No usable answer came. `trouble` names the kind, `detail` is for whoever runs the bot."""

    trouble: Trouble = "unreachable"

    def __init__(self, model: str, detail: str) -> None:
        self.model, self.detail = model, detail
        super().__init__(f"{model}: {detail}.")


class ModelTimeoutError(ModelError):
    """The model took longer than a call, or all calls of a request together, may take."""

    trouble = "timeout"


class ModelBusyError(ModelError):
    """The server has too much to do, or this key asked too much of it."""

    trouble = "busy"


class ModelUnreachableError(ModelError):
    """The server is not there, broke off, or has a fault of its own."""


class ModelRejectedError(ModelError):
    """The server does not accept the key, the model's name or the request; trying again is no use."""

    trouble = "rejected"


class ModelRefusedError(ModelError):
    """The model does not want to answer, or the server's filter does not let it."""

    trouble = "refused"


class ModelCutOffError(ModelError):
    """The answer does not end: it came to the limit of its length."""

    trouble = "cut_off"


class ModelInvalidError(ModelError):
    """The answer is empty, no JSON, of another form than asked for, or says what cannot be so."""

    trouble = "invalid"


class BudgetSpentError(ModelError):
    """What may be asked of the model today has been."""

    trouble = "budget"


class NoRecordingError(ModelError):
    """There is no recording of this request to replay."""

    trouble = "unrecorded"
