"""Which templates of other shops are nearest: ways to measure it, side by side, and how fast the agent is.

    python -m evals.retrieval CORPUS.jsonl [DRAFTS.jsonl ...] [--times 1]

**Relevance** is judged by hand, see `evals/relevance.py`.
**Queries**: every template of the corpus (it is left out with its whole merchant) and, if given, drafts of
other shops with other taxonomies. **Candidates**: strong templates to the same audience, and all of them.
**Figures**: nDCG@3 with gains 2^g − 1, and how often the first found is one of the best there are.
"""

import argparse
import asyncio
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import mean
from time import perf_counter
from typing import Any

import numpy as np

from agents.embedder import MiniLMEmbedder, Vectors
from agents.kinship import RELATED, Subject, is_usable, kinship
from agents.retrieval import RetrievalAgent
from agents.types import Draft
from evals.past import remember
from evals.relevance import Item, gain, load_items, need_grade
from store.database import Database
from store.index import VectorIndex

_TOP = 3
_FEWEST = 4
_SEED = 11


Measure = Callable[[Item, Item], float]


def measures(vectors: dict[str, Vectors]) -> dict[str, Measure]:
    """The ways to compare, by what they are called in the report."""

    def cosine(a: str | None, b: str | None) -> float | None:
        return float(vectors[a] @ vectors[b]) if a and b else None

    def overlap(a: Item, b: Item) -> float:
        return _depth(a.subject, b.subject) + 0.5 * kinship(a.subject, b.subject, None).voucher

    def by_meaning(a: Item, b: Item) -> float:
        near = cosine(a.subject.category, b.subject.category)
        return (0.3 if near is None else near) + 0.3 * kinship(a.subject, b.subject, None).voucher

    return {
        "overlap: path depth, voucher type, band": overlap,
        "overlap: words of the path, voucher": lambda a, b: kinship(a.subject, b.subject, None).score,
        "MiniLM: category and voucher in one text": lambda a, b: cosine(a.text, b.text) or 0.0,
        "MiniLM: category; voucher by fields": by_meaning,
        "both: category, its words, voucher (agent)": lambda a, b: (
            kinship(a.subject, b.subject, cosine(a.subject.category, b.subject.category)).score
        ),
    }


def _depth(a: Subject, b: Subject) -> float:
    mine, theirs = ([s.strip().casefold() for s in (x.category or "").split(">")] for x in (a, b))
    pairs = list(zip(mine, theirs, strict=False))
    same = next((i for i, (x, y) in enumerate(pairs) if x != y), len(pairs))
    return same / max(len(mine), len(theirs)) if a.category and b.category else 0.0


def candidates(wanted: Item, pool: Sequence[Item]) -> list[Item]:
    """Templates of other merchants to the same audience."""
    return [
        item
        for item in pool
        if item.row["audience"] == wanted.row["audience"]
        and item.row["merchant"]["id"] != wanted.row["merchant"]["id"]
    ]


def judge(queries: Sequence[Item], pool: Sequence[Item], measure: Measure) -> tuple[list[float], float]:
    """nDCG@3 of each query, and the share of queries whose first result is one of the best."""
    quality, best_first = [], []
    for wanted in queries:
        found = candidates(wanted, pool)
        gains = np.array([gain(wanted, item) for item in found])
        if len(found) < _FEWEST or gains.max() == 0:
            continue
        order = np.argsort([-measure(wanted, item) for item in found], kind="stable")[:_TOP]
        discount = 1 / np.log2(np.arange(2, 2 + _TOP))
        worth = 2**gains - 1
        quality.append(float(worth[order] @ discount / (np.sort(worth)[::-1][:_TOP] @ discount)))
        best_first.append(bool(gains[order[0]] == gains.max()))
    return quality, mean(best_first)


def report(queries: Sequence[Item], pool: Sequence[Item], ways: dict[str, Measure]) -> str:
    """A line a measure; the last with the interval (bootstrap over queries) of its lead over the first."""
    asked = [
        item for item in queries if item.need or (item.subject.category is None and item.subject.voucher_type)
    ]
    results = {name: judge(asked, pool, measure) for name, measure in ways.items()}
    lines = [f"  {name:44} nDCG@3 {mean(q):.3f}   best first {b:.2f}" for name, (q, b) in results.items()]
    first, *_, last = (np.array(quality) for quality, _ in results.values())
    picks = np.random.default_rng(_SEED).integers(0, len(first), (2000, len(first)))
    low, high = np.percentile((last - first)[picks].mean(axis=1), [2.5, 97.5])
    return "\n".join(
        [*lines, f"  lead of the last over the first: {low:+.3f} to {high:+.3f} ({len(first)} queries)"]
    )


def floor_report(queries: Sequence[Item], pool: Sequence[Item], vectors: dict[str, Vectors]) -> str:
    """What the floor lets through: how many queries find something, and of what kind it is."""
    agent = measures(vectors)["both: category, its words, voucher (agent)"]
    asked = [item for item in queries if item.subject.category or item.subject.voucher_type]
    kept = [_kept(wanted, candidates(wanted, pool), agent, vectors) for wanted in asked]
    pairs = [(wanted, item) for wanted, found in zip(asked, kept, strict=True) for item in found]
    aisle = mean(need_grade(a.need, b.need) >= 2 for a, b in pairs)  # noqa: PLR2004 - same aisle or need
    offer = mean(a.subject.voucher_type == b.subject.voucher_type is not None for a, b in pairs)
    return (
        f"  floor {RELATED}: {mean(bool(k) for k in kept):.0%} of {len(asked)} queries find something; "
        f"{aisle:.0%} of it from the same aisle, {offer:.0%} with the same kind of offer"
    )


def _kept(wanted: Item, found: list[Item], agent: Measure, vectors: dict[str, Vectors]) -> list[Item]:
    def usable(item: Item) -> bool:
        mine, theirs = wanted.subject, item.subject
        near = (
            float(vectors[mine.category] @ vectors[theirs.category])
            if mine.category and theirs.category
            else None
        )
        return is_usable(mine, theirs, kinship(mine, theirs, near))

    return sorted((item for item in found if usable(item)), key=lambda item: -agent(wanted, item))[:_TOP]


async def latency(rows: list[dict[str, Any]], embedder: MiniLMEmbedder, *, times: int) -> str:
    """Milliseconds of `find` for drafts with categories never seen, over a history `times` the corpus."""
    many = [
        row | {"merchant": row["merchant"] | {"id": f"{row['merchant']['id']}.{i}"}, "id": f"{row['id']}.{i}"}
        for i in range(times)
        for row in rows
    ]
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/past.db")
        await database.upgrade()
        await remember(database, many)
        index = VectorIndex(model=embedder.model, dimension=embedder.dimension)
        agent = RetrievalAgent(database, index, embedder)
        await agent.sync()
        took = [await _timed(agent, row, i) for i, row in enumerate(rows) if row["product"] or row["voucher"]]
        await database.close()
    low, high = np.percentile(took, [50, 95])
    held = f"{len(many)} campaigns, {len(index)} vectors"
    return f"find(), category unseen, {held}: p50 {low:.1f} ms, p95 {high:.1f} ms"


async def _timed(agent: RetrievalAgent, row: dict[str, Any], i: int) -> float:
    product = row["product"] and row["product"] | {"category": f"{row['product']['category']} {i}"}
    draft = Draft.model_validate(row | {"product": product, "merchant": row["merchant"] | {"id": "nobody"}})
    started = perf_counter()
    await agent.find(draft)
    return (perf_counter() - started) * 1000


async def _run(corpus: Path, drafts: Sequence[Path], *, times: int) -> None:
    items, asked = load_items(corpus), {path.name: load_items(path) for path in drafts}
    everything = [*items, *(item for found in asked.values() for item in found)]
    texts = sorted({text for item in everything for text in (item.text, item.subject.category) if text})
    embedder = MiniLMEmbedder()
    vectors = dict(zip(texts, await embedder.embed(texts), strict=True))
    strong = [item for item in items if item.row["quality"] == "strong"]
    for name, queries in ({"corpus, each left out": items} | asked).items():
        for pool_name, pool in (("strong", strong), ("all", items)):
            print(f"{name}, among {pool_name} templates")
            print(report(queries, pool, measures(vectors)))
        print(floor_report(queries, strong, vectors))
    print(await latency([item.row for item in items], embedder, times=times))
    embedder.close()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("drafts", type=Path, nargs="*")
    parser.add_argument(
        "--times", type=int, default=1, help="how many times the corpus the latency's history has"
    )
    args = parser.parse_args()
    asyncio.run(_run(args.corpus, args.drafts, times=args.times))


if __name__ == "__main__":
    main()
