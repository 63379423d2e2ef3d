"""A past of the reader's, found by grammar: "the trilogy you started", told to somebody new."""

import re
from functools import cache

from agents.engines.rules.diagnosis.phrases import Hit
from agents.engines.rules.diagnosis.reading import Reading
from agents.lexicons import load

GROUP = "shared_past"
_LEAD_WORDS = 3
_TRAIL_WORDS = 3
_REACH = 40


def shared_past(reading: Reading) -> list[Hit]:
    """Every "you" with a verb in the past that is neither hypothetical nor empty, nor left on a list."""
    words = load("diagnosis_presumptions")[GROUP]
    never, unless, known = (set(words[name].split()) for name in ("never", "unless", "known"))
    found = []
    for match in _pasts().finditer(reading.norm):
        lead = re.findall(r"\w+", reading.norm[: match.start()])[-_LEAD_WORDS:]
        trail = re.findall(r"\w+", reading.norm[match.end() : match.end() + _REACH])[:_TRAIL_WORDS]
        if match["verb"] not in never and not unless & set(lead) and not known & set(trail):
            found.append(Hit(GROUP, 1.0, match.start(), match.end()))
    return found


@cache
def _pasts() -> re.Pattern[str]:
    verbs = load("diagnosis_presumptions")[GROUP]["verbs"].split()
    adverbs = "already|just|once|always|really|recently|all|both|last|first|actually|clearly|kindly"
    between = rf"(?:(?:{adverbs})\W+){{0,2}}"
    return re.compile(
        rf"\b(?:you|youve|you have|you had|u) {between}(?P<verb>\w{{2,}}ed|{'|'.join(verbs)})\b"
    )
