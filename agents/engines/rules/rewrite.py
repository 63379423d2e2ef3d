"""The rule for REWRITE: several rewrites of a draft, each in another style."""

from agents.engines.rules.diagnose import diagnose
from agents.engines.rules.tongue import tongue_of, tongue_spoken, writing_in
from agents.engines.rules.writing.addressing import speech_of
from agents.engines.rules.writing.compose import Composer
from agents.engines.rules.writing.item import Item, read_item
from agents.engines.rules.writing.keep import Keeper
from agents.engines.rules.writing.kept import Kept
from agents.engines.rules.writing.local_offer import offer_to_tell
from agents.engines.rules.writing.material import Material
from agents.engines.rules.writing.mend import mend
from agents.engines.rules.writing.offer_line import OfferLine
from agents.engines.rules.writing.phrases import Phrases
from agents.engines.rules.writing.reach import is_within_reach, sendable
from agents.engines.rules.writing.roles import matcher
from agents.engines.rules.writing.sender import split_sender
from agents.engines.rules.writing.styles import rank_styles
from agents.engines.rules.writing.titles import title_for
from agents.engines.rules.writing.wished import as_wished, room_for, without_title
from agents.engines.tasks import Candidates, DiagnoseInput, RewriteInput
from agents.lexicons import load
from agents.placeholders import find_placeholders
from agents.types import ErrorType, Variant

_TRIES_A_STYLE = 2
_READINGS = 4
_REVISIONS = 2
_TOO_LITTLE: ErrorType = "vague_incentive"  # as good as any: a draft that has to be written anew, not mended


def rewrite(inputs: RewriteInput) -> Candidates:
    """Rewrites made of the draft's good sentences and the phrase bank, favourite style first, as wished.

    `inputs.draft.audience` and `.channel` must be set. A draft without an error is only mended where it
    has to be, unless that was tried and failed a check. In Malay and Indonesian there are none where the
    phrases don't reach. The same inputs give the same rewrites.
    """
    draft = inputs.draft
    market = draft.merchant.market if draft.merchant else None
    tongue = tongue_of(draft.message.text, draft.language, market=market) or "en"
    if tongue == "en":
        return _rewrites(inputs)
    with writing_in(tongue):
        return _local(inputs.model_copy(update={"draft": draft.model_copy(update={"language": tongue})}))


def _local(inputs: RewriteInput) -> Candidates:
    """Rewrites in Malay or Indonesian that are worth sending; where mending is not enough, anew."""
    if not is_within_reach(inputs):
        return Candidates(candidates=())
    written = Candidates(candidates=()) if inputs.problems else sendable(_rewrites(inputs), inputs)
    if written.candidates:
        return written
    weak = inputs.diagnosis.model_copy(update={"primary": inputs.diagnosis.primary or _TOO_LITTLE})
    anew = inputs.model_copy(update={"diagnosis": weak})
    return sendable(_rewrites(anew), anew)


def _rewrites(inputs: RewriteInput) -> Candidates:
    inputs = without_title(inputs) if "no_title" in inputs.wishes else inputs
    if inputs.diagnosis.primary is None and not inputs.problems:
        mended = (_mended(inputs),)
        return Candidates(candidates=as_wished(mended, inputs, room=room_for(mended, inputs)))
    inputs = _with_all_evidence(inputs)
    written = _write(inputs)
    for _ in range(_REVISIONS):
        revised = (
            _with_new_evidence(inputs, title=written[0].title, body=written[0].body) if written else inputs
        )
        if revised == inputs:
            break
        inputs, written = revised, _write(revised)
    full = _write(_at_length(inputs)) if "shorter" in inputs.wishes else written
    return Candidates(candidates=as_wished(written, inputs, room=room_for(full, inputs)))


def _at_length(inputs: RewriteInput) -> RewriteInput:
    """The brief as if nobody had asked for anything shorter."""
    return inputs.model_copy(update={"wishes": tuple(w for w in inputs.wishes if w != "shorter")})


def _mended(inputs: RewriteInput) -> Variant:
    """A good draft with only what has to change, and what was wished, changed."""
    mended = mend(inputs)
    if not inputs.wishes:
        return mended
    title = mended.title
    if "title" in inputs.wishes and not title:
        material = _material(inputs)
        title = title_for(material, _phrases(inputs, material), style="item", turn=0)
    names: dict[str, str] = load("wishes")["names"]
    wished = [names[wish] for wish in dict.fromkeys(inputs.wishes)]
    return mended.model_copy(update={"title": title, "intent": ", ".join(wished)})


def _write(inputs: RewriteInput) -> list[Variant]:
    """A rewrite in every style, then the styles again in other words."""
    material = _material(inputs)
    phrases = _phrases(inputs, material)
    made: list[Variant] = []
    for turn in range(_TRIES_A_STYLE):
        for style in rank_styles(inputs):
            written = Composer(material=material, phrases=phrases, style=style, turn=turn).compose()
            if written and written.message not in [m.message for m in made]:
                made.append(written)
    return made


def _with_all_evidence(inputs: RewriteInput) -> RewriteInput:
    """A diagnosis quotes one place for an error; what would be kept is read again until it is clean."""
    for _ in range(_READINGS):
        kept = Keeper(inputs, split_sender(inputs.draft)[1]).keep()
        revised = _with_new_evidence(inputs, title=kept.title, body=kept.everything)
        if not kept.everything or revised == inputs:
            break
        inputs = revised
    return inputs


def _with_new_evidence(inputs: RewriteInput, *, title: str | None, body: str) -> RewriteInput:
    """The brief with what is still wrong in these words. A weak step is no words that have to go."""
    rest = inputs.draft.model_copy(update={"title": title, "body": body or "-"})
    errors = diagnose(DiagnoseInput(draft=rest)).errors
    known = {(e.type, e.evidence) for e in inputs.diagnosis.errors}
    found = tuple(e for e in errors if e.type != "weak_call_to_action" and (e.type, e.evidence) not in known)
    if not found:
        return inputs
    diagnosis = inputs.diagnosis.model_copy(update={"errors": (*inputs.diagnosis.errors, *found)})
    return inputs.model_copy(update={"diagnosis": diagnosis})


def _material(inputs: RewriteInput) -> Material:
    draft = inputs.draft
    assert draft.audience and draft.channel  # noqa: S101, PT018 - the pipeline fills them in
    shop, body = split_sender(draft)
    kept = Keeper(inputs, body).keep()
    offer, terms = _offer(inputs, kept)
    return Material(
        segment=draft.audience,
        channel=draft.channel,
        kept=kept,
        item=read_item(draft.product),
        offer=offer,
        terms=terms,
        shop=shop,
        has_title=_has_title(inputs),
        light=inputs.diagnosis.primary is None,
        bought=_is_bought(inputs),
        terse="shorter" in inputs.wishes,
    )


def _is_bought(inputs: RewriteInput) -> bool:
    """Whether the item is the one that has arrived: nothing is sold, or the thing itself once more."""
    sells = matcher("selling").search(inputs.draft.message.text)
    once_more = inputs.diagnosis.primary == "irrelevant_offer"
    return inputs.draft.audience == "post_purchase_group" and (not sells or once_more)


def _has_title(inputs: RewriteInput) -> bool:
    """Push and e-mail have one; chat if the merchant gave one; SMS only to hold what may not be lost."""
    draft = inputs.draft
    if {"title", "no_title"} & set(inputs.wishes):
        return "title" in inputs.wishes
    if draft.channel != "sms":
        return draft.channel in {"push", "email"} or bool(draft.title)
    tags = tuple(p.text for p in find_placeholders(draft.title or ""))
    return any(held in (draft.title or "") for held in (*inputs.sayable.required, *tags))


def _offer(inputs: RewriteInput, kept: Kept) -> tuple[OfferLine | None, str | None]:
    """The offer still to be told; and, when the draft's own words tell it, what they leave out."""
    line = offer_to_tell(inputs)
    said = " ".join(s for s in (kept.title, kept.everything) if s)
    if line is None:
        return None, None
    if not line.is_told_in(said):
        return line.without_day_told_in(said), None
    return None, line.terms_left_out(said)


def _phrases(inputs: RewriteInput, material: Material) -> Phrases:
    item: Item | None = material.item
    named_before = inputs.draft.channel == "sms"  # the sender line has said the shop's name
    push = inputs.draft.channel == "push"
    if tongue_spoken() != "en":
        return _local_phrases(inputs, material, named_before=named_before)
    see, more = ("Tap to see", "Tap to find out more") if push else ("See", "Find out more")
    slots = {"see": see, "more": more}
    slots |= (item.slots() if item else {}) | (
        {"shop": material.shop} if material.shop and not named_before else {}
    )
    seed = f"{inputs.seed}|{inputs.draft.id or ''}|{inputs.draft.message.text}"
    return Phrases(material.segment, slots=slots, seed=seed, terse=material.terse)


def _local_phrases(inputs: RewriteInput, material: Material, *, named_before: bool) -> Phrases:
    """The phrases of the language being written, in the draft's own words for "you" and the like."""
    slots = speech_of(inputs.draft.message.text)
    slots |= material.item.slots() if material.item else {}
    slots |= {"shop": material.shop} if material.shop and not named_before else {}
    seed = f"{inputs.seed}|{inputs.draft.id or ''}|{inputs.draft.message.text}"
    return Phrases(material.segment, slots=slots, seed=seed, terse=material.terse)
