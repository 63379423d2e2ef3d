"""One line of a batch: a draft, or the reason why it is none."""

import hashlib
import json
import re
from typing import Any

from pydantic import ValidationError

from agents.types import Draft, Suggestion

_QUOTED = 80
_HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")  # one of a surrogate pair, perhaps alone


def read_line(number: int, raw: bytes) -> Draft | Suggestion:
    """The draft of line `number` (1 is the first), or a refusal that says what is wrong with the line."""
    try:
        text = raw.decode("utf-8-sig")
        given = json.loads(text, parse_constant=_no_constant)
        if _HALF_CHARACTER.search(text):
            json.dumps(given, ensure_ascii=False).encode()
    except UnicodeDecodeError as error:
        return refusal(number, raw, f"is not UTF-8 (byte {error.start + 1})")
    except UnicodeEncodeError as error:
        half = error.object[error.start].encode("ascii", "backslashreplace").decode()
        return refusal(number, raw, f"holds half a character ({half})")
    except json.JSONDecodeError as error:
        what = "is empty" if not raw.strip() else f"is not JSON: {error.msg.lower()} at column {error.colno}"
        return refusal(number, raw, what)
    except (ValueError, RecursionError) as error:
        return refusal(number, raw, f"cannot be read: {error}")
    if not isinstance(given, dict):
        return refusal(number, raw, "is JSON but no object with a “body”")
    return _validated(number, raw, given)


def refusal(number: int, raw: bytes, what: str, draft_id: str | None = None) -> Suggestion:
    """A line that could not be answered; `what` goes on after "Line 3"."""
    digest = hashlib.blake2b(b"%d %s" % (number, raw), digest_size=8).hexdigest()
    reason = f"Line {number} {what}. Correct the line and send it again."
    return Suggestion(id=f"S-{digest}", draft_id=draft_id, outcome="refused", questions=(reason,))


def _validated(number: int, raw: bytes, given: dict[str, Any]) -> Draft | Suggestion:
    draft_id = _text(given.get("id"))
    try:
        return Draft.model_validate(given | {"id": draft_id, "merchant": _merchant(given.get("merchant"))})
    except ValidationError as error:
        known = draft_id if isinstance(draft_id, str) else None
        return refusal(number, raw, f"has a field we cannot use: {_first(error)}", known)


def _merchant(given: Any) -> Any:  # noqa: ANN401 - untrusted JSON, validated next
    return given | {"id": _text(given.get("id"))} if isinstance(given, dict) and "id" in given else given


def _text(given: Any) -> Any:  # noqa: ANN401 - as above
    """Ids come as numbers too."""
    return str(given) if isinstance(given, int) and not isinstance(given, bool) else given


def _first(error: ValidationError) -> str:
    """The first complaint as "audience: input should be … (it is “foo”)"."""
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    value = json.dumps(first["input"], ensure_ascii=True, default=str)
    shown = value if len(value) <= _QUOTED else f"{value[:_QUOTED]}…"
    message = first["msg"][:1].lower() + first["msg"][1:]
    return f"{place}: {message}" if first["type"] == "missing" else f"{place}: {message} (it is {shown})"


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON number")
