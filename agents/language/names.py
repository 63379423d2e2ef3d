"""Languages by their ISO 639-1 code."""

from agents.lexicons import load


def language_name(code: str) -> str:
    """The English name of the language `code`; the code itself if we don't know it."""
    name: str = load("languages")["names"].get(normal_code(code), code)
    return name


def normal_code(code: str) -> str:
    """`code` as we write it: "en-GB", "zh_Hant" and "fil" are "en", "zh" and "tl"."""
    short = code.strip().replace("_", "-").split("-")[0].lower()
    alias: str = load("languages")["aliases"].get(short, short)
    return alias
