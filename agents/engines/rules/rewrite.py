"""The rule for REWRITE: several rewrites of a draft, each in another style."""

from agents.engines.rules.diagnose import diagnose_throughout
from agents.engines.rules.tongue import tongue_of, tongue_spoken, writing_in
from agents.engines.rules.writing.asking import asks, with_step
from agents.engines.rules.writing.compose import Composer
from agents.engines.rules.writing.gather import gather, phrases_for
from agents.engines.rules.writing.keep import Keeper
from agents.engines.rules.writing.mend import mend
from agents.engines.rules.writing.reach import is_within_reach, reads_well, says_its_own, sendable
from agents.engines.rules.writing.sender import split_sender
from agents.engines.rules.writing.styles import rank_styles
from agents.engines.rules.writing.titles import title_for
from agents.engines.rules.writing.wished import as_wished, room_for, without_title
from agents.engines.tasks import Candidates, DiagnoseInput, RewriteInput
from agents.lexicons import load
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
    anew = _as_weak(inputs)
    return sendable(_rewrites(anew), anew)


def _as_weak(inputs: RewriteInput) -> RewriteInput:
    """The brief of a draft of which too little is left to be mended."""
    weak = inputs.diagnosis.model_copy(update={"primary": inputs.diagnosis.primary or _TOO_LITTLE})
    return inputs.model_copy(update={"diagnosis": weak})


def _rewrites(inputs: RewriteInput) -> Candidates:
    inputs = without_title(inputs) if "no_title" in inputs.wishes else inputs
    if inputs.diagnosis.primary is None and not inputs.problems:
        mended = (_mended(inputs),)
        if tongue_spoken() != "en" or (reads_well(mended[0], inputs) and says_its_own(mended[0], inputs)):
            return Candidates(candidates=as_wished(mended, inputs, room=room_for(mended, inputs)))
        inputs = inputs if says_its_own(mended[0], inputs) else _as_weak(inputs)
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
    if tongue_spoken() == "en" and asks(inputs.draft.message, inputs) and not asks(mended.message, inputs):
        mended = with_step(mended, inputs)
    if not inputs.wishes:
        return mended
    title = mended.title
    if "title" in inputs.wishes and not title:
        material = gather(inputs)
        title = title_for(material, phrases_for(inputs, material), style="item", turn=0)
    names: dict[str, str] = load("wishes")["names"]
    wished = [names[wish] for wish in dict.fromkeys(inputs.wishes)]
    return mended.model_copy(update={"title": title, "intent": ", ".join(wished)})


def _write(inputs: RewriteInput) -> list[Variant]:
    """A rewrite in every style, then the styles again in other words."""
    material = gather(inputs)
    phrases = phrases_for(inputs, material)
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
    errors = diagnose_throughout(DiagnoseInput(draft=rest)).errors
    known = {(e.type, e.evidence) for e in inputs.diagnosis.errors}
    found = tuple(e for e in errors if e.type != "weak_call_to_action" and (e.type, e.evidence) not in known)
    if not found:
        return inputs
    diagnosis = inputs.diagnosis.model_copy(update={"errors": (*inputs.diagnosis.errors, *found)})
    return inputs.model_copy(update={"diagnosis": diagnosis})
