import pytest

from agents.presumed import presumed_falsely
from agents.types import Draft, Message, Product, Segment


def kinds(body: str, audience: Segment | None, *, said: str = "Our tote is here.") -> list[str]:
    draft = Draft(body=said, audience=audience, channel="im")
    return [found.detail.split("”")[0].lstrip("“") for found in presumed_falsely(Message(body=body), draft)]


@pytest.mark.parametrize(
    "body",
    [
        "Welcome back! Our tote is here.",
        "We miss you. Our tote is here.",
        "Bienvenida de nuevo: nuestro bolso está aquí.",
        "Te extrañamos. Nuestro bolso está aquí.",
        "Willkommen zurück! Unsere Tasche ist da.",
        "Wir vermissen dich! Unsere Tasche ist da.",
        "Selamat datang kembali! Beg kami sudah sampai.",
        "Kami rindu anda. Beg kami sudah sampai.",
        "Chào mừng bạn quay trở lại, túi đã về.",
        "歡迎回來，帆布袋到了。",
        "ยินดีต้อนรับกลับ กระเป๋ามาแล้ว",
        "Maligayang pagbabalik! Nandito na ang tote.",
        "Gracias por tu compra. Nuestro bolso está aquí.",
        "Terima kasih atas pembelian anda.",
        "Cảm ơn bạn đã mua hàng.",
    ],
)
def test_strangers_are_greeted_as_strangers_in_every_language(body: str) -> None:
    assert kinds(body, "potential_new_customers")


def test_what_is_so_may_be_said() -> None:
    assert kinds("Welcome back! Our tote is here.", "repeat_buyers") == []
    assert kinds("We miss you. Our tote is here.", "lapsing_buyers") == []
    assert kinds("Gracias por tu compra.", "post_purchase_group") == []
    assert kinds("See what's new. Our tote is here.", "potential_new_customers") == []


def test_what_the_draft_says_is_the_merchants_to_answer_for() -> None:
    assert kinds("Welcome back: the tote.", "potential_new_customers", said="Welcome back! The tote.") == []
    assert kinds("We miss you.", "potential_new_customers", said="Welcome back! The tote.") == ["We miss you"]


def test_nothing_is_known_of_readers_nobody_named() -> None:
    assert kinds("Welcome back! We miss you.", None) == []


def test_the_detail_tells_a_writer_what_is_wrong() -> None:
    draft = Draft(body="Our tote is here.", audience="potential_new_customers")
    (found,) = presumed_falsely(Message(body="Welcome back to our tote."), draft)
    assert found.rule == "false_presumption"
    assert found.detail.startswith("“Welcome back” greets")
    assert found.detail.endswith("which is not so for people who have never bought from you.")


def _about_prices(said: str, body: str) -> list[str]:
    shoes = Product(name="Trail Shoes Ridge 2", category="Sports > Running > Shoes")
    draft = Draft(body=said, audience="price_drop_group", channel="push", product=shoes)
    return [found.rule for found in presumed_falsely(Message(body=body), draft)]


def test_a_price_has_not_come_down_because_other_goods_are_on_offer() -> None:
    hoses = "Garden hoses are $10 off until 6 Dec. Shop hoses."
    assert _about_prices(hoses, "The Trail Shoes you saved are down in price.")
    assert _about_prices(hoses, "The Trail Shoes you saved have come down in price. $10 off garden hoses.")
    assert _about_prices(hoses, "Garden hoses are $10 off until 6 Dec. See them.") == []


def test_the_price_of_what_readers_saved_may_be_told_down() -> None:
    shoes = "Our trail shoes are $10 off until 6 Dec. Shop shoes."
    assert _about_prices(shoes, "The Trail Shoes you saved have come down in price. $10 off.") == []
    assert _about_prices("Something nice for you.", "The Trail Shoes have come down in price.") == []
    dropped = "Garden hoses have come down in price."
    assert _about_prices(dropped, "Garden hoses: prices have dropped.") == []
