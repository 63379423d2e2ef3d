"""A good draft with one thing wrong: only that sentence changes, everything else stays as written."""

import re

from agents.engines.rules.writing.carriers import carrier
from agents.engines.rules.writing.clauses import without_clauses
from agents.engines.rules.writing.corrected import corrected
from agents.engines.rules.writing.evidence import Evidence
from agents.engines.rules.writing.figures import figures
from agents.engines.rules.writing.local_offer import offer_to_tell
from agents.engines.rules.writing.marks import sentence_case
from agents.engines.rules.writing.offer_line import OfferLine
from agents.engines.rules.writing.polish import correct
from agents.engines.rules.writing.roles import matcher
from agents.engines.rules.writing.sender import split_sender
from agents.engines.rules.writing.units import split_units
from agents.engines.tasks import RewriteInput
from agents.types import Variant

_WORDS_OF_A_SENTENCE = 3


def mend(inputs: RewriteInput) -> Variant:
    """The draft with contradicted sentences said as the voucher has it, and left-out terms put in."""
    draft, offer = inputs.draft, offer_to_tell(inputs)
    evidence = Evidence(inputs)
    body = split_sender(draft)[1]
    sender = draft.body[: len(draft.body) - len(body)]
    title, told = draft.title, False
    for unit in split_units(draft.title, body):
        if not evidence.against(unit.text):
            body = body.replace(unit.text, correct(unit.text, keep=inputs.sayable.required), 1)
            continue
        wrong = evidence.wrong_words(unit.text)
        right = (
            corrected(unit.text, offer, wrong)
            or _cut_out(unit.text, wrong, evidence)
            or _without_clauses(unit.text, inputs, evidence)
        )
        if unit.paragraph < 0:
            title = right or (offer.title() if offer else unit.text)
            continue
        right = _after_comma(right, unit.text, body) if right else None
        rest = body.replace(unit.text, "", 1)
        told = told or (offer is not None and offer.is_told_in(rest))
        instead = right or _instead(inputs, unit.text, None if told else offer)
        if not right and body[: body.find(unit.text)].rstrip().endswith(","):
            instead = instead[:1].lower() + instead[1:]
        body = body.replace(unit.text, instead, 1)
        told = True
    return Variant(
        intent="only what has to change", title=title, body=sender + _tidy(_with_terms(offer, title, body))
    )


def _cut_out(text: str, wrong: list[str], evidence: Evidence) -> str | None:
    """The sentence without wrong words at one end of it ("Ends tonight: 20% off"); None if that won't do."""
    rest = text
    for words in wrong:
        found = re.escape(words)
        rest = re.sub(
            rf"^{found}\s*(?:[:,!–—-]+|to\b)\s*|\s*[,–—-]+\s*{found}(?=[.!]*$)", "", rest, flags=re.IGNORECASE
        )
    rest = matcher("goes_on").sub("", rest) if rest != text else rest
    whole = rest != text and len(rest.split()) >= _WORDS_OF_A_SENTENCE and not evidence.against(rest)
    return sentence_case(rest) if whole else None


def _without_clauses(text: str, inputs: RewriteInput, evidence: Evidence) -> str | None:
    """The sentence without the clause that is wrong, if nothing else goes with it."""
    rest = without_clauses(text, evidence.against)
    whole = rest is not None and all(r in rest for r in inputs.sayable.required if r in text)
    return rest if whole else None


def _after_comma(right: str, text: str, body: str) -> str:
    """What is left of a sentence, small again where a greeting stands before it: "Hi Ana, try …"."""
    small = right[:1].lower() + right[1:]
    greeted = body[: body.find(text)].rstrip().endswith(",")
    return small if greeted and small in text else right


def _instead(inputs: RewriteInput, text: str, offer: OfferLine | None) -> str:
    """The offer in place of a wrong sentence, and after it what else the sentence held."""
    sentence = offer.sentence() if offer else ""
    market = offer.market if offer else None
    told = figures(sentence, market)
    holds = [r for r in inputs.sayable.required if r in text and r not in sentence]
    left = [h for h in holds if not (figures(h, market) and figures(h, market) <= told)]
    return " ".join([*([sentence] if sentence else []), *(carrier(h) or h for h in left)])


def _tidy(body: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+(?=\n)|[ \t]+(?=[ \t])", "", body)).strip()


def _with_terms(offer: OfferLine | None, title: str | None, body: str) -> str:
    """The body with the terms its offer leaves out, right after the sentence that makes the offer."""
    whole = f"{title or ''} {body}"
    left = offer.terms_left_out(whole) if offer and offer.is_told_in(whole) else None
    if not offer or not left:
        return body
    units = [u.text for u in split_units(None, body)]
    place = next((u for u in units if offer.is_told_in(u)), units[-1] if units else "")
    return body.replace(place, offer.with_terms_added(place, left), 1)
