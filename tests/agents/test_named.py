from agents.named import names_lost
from agents.types import Draft, Message

GIFT = {"title": "FREE MINI LIP BALM", "type": "gift"}


def lost(draft_body: str, body: str, *, product: str | None = None, gift: bool = True) -> list[str]:
    known = {"product": {"name": product} if product else None, "voucher": GIFT}
    draft = Draft.model_validate({"body": draft_body} | known)
    return [
        found.detail.split("”")[0].lstrip("“") for found in names_lost(Message(body=body), draft, gift=gift)
    ]


def test_a_product_that_is_named_stays_named() -> None:
    assert lost("The Canvas Tote is here.", "It is here.", product="Canvas Tote") == ["Canvas Tote"]
    assert lost("The Canvas Tote is here.", "Meet the CANVAS  TOTE.", product="Canvas Tote") == []


def test_size_and_number_may_go() -> None:
    said = "Kopi-O Drip Bags, 20s, and White Musk Oil 12ml"
    assert lost(said, "Kopi-O Drip Bags await you.", product="Kopi-O Drip Bags, 20s") == []
    assert lost(said, "White Musk Oil awaits you.", product="White Musk Oil 12ml") == []
    assert lost(said, "The oil awaits you.", product="White Musk Oil 12ml") == ["White Musk Oil"]


def test_a_number_inside_a_name_belongs_to_it() -> None:
    name = "System 32 Denim Jacket"
    assert lost(f"{name}: RM159.", "The denim jacket: RM159.", product=name) == [name]


def test_a_gift_is_called_what_it_is() -> None:
    said = "A Mini Lip Balm with any order above RM70."
    assert lost(said, "A gift with any order above RM70.") == ["MINI LIP BALM"]
    assert lost(said, "A gift with any order above RM70.", gift=False) == []


def test_a_text_message_says_whose_it_is() -> None:
    shop = {"merchant": {"id": "m", "name": "Prairie Larder"}, "body": "Prairie Larder: butter is back."}
    new = Message(body="Butter is back.")
    assert [v.rule for v in names_lost(new, Draft.model_validate(shop | {"channel": "sms"}))] == ["name_lost"]
    assert names_lost(new, Draft.model_validate(shop | {"channel": "push"})) == ()


def test_a_name_that_the_draft_does_not_have_need_not_come() -> None:
    assert lost("A gift with any order.", "A gift with any order.", product="Canvas Tote") == []
