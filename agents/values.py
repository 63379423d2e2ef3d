"""What every value is made like."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A frozen value: made once, compared by content, never changed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class FromOutside(BaseModel):
    """A frozen value whose JSON other people write: fields we don't know are left aside."""

    model_config = ConfigDict(frozen=True, extra="ignore")
