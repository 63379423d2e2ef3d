"""How near rewrites stay to their drafts: chrF by sacrebleu, BERTScore-F1 by bert-score where it is there.

Neither asks the network for anything.
"""

import importlib.util
import json
from collections.abc import Sequence
from pathlib import Path

from pydantic import Field

from agents.embedder import verify_weights
from agents.types import Value

_EXTRA = "bert_score"
MISSING = (
    "BERTScore-F1 is left out: it needs an extra package (“pip install -e .[bertscore]” in this folder)."
)
Pair = tuple[str, str]


class Similarity(Value):
    """One value a pair of (draft, rewrite), and what computed them; `bertscore` is None without its extra.

    chrF (Popović 2015) is 0–100, the mean of sentence scores; BERTScore-F1 (Zhang et al. 2020) is at most 1.
    """

    chrf: tuple[float, ...] = ()
    bertscore: tuple[float, ...] | None = None
    means: dict[str, str] = Field(default_factory=dict)


def similarity(pairs: Sequence[Pair], *, folder: Path | None = None) -> Similarity:
    """The rewrites measured against their drafts.

    `folder` holds another model for BERTScore than the MiniLM that is here, such as xlm-roberta-large.
    """
    if not pairs:
        return Similarity()
    scores, signature = _chrf(pairs)
    means = {"chrF": signature}
    if importlib.util.find_spec(_EXTRA) is None:
        return Similarity(chrf=scores, means=means)
    bertscore, encoder = _bertscore(pairs, folder)
    return Similarity(chrf=scores, bertscore=bertscore, means=means | {"BERTScore-F1": encoder})


def _chrf(pairs: Sequence[Pair]) -> tuple[tuple[float, ...], str]:
    from sacrebleu.metrics.chrf import CHRF  # noqa: PLC0415 - only where something is measured

    metric = CHRF()
    scores = tuple(metric.sentence_score(rewrite, [draft]).score for draft, rewrite in pairs)
    return scores, f"sacrebleu {metric.get_signature()}"


def _bertscore(pairs: Sequence[Pair], folder: Path | None) -> tuple[tuple[float, ...], str]:
    """F1 of the tokens' best matches, by the last layer unless the authors recommend another."""
    import bert_score  # noqa: PLC0415 - four seconds, and an extra
    from transformers.utils import logging  # noqa: PLC0415 - comes with it

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    home = folder or verify_weights()
    layer = bert_score.utils.model2layers.get(home.name) or _last_layer(home)
    scorer = bert_score.BERTScorer(model_type=str(home), num_layers=layer, device="cpu")
    drafts, rewrites = zip(*pairs, strict=True)
    _, _, f1 = scorer.score(list(rewrites), list(drafts))
    name = home.name if folder else "all-MiniLM-L6-v2"
    return tuple(float(value) for value in f1), f"{name}, layer {layer}"


def _last_layer(home: Path) -> int:
    return int(json.loads((home / "config.json").read_text(encoding="utf-8"))["num_hidden_layers"])
