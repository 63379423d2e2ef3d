"""Finding a model's quotation in the text it quotes: models change quotation marks, spaces and capitals."""

import re
from functools import lru_cache

_SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})
_REMEMBERED = 512


def quoted(quotation: str, text: str) -> str | None:
    """The stretch of `text` that a quotation means, as it stands there; None if it doesn't.

    Capitals, kinds of quotation marks and dashes, and white space are not taken seriously.
    """
    wanted = quotation.strip().strip("…").strip()
    if not wanted:
        return None
    if wanted in text:
        return wanted
    found = _pattern(wanted).search(text.translate(_SAME))
    return text[found.start() : found.end()] if found else None


@lru_cache(maxsize=_REMEMBERED)
def _pattern(wanted: str) -> re.Pattern[str]:
    words = (re.escape(word) for word in wanted.translate(_SAME).split())
    return re.compile(r"\s+".join(words), re.IGNORECASE)
