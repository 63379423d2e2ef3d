"""Rewrites in the languages of our markets: honest ones pass, and every lie is caught by its own words.

The messages stand in `languages/`, one file a language.
"""

from itertools import chain

import pytest

from tests.agents.facts.rewrites import LANGUAGES, Rewrite, lies_in_quiet_messages, quotes, rewrites

HONEST = list(chain.from_iterable(rewrites(language, "honest") for language in LANGUAGES))
LIES = list(chain.from_iterable(rewrites(language, "lies") for language in LANGUAGES))
ENOUGH = 25


def _name(rewrite: Rewrite) -> str:
    return f"{rewrite.language}: {rewrite.message.body}"


@pytest.mark.parametrize("rewrite", HONEST, ids=_name)
def test_an_honest_rewrite_passes(rewrite: Rewrite) -> None:
    assert rewrite.ledger.check(rewrite.message) == ()


@pytest.mark.parametrize("rewrite", LIES, ids=_name)
def test_a_lie_is_caught_and_quoted(rewrite: Rewrite) -> None:
    found = rewrite.ledger.check(rewrite.message)
    assert any(quotes(violation, rewrite.lie) for violation in found), found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lie_is_caught_wherever_it_stands(language: str) -> None:
    told = list(lies_in_quiet_messages(language))
    assert [r.message.body for r in told if not r.ledger.check(r.message)] == []
    assert len(told) >= ENOUGH


@pytest.mark.parametrize("rewrite", HONEST, ids=_name)
def test_the_draft_behind_a_rewrite_stands_as_it_is(rewrite: Rewrite) -> None:
    book = rewrite.ledger
    assert (book.contradictions, book.check(rewrite.draft.message)) == ((), ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_enough_of_both(language: str) -> None:
    assert sum(r.language == language for r in HONEST) >= ENOUGH
    assert sum(r.language == language for r in LIES) >= ENOUGH
