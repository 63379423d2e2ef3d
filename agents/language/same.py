"""The hard check that a rewrite stays in the language of its draft."""

from agents.language.detect import latin_language
from agents.language.names import normal_code
from agents.language.scripts import script_shares, scripts_of, spoken
from agents.language.telling import LISTED, weigh
from agents.language.words import marks, votes, words_of
from agents.lexicons import load

_IN_SCRIPT = 0.3
"""A rewrite keeps at least this share of the draft's share of its language's script."""
_TELLING = 3
"""Small words of another language from which on it is one."""
_HEAVY = 2
"""So much weight of telling words speaks for a language, if twice as much as for the own one."""
_LONG_ENOUGH = 6
_SLID = 2
"""Words of its neighbour alone from which on a text has slid into it."""


def same_language(original: str, rewritten: str, language: str) -> bool:
    """Whether `rewritten` is in `language` as `original` is.

    Checks the script, for Chinese also traditional against simplified characters, for languages in
    Latin letters the small words, and lingua only when those say nothing. A draft that mixes
    languages may stay as mixed as it was. Malay may not slide into Indonesian, nor back; a text that could
    be either is as good as both.
    """
    code = normal_code(language)
    before, after = spoken(original), spoken(rewritten)
    if not _script_kept(before, after, code):
        return False
    if code == "zh":
        return _variety_kept(before, after)
    if scripts_of(code) != ("Latin",):
        return True
    return _words_kept(words_of(before), words_of(after), code)


def _script_kept(before: str, after: str, code: str) -> bool:
    had, has = script_shares(before), script_shares(after)
    own = scripts_of(code)
    wanted = sum(had.get(name, 0.0) for name in own)
    return not has or sum(has.get(name, 0.0) for name in own) >= _IN_SCRIPT * wanted


def _variety_kept(before: str, after: str) -> bool:
    """No character of the other way to write Chinese comes in, if it can be told which way it was."""
    simplified, traditional = (
        set("".join(load("languages")["chinese"][name])) for name in ("simplified", "traditional")
    )
    had, has = set(before), set(after)
    ways = ((simplified, traditional), (traditional, simplified))
    return not any(had & own and not had & other and has & other for own, other in ways)


def _words_kept(before: list[str], after: list[str], code: str) -> bool:
    counted = votes(after)
    own, had = counted[code], votes(before)
    rivals = {"id"} if code == "ms" else {"ms"} if code == "id" else set()
    for other, count in counted.items():
        foreign = other != code and other not in rivals and count >= max(_TELLING, 2 * own + 1)
        if foreign and not had[other] >= 2 * had[code] + 1:
            return False
    if _outweighed(before, after, code, rivals):
        return False
    if any(_has_slid(code, rival, before, after) for rival in rivals):
        return False
    if own or had[code] == 0 or len(after) < _LONG_ENOUGH:
        return True
    return latin_language(after) in {code, latin_language(before), *rivals}


def _outweighed(before: list[str], after: list[str], code: str, rivals: set[str]) -> bool:
    """Whether telling words speak for another language, one that the draft did not have in it."""
    if code not in {*LISTED, "en"}:
        return False
    had, has = weigh(before), weigh(after)
    own = votes(after)["en"] if code == "en" else has.get(code, 0.0)
    return any(
        weight >= max(_HEAVY, 2 * own + 1) and had.get(other, 0.0) < weight / 2
        for other, weight in has.items()
        if other not in {code, *rivals}
    )


def _has_slid(code: str, rival: str, before: list[str], after: list[str]) -> bool:
    """Whether a text that was plainly one of two neighbours is now plainly the other."""
    was = marks(code, before) > marks(rival, before)
    return was and marks(rival, after) >= _SLID and not marks(code, after)
