"""What is known around a message, what was found wrong with it, what was counted, for a model to read."""

from agents.contrast import evidence, is_certain
from agents.engines.model.dossier import Dossier
from agents.engines.model.wording import wording
from agents.features import features
from agents.types import Contrast, Diagnosis, Pattern, Product, Voucher

_MOST_PATTERNS = 6


def known_around(dossier: Dossier, product: Product | None, voucher: Voucher | None) -> dict[str, str]:
    """Product and voucher as the shop's system holds them, as material."""
    item = None if product is None else " / ".join(filter(None, (product.name, product.category)))
    offer = None if voucher is None else voucher.model_dump_json(exclude_none=True)
    return {"product": dossier.block("product", item), "voucher": dossier.block("voucher", offer)}


def found_wrong(dossier: Dossier, diagnosis: Diagnosis) -> str:
    """The findings of a diagnosis, as material: they quote the draft."""
    told = (f"{e.type}: {e.feedback} [in the draft: {e.evidence}]" for e in diagnosis.errors)
    return dossier.block("findings", "\n".join(told))


def patterns(contrast: Contrast | None, *, certain_told: bool = False) -> str:
    """The measured differences that may be told as advice, the clearest first, in counts."""
    labels = {f.name: f.label for f in features() if f.told}
    looked_at = [p for p in contrast.patterns if p.name in labels] if contrast else []
    clear = [p for p in looked_at if evidence(p) > 0][:_MOST_PATTERNS]
    if not clear:
        return str(wording("nothing"))
    lines = []
    for pattern in clear:
        certain = " (certain)" if certain_told and is_certain(pattern, among=len(looked_at)) else ""
        lines.append(f"- {labels[pattern.name]}: {_counts(pattern)}{certain}")
    return "\n".join(lines)


def _counts(pattern: Pattern) -> str:
    strong, weak = pattern.share_strong * pattern.n_strong, pattern.share_weak * pattern.n_weak
    return f"{strong:.0f} of {pattern.n_strong} strong, {weak:.0f} of {pattern.n_weak} weak"
