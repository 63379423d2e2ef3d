"""Labels that the law puts on bulk messages stay at the very start, byte for byte."""

from datetime import date

import pytest

from agents.facts.labels import leading_label
from agents.facts.ledger import open_ledger
from agents.types import Draft, Message

_TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("<ADV> Lorong Bakes: kueh is here", "<ADV>"),
        ("<ADV>Lorong Bakes: kueh is here", "<ADV>"),
        ("[adv] Lorong Bakes: kueh is here", "[adv]"),
        ("(AD) New lamps for winter", "(AD)"),
        ("(광고) 겨울 조명 신상품", "(광고)"),
        ("[QC] Tiem Den: den moi ve", "[QC]"),
        ("【广告】新款台灯到货", "【广告】"),
        ("Iklan: Kedai Lampu: lampu baru", "Iklan:"),
        ("RM0 Kedai Lampu: lampu baru", "RM0"),
        ("RM0.00 [Iklan] Kedai Lampu: lampu baru", "RM0.00 [Iklan]"),
        (" <ADV> Lorong Bakes: kueh is here", "<ADV>"),
    ],
)
def test_a_label_is_read_at_the_start_as_it_is_written(text: str, label: str) -> None:
    assert leading_label(text) == label


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "Lorong Bakes: kueh is here <ADV>",
        "RM0 delivery fee this weekend",
        "Adventure bags are here",
        "Ad hoc cake orders open",
        "(Ads free) music for you",
        "[New] kueh is here",
        "Advertisement prints, framed",
    ],
)
def test_what_only_looks_like_a_label_is_none(text: str | None) -> None:
    assert leading_label(text) is None


def _broken(draft: Draft, body: str, title: str | None = None) -> list[str]:
    found = open_ledger(draft, today=_TODAY).check(Message(title=title, body=body))
    return [v.detail for v in found if v.rule == "label_lost"]


@pytest.mark.parametrize(
    "body",
    [
        "Lorong Bakes: fresh kueh for you",
        "Lorong Bakes: <ADV> fresh kueh for you",
        "<adv> Lorong Bakes: fresh kueh for you",
        "<ADV> <ADV> Lorong Bakes: fresh kueh for you",
    ],
)
def test_a_message_that_lost_moved_or_changed_the_label_is_refused(body: str) -> None:
    draft = Draft(body="<ADV> Lorong Bakes: kueh is here")
    (told,) = _broken(draft, body)
    assert "“<ADV>”" in told
    assert _broken(draft, "<ADV> Lorong Bakes: fresh kueh for you") == []


def test_the_label_of_a_subject_is_held_to_the_subject() -> None:
    draft = Draft(title="(AD) Winter lamps", body="Hi Kim, winter lamps are here.")
    assert _broken(draft, "Hi Kim, see the winter lamps.", title="Lamps for winter")
    assert _broken(draft, "Hi Kim, see the winter lamps.", title="(AD) Lamps for winter") == []


def test_a_draft_without_a_label_needs_none() -> None:
    assert _broken(Draft(body="Lorong Bakes: kueh is here"), "Lorong Bakes: fresh kueh") == []
