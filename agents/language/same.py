"""The hard check that a rewrite stays in the language of its draft."""

from agents.language.detect import latin_language
from agents.language.names import normal_code
from agents.language.scripts import script_shares, scripts_of, spoken
from agents.language.words import marks, votes, words_of
from agents.lexicons import load

_IN_SCRIPT = 0.3
"""A rewrite keeps at least this share of the draft's share of its language's script."""
_TELLING = 3
"""Small words of another language from which on it is one."""
_LONG_ENOUGH = 6


def same_language(original: str, rewritten: str, language: str) -> bool:
    """Whether `rewritten` is in `language` as `original` is.

    Checks the script, for Chinese also traditional against simplified characters, for languages in
    Latin letters the small words, and lingua only when those say nothing. A draft that mixes
    languages may stay as mixed as it was. Malay may not slide into Indonesian, nor back.
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
    """No character of the other way to write Chinese comes in."""
    simplified, traditional = (
        set(load("languages")["chinese"][name]) for name in ("simplified", "traditional")
    )
    for only in (simplified - traditional, traditional - simplified):
        if only & set(after) and not only & set(before):
            return False
    return True


def _words_kept(before: list[str], after: list[str], code: str) -> bool:
    counted = votes(after)
    own, had = counted[code], votes(before)
    rivals = {"id"} if code == "ms" else {"ms"} if code == "id" else set()
    for other, count in counted.items():
        foreign = other != code and other not in rivals and count >= max(_TELLING, 2 * own + 1)
        if foreign and not had[other] >= 2 * had[code] + 1:
            return False
    if any(marks(rival, after) > marks(rival, before) and not marks(code, after) for rival in rivals):
        return False
    if own or had[code] == 0 or len(after) < _LONG_ENOUGH:
        return True
    return latin_language(after) in {code, latin_language(before), *rivals}
