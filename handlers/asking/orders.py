"""What a short message orders of the draft under discussion, in words of its own: edits, terms, products."""

import re
from functools import cache

from agents.engines.rules.understanding.fields import audience_of, channel_of
from agents.engines.rules.understanding.labels import statement
from agents.facts.read import read_facts
from agents.lexicons import load
from agents.types import Draft, Message, Product, Value, Voucher
from handlers.asking.edits import Edit, read_edit
from handlers.moves import spelled_out
from handlers.replies import chosen
from handlers.talk import Answer, Reply, Talk

_WHICH_PRODUCT = "Say “product: ” and its name, as customers should read it."
_GAP = 'What should stand in its place? Say: replace "{word}" with "…".'
_TITLE = re.compile(r"(?:title|subject|subject line|headline)\s*[:=]\s*(?P<title>\S.*)", re.IGNORECASE)
_SHORT = 100  # characters


class Ordered(Value):
    """The draft as it was ordered, with the edit that has to show in the answer, or a reply instead.

    With `titled` the wish for none is over.
    """

    draft: Draft | None = None
    edit: Edit | None = None
    reply: Reply | None = None
    titled: bool = False


def read_order(text: str, talk: Talk) -> Ordered | None:
    """What a message orders of the draft under discussion; None if it is something else."""
    draft = talk.draft
    if draft is None or not talk.is_about_a_draft:
        return None
    said = spelled_out(" ".join(text.split())).strip(" .")
    if len(said) <= _SHORT and "\n" not in text.strip():
        for read in (_title, _offer_first, _terms, _offer_back, _product):
            if found := read(said, draft, talk):
                return found
    edit = read_edit(text, draft)
    return _edited(edit, draft, talk) if edit else None


def by_hand(edit: Edit, talk: Talk) -> Answer | None:
    """The version on the table with the edit made in it word for word; None if it can't be made there."""
    suggestion = talk.suggestion
    if suggestion is None or suggestion.message is None:
        return None
    changed = _on_message(edit, suggestion.message)
    if changed == suggestion.message:
        return None
    told = "Ready to copy, with your change made word for word:"
    now = talk.turned(suggestion=suggestion.model_copy(update={"message": changed}))
    return Reply(kind="message", text=told, message=changed), now


def _edited(edit: Edit, draft: Draft, talk: Talk) -> Ordered | None:
    before = draft.message
    if _leaves_a_gap(edit, draft.body):
        return Ordered(reply=Reply(kind="note", text=_GAP.format(word=edit.old)))
    changed = _on_message(edit, before)
    if changed != before and changed.body.strip():
        return Ordered(
            draft=draft.model_copy(update={"title": changed.title, "body": changed.body}), edit=edit
        )
    if by_hand(edit, talk):
        return Ordered(edit=edit)
    if edit.loose:
        return None
    if not edit.old:
        return Ordered(reply=Reply(kind="note", text=f"“{edit.new}” stands there already."))
    return Ordered(reply=Reply(kind="note", text=f"“{edit.old}” is neither in your draft nor in my version."))


def _leaves_a_gap(edit: Edit, body: str) -> bool:
    """Whether a single word is to go from the middle of a sentence."""
    if edit.kind != "replace" or edit.new or not re.fullmatch(r"[\w'’-]+", edit.old):
        return False
    return bool(re.search(rf"\w,? {re.escape(edit.old)} \w", body, re.IGNORECASE))


def _on_message(edit: Edit, message: Message) -> Message:
    """The edit made in the body, and where words give way to others in the title too."""
    title = edit.on(message.title) or None if message.title and edit.kind == "replace" else message.title
    return Message(title=title, body=edit.on(message.body))


def _title(said: str, draft: Draft, talk: Talk) -> Ordered | None:
    """A title after “no title”: there is to be one again."""
    if "no_title" not in talk.wishes:
        return None
    labelled, told = _TITLE.fullmatch(said), statement(said)
    title = labelled["title"] if labelled else told and told.said.get("title")
    return Ordered(draft=draft.model_copy(update={"title": title}), titled=True) if title else None


def _offer_first(said: str, _: Draft, talk: Talk) -> Ordered | None:
    """“Put the offer first”: the version that begins with it, if there is one."""
    if not _words("offer_first").fullmatch(said):
        return None
    variants = talk.suggestion.variants if talk.suggestion else ()
    number = next((n for n, v in enumerate(variants, 2) if v.intent.startswith("offer first")), 0)
    if number:
        return Ordered(reply=chosen(talk, number))
    note = (
        "No version of mine begins with the offer; “more” brings others."
        if talk.draft and talk.draft.voucher
        else ("No offer is told yet: say it, like “10% off until 5 Dec”.")
    )
    return Ordered(reply=Reply(kind="note", text=note))


def _terms(said: str, draft: Draft, _: Talk) -> Ordered | None:
    """“Remove the code”: the offer without one of its terms."""
    voucher = draft.voucher
    for name, pattern in _term_patterns().items():
        if not pattern.fullmatch(said):
            continue
        if voucher is None:
            return Ordered(
                reply=Reply(kind="note", text="No offer is told yet, so there is nothing to take out.")
            )
        return Ordered(draft=draft.model_copy(update={"voucher": _without(voucher, name)}))
    return None


def _without(voucher: Voucher, name: str) -> Voucher:
    if name == "code":
        return voucher.model_copy(update={"title": re.sub(r",? *(?:with )?code \S+$", "", voucher.title)})
    return voucher.model_copy(update={name: None})


def _offer_back(said: str, draft: Draft, talk: Talk) -> Ordered | None:
    """“Put the discount back”: the last offer that was told."""
    if not _words("back").fullmatch(said):
        return None
    told = (turn.draft.voucher for turn in reversed(talk.earlier) if turn.draft and turn.draft.voucher)
    voucher = draft.voucher or next(told, None)
    if voucher is None:
        return Ordered(
            reply=Reply(kind="note", text="I remember no offer: say it again, like “10% off until 5 Dec”.")
        )
    return Ordered(draft=draft.model_copy(update={"voucher": voucher}))


def _product(said: str, draft: Draft, _: Talk) -> Ordered | None:
    """“It's about the drip bags”: another product, not an audience, a channel or an amount."""
    if _words("asked").fullmatch(said):
        return Ordered(reply=Reply(kind="note", text=_WHICH_PRODUCT))
    for pattern in load("asked")["product"]["told"]:
        found = re.fullmatch(pattern.removeprefix("^").removesuffix("$"), said, re.IGNORECASE)
        if found is None:
            continue
        name = found["name"].strip(" .")
        if (
            audience_of(name)
            or channel_of(name)
            or any(f.kind in {"money", "percent"} for f in read_facts(name))
        ):
            return None
        return Ordered(draft=draft.model_copy(update={"product": Product(name=name)}))
    return None


@cache
def _words(name: str) -> re.Pattern[str]:
    words = load("asked")
    pattern = words["terms"][name] if name in {"back", "offer_first"} else words["product"][name]
    return re.compile(pattern, re.IGNORECASE)


@cache
def _term_patterns() -> dict[str, re.Pattern[str]]:
    words = load("asked")
    remove = words["edits"]["remove"]
    return {
        name: re.compile(rf"(?:(?:please|ok|and|now) )*{remove} (?:(?:the|any|a|an) )?{term}", re.IGNORECASE)
        for name, term in words["terms"].items()
        if name not in {"back", "offer_first"}
    }
