"""Why a draft in another language than English stays as it is."""

from agents.language import language_name

_BUILT_IN = "rules"


def not_our_language(language: str) -> str:
    """For a `language` (ISO 639-1) that the built-in engine cannot write."""
    name = language_name(language)
    return (
        f"The built-in engine writes English, Malay and Indonesian; this draft is in {name}. "
        f"{_left_alone(name)}"
    )


def no_words_for(language: str, engine: str) -> str:
    """For a draft that the built-in engine's phrases don't reach, in a language with few; "" for all else."""
    if engine != _BUILT_IN or language == "en":
        return ""
    name = language_name(language)
    return (
        f"The built-in engine has no {name} wording for this draft that is good enough to send. "
        f"{_left_alone(name)}"
    )


def _left_alone(name: str) -> str:
    return (
        "I checked its facts, placeholders and channel limits and left the words alone. "
        f"Connect a model to get a rewrite in {name}."
    )
