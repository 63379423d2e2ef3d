"""The title of a rewrite: the merchant's own if it is good, else one that fits the phone."""

from agents.engines.rules.tongue import tongue_spoken, words
from agents.engines.rules.writing.alike import alike
from agents.engines.rules.writing.layout import small_first
from agents.engines.rules.writing.material import Material
from agents.engines.rules.writing.phrases import Phrases

_WISH, _LIMIT = 35, 50  # what an iPhone shows beside "now"; where a title is refused (channel rules)


def title_for(material: Material, phrases: Phrases, *, style: str, turn: int) -> str | None:
    """The title, or None where the channel has none."""
    if not material.has_title:
        return None
    if material.kept.title:
        return material.kept.title
    options = _options(material, phrases, style=style, turn=turn)
    if tongue_spoken() != "en":
        said = [sentence for _, sentence in material.kept.body]
        options = [o for o in options if not any(alike(o, s, besides="") for s in said)] or options
    names = material.kept.names[:1]
    return _fitting([f"{n}, {small_first(t)}" for n in names for t in options] or options)


def turned(options: list[str], turn: int) -> list[str]:
    """The options from another start."""
    cut = turn % len(options) if options else 0
    return options[cut:] + options[:cut]


def _options(material: Material, phrases: Phrases, *, style: str, turn: int) -> list[str]:
    first: list[str] = phrases.options("title_question") if style == "question" else []
    if style == "offer" and material.offer:
        endings = phrases.options("offer_title")
        first = [material.offer.title(), *(material.offer.title(e) for e in turned(endings, turn))]
    of_item = (
        [t for t in phrases.options(f"title_{material.speaks_of}") if len(t) <= _LIMIT]
        if material.item
        else []
    )
    if of_item and not first:
        return sorted(turned(of_item, turn), key=lambda t: len(t) > _WISH)
    return [*first, *turned(of_item, turn), *turned(phrases.options("title_plain"), turn)] or [
        words("phrases")["plain"]["title"]
    ]


def _fitting(options: list[str]) -> str:
    """The first that every phone shows whole, else the first within the limit, else the shortest."""
    for limit in (_WISH, _LIMIT):
        for option in options:
            if len(option) <= limit:
                return option
    return min(options, key=len)
