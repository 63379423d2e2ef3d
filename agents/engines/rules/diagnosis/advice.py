"""From a fault to a finding: the words that show it and one concrete sentence on what to do."""

from datetime import date

from agents.engines.rules.diagnosis.faults import Fault
from agents.engines.rules.diagnosis.quoting import quotes_of
from agents.engines.rules.diagnosis.signals import Signals
from agents.facts.offers import word_offer
from agents.lexicons import load
from agents.types import Finding

_NO_DAY = date(2000, 1, 1)
_SHOWN = 2
_MOST = 3
_TOLD_ONE_BY_ONE = ("misaligned_tone", "audience_assumption_error")
_PLURAL = {"is": "are", "has": "have"}


def finding(fault: Fault, signals: Signals) -> Finding:
    """The finding for a fault: evidence byte for byte from the draft, feedback with the voucher's terms."""
    quotes = quotes_of(fault, signals)
    return Finding(
        type=fault.type, evidence=quotes[0] if quotes else "", feedback=_feedback(fault, signals, quotes)
    )


def further_findings(fault: Fault, signals: Signals) -> tuple[Finding, ...]:
    """The same fault in further sentences, one finding each, three at most: what is quoted has to go."""
    if fault.type not in _TOLD_ONE_BY_ONE or not fault.hits:
        return ()
    reading, sentence = signals.reading, load("diagnosis_feedback")["further"]
    seen, found = {reading.span_at(fault.hits[0].start)}, list[Finding]()
    for hit in fault.hits[1:]:
        quote, place = reading.quote(hit.start, hit.end), reading.span_at(hit.start)
        if place in seen or not quote or (fault.type == "misaligned_tone" and hit.weight <= 1):
            continue
        seen.add(place)
        words = {"quote": f"“{quote}”", "says": _lexicon(fault, hit.group)["says"]}
        found.append(Finding(type=fault.type, evidence=quote, feedback=_fill(sentence, words)))
    return tuple(found[:_MOST])


def offer_in_full(signals: Signals) -> str | None:
    """The voucher in words ("S$5 off on orders of S$35 or more until 30 Nov"), None when unknown."""
    voucher = signals.context.voucher
    if voucher is None:
        return None
    # A diagnosis has no today: seen from its own last day no voucher has ended.
    wording = word_offer(voucher, market=signals.context.market, today=voucher.expires_at or _NO_DAY)
    if wording is None:
        return None
    return " ".join(part for part in (wording.amount, wording.terms, wording.deadline) if part)


def _feedback(fault: Fault, signals: Signals, quotes: list[str]) -> str:
    profile, offer = signals.context.profile, offer_in_full(signals)
    item = signals.context.product.name if signals.context.product else profile.item
    unsaid = offer if offer and not signals.offer.told else None
    known = load("diagnosis_feedback")["known_remedy"]
    words = {
        "quote": " and ".join(f"“{quote}”" for quote in quotes[:_SHOWN]) or "The message",
        "offer": offer or "the voucher",
        "item": item,
        "people": profile.plain_name,
        "truth": profile.truth,
        "says": _lexicon(fault).get("says", ""),
        "remedy": _remedy(fault, signals).replace("{item}", item),
        "known_remedy": (known["offer"] if offer else known["none"]).replace("{offer}", offer or ""),
        "with": f", with {unsaid}" if unsaid else "",
        "step": profile.steps[0].replace("{item}", item),
    }
    sentence = _sentence(fault, offer).replace("{says}", words["says"])
    return _fill(_agree(sentence) if len(quotes) > 1 else sentence, words)


def _agree(sentence: str) -> str:
    """Two quotes "read like a memo" where one "reads like a memo"."""
    quote, verb, rest = sentence.split(" ", 2)
    mark = verb[len(verb.rstrip(":,")) :]
    verb = verb.removesuffix(mark)
    return f"{quote} {_PLURAL.get(verb) or verb.removesuffix('s')}{mark} {rest}"


def _fill(sentence: str, words: dict[str, str]) -> str:
    """Names from outside may hold braces: only our own fields are filled, once."""
    parts = sentence.split("{")
    return parts[0] + "".join(words[name] + rest for name, rest in (part.split("}", 1) for part in parts[1:]))


def _sentence(fault: Fault, offer: str | None) -> str:
    sentences: dict[str, str] = load("diagnosis_feedback")[fault.type]
    kind = "drop_known" if fault.kind == "drop" and offer else fault.kind
    return sentences.get(kind) or sentences["any"]


def _lexicon(fault: Fault, group: str | None = None) -> dict[str, str]:
    names = {"audience_assumption_error": "presumptions", "misaligned_tone": "tone"}
    return load(f"diagnosis_{names[fault.type]}")[group or fault.kind] if fault.type in names else {}


def _remedy(fault: Fault, signals: Signals) -> str:
    if fault.type == "audience_assumption_error":
        return signals.context.profile.remedy
    return _lexicon(fault).get("remedy", "")
