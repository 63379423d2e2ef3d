"""The rule for SUMMARISE: a measured contrast in words, only what is beyond chance."""

from agents.audiences import profile
from agents.contrast import evidence, is_certain
from agents.engines.tasks import SummariseInput, Summary
from agents.features import Feature, features
from agents.types import Contrast, Pattern

_MOST_SENTENCES = 3
_AMONG = {
    "voucher": "that carry an offer",
    "minimum": "whose offer has a minimum spend",
    "deadline": "whose offer has a last day",
    "product": "about a product",
    "title": "with a title",
    "voucher in title": "with a title and an offer",
    "product in title": "with a title and a product",
}


def summarise(inputs: SummariseInput) -> Summary:
    """One to three sentences in counts; one that says so when nothing is certain.

    Only differences that may be told as advice are spoken of, and plainly only those that stand
    although all of them were looked at; if there are none, the clearest one, as what it is.
    """
    contrast = inputs.contrast
    told = {feature.name: feature for feature in features() if feature.told}
    looked_at = [p for p in contrast.patterns if p.name in told]
    certain = [p for p in looked_at if is_certain(p, among=len(looked_at))]
    if not certain:
        return Summary(text=_nothing(contrast, looked_at, told))
    said = [
        _sentence(p, told[p.name], contrast, first=i == 0) for i, p in enumerate(certain[:_MOST_SENTENCES])
    ]
    return Summary(text=" ".join(said))


def _sentence(pattern: Pattern, feature: Feature, contrast: Contrast, *, first: bool) -> str:
    """Both counts, as in "9 of 11 strong ones state the amount; of the weak ones 2 of 14"."""
    among = _AMONG.get(feature.needs or "", "")
    strong, weak = _counts(pattern)
    counted = f"{strong} of the {pattern.n_strong}" if among else f"{strong} of {pattern.n_strong}"
    lead = f"Of {_whose(contrast)} strong {_messages(contrast)}, {counted}"
    start = lead if first else f"{counted} strong ones"
    words = " ".join(f"{start} {among} {feature.plural}".split())
    return f"{words}; of the weak ones {weak} of {pattern.n_weak}."


def _nothing(contrast: Contrast, looked_at: list[Pattern], told: dict[str, Feature]) -> str:
    said = (
        f"Between {_whose(contrast)} {contrast.n_strong} strong and {contrast.n_weak} weak "
        f"{_messages(contrast)}, no difference in the writing is large enough to rule out chance."
    )
    clearest = next((p for p in looked_at if evidence(p) > 0), None)
    if clearest is None:
        return said
    strong, weak = _counts(clearest)
    return (
        f"{said} The clearest: {strong} of {clearest.n_strong} strong and {weak} of {clearest.n_weak} "
        f"weak ones {told[clearest.name].plural}, one of {len(looked_at)} things compared."
    )


def _counts(pattern: Pattern) -> tuple[int, int]:
    return round(pattern.share_strong * pattern.n_strong), round(pattern.share_weak * pattern.n_weak)


def _whose(contrast: Contrast) -> str:
    return "this shop's" if contrast.scope == "own" else "the sharing shops'"


def _messages(contrast: Contrast) -> str:
    return f"messages to {profile(contrast.segment).plain_name}"
