"""Offers, hurry and promises invented in another language are invented all the same."""

import pytest

from tests.agents.facts.drafts import ledger, rules, voucher

QUIET = {
    "MY": "Tudung Bawal Sakura anda masih dalam troli. Sila bayar.",
    "ID": "Pesanan kakak sudah kami terima.",
    "VN": "Đơn hàng của bạn đã đến.",
    "TH": "สินค้าของคุณมาถึงแล้วค่ะ",
    "HK": "多謝幫襯！你張單已經到咗。",
    "PH": "Hello po! Nakarating na po ang order ninyo.",
    "MX": "Tu pedido ya llegó.",
    "DE": "Ihre Bestellung ist angekommen.",
    "AE": "وصل طلبك.",
}


@pytest.mark.parametrize(
    ("market", "lie"),
    [
        ("MY", "Diskaun untuk anda."),
        ("MY", "Penghantaran percuma."),
        ("MY", "Hari ini sahaja!"),
        ("MY", "Stok terhad."),
        ("ID", "Gratis ongkir ya kak."),
        ("ID", "Promo khusus."),
        ("ID", "Kesempatan terakhir!"),
        ("ID", "Diskon 20%."),
        ("VN", "Miễn phí vận chuyển."),
        ("VN", "Chỉ hôm nay!"),
        ("VN", "Giảm giá cho bạn."),
        ("VN", "Số lượng có hạn."),
        ("TH", "ส่งฟรีทุกออเดอร์"),
        ("TH", "วันนี้เท่านั้น"),
        ("TH", "ส่วนลด 10%"),
        ("HK", "免運費"),
        ("HK", "只限今日"),
        ("HK", "全場八折"),
        ("HK", "送你一份禮物"),
        ("PH", "Libreng shipping!"),
        ("PH", "Today lang!"),
        ("PH", "Paubos na."),
        ("MX", "Envío gratis."),
        ("MX", "Solo hoy."),
        ("MX", "Descuento especial."),
        ("MX", "Últimas unidades."),
        ("DE", "Versandkostenfrei!"),
        ("DE", "Nur heute!"),
        ("DE", "20 Prozent Rabatt."),
        ("DE", "Solange der Vorrat reicht."),
        ("AE", "شحن مجاني"),
        ("AE", "اليوم فقط"),
        ("AE", "خصم خاص"),
        ("AE", "آخر فرصة"),
    ],
)
def test_an_invented_offer_or_hurry_is_caught(market: str, lie: str) -> None:
    book = ledger(QUIET[market], market=market)
    assert rules(book, QUIET[market]) == set()
    assert rules(book, f"{QUIET[market]} {lie}")


@pytest.mark.parametrize(
    ("market", "body", "currency", "value", "least"),
    [
        ("MY", "Baucar RM8 korang dah sampai, min belanja RM40 je.", "MYR", 8, 40),
        ("VN", "Giảm ₫30.000 cho đơn từ ₫199.000. Mua ngay.", "VND", 30000, 199000),
        ("AE", "خصم 20 درهم على طلبك عند الشراء بقيمة 150 درهم.", "AED", 20, 150),
        ("ID", "Potongan Rp25.000, min. belanja Rp150.000.", "IDR", 25000, 150000),
        ("TH", "ลด ฿50 เมื่อซื้อครบ ฿400", "THB", 50, 400),
        ("HK", "滿HK$80減HK$10", "HKD", 10, 80),
        ("DE", "Sie erhalten 5 € Rabatt ab 30 €.", "EUR", 5, 30),
        ("MX", "Descuento de $50 en compras de $500 o más.", "MXN", 50, 500),
    ],
)
def test_an_offer_in_its_own_language_agrees_with_its_voucher(
    market: str, body: str, currency: str, value: int, least: int
) -> None:
    held = voucher("fixed", value, currency=currency, min_spend=least)
    book = ledger(body, held, market=market)
    assert (book.contradictions, book.omissions) == ((), ())
    assert rules(book, body) == set()
    wrong = ledger(body, held.model_copy(update={"value": value * 2}), market=market)
    assert [c.field for c in wrong.contradictions] == ["amount"]
