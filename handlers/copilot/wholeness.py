"""Half characters made whole: JSON can spell a lone surrogate, UTF-8 and our records can't."""

import json
from typing import Any

_SPELLED = (b"\\ud", b"\\uD")


def wholly(value: Any) -> Any:  # noqa: ANN401 - plain JSON
    """The same value with every lone surrogate replaced, in names too."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {wholly(name): wholly(one) for name, one in value.items()}
    if isinstance(value, list):
        return [wholly(one) for one in value]
    return value


def whole_body(body: bytes) -> bytes:
    """A request without half characters; what is no JSON is left for others to refuse."""
    if not any(spelled in body for spelled in _SPELLED):
        return body
    try:
        return json.dumps(wholly(json.loads(body))).encode()
    except (ValueError, RecursionError):
        return body
