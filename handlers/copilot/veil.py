"""Personal data of the history, hidden from whoever may not see it."""

import re
from typing import Any, TypeVar

from pydantic import BaseModel

from handlers.copilot.caller import Caller

Model = TypeVar("Model", bound=BaseModel)

HIDDEN = "[hidden]"
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LONG_NUMBER = re.compile(r"(?<![\w/=-])\+?\(?\d[\d ().-]{6,}\d(?!\w)")
_DAY = re.compile(r"(?:20\d\d[-./ ]\d\d?[-./ ]\d\d?|\d\d?[-./ ]\d\d?[-./ ]20\d\d)")
_FEWEST = 8  # digits of a telephone number, an account, a card
_OURS = {"id", "suggestion_id", "campaign_id", "draft_id", "url", "sent_at", "expires_at", "created_at"}


def veiled(value: Model, caller: Caller) -> Model:
    """The value as this caller may see it: addresses and long numbers hidden without the switch."""
    if "personal" in caller.scopes:
        return value
    return type(value).model_validate(_veiled(value.model_dump()))


def veiled_text(text: str, caller: Caller) -> str:
    """The same for words alone."""
    return text if "personal" in caller.scopes else _hidden(text)


def _veiled(value: Any) -> Any:  # noqa: ANN401 - plain JSON and dates
    if isinstance(value, str):
        return _hidden(value)
    if isinstance(value, dict):
        return {name: one if name in _OURS else _veiled(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_veiled(one) for one in value]
    return value


def _hidden(text: str) -> str:
    return _LONG_NUMBER.sub(_number, _MAIL.sub(HIDDEN, text))


def _number(match: re.Match[str]) -> str:
    said = match[0]
    few = sum(letter.isdigit() for letter in said) < _FEWEST
    return said if few or _DAY.fullmatch(said.strip()) else HIDDEN
