"""Questions about the shop's past: its best campaigns, two of them side by side, what works with whom."""

import re

from agents.audiences import profile
from agents.contrast import is_certain
from agents.types import SEGMENTS, Contrast, Segment
from handlers.brain import Brain
from handlers.past import Past
from handlers.talk import CampaignLine, Reply, Talk
from handlers.words import SEGMENT

_SHOWN = 8  # campaigns
_BEST = 3
_PATTERNS = 3
_ID = re.compile(r"\b([A-Za-z]{1,6})[-_]?(\d{1,10})\b")


async def campaigns_told(kind: str, about: str, past: Past, talk: Talk) -> Reply:
    """The shop's best campaigns, all of them, or those that are named. Raises `RequestError`s."""
    lines = await past.lines(talk.merchant)
    scored = [line for line in lines if line.score is not None]
    if kind == "compare":
        return _compared(lines, [*_ids(about), *_under_discussion(about, talk)])
    if not scored:
        return Reply(kind="note", text="No campaign has figures yet.")
    best_first = sorted(scored, key=lambda line: -(line.percentile or 0))
    if kind == "best":
        top = tuple(best_first[:_BEST])
        text = f"{top[0].campaign_id} did best of your {len(scored)} with figures, against its audience:"
        return Reply(kind="campaigns", text=text, campaigns=top)
    text = f"Your {len(lines)} campaigns, the best first" + (
        f"; here are {_SHOWN}. “weak” shows the other end:" if len(lines) > _SHOWN else ":"
    )
    return Reply(kind="campaigns", text=text, campaigns=tuple(best_first[:_SHOWN]))


async def audience_told(segment: Segment, brain: Brain, talk: Talk) -> Reply:
    """What an audience implies and what its strong messages do, as measured."""
    known = profile(segment)
    shop = talk.merchant.id if talk.merchant else None
    contrast = await brain.pipeline.content.contrast(segment, merchant_id=shop) if shop else None
    measured = _measured(contrast) if contrast else "There is not enough history to say what works best."
    return Reply(kind="note", text=f"{SEGMENT[segment]}: {known.plain_name}. {measured} {known.tone}")


async def customers_told(brain: Brain, past: Past, talk: Talk) -> Reply:
    """The shop's audiences in order of how well its messages to them did. Raises `RequestError`s."""
    lines = [line for line in await past.lines(talk.merchant) if line.percentile is not None]
    if not lines:
        return Reply(kind="note", text="No campaign of yours has figures yet.")
    place = {
        segment: [line.percentile or 0 for line in lines if line.audience == segment] for segment in SEGMENTS
    }
    ranked = sorted((s for s in SEGMENTS if place[s]), key=lambda s: -sum(place[s]) / len(place[s]))
    best, worst = ranked[0], ranked[-1]
    text = (
        f"I know campaigns, not people: {len(lines)} of yours, to {len(ranked)} audiences. Your messages do "
        f"best with {SEGMENT[best].lower()} and worst with {SEGMENT[worst].lower()}, against other shops."
    )
    told = (await audience_told(worst, brain, talk)).text
    return Reply(kind="note", text=f"{text} {told} Ask “what works for {SEGMENT[best].lower()}”.")


def _measured(contrast: Contrast) -> str:
    """What strong messages do that weak ones don't, as far as it is beyond doubt."""
    count = len(contrast.patterns)
    telling = [pattern for pattern in contrast.patterns if is_certain(pattern, among=count)][:_PATTERNS]
    shares = (f"{p.label} ({p.share_strong:.0%} of strong, {p.share_weak:.0%} of weak)" for p in telling)
    told = "; ".join(shares) or "no difference is beyond doubt yet"
    whose = "your own" if contrast.scope == "own" else "several shops'"
    return f"Measured on {whose} {contrast.n_strong} strong and {contrast.n_weak} weak messages: {told}."


def _compared(lines: tuple[CampaignLine, ...], ids: list[str]) -> Reply:
    named = [line for line in lines if line.campaign_id.upper() in ids]
    missing = [said for said in ids if said not in {line.campaign_id.upper() for line in named}]
    if missing or len(named) < 2:  # noqa: PLR2004 - a comparison takes two
        which = f"I know no campaign {', '.join(missing)}. " if missing else ""
        return Reply(kind="note", text=f"{which}Name two campaigns: “compare C-1042 and C-1043”.")
    named.sort(key=lambda line: -(line.percentile or 0))
    placed = [f"{line.campaign_id} did better than {line.percentile:.0%} of its audience's messages"
              for line in named if line.percentile is not None]  # fmt: skip
    return Reply(kind="campaigns", text=f"{'; '.join(placed)}." if placed else "", campaigns=tuple(named))


def _ids(about: str) -> list[str]:
    return [f"{letters.upper()}-{digits}" for letters, digits in _ID.findall(about)]


def _under_discussion(about: str, talk: Talk) -> list[str]:
    """The campaign that was spoken of, where only the other one is named."""
    known = talk.draft.id.upper() if talk.draft and talk.draft.id else ""
    return [known] if known and len(_ids(about)) == 1 else []
