"""What stands in the fields of a form that was sent (`view["state"]["values"]`)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from handlers.slack import fields
from handlers.slack.blocks.forms.body import break_before

State = Mapping[str, Mapping[str, Mapping[str, Any]]]


class Filled:
    """A form as it was filled in. A field that is missing or malformed counts as empty."""

    def __init__(self, state: State) -> None:
        self._state = state

    def has(self, block: str) -> bool:
        """Whether the form had this field at all."""
        return block in self._state

    def text(self, block: str) -> str:
        """What was written, without space around it."""
        return self._raw(block).strip()

    def choice(self, block: str) -> str:
        """The value of what was chosen from a menu or among radio buttons."""
        chosen = self._element(block).get("selected_option")
        value = chosen.get("value") if isinstance(chosen, Mapping) else None
        return value if isinstance(value, str) else ""

    def ticked(self, block: str) -> bool:
        """Whether any of its boxes was ticked."""
        return bool(self._element(block).get("selected_options"))

    def day(self, block: str) -> date | None:
        """The day that was picked. Raises `ValueError` when it is none."""
        picked = self._element(block).get("selected_date")
        return date.fromisoformat(str(picked)) if picked else None

    def room(self, block: str) -> str:
        """The channel that was chosen."""
        element = self._element(block)
        chosen = element.get("selected_conversation") or element.get("selected_channel")
        return chosen if isinstance(chosen, str) else ""

    def people(self, block: str) -> tuple[str, ...]:
        """The people who were chosen, by their Slack ids."""
        chosen = self._element(block).get("selected_users")
        return tuple(str(user) for user in chosen) if isinstance(chosen, list) else ()

    def body(self) -> str:
        """The message, put together again where it took several fields."""
        parts = sorted((found, block) for block in self._state if (found := break_before(block)))
        more = (f"{stood}{self._raw(block)}" for (_, stood), block in parts)
        return "".join((self._raw(fields.BODY), *more)).strip()

    def _raw(self, block: str) -> str:
        value = self._element(block).get("value")
        return value.replace("\r\n", "\n") if isinstance(value, str) else ""

    def _element(self, block: str) -> Mapping[str, Any]:
        """The one element of a field."""
        elements = self._state.get(block)
        found = next(iter(elements.values()), None) if isinstance(elements, Mapping) else None
        return found if isinstance(found, Mapping) else {}
