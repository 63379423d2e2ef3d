"""How a Malay or Indonesian draft speaks to its readers: which word for "you", and how formally."""

import re

from agents.engines.rules.tongue import words


def address_in(text: str) -> str:
    """The draft's own word for "you" if it has one of those we know, else the language's usual one."""
    speech = words("phrases")["speech"]
    places = {
        word: match.start()
        for word, known in speech["you"].items()
        if (match := re.search(known["sign"], text, re.IGNORECASE))
    }
    return min(places, key=lambda word: places[word]) if places else str(speech["usual"])


def speech_of(text: str) -> dict[str, str]:
    """Words for the slots of phrases: casual ones if the draft is casual ("dah", "tengok"), and its "you"."""
    speech, address = words("phrases")["speech"], address_in(text)
    casual = re.search(speech["casual_signs"], text, re.IGNORECASE)
    chosen: dict[str, str] = speech["casual" if casual else "plain"] | speech["you"][address]
    return chosen | {"you": address}
