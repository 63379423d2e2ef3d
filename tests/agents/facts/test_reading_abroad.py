"""What facts look like in other languages and scripts, and what only looks like one."""

from datetime import date

import pytest

from agents.facts.read import read_facts
from agents.facts.wording import claim_words, offer_words, urgency_words
from tests.agents.facts.drafts import TODAY, ledger, rules, voucher

TEN = voucher("percentage", 10, min_spend=60, expires_at="2026-11-30")


def keys(text: str, market: str | None = None) -> list[str]:
    return [f.key for f in read_facts(text, market=market, today=TODAY)]


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("8折", "20"),
        ("八折", "20"),
        ("85折", "15"),
        ("八五折", "15"),
        ("七点五折", "25"),
        ("9.5折", "5"),
        ("５折", "50"),
        ("50折", "50"),
        ("對折", "50"),
        ("低至6折", "upto-40"),
        ("7折起", "upto-30"),
        ("减两成", "20"),
        ("便宜三成", "30"),
        ("百分之十五", "15"),
        ("ลด ๓๐%", "30"),
        ("ลดสูงสุด 70%", "upto-70"),
        ("ครึ่งราคา", "50"),
        ("giảm hai mươi phần trăm", "20"),
        ("giảm đến 40%", "upto-40"),
        ("diskaun lima belas peratus", "15"),
        ("diskon hingga dua puluh persen", "upto-20"),
        ("veinticinco por ciento", "25"),
        ("bis zu fünfzig Prozent", "upto-50"),
        ("une remise de vingt pour cent", "20"),
        ("trinta por cento", "30"),
        ("limampung porsyento", "50"),
        ("10–20 %", "10-20"),
    ],
)
def test_a_percentage_in_any_way_of_telling_it(text: str, percent: str) -> None:
    assert keys(text) == [f"percent:{percent}"]


@pytest.mark.parametrize("text", ["3折叠伞", "打骨折", "七成新", "八成是真的"])
def test_what_is_no_discount_in_chinese(text: str) -> None:
    assert not [k for k in keys(text) if k.startswith("percent")]


@pytest.mark.parametrize(
    ("text", "market", "money"),
    [
        ("满100减20", "CN", ["money:CNY:100", "money:CNY:20"]),
        ("滿ＮＴ$１,０００減100元", "TW", ["money:TWD:1000", "money:TWD:100"]),
        ("便宜二十块钱", "CN", ["money:CNY:20"]),
        ("1.299,50 €", "DE", ["money:EUR:1299.5"]),
        ("zwanzig Euro sparen", "DE", ["money:EUR:20"]),
        ("Rp 1.250.000", "ID", ["money:IDR:1250000"]),
        ("hemat dua puluh ribu rupiah", "ID", ["money:IDR:20000"]),
        ("RM1,299.90", "MY", ["money:MYR:1299.9"]),
        ("giảm 50 nghìn đồng", "VN", ["money:VND:50000"]),
        ("ลด ๑,๒๐๐ บาท", "TH", ["money:THB:1200"]),
        ("ลดห้าสิบบาท", "TH", ["money:THB:50"]),
        ("cien pesos de descuento", "MX", ["money:MXN:100"]),
        ("R$ 1.299,90", "BR", ["money:BRL:1299.9"]),
    ],
)
def test_money_in_the_numbers_of_a_market(text: str, market: str, money: list[str]) -> None:
    assert keys(text, market) == money


@pytest.mark.parametrize(
    "text",
    [
        "一块月饼",
        "三块月饼",
        "一起来吧",
        "十分好喝",
        "万一下雨",
        "năm mới vui vẻ",
        "hai bên cùng vui",
        "อยู่ห้างใหญ่",
        "เก้าอี้ไม้",
        "un día feliz",
        "eine Tasse Tee",
    ],
)
def test_words_that_only_look_like_numbers_count_nothing(text: str) -> None:
    assert keys(text) == []


@pytest.mark.parametrize(
    ("text", "market"),
    [
        ("hingga 30 November", "MY"),
        ("30hb November", "MY"),
        ("sampai tanggal 30 November 2026", "ID"),
        ("đến ngày 30 tháng 11", "VN"),
        ("30/11/2026", "VN"),
        ("ถึงวันที่ 30 พฤศจิกายน 2569", "TH"),
        ("30 พ.ย.", "TH"),
        ("๓๐/๑๑/๒๕๖๙", "TH"),
        ("30/11/69", "TH"),
        ("11月30日", "CN"),
        ("11 月 30 號", "HK"),
        ("十一月三十日", "CN"),
        ("2026年11月30日", "TW"),
        ("2026/11/30", "TW"),
        ("ika-30 ng Nobyembre", "PH"),
        ("Nobyembre 30", "PH"),
        ("30 de noviembre de 2026", "MX"),
        ("lunes 30 de noviembre", "ES"),
        ("30. November", "DE"),
        ("Montag, den 30.11.", "DE"),
        ("30 novembre", "FR"),
        ("segunda-feira, 30 de novembro", "BR"),
    ],
)
def test_a_day_in_any_language_is_that_day(text: str, market: str) -> None:
    assert keys(text, market) == ["date:2026-11-30"]


@pytest.mark.parametrize(
    ("text", "market", "hour"),
    [
        ("pukul 8 malam", "MY", "20:00"),
        ("sampai jam 20.00", "ID", "20:00"),
        ("lúc 8 giờ tối", "VN", "20:00"),
        ("2 ทุ่ม", "TH", "20:00"),
        ("20.00 น.", "TH", "20:00"),
        ("晚上8点", "CN", "20:00"),
        ("下午3點", "TW", "15:00"),
        ("alas-8 ng gabi", "PH", "20:00"),
        ("a las 8 de la noche", "MX", "20:00"),
        ("20 Uhr", "DE", "20:00"),
        ("votre commande à 20h", "FR", "20:00"),
        ("às 8 da noite", "BR", "20:00"),
    ],
)
def test_a_time_in_any_language_is_that_time(text: str, market: str, hour: str) -> None:
    assert keys(text, market) == [f"time:{hour}"]


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("beli 2 percuma 1", "2+1"),
        ("mua ba tặng một", "3+1"),
        ("ซื้อ 2 แถม 1", "2+1"),
        ("买二送一", "2+1"),
        ("第二件半价", "1+1@50"),
        ("2x1", "1+1"),
        ("lleva 3 y paga 2", "2+1"),
        ("3 zum Preis von 2", "2+1"),
        ("2 achetés = 1 offert", "2+1"),
        ("leve 3 pague 2", "2+1"),
        ("bumili ng dalawa, libre ang isa", "2+1"),
    ],
)
def test_several_pieces_in_any_language(text: str, offer: str) -> None:
    known = f"Hola, {text}" if text == "2x1" else text
    assert keys(known) == [f"multibuy:{offer}"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("请使用优惠码HELLO20下单", "code:HELLO20"),
        ("输入SALE10即可", "code:SALE10"),
        ("ใช้โค้ดHELLO20ได้เลย", "code:HELLO20"),
        ("请看https://a.example.com/x了解更多", "link:https://a.example.com/x"),
        ("请访问shop.com查看", "link:shop.com"),
        ("ดูที่shop.comได้เลย", "link:shop.com"),
        ("请致电+8613812345678咨询", "phone:8613812345678"),
        ("订单号#88213已发货", "reference:88213"),
    ],
)
def test_facts_are_seen_right_beside_letters_that_set_no_spaces(text: str, key: str) -> None:
    assert key in keys(text)


@pytest.mark.parametrize(
    "text",
    [
        "Tak perlu tergesa-gesa, tiada had masa untuk melihat-lihat.",
        "Gak usah buru-buru, kak.",
        "Không cần vội, cứ thong thả xem nhé.",
        "ไม่ต้องรีบนะคะ",
        "不用赶快，也不限时。",
        "唔使急，慢慢睇。",
        "Hindi kailangang magmadali.",
        "Sin prisa y sin urgencia.",
        "Keine Eile, es ist nicht dringend.",
        "Aucune urgence.",
        "Sem pressa, não é urgente.",
    ],
)
def test_a_denial_of_hurry_is_no_hurry(text: str) -> None:
    hurried = [w for w in urgency_words(text) if w.kind != "never_ends"]
    assert hurried == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("เเถมฟรีทุกกล่อง", "gift"),
        ("Mien phi van chuyen", "free_shipping"),
        ("Envio gratis", "free_shipping"),
        ("diskonnya lumayan, kak", "discount"),
        ("Willkommensgutschein", "voucher"),
        ("l’offre du jour", "voucher"),
    ],
)
def test_offers_are_read_as_people_type_them(text: str, kind: str) -> None:
    assert kind in [w.kind for w in offer_words(text)]


def test_thai_typed_in_two_signs_for_one_is_read_all_the_same() -> None:
    assert [w.kind for w in urgency_words("จํานวนจํากัด")] == ["low_stock"]


def test_keycaps_in_a_row_are_a_number_and_one_alone_numbers_a_list() -> None:
    assert keys("5️⃣0️⃣% off") == ["percent:50"]
    assert keys("1️⃣ Open the app 2️⃣ Tap") == []


def test_what_is_known_in_one_script_backs_a_claim_in_another() -> None:
    book = ledger("新茶到店了。", market="CN", product={"name": "Organic Oolong", "category": "Tea"})
    assert rules(book, "有机乌龙到店了。") == set()
    assert rules(book, "手工乌龙到店了。") == {"unsupported_claim"}
    assert claim_words("有机乌龙")


def test_a_gift_is_the_same_under_its_name_in_another_language() -> None:
    book = ledger("下一单有礼。", voucher("gift"), market="CN")
    assert rules(book, "下一单赠送帆布袋一个。") == set()
    assert rules(book, "下一单赠送保温杯一个。") >= {"invented_offer"}


def test_the_language_that_a_merchants_system_names_is_read_too() -> None:
    hinted = ledger("Stollen", TEN, market="DE", language="de")
    assert rules(hinted, "Stollen. Nur heute!") >= {"false_urgency", "wrong_deadline"}


def test_a_year_of_the_thai_calendar_is_a_year_of_ours() -> None:
    facts = read_facts("ถึง 5 มกราคม 2570", market="TH", today=date(2026, 11, 20))
    assert [f.key for f in facts] == ["date:2027-01-05"]


@pytest.mark.parametrize(
    ("text", "multibuy"),
    [
        ("Nimm zwei, zahl einen! Nur für dich.", "1+1"),
        ("Kauf eine und erhalte eine gratis, für dich.", "1+1"),
        ("Zwei kaufen, einen bezahlen, so ist das.", "1+1"),
        ("Drei zum Preis von einem, für dich und mich.", "1+2"),
        ("Zahle eine und nimm drei, für alle.", "1+2"),
    ],
)
def test_german_counts_in_every_case(text: str, multibuy: str) -> None:
    assert [key for key in keys(text, "DE") if key.startswith("multibuy")] == [f"multibuy:{multibuy}"]


@pytest.mark.parametrize(
    ("text", "market", "key"),
    [
        ("ซื้อ 300.- ขึ้นไป", "TH", "money:THB:300"),
        ("nur 30,- € für dich", "DE", "money:EUR:30"),
        ("ab 1.200,– € für dich", "DE", "money:EUR:1200"),
        ("sehingga 30 haribulan November", "MY", "date:2026-11-30"),
    ],
)
def test_amounts_and_days_as_they_are_written_at_home(text: str, market: str, key: str) -> None:
    assert keys(text, market) == [key]


@pytest.mark.parametrize(
    "text",
    [
        "Kos hantar kami tanggung, anda pilih sahaja.",
        "Ongkirnya kami yang bayar untuk pesanan kamu.",
        "Phí ship shop lo hết cho bạn.",
        "ค่าส่งเราออกให้ค่ะ",
        "Los gastos de envío corren de nuestra cuenta.",
        "Die Versandkosten übernehmen wir für dich.",
        "Les frais de port sont à notre charge pour vous.",
        "التوصيل علينا لجميع الطلبات",
        "運費我們出，您慢慢選。",
        "Sagot na namin ang shipping para sa iyo.",
    ],
)
def test_shipping_that_the_shop_pays_is_free(text: str) -> None:
    assert offer_words(text)


ARABIC_LIES = (
    *("تبقى 3 قطع فقط.", "بقي قطعتان فقط.", "ينتهي العرض الليلة.", "بادر قبل نفاد الكمية.", "فرصة لا تعوض!"),
    *("كاش باك 20 درهم.", "اربح نقاط مضاعفة.", "التوصيل علينا.", "القطعة الثانية مجاناً.", "خصم يصل إلى 50%."),
    *("حائز على جائزة أفضل منتج.", "المنتج الأكثر مبيعاً!", "الفرصة الأخيرة."),
)
ARABIC_TRUTHS = (
    *("السلة بانتظارك متى أردت.", "شكراً لثقتك.", "راسلنا إن احتجت مساعدة.", "سلتك محفوظة، عد متى أردت."),
    *("خصم 10% حتى 30 نوفمبر.", "للطلبات فوق 60 درهم خصم 10%."),
)


@pytest.mark.parametrize("said", [*ARABIC_LIES, *ARABIC_TRUTHS])
def test_an_arabic_message_may_say_what_is_so(said: str) -> None:
    body = "بطانية النسيم ما زالت في سلتك."
    offer = voucher("percentage", 10, min_spend=60, currency="AED", expires_at="2026-11-30")
    known = ledger(body, offer, market="AE")
    assert bool(rules(known, f"{body} {said}")) == (said in ARABIC_LIES)
