"""Teams with a hidden taste react to what the built-in pipeline makes of demo drafts.

Each reaction is a choice of one version over those beside it, weighed as people's votes are. After each, the
model is trained again on all of them, and asked of drafts that the team has not seen: is the version that
would come first the one that the team likes best? As in the product, the judge's scores come first and the
taste decides between equals; `can` is how often the favourite is among those equals at all.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import numpy as np

from agents.evaluate import total
from agents.preference import Pair, Taste, Vote, adapt, known_of, train, weigh
from agents.preference.arrays import Array
from agents.preference.style import measure, measures
from agents.types import Draft, Variant
from bot.app import Brain, open_brain
from bot.settings import Settings
from evals.files import DEMO_DAY
from store.demo.corpus import demo_campaigns

TASTES: dict[str, dict[str, float]] = {
    "offer first": {"offer_first": 2.0, "offer_in_title": 2.0},
    "short": {"length": -2.0, "sentences": -0.5},
    "asks": {"question_in_title": 2.0, "question_opener": 2.0, "curiosity": 1.0},
    "its own mind": {"service_help": -1.5, "number_in_title": 1.5, "first_person": 1.0, "contractions": 0.7},
}
NOISES = (0.0, 0.2, 0.4)
"""How often a team picks any version, whatever it likes."""

_SEED, _ASKED, _FEWEST, _PEOPLE = 7, 40, 3, 3
_SEEDS = 3  # of the pipeline: the same draft in other words
_NEARLY = 0.9


class Choice(NamedTuple):
    """A draft and the versions made of it, with the judge's scores."""

    draft: Draft
    versions: tuple[tuple[Variant, int], ...]

    def liked(self, taste: Array) -> Array:
        """How much a team with these weights likes each version."""
        known = known_of(self.draft)
        return np.array([measure(v.message, known) for v, _ in self.versions]) @ taste

    @property
    def open(self) -> list[int]:
        """The places of those that the judge finds best."""
        most = max(score for _, score in self.versions)
        return [place for place, (_, score) in enumerate(self.versions) if score == most]


@dataclass(frozen=True)
class Line:
    """One taste and noise: after each reaction, how often the first choice is the favourite.

    `before` is that without learning, `can` the most that is possible.
    """

    taste: str
    noise: float
    rates: tuple[float, ...]
    before: float
    can: float

    @property
    def reactions(self) -> int | None:
        """How many it takes to get nine tenths of the way from `before` to `can`; None if more than seen."""
        aim = self.before + _NEARLY * (self.can - self.before)
        return next((n for n, rate in enumerate(self.rates) if rate >= aim), None)


@dataclass(frozen=True)
class Found:
    """All lines, and what they were measured on."""

    lines: tuple[Line, ...]
    note: str

    def curves(self) -> dict[str, dict[str, Sequence[float]]]:
        """For the picture: a panel for each noise, with a line for each taste and one for no learning."""
        panels: dict[str, dict[str, Sequence[float]]] = {}
        for noise in NOISES:
            some = [line for line in self.lines if line.noise == noise]
            before = float(np.mean([line.before for line in some]))
            lines: dict[str, Sequence[float]] = {line.taste: line.rates for line in some}
            panels[f"{noise:.0%} of choices at random"] = lines | {
                "no learning": [before] * len(some[0].rates)
            }
        return panels

    def as_json(self) -> dict[str, Any]:
        """The figures as plain values."""
        return {
            "note": self.note,
            "lines": [vars(line) | {"reactions": line.reactions} for line in self.lines],
        }


async def simulate(*, reactions: int, teams: int) -> Found:
    """Every taste at every noise, so many teams each, so many reactions a team."""
    drafts = await choices_of(demo_campaigns())
    lines = [
        await learn(name, noise, drafts, reactions=reactions, teams=teams)
        for name in TASTES
        for noise in NOISES
    ]
    versions = sum(len(choice.versions) for choices in drafts for choice in choices)
    note = f"{len(drafts)} demo drafts, {versions} versions by the built-in pipeline, {teams} teams a line. "
    return Found(tuple(lines), note + "Asked of drafts that the team has not seen.")


def table(found: Found) -> str:
    """The figures in lines."""
    marks = [n for n in (0, 1, 3, 5, 10, 20, 40) if n < len(found.lines[0].rates)]
    head = "".join(f"{n:>7}" for n in marks)
    lines = [
        found.note,
        "",
        f"{'after … reactions':28}{head}{'no learning':>13}{'can':>7}{'nearly there':>14}",
    ]
    for line in found.lines:
        rates = "".join(f"{line.rates[n]:>7.2f}" for n in marks)
        there = "–" if line.reactions is None else str(line.reactions)
        name = f"{line.taste}, {line.noise:.0%} random"
        lines.append(f"{name:28}{rates}{line.before:>13.2f}{line.can:>7.2f}{there:>14}")
    return "\n".join(lines)


async def choices_of(rows: Sequence[dict[str, Any]]) -> list[list[Choice]]:
    """Draft by draft what the pipeline makes of the weak and middling messages of a history."""
    drafts = [_draft(row) for row in rows if row["quality"] != "strong"]
    async with open_brain(Settings(), with_store=False) as brain:
        found = [[c for seed in range(_SEEDS) for c in await _versions(brain, d, seed)] for d in drafts]
    return [choices for choices in found if choices]


async def _versions(brain: Brain, draft: Draft, seed: int) -> list[Choice]:
    answer = await brain.pipeline.improve(draft, today=DEMO_DAY, seed=seed)
    if answer.message is None or answer.outcome not in {"rewritten", "ask"}:
        return []
    first = Variant(intent="first", title=answer.message.title, body=answer.message.body)
    versions = (first, *answer.variants)
    scores = await asyncio.gather(*(brain.pipeline.evaluate.score(v.message, draft) for v in versions))
    if len(versions) < _FEWEST:
        return []
    return [Choice(draft, tuple(zip(versions, map(total, scores), strict=True)))]


def _draft(row: dict[str, Any]) -> Draft:
    """The row as a draft of one shop, its voucher still good."""
    voucher = dict(row["voucher"]) if row["voucher"] else None
    if voucher and voucher["expires_at"]:
        voucher["expires_at"] = date(DEMO_DAY.year, 12, 20)
    fields = {name: row[name] for name in ("audience", "channel", "title", "body", "product", "language")}
    return Draft.model_validate(fields | {"merchant": row["merchant"], "voucher": voucher})


async def learn(name: str, noise: float, drafts: list[list[Choice]], *, reactions: int, teams: int) -> Line:
    """What `teams` teams of one taste and noise teach in so many reactions each."""
    taste = np.array([TASTES[name].get(one.name, 0.0) for one in measures()])
    # Where a team likes all the same there is nothing to learn and nothing to get right.
    told = [some for choices in drafts if (some := [c for c in choices if np.ptp(c.liked(taste)) > 0])]
    rates, before, can = [], [], []
    for team in range(teams):
        draw = np.random.default_rng([_SEED, team])
        shuffled = [told[i][draw.integers(len(told[i]))] for i in draw.permutation(len(told))]
        half = len(shuffled) // 2
        asked, seen = shuffled[:half][:_ASKED], shuffled[half:]
        rates.append(await _team(taste, noise, seen, asked, reactions=reactions, seed=team))
        before.append(np.mean([_is_favourite(choice, 0, taste) for choice in asked]))
        can.append(np.mean([any(_is_favourite(c, place, taste) for place in c.open) for c in asked]))
    mean = np.mean(rates, axis=0)
    return Line(name, noise, tuple(float(r) for r in mean), float(np.mean(before)), float(np.mean(can)))


async def _team(
    taste: Array, noise: float, seen: list[Choice], asked: list[Choice], *, reactions: int, seed: int
) -> list[float]:
    """One team: the rate before any reaction and after each."""
    draw = np.random.default_rng([_SEED, seed, round(10 * noise)])
    prior, votes, rates = train([]), list[Vote](), []
    for step in range(reactions + 1):
        model = adapt(prior, weigh(votes), merchant_id="team")
        rates.append(await _rate(Taste(model), taste, asked))
        choice = seen[step % len(seen)]
        liked = choice.liked(taste)
        at_random = draw.random() < noise
        picked = int(draw.integers(len(liked))) if at_random else int(np.argmax(liked))
        votes += _votes(choice, picked, group=str(step), person=str(step % _PEOPLE))
    return rates


async def _rate(bot: Taste, taste: Array, asked: list[Choice]) -> float:
    firsts = [(choice, (await bot.order(choice.versions, choice.draft))[0]) for choice in asked]
    return float(np.mean([_is_favourite(choice, first, taste) for choice, first in firsts]))


def _is_favourite(choice: Choice, place: int, taste: Array) -> bool:
    liked = choice.liked(taste)
    return bool(liked[place] >= liked.max() - 1e-9)


def _votes(choice: Choice, picked: int, *, group: str, person: str) -> list[Vote]:
    known, chosen = known_of(choice.draft), choice.versions[picked][0].message
    others = [v.message for place, (v, _) in enumerate(choice.versions) if place != picked]
    return [
        Vote(
            person,
            Pair(
                chosen=chosen, rejected=other, merchant_id="team", group=group, source="choice", known=known
            ),
        )
        for other in others
    ]
