"""Personal data that may never go out: cards, passwords, one-time codes, identity numbers, addresses."""

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from agents.hygiene.checksums import is_card, is_iban, is_identity
from agents.hygiene.mending import GAP, mend
from agents.hygiene.sentences import sentences, states_fact, word_count
from agents.hygiene.types import Removed
from agents.lexicons import load

_FEW_WORDS = 3
"""A sentence with fewer words than this left of it goes whole."""

_SHORT = 5
"""A bare word after "password" has more letters than this to be one."""

_AROUND = 200
"""Characters on both sides of a candidate that tell what it is."""


class _Rule(NamedTuple):
    kind: str
    regex: re.Pattern[str]
    check: str
    unless: re.Pattern[str] | None
    needs: str
    note: str


def without_secrets(text: str, *, shop: str = "") -> tuple[str, list[Removed]]:
    """`text` without personal secrets, its sentences mended; `shop` is the merchant's name.

    What `Removed.text` holds is blotted out. The shop's own addresses, accounts and order numbers
    stay. Rules: `lexicons/secrets.toml`.
    """
    if not _words("hint").search(text):
        return text, []
    removed: list[Removed] = []
    kept = [_scrubbed(sentence, shop, removed) for sentence in sentences(text)]
    return (mend("".join(kept)), removed) if removed else (text, removed)


def _scrubbed(sentence: str, shop: str, removed: list[Removed]) -> str:
    """A sentence without its secrets; all of it goes when a secret was what it was about."""
    cleaned, pointless = sentence, False
    kinds: set[str] = set()
    for rule in _rules():
        if rule.needs and not any(kind.startswith(rule.needs) for kind in kinds):
            continue
        matches = [match for match in rule.regex.finditer(cleaned) if _counts(rule, match, shop)]
        for match in reversed(matches):
            start, end = _span(match)
            pointless = pointless or _was_the_point(rule, cleaned, match, end)
            cleaned = f"{cleaned[:start]}{GAP}{cleaned[end:]}"
            removed.append(Removed(kind=rule.kind, text="•" * 8, note=rule.note))
            kinds.add(rule.kind)
    cleaned = _without_labels(cleaned)
    few = word_count(cleaned) < _FEW_WORDS
    if not kinds or states_fact(cleaned) or not (few or pointless):
        return cleaned
    return GAP + sentence[len(sentence.rstrip()) :]


def _without_labels(sentence: str) -> str:
    """A sentence without the names of what was taken out: ": login …, password …." is ":…."."""
    if GAP not in sentence:
        return sentence
    several, alone = _label_patterns()
    before = ""
    while before != sentence:
        before, sentence = sentence, several.sub(GAP, sentence)
    return alone.sub(lambda match: match[1] + GAP, sentence)


@cache
def _label_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A labelled gap right after another gap, and one after a colon, comma, bracket or "with"."""
    labels = f"{load('secrets')['words']['labels']}{{1,4}}"
    after = r"(?=\s*(?:[.,;!?)\]]|$|/|&|(?:and|to|for|at|on|in|when)\b))"
    several = rf"{GAP}\s*(?:,|;|/|&|and\b|or\b|or|with\b)\s*(?:{labels}[:=]?\s*)?{GAP}{after}"
    alone = rf"([:,(\[]\s*|\bwith\s+){labels}[:=]?\s*{GAP}{after}"
    return re.compile(several, re.IGNORECASE), re.compile(alone, re.IGNORECASE)


@cache
def _listed() -> re.Pattern[str]:
    """The name of a login right before its value: "login mei@…"."""
    return re.compile(r"\b(?:log-?in|user ?name|user|e-?mail|account)\s*[:=]?\s*$", re.IGNORECASE)


def _span(match: re.Match[str]) -> tuple[int, int]:
    """What of a match goes: its value with the sign before it, else all but the space in front."""
    groups = match.groupdict()
    if "value" not in groups:
        return match.end() - len(match[0].lstrip()), match.end()
    return match.start("sign" if groups.get("sign") else "value"), match.end("value")


def _was_the_point(rule: _Rule, text: str, match: re.Match[str], end: int) -> bool:
    """Whether nothing sensible is left: "Your OTP is …." or "Anna (…) and … bought it"."""
    if rule.kind == "credentials":
        return True
    if rule.kind == "customer_email":
        listed = _listed().search(text, 0, match.start()) is not None
        return not listed and text[match.start() - 1 : match.start()] not in {"(", "["}
    return bool(match.groupdict().get("sign")) and re.match(r"\s*(?:[.!?,;)]|$)", text[end:]) is not None


def _counts(rule: _Rule, match: re.Match[str], shop: str) -> bool:
    around = match.string[max(0, match.start() - _AROUND) : match.end() + _AROUND]
    if rule.unless and rule.unless.search(around):
        return False
    check = _CHECKS.get(rule.check)
    return check is None or check(match, around, shop)


def _card(match: re.Match[str], around: str, _: str) -> bool:
    """With a card beside it any number of that length counts, else only a valid one."""
    digits = re.sub(r"\D", "", match[0])
    if _words("card").search(around):
        return len(digits) in {15, 16} or is_card(digits)
    return is_card(digits) and not _words("other_numbers").search(around)


def _password(match: re.Match[str], _around: str, _: str) -> bool:
    """After a colon any word may be one, after "is" it has a digit or a sign, bare both kinds of sign."""
    value, sign = match["value"], match["sign"]
    if (
        "⟦" in value
        or "://" in value
        or value.lower() in {"reset", "here", "required", "link", "page", "forgotten"}
    ):
        return False
    if not sign:
        named = not match[0].lower().startswith("pass ")
        return named and len(value) > _SHORT and re.search(r"(?=.*\d).*[^\W\d]", value) is not None
    return sign in {":", "=", "->"} or re.search(r"\d|[^\w\s]", value) is not None


def _email(match: re.Match[str], _around: str, shop: str) -> bool:
    """Whether an address is a customer's: no mailbox of a shop, and nobody is asked to write to it."""
    contact = load("secrets")["contact"]
    if match["local"].lower() in contact["mailboxes"]:
        return False
    name = re.sub(r"\W", "", shop.lower())
    host = re.sub(r"\W", "", match["domain"].split(".")[0].lower())
    own = bool(name) and (host in name or name in host)
    before = match.string[max(0, match.start() - _AROUND) : match.start()]
    return not own and not re.search(contact["words"], before, re.IGNORECASE)


_CHECKS: dict[str, Callable[[re.Match[str], str, str], bool]] = {
    "card": _card,
    "password": _password,
    "iban": lambda match, _around, _shop: is_iban(match["value"]),
    "checksum_id": lambda match, _around, _shop: is_identity(match[0]),
    "customer_email": _email,
}


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile(load("secrets")["words"][name], re.IGNORECASE)


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            kind=row["kind"],
            regex=re.compile(row["regex"], re.IGNORECASE),
            check=row.get("check", ""),
            unless=re.compile(row["unless"], re.IGNORECASE) if "unless" in row else None,
            needs=row.get("needs", ""),
            note=row["note"],
        )
        for row in load("secrets")["secret"]
    )
