"""The clauses of a sentence that stand by themselves, and a sentence without those that may not stay."""

import re
from collections.abc import Callable, Iterator

from agents.engines.rules.writing.marks import finish, sentence_case
from agents.engines.rules.writing.roles import matcher
from agents.engines.rules.writing.units import protected_spans

_JOINT = re.compile(
    r"(?:\s*[,;]|\s+[–—-])\s+(?:(?:and|but|so|or|because|as|when|while|though)\s+)?"
    r"|\s+(?:and|but|so|or)\s+(?=(?:we|you|i|it|they|this|that|hurry|grab|order|buy|shop|get|act)\b)"
    r"|(?<=order|visit)\s+(?=we\b)",
    re.IGNORECASE,
)
# What a clause that is not the first begins with when it can stand by itself.
_STANDS = re.compile(
    r"(?:we|you|your|the|our|there|it|they|now|ok|only|free|order|use|get|take|pay|i)\b", re.IGNORECASE
)
# "… or we cancel it" is nothing without what it is the other side of.
_LEANS = re.compile(r"\b(?:or|because|as|when|while|though)\s*$", re.IGNORECASE)
_CLAUSE_END = re.compile(
    r"(?<=[?!])\s+|\s+or\s+(?=we\b|i\b|else\b|your name\b|your account\b)"
    r"|(?:,| [–—-]|;)\s+(?:(?:and|but|so|or|because|when|while|as)\s+)?"
    r"|\s+(?:and|but|so)\s+(?=we\b|you\b|i\b|it\b)",
    re.IGNORECASE,
)
_WORDS_OF_A_SENTENCE = 4
# What makes a step for anybody one for people who have been here before.
_ONCE_MORE = re.compile(r"\s+(?:again|once more|as (?:always|usual))\b", re.IGNORECASE)
_LEAST = 3  # words of a sentence
_ENDS = " ,;:–—-"


def clauses_standing(text: str) -> Iterator[str]:
    """The clauses that are sentences by themselves, in order, each without "again" as well."""
    clauses = [c.strip(" ,;–—-") for c in _CLAUSE_END.split(text) if c and c.strip()]
    for clause in [c for said in clauses for c in dict.fromkeys((said, _ONCE_MORE.sub("", said)))]:
        leads = text.startswith(clause.split(" ")[0])
        enough = len(clause.split()) >= _WORDS_OF_A_SENTENCE - leads
        if enough and (leads or _STANDS.match(clause)):
            yield clause


def without_clauses(text: str, is_wrong: Callable[[str], bool]) -> str | None:
    """The sentence that the other clauses make; None when no clause, or every clause, is wrong.

    None, too, when what is left does not stand by itself.
    """
    pieces = _pieces(text)
    kept = [(number, joint, clause) for number, (joint, clause) in enumerate(pieces) if not is_wrong(clause)]
    if not kept or len(kept) == len(pieces):
        return None
    first, joint, clause = kept[0]
    leans = _LEANS.search(joint)
    if first and (leans or not (_STANDS.match(clause) or matcher("action").search(clause))):
        return None
    rest = clause + "".join(joint + told for _, joint, told in kept[1:])
    rest = finish(sentence_case(rest.strip(_ENDS)))
    whole = len(rest.split()) >= _LEAST and rest.count("(") == rest.count(")")
    return rest if whole and not matcher("hanging").search(rest) and not is_wrong(rest) else None


def _pieces(text: str) -> list[tuple[str, str]]:
    """The clauses in order, each with what joins it to the one before."""
    guarded, found, start, joint = protected_spans(text), [], 0, ""
    for match in _JOINT.finditer(text):
        if match.start() > start and not any(a < match.end() and match.start() < b for a, b in guarded):
            found.append((joint, text[start : match.start()]))
            joint, start = match[0], match.end()
    return [*found, (joint, text[start:])]
