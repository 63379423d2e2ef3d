"""Drafts in Malay and Indonesian as shops write them, with what a rewrite says and does not say."""

from typing import Any, NamedTuple

from agents.types import Draft

SHOPS: dict[str, dict[str, Any]] = {
    "ms": {"id": "my", "name": "Serai Skincare", "market": "MY"},
    "id": {"id": "id", "name": "Rumah Wangi", "market": "ID"},
}
ITEMS: dict[str, dict[str, Any]] = {
    "ms": {"name": "Serum Serai Wangi 30ml", "category": "Kecantikan > Penjagaan Muka > Serum"},
    "id": {"name": "Sabun Sereh Wangi", "category": "Kecantikan > Perawatan Tubuh > Sabun"},
}
VOUCHERS: dict[str, dict[str, Any]] = {
    "ms": {"title": "RM8 OFF", "type": "fixed", "value": 8, "currency": "MYR", "min_spend": 40},
    "id": {"title": "Rp8.000 OFF", "type": "fixed", "value": 8000, "currency": "IDR", "min_spend": 40000},
}


class Pair(NamedTuple):
    """A draft, and patterns of what its rewrite says and does not say."""

    language: str
    segment: str
    channel: str
    title: str | None
    body: str
    says: tuple[str, ...]
    not_said: tuple[str, ...] = ()
    voucher: dict[str, Any] | None = None


def fixed(language: str, ends: str) -> dict[str, Any]:
    """The voucher of a shop, with a last day."""
    return VOUCHERS[language] | {"expires_at": ends}


PAIRS = [
    Pair(
        "ms",
        "abandoned_cart_buyers",
        "push",
        "Troli anda",
        "Serum Serai Wangi anda masih dalam troli. Sila bayar.",
        ("Serum Serai Wangi anda masih dalam troli", r"(?i)pesanan|checkout"),
        ("Sila bayar",),
    ),
    Pair(
        "ms",
        "lapsing_buyers",
        "push",
        "Rindu anda!",
        "Hai {{nama}}, dah lama tak nampak anda. Kami ada kejutan istimewa untuk anda. Jangan lepaskan!",
        (r"\{\{nama\}\}", "RM8", "RM40", "30 Nov"),
        ("kejutan", "Jangan lepaskan"),
        fixed("ms", "2026-11-30"),
    ),
    Pair(
        "ms",
        "unpaid_order_buyers",
        "whatsapp",
        None,
        "Hai {{1}}, bila nak bayar? Dah lama kami tunggu. Kalau tak bayar kami cancel order.",
        (r"^None\|Hai \{\{1\}\}, pesanan Serum Serai Wangi", "bayaran"),
        ("bila nak bayar", "cancel"),
    ),
    Pair(
        "ms",
        "potential_new_customers",
        "sms",
        None,
        "SERAI SKINCARE: Rindu kami? Dapatkan diskaun hebat sekarang! Klik https://serai.my/p "
        "Balas STOP untuk berhenti",
        ("^None\\|Serai Skincare: ", "RM8", r": https://serai\.my/p Balas STOP untuk berhenti$"),
        ("Rindu", "hebat"),
        fixed("ms", "2026-12-10"),
    ),
    Pair(
        "ms",
        "frequent_buyers",
        "im",
        None,
        "Selamat datang pelanggan baru! Dapatkan tawaran menarik untuk anda hari ini.",
        ("penghantaran percuma", "RM50"),
        ("pelanggan baru", "tawaran menarik"),
        {"title": "Free Shipping", "type": "free_shipping", "currency": "MYR", "min_spend": 50},
    ),
    Pair(
        "ms",
        "lapsing_buyers",
        "email",
        "Kami rindu anda",
        "Hai *|FNAME|*,\n\nDengan hormatnya dimaklumkan bahawa kami mempunyai promosi istimewa untuk "
        "pelanggan yang dihormati.\n\nSila kunjungi kedai kami.\n\nSalam,\nSerai Skincare",
        (r"Hai \*\|FNAME\|\*,\n\n", "diskaun 12%", "31 Dis", "Salam,\nSerai Skincare$"),
        ("dimaklumkan", "istimewa"),
        {"title": "12% OFF", "type": "percentage", "value": 12, "expires_at": "2026-12-31"},
    ),
    Pair(
        "ms",
        "abandoned_cart_buyers",
        "im",
        None,
        "Hi sis, cart awak merajuk sebab awak tinggalkan dia 😭 sampai hati. Checkout la cepat!",
        ("^None\\|Hi sis, ", "RM8", r"\bawak\b"),
        ("merajuk", "sampai hati", r"\banda\b"),
        fixed("ms", "2026-11-28"),
    ),
    Pair(
        "id",
        "lapsing_buyers",
        "im",
        None,
        "Sedih deh kamu lupa sama kami. Salah kami apa? Mampir dong beli.",
        ("diskon 20%", r"Rp100\.000", "30 Nov", r"\bkamu\b"),
        ("Sedih", "Salah kami"),
        {
            "title": "20% OFF",
            "type": "percentage",
            "value": 20,
            "currency": "IDR",
            "min_spend": 100000,
            "expires_at": "2026-11-30",
        },
    ),
    Pair(
        "id",
        "new_buyers",
        "im",
        None,
        "Pelanggan setia kami, sudah lama tidak berjumpa! Ada kejutan menarik menanti.",
        (r"Rp8\.000", r"Rp40\.000"),
        ("setia", "lama tidak berjumpa", "kejutan"),
        VOUCHERS["id"],
    ),
    Pair(
        "id",
        "lapsing_buyers",
        "email",
        "Kabar dari kami",
        "Halo *|FNAME|*,\n\nDengan hormat, bersama ini kami menginformasikan bahwa tersedia promo spesial "
        "untuk Anda.\n\nSilakan kunjungi toko kami.\n\nSalam hormat,\nRumah Wangi",
        (r"Halo \*\|FNAME\|\*,\n\n", "diskon 12%", r"\bAnda\b", "Salam hormat,\nRumah Wangi$"),
        ("bersama ini", r"\bkamu\b", "promo spesial"),
        {"title": "12% OFF", "type": "percentage", "value": 12, "expires_at": "2026-12-31"},
    ),
    Pair(
        "id",
        "abandoned_cart_buyers",
        "sms",
        None,
        "Rumah Wangi: Keranjang Anda ada sabun. Bayar skrg sblm dibatalkan! Ketik STOP utk berhenti",
        ("^None\\|Rumah Wangi: Keranjang Anda ada sabun", r"Rp8\.000", "Ketik STOP utk berhenti$"),
        ("dibatalkan",),
        fixed("id", "2026-11-27"),
    ),
    Pair(
        "id",
        "post_purchase_group",
        "whatsapp",
        None,
        "Halo {{1}}, sabunnya sudah sampai kan? Tanpa video unboxing tidak terima komplain ya.",
        (r"^None\|Halo \{\{1\}\}, ", r"ulasan|kabari|balas"),
        ("unboxing", "komplain"),
    ),
    Pair(
        "id",
        "repeat_buyers",
        "push",
        "Promo",
        "Sabun Sereh Wangi kami dibuat di Lembang. Dapatkan promo hari ini!",
        ("Sabun Sereh Wangi kami dibuat di Lembang", "beli 2 gratis 1", "29 Nov"),
        ("Dapatkan promo hari ini",),
        {"title": "Buy 2 Get 1 Free", "type": "bogo", "expires_at": "2026-11-29"},
    ),
]


def draft_of(
    language: str, segment: str, channel: str, title: str | None, body: str, voucher: dict[str, Any] | None
) -> Draft:
    """A draft of the shop in that language."""
    fields = {
        "id": "d",
        "merchant": SHOPS[language],
        "product": ITEMS[language],
        "audience": segment,
        "channel": channel,
        "title": title,
        "body": body,
        "voucher": voucher,
    }
    return Draft.model_validate(fields)
