"""Where a form was opened from, so that what it brings finds its way back."""

from pydantic import ConfigDict, ValidationError

from agents.types import Value

_MOST = 3000  # characters that Slack keeps with a form


class Origin(Value):
    """A message in Slack and, if it is an answer of ours, its suggestion; "" for what there isn't."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    channel: str = ""
    ts: str = ""
    thread: str = ""
    suggestion_id: str = ""

    @property
    def metadata(self) -> str:
        """The origin as a form carries it along (`private_metadata`)."""
        return self.model_dump_json(exclude_defaults=True)

    @classmethod
    def read(cls, metadata: str) -> "Origin | None":
        """The origin a form carried along; None for whatever is not exactly one."""
        if not metadata or len(metadata) > _MOST:
            return None
        try:
            return cls.model_validate_json(metadata)
        except ValidationError:
            return None
