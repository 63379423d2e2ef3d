"""Contradictions between draft and voucher are found in the languages of our markets as in English."""

import pytest

from tests.agents.facts.drafts import ledger, voucher

TEN = voucher("percentage", 10, currency=None, min_spend=60, expires_at="2026-11-30")
SHIPPING = voucher("free_shipping")


@pytest.mark.parametrize(
    ("market", "body"),
    [
        ("MY", "Nikmati diskaun 30% untuk pesanan anda."),
        ("ID", "Nikmati diskon 30% buat pesanan kamu."),
        ("VN", "Giảm 30% cho đơn hàng của bạn."),
        ("TH", "รับส่วนลด 30% สำหรับออเดอร์ของคุณ"),
        ("CN", "您的订单可享7折优惠。"),
        ("TW", "您的訂單可享七折優惠。"),
        ("HK", "張單減三成。"),
        ("PH", "May 30% na bawas sa order mo."),
        ("ES", "Tienes un 30 % de descuento en tu pedido."),
        ("DE", "Du bekommst 30 Prozent Rabatt auf deine Bestellung."),
        ("FR", "Profitez de 30 % de remise sur votre commande."),
        ("BR", "Você tem 30% de desconto no seu pedido."),
    ],
)
def test_another_percentage(market: str, body: str) -> None:
    assert [c.field for c in ledger(body, TEN, market=market).contradictions] == ["amount"]


@pytest.mark.parametrize(
    ("market", "body"),
    [
        ("MY", "Diskaun 10% dengan minimum belanja RM100."),
        ("MY", "Diskaun 10% tanpa minimum belanja."),
        ("ID", "Diskon 10% min. belanja Rp100.000."),
        ("ID", "Diskon 10% tanpa minimal belanja."),
        ("VN", "Giảm 10% cho đơn từ 100.000₫."),
        ("VN", "Giảm 10%, không cần đơn tối thiểu."),
        ("TH", "ลด 10% เมื่อซื้อครบ 100 บาท"),
        ("TH", "ลด 10% ไม่มีขั้นต่ำ"),
        ("CN", "满100元打9折。"),
        ("CN", "9折优惠，无门槛。"),
        ("TW", "滿100元打九折。"),
        ("PH", "10% off sa order na ₱100 pataas."),
        ("PH", "10% off, walang minimum spend."),
        ("ES", "10 % de descuento en pedidos superiores a 100 €."),
        ("ES", "10 % de descuento sin compra mínima."),
        ("DE", "10 % Rabatt ab 100 € Bestellwert."),
        ("DE", "10 % Rabatt ohne Mindestbestellwert."),
        ("FR", "10 % de remise dès 100 € d'achat."),
        ("FR", "10 % de remise sans minimum d'achat."),
        ("BR", "10% de desconto em compras acima de R$100."),
        ("BR", "10% de desconto sem compra mínima."),
    ],
)
def test_another_minimum_or_none(market: str, body: str) -> None:
    assert [c.field for c in ledger(body, TEN, market=market).contradictions] == ["min_spend"]


@pytest.mark.parametrize(
    ("market", "body"),
    [
        ("MY", "Diskaun 10% sehingga 15 Disember."),
        ("MY", "Diskaun 10%, hari ini sahaja."),
        ("ID", "Diskon 10% sampai 15 Desember."),
        ("ID", "Diskon 10%, tinggal 2 hari lagi."),
        ("VN", "Giảm 10% đến hết ngày 15/12."),
        ("VN", "Giảm 10%, chỉ hôm nay."),
        ("TH", "ลด 10% ถึง 15 ธันวาคม"),
        ("TH", "ลด 10% วันนี้เท่านั้น"),
        ("CN", "9折优惠，截至12月15日。"),
        ("CN", "9折优惠，12月15日截止。"),
        ("TW", "9折優惠，僅限今日。"),
        ("PH", "10% off hanggang Disyembre 15."),
        ("PH", "10% off, ngayong araw lang."),
        ("ES", "10 % de descuento hasta el 15 de diciembre."),
        ("ES", "10 % de descuento, solo hoy."),
        ("DE", "10 % Rabatt bis 15. Dezember."),
        ("DE", "10 % Rabatt, nur noch 2 Tage."),
        ("FR", "10 % de remise jusqu'au 15 décembre."),
        ("BR", "10% de desconto até 15 de dezembro."),
        ("BR", "10% de desconto, só hoje."),
    ],
)
def test_another_last_day(market: str, body: str) -> None:
    assert [c.field for c in ledger(body, TEN, market=market).contradictions] == ["deadline"]


@pytest.mark.parametrize(
    ("market", "body"),
    [
        ("MY", "Dapatkan beg tote percuma dengan setiap pesanan."),
        ("ID", "Dapatkan payung gratis di setiap pesanan."),
        ("VN", "Tặng kèm bình giữ nhiệt cho mỗi đơn."),
        ("TH", "แถมแก้วเก็บความเย็นทุกออเดอร์"),
        ("CN", "每单赠送保温杯一个。"),
        ("TW", "每單贈送保溫杯一個。"),
        ("PH", "May libreng payong sa order mo."),
        ("ES", "Te regalamos una taza con tu pedido."),
        ("DE", "Wir schenken dir eine Tasse zu deiner Bestellung."),
        ("FR", "Une tasse offerte avec votre commande."),
        ("BR", "Ganhe uma caneca de brinde no seu pedido."),
    ],
)
def test_another_kind_of_offer(market: str, body: str) -> None:
    assert [c.field for c in ledger(body, SHIPPING, market=market).contradictions] == ["type"]


@pytest.mark.parametrize(
    ("market", "body"),
    [
        ("MY", "Diskaun 10% dengan minimum belanja RM60, hingga 30 November."),
        ("ID", "Diskon 10% min. belanja Rp60, sampai 30 November."),
        ("VN", "Giảm 10% cho đơn từ 60₫, đến hết ngày 30 tháng 11."),
        ("TH", "ลด ๑๐% เมื่อซื้อครบ ๖๐ บาท ถึง ๓๐ พ.ย. ๒๕๖๙"),
        ("CN", "满60元打九折，有效期至2026年11月30日。"),
        ("CN", "满６０元减百分之十，十一月三十日止。"),
        ("TW", "滿60元享9折，11月30日前有效。"),
        ("PH", "10% off sa order na ₱60 pataas hanggang ika-30 ng Nobyembre."),
        ("ES", "10 % de descuento en pedidos de 60,00 € o más hasta el 30/11/2026."),
        ("DE", "10 % Rabatt ab 60,00 € Bestellwert bis zum 30.11.2026."),
        ("FR", "10 % de remise dès 60 € d'achat jusqu'au 30 novembre 2026."),
        ("BR", "10% de desconto acima de R$60,00 até 30 de novembro de 2026."),
    ],
)
def test_the_voucher_in_its_own_words_is_no_contradiction(market: str, body: str) -> None:
    book = ledger(body, TEN, market=market)
    assert (book.contradictions, book.omissions, book.check(book.draft.message)) == ((), (), ())
