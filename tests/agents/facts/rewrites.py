"""Drafts, honest rewrites and lies of many languages, from the data files beside this module."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from agents.facts.ledger import Ledger, open_ledger
from agents.types import Draft, Message, Violation
from tests.agents.facts.drafts import TODAY

FOLDER = Path(__file__).parent / "languages"
LANGUAGES = tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


class Rewrite(NamedTuple):
    """A message for a draft; `lie` are the words in it that nothing known supports, "" for an honest one."""

    language: str
    draft: Draft
    message: Message
    lie: str

    @property
    def ledger(self) -> Ledger:
        """The ledger of the draft."""
        return open_ledger(self.draft, today=TODAY)


def rewrites(language: str, kind: str, *, folder: Path = FOLDER) -> Iterator[Rewrite]:
    """The rewrites of a language: `kind` is "honest" or "lies"."""
    for case in tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8"))["case"]:
        for text in case[kind]:
            told = text.replace("‹", "").replace("›", "")
            lie = " ".join(part.split("›")[0] for part in text.split("‹")[1:])
            yield Rewrite(language, _draft(case), Message(body=told), lie)


def lies_in_quiet_messages(language: str, *, folder: Path = FOLDER) -> Iterator[Rewrite]:
    """Every lie of a language, put before and behind an honest message that has nothing to offer."""
    quiet = next(r for r in rewrites(language, "honest", folder=folder) if _offers_nothing(r.draft))
    said = quiet.message.body
    for lie in dict.fromkeys(_lies(language, folder)):
        for text in (f"{said} {lie}.", f"{lie}. {said}"):
            yield Rewrite(language, quiet.draft, Message(body=text), lie)


def quotes(violation: Violation, lie: str) -> bool:
    """Whether a violation quotes words of a lie."""
    said = violation.detail.split("“")[1].split("”")[0]
    return said in lie or lie in said or bool(set(said.split()) & set(lie.split()))


def _offers_nothing(draft: Draft) -> bool:
    return draft.voucher is None and draft.audience == "lapsing_buyers"


def _lies(language: str, folder: Path) -> Iterator[str]:
    """The words in ‹these quotes›, one by one."""
    for case in tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8"))["case"]:
        for text in case["lies"]:
            yield from (part.split("›")[0] for part in text.split("‹")[1:])


def _draft(case: dict[str, Any]) -> Draft:
    given = {k: case[k] for k in ("audience", "title", "body", "product", "voucher", "language") if k in case}
    merchant = {"id": "m", "name": case.get("shop", "Kedai Kita"), "market": case["market"]}
    return Draft.model_validate({"merchant": merchant, "channel": "push", **given})
