"""What a draft promises, read as offers: amounts, minimums, last days, kinds of offer."""

import re
from datetime import date
from functools import cache

from agents.facts.dates import read_days
from agents.facts.read import read_facts
from agents.facts.types import Fact
from agents.types import Value

_OFF = re.compile(
    r"^\W{0,3}\s*(?:(?:instant|flat|extra|store|cash)\s+)?(?:off\b|discount|voucher|coupon|rebate|credit|cash ?back|less\b|diskon|diskaun|de descuento|rabatt)",
    re.IGNORECASE,
)
_SAVE = re.compile(
    r"\b(?:save|take|less|discount of|worth|voucher (?:of|for)|diskon|diskaun|giảm|ลด|รับ|خصم|descuento de|baucar|voucher|coupon)\s*(?:up to\s*)?$",
    re.IGNORECASE,
)
_MINIMUM = re.compile(
    r"\b(?:min(?:imum)?\.?(?: (?:spend|order|purchase|belanja|of))*(?: of)?|spend(?:ing)?|orders?(?: (?:of|from|over|above|reach\w*|worth))*|reach\w*|above|over|from|on|at least|belanja|pembelian|đơn từ|ab|desde|بقيمة|ซื้อครบ)\s*:?\s*$",
    re.IGNORECASE,
)
_OR_MORE = re.compile(r"^\s*(?:\+|or more|and (?:above|up)|or above|up\b|minimum|min\b)", re.IGNORECASE)
_CAP = re.compile(r"\b(?:cap(?:ped)?(?: at| of)?|max(?:imum)?\.?(?: of)?|up to)\s*$", re.IGNORECASE)
_ENDS = re.compile(
    r"\b(?:ends?|ending|expires?|expiring|valid(?: only)?(?: until| till| through| to)?|until|till|til|through|thru|hingga|sampai|sehingga|hasta(?: el)?|bis(?: zum)?|đến|ถึง|closes)\s*(?:on|at|by|the)?\s*$",
    re.IGNORECASE,
)
_HARD_END = re.compile(r"\b(?:ends?|ending|expires?|expiring|valid|only|last day|closes)\b", re.IGNORECASE)
_OWN_CUTOFF = re.compile(
    r"\b(?:order|pay|book|reply|transfer|paid|dispatch|launch\w*|deliver\w*|ship\w*|arrive\w*|checkout|live|hold\w*|collect|pick ?up)\b[^.!?]{0,30}$",
    re.IGNORECASE,
)

_MADE_OF = re.compile(
    r"^\s+(?:pure|cotton|linen|wool|silk|natural|organic|recycled|leather|polyester|of\b|sure|genuine|authentic|arabica|cocoa|cacao|dark|fat|humidity|charged?|battery|alcohol|vegan|satisf\w+)",
    re.IGNORECASE,
)


class Promise(Value):
    """What a text says of its offer; everything quoted as written."""

    percents: tuple[Fact, ...] = ()
    amounts: tuple[Fact, ...] = ()
    minimums: tuple[Fact, ...] = ()
    points: tuple[Fact, ...] = ()
    multibuys: tuple[Fact, ...] = ()
    ends: tuple[tuple[str, date, bool], ...] = ()
    no_minimum: str | None = None
    everything: str | None = None
    no_end: str | None = None
    free_shipping: str | None = None


def read_promise(text: str, *, market: str | None, today: date) -> Promise:
    """Read a text's promises. `ends` are words, day, and whether the words say that the offer itself ends."""
    facts = read_facts(text, market=market, today=today)
    money = [(f, text[: f.start], text[f.end :]) for f in facts if f.kind == "money"]
    minimums = [f for f, before, after in money if _is_minimum(before, after)]
    return Promise(
        percents=tuple(
            f
            for f in facts
            if f.kind == "percent" and not _MADE_OF.match(text[f.end :]) and f.key != "percent:100"
        ),
        amounts=tuple(
            f
            for f, b, a in money
            if f not in minimums and (_OFF.search(a) or _SAVE.search(b)) and not _CAP.search(b)
        ),
        minimums=tuple(minimums),
        points=tuple(f for f in facts if f.kind == "points"),
        multibuys=tuple(f for f in facts if f.kind == "multibuy" and "for" not in f.key),
        ends=tuple(_ends(text, market, today)),
        no_minimum=_first("no_minimum", text),
        everything=_first("everything", text),
        no_end=_first("no_end", text),
        free_shipping=_first("free_shipping", text),
    )


def _is_minimum(before: str, after: str) -> bool:
    if _OFF.search(after):
        return False
    return bool(_MINIMUM.search(before)) or bool(_OR_MORE.search(after))


def _ends(text: str, market: str | None, today: date) -> list[tuple[str, date, bool]]:
    found = []
    for day in read_days(text, today=today, market=market):
        before = text[max(0, day.start - 40) : day.start]
        said = text[day.start : day.end]
        only = re.match(r"\s*only\b", text[day.end :], re.IGNORECASE)
        if (_ENDS.search(before) or only) and not _OWN_CUTOFF.search(re.split(r"[.!?]", before)[-1]):
            found.append(
                (
                    f"{_ENDS.search(before)[0].strip() + ' ' if _ENDS.search(before) else ''}{said}{' only' if only else ''}",
                    day.day,
                    bool(_HARD_END.search(before[-22:]) or only),
                )
            )  # type: ignore[index]
    return found


def _first(name: str, text: str) -> str | None:
    match = _phrases()[name].search(text)
    return match[0].strip() if match else None


@cache
def _phrases() -> dict[str, re.Pattern[str]]:
    scope = r"(?:every ?thing|anything|any order|all orders?|(?:the |your )?(?:whole|entire) (?:order|store|shop|cart)|store-?wide|site-?wide|all (?:items|products|stock)|every order|any purchase)"
    return {
        "no_minimum": re.compile(
            r"\b(?:no|without|zero|walang|tanpa|sin|ohne|không) (?:a |any )?(?:min(?:imum)?\b\.?|mindest\w+|m[ií]nimo|minimal)(?: (?:spend|order|purchase|amount))?|\bany (?:amount|spend)\b",
            re.IGNORECASE,
        ),
        "everything": re.compile(
            rf"\boff(?: on)? {scope}|\b{scope}(?: in (?:the|our) (?:store|shop))? (?:is|are|at|now)? ?(?:\d+ ?%|off)|(?:% off|off) (?:\w+ ){{0,3}}{scope}|\bon {scope}\b",
            re.IGNORECASE,
        ),
        "no_end": re.compile(
            r"\bnever expires?\b|\b(?:no|without) (?:expiry|expiration|end date)(?: date)?\b|\b(?:does not|doesn.?t|won.?t) expire\b|\buse it any ?time\b",
            re.IGNORECASE,
        ),
        "free_shipping": re.compile(
            r"\bfree (?:\w+ )?(?:shipping|delivery|postage|ship)\b|\bships? free\b|\b(?:shipping|delivery|postage) (?:is )?(?:free|on us)\b|\bgratis ongkir\b|\bpenghantaran percuma\b|\benvío gratis\b|\bversandkostenfrei\b|miễn phí vận chuyển",
            re.IGNORECASE,
        ),
    }
