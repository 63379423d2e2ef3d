"""The step that a message asks its readers to take: whether there is one, and putting one in."""

from agents.engines.rules.diagnosis.signals import context_for, notice
from agents.engines.rules.tongue import tongue_spoken
from agents.engines.rules.writing.compose import Composer
from agents.engines.rules.writing.gather import gather, phrases_for
from agents.engines.rules.writing.roles import read_parts
from agents.engines.rules.writing.units import split_units
from agents.engines.tasks import RewriteInput
from agents.types import Message, Variant


def asks(message: Message, inputs: RewriteInput) -> bool:
    """Whether a message to the brief's readers has a step in it, however poor."""
    draft = inputs.draft
    assert draft.audience  # noqa: S101 - the pipeline fills it in
    context = context_for(draft.audience, draft.product, draft.voucher, tongue=tongue_spoken())
    signals = notice(message, context)
    return bool(signals.steps or signals.bare)


def with_step(variant: Variant, inputs: RewriteInput) -> Variant:
    """The message with a step from the phrase bank, before its sign-off and its opt-out."""
    body = variant.body
    parts = read_parts(split_units(variant.title, body), required=inputs.sayable.required, shop=_shop(inputs))
    said = [part.text for part in parts if part.paragraph >= 0 and part.role not in {"signoff", "optout"}]
    material = gather(inputs)
    composer = Composer(material, phrases_for(inputs, material), style="item")
    step = composer.step_after(" ".join([variant.title or "", *said]))
    end = body.rfind(said[-1]) + len(said[-1]) if said else 0
    between = "\n\n" if inputs.draft.channel == "email" else " "
    told = f"{body[:end]}{between}{step}{_apart(body[end:])}".strip()
    return variant.model_copy(update={"body": told})


def _apart(rest: str) -> str:
    return rest if not rest or rest[0].isspace() else f" {rest}"


def _shop(inputs: RewriteInput) -> str | None:
    return inputs.draft.merchant.name if inputs.draft.merchant else None
