"""Rewrites by a model. What it may not do is told it here and checked elsewhere."""

from typing import Annotated

from pydantic import Field

from agents.channels import limits
from agents.engines.model.answers import AnswerError
from agents.engines.model.dossier import Dossier
from agents.engines.model.evidence import found_wrong, known_around, patterns
from agents.engines.model.job import Job
from agents.engines.model.schemas import Form
from agents.engines.model.wording import channel_told, readers, wording
from agents.engines.tasks import Candidates, RewriteInput
from agents.features import features
from agents.language import detect_language, language_name
from agents.types import Exemplar, Variant

_MOST = 5
_LONGEST_INTENT = 40
_LONGEST = 5_000  # characters


class Version(Form):
    """One version."""

    intent: Annotated[str, Field(description="what it aims at, two to four English words")]
    title: Annotated[str | None, Field(description="its title, null if it has none")]
    body: Annotated[str, Field(description="its text, ready to send")]


class Versions(Form):
    """All versions of a message."""

    versions: Annotated[list[Version], Field(description="four versions, the favourite first")]


def variables(inputs: RewriteInput, dossier: Dossier) -> dict[str, str]:
    """What fills the prompt."""
    draft, sayable = inputs.draft, inputs.sayable
    return {
        "audience": readers(draft.audience),
        "channel": channel_told(draft.channel),
        "language": language_name(detect_language(draft.message.text, hint=draft.language)),
        "draft": dossier.message("draft", draft.message),
        "placeholders": dossier.legend,
        "shop": dossier.block("shop", draft.merchant.name if draft.merchant else None),
        "product": known_around(dossier, draft.product, None)["product"],
        "offer": _offer(inputs, dossier),
        "required": dossier.lines("must-stay", sayable.required),
        "forbidden": dossier.lines("must-go", sayable.forbidden),
        "hurry": wording("hurry", "known" if sayable.deadline_known else "unknown"),
        "unknown": ", ".join(sayable.unknown) or wording("nothing"),
        "diagnosis": found_wrong(dossier, inputs.diagnosis),
        "contrast": patterns(inputs.contrast),
        "path": wording("path", inputs.path),
        "exemplars": "\n".join(_example(dossier, e, n) for n, e in enumerate(inputs.exemplars, 1))
        or wording("nothing"),
        "wishes": _wishes(inputs),
        "turn": _turn(inputs),
        "problems": _problems(inputs, dossier),
    }


def read(form: Versions, inputs: RewriteInput, dossier: Dossier) -> Candidates:
    """The candidates. Raises `AnswerError` if there is none, or one without a text."""
    titled = limits(inputs.draft.channel or "push").has_title
    made = [
        Variant(
            intent=" ".join(version.intent.split())[:_LONGEST_INTENT] or "another way",
            title=(dossier.show(version.title).strip() or None) if titled and version.title else None,
            body=dossier.show(version.body).strip(),
        )
        for version in form.versions[:_MOST]
    ]
    if not made or not all(variant.body for variant in made):
        raise AnswerError("Every version needs a text, and there must be one.")
    if any(len(variant.message.text) > _LONGEST for variant in made):
        raise AnswerError(f"No channel shows {_LONGEST} characters: be shorter.")
    return Candidates(candidates=tuple(made))


def _offer(inputs: RewriteInput, dossier: Dossier) -> str:
    offer = inputs.sayable.offer
    if offer is None:
        return dossier.block("offer", None)
    told = (offer.amount, offer.terms, offer.deadline, offer.code and f"code {offer.code}")
    return dossier.block("offer", "\n".join(part for part in told if part))


def _example(dossier: Dossier, exemplar: Exemplar, number: int) -> str:
    known = {feature.name for feature in features()}
    moves = ", ".join(move for move in exemplar.moves if move in known).replace("_", " ")
    course = f"Its course: {moves}." if moves else ""
    shown = dossier.pattern(f"example-{number}", exemplar.message)
    return "\n".join(filter(None, (shown, course)))


def _wishes(inputs: RewriteInput) -> str:
    words: dict[str, str] = wording("wishes")
    twice = inputs.wishes.count("shorter") > 1
    told = (
        words["much_shorter" if wish == "shorter" and twice else wish]
        for wish in dict.fromkeys(inputs.wishes)
    )
    return " ".join(told) or str(wording("nothing"))


def _turn(inputs: RewriteInput) -> str:
    if not inputs.seed:
        return str(wording("turn", "first"))
    return str(wording("turn", "again")).format(round=inputs.seed + 1)


def _problems(inputs: RewriteInput, dossier: Dossier) -> str:
    if not inputs.problems:
        return ""
    return f"{wording('problems', 'lead')}\n{dossier.lines('broken-rules', inputs.problems)}"


JOB = Job(form=Versions, variables=variables, read=read, max_tokens=3_000)
