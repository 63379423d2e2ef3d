"""Sentences laid out as the channel wants them: one line, or a letter."""

import re
from functools import cache

from agents.engines.rules.tongue import Tongue, tongue_spoken, words
from agents.engines.rules.writing.material import Material
from agents.engines.rules.writing.telling import letters

# First words that may follow "Hi Ana," in small letters; any other first word may be a name. Those in the
# second group may begin one ("The North Face"), those in the third by themselves ("New York bagels").
_SMALL = re.compile(
    r"(?:Your|You|You've|Thank|Thanks|We|It's|This|That|For|As|Since|What|When|How|Place|Finish|Take|Get|Have|See"
    r"|Our|Welcome|Something|It|Are|Is|Do|Did|If|There|Check|Order|Pay|Come|Add|Spend|Tell|Leave|Collect|Need"
    r"|Looking|Here's|There's|You're|We're|We'd|We'll|That's|Just|Still|To|After|About|And|But|So|Then)\b"
    r"|(?:The|A|An|Here|Open|Pick|Start|Meet|On|At|In|Now|Let|Trouble)\b(?! [A-Z][a-z]+ [A-Z])"
    r"|(?:New|Good|Nice|Next|Time|Back|One|Ready|Running|Hello|Fresh|Today|Every|All|Some|Many)\b(?! [A-Z])"
)
_GREETING = re.compile(r"\s*(?:hi|hello|hey|dear|good \w+)\b[^.!?\n]{0,60}?, (?=[A-Z])", re.IGNORECASE)
_LOCAL_GREETING = re.compile(
    r"\s*(?:hi|hello|hey|dear|hai|halo|salam|assalam\w+|selamat \w+)\b[^.!?\n]{0,60}?, (?=[A-Z])",
    re.IGNORECASE,
)


def lay_out(material: Material, *, opening: str | None, closing: list[str]) -> str:
    """The body: greeting, opening, kept sentences, closing, sign-off, opt-out, in the channel's form."""
    write = _letter if material.channel == "email" else _line
    return write(material, opening, closing)


def after_greeting(body: str) -> str:
    """The body with a small letter behind "Hi Ana, " where no name can begin."""
    greeting = (_GREETING if tongue_spoken() == "en" else _LOCAL_GREETING).match(body)
    if not greeting or not _small(tongue_spoken()).match(body, greeting.end()):
        return body
    at = greeting.end()
    return body[:at] + body[at].lower() + body[at + 1 :]


def small_first(text: str) -> str:
    """The text with a small first letter, where no name can begin."""
    return text[:1].lower() + text[1:] if _small(tongue_spoken()).match(text) else text


def _line(material: Material, opening: str | None, closing: list[str]) -> str:
    kept = material.kept
    said = [s for s in (opening, *(s for _, s in kept.body), *closing) if s]
    greeting = [kept.greeting] if kept.greeting else _name_greeting(material)
    if greeting and greeting[0].endswith(",") and said:
        named = material.item is not None and said[0].startswith(f"The {material.item.name}")
        goes_on = named or (kept.small and bool(kept.body) and said[0] == kept.body[0][1])
        said[0] = said[0][:1].lower() + said[0][1:] if goes_on else small_first(said[0])
    sender = material.shop if material.channel == "sms" else None
    signoff = [s for s in kept.signoff if not sender or letters(sender) not in letters(s)]
    text = " ".join([*greeting, *said, *signoff, *kept.optout])
    return f"{sender}: {text}" if sender and not letters(text).startswith(letters(sender)) else text


def _letter(material: Material, opening: str | None, closing: list[str]) -> str:
    kept = material.kept
    greeting = kept.greeting or next(iter(_name_greeting(material)), words("phrases")["plain"]["hello"])
    paragraphs: dict[int, list[str]] = {}
    for number, sentence in kept.body:
        paragraphs.setdefault(number, []).append(sentence)
    middle = [" ".join(p) for p in paragraphs.values()]
    first = [" ".join(s for s in (opening, middle.pop(0) if middle else None) if s)]
    sign = "\n".join(kept.signoff) or material.shop or ""
    return "\n\n".join(b for b in [greeting, *first, *middle, " ".join(closing), sign, *kept.optout] if b)


def _name_greeting(material: Material) -> list[str]:
    """A greeting for a name that lost its place and is not in the title."""
    in_title = material.has_title and not material.kept.title
    left = material.kept.names[1:] if in_title else material.kept.names
    return [words("phrases")["plain"]["greeting"].format(name=left[0])] if left else []


@cache
def _small(tongue: Tongue) -> re.Pattern[str]:
    """First words that may follow a greeting in small letters, in a language."""
    if tongue == "en":
        return _SMALL
    first = "|".join(words("phrases", tongue)["plain"]["small"].split())
    return re.compile(rf"(?:{first})\b")
