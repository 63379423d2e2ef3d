"""What each channel says of a message."""

import json
from pathlib import Path

import pytest

from agents.channels import count_line, limits, lint, opt_out_text
from agents.lexicons import load
from agents.types import CHANNELS, Channel, Message


def found(channel: Channel, body: str, title: str | None = None, **known: object) -> dict[str, str]:
    rows = lint(Message(title=title, body=body), channel=channel, **known)  # type: ignore[arg-type]
    return {row.rule: row.severity for row in rows}


@pytest.mark.parametrize(
    ("size", "rule", "severity"),
    [
        (51, "push_title_length", "error"),
        (50, "push_title_length", "warning"),
        (35, "push_title_stamp", "info"),
        (22, "push_title_stamp", None),
    ],
)
def test_a_push_title_is_held_against_what_iphones_show(size: int, rule: str, severity: str | None) -> None:
    assert found("push", "Look.", "x" * size).get(rule) == severity


def test_a_push_has_its_point_early_and_ends_in_time() -> None:
    assert found("push", "word " * 12 + ". More.", "Hi")["push_first_clause"] == "warning"
    assert found("push", "Word. " * 21, "Hi")["push_body_length"] == "warning"
    assert found("push", "Word. " * 120, "Hi")["push_body_length"] == "error"
    assert found("push", "Look.")["push_title_missing"] == "warning"


@pytest.mark.parametrize(
    "clause",
    [
        "Reply STOP to opt out",
        "Text STOP to 12345 to end",
        "Reply STOP to quit",
        "STOP=end",
        "Opt out: https://x.example/stop",
        "To unsubscribe, reply STOP",
        "Balas STOP untuk berhenti",
        "Responde BAJA para cancelar",
        "STOP au 36105",
        "回复TD退订",
        "무료수신거부 080-123-4567",
    ],
)
def test_an_opt_out_must_come_back_word_for_word(clause: str) -> None:
    original = Message(body=f"Kopi: new beans are in. {clause}")
    assert opt_out_text(original.body) == clause
    assert found("sms", "Kopi: fresh beans just came in.", original=original)["optout_lost"] == "error"
    assert "optout_lost" not in found("sms", f"Kopi: fresh beans. {clause}", original=original)


def test_no_opt_out_is_seen_where_customers_are_only_asked_to_reply() -> None:
    assert opt_out_text("Reply with how many bottles. Stop by the shop, end of the road.") is None


def test_a_text_message_says_who_speaks() -> None:
    assert "sms_brand" in found("sms", "New beans are in.", merchant="Bloomé Beauty")
    assert "sms_brand" not in found("sms", "BLOOME: new balm is in.", merchant="Bloomé Beauty")
    original = Message(body="Kopi Lorong: new beans")
    assert "sms_brand" in found("sms", "New beans are in.", original=original)


def test_a_text_message_is_told_its_parts_and_what_shrinks_them() -> None:
    rules = found("sms", "Kopi: it’s here. " + "x" * 70)
    assert (rules["sms_encoding"], rules["sms_parts"]) == ("warning", "info")
    assert found("sms", "促销开始了")["sms_encoding"] == "info"
    assert found("sms", "x" * 321)["sms_length"] == "warning"
    assert found("sms", "x" * 1601)["sms_length"] == "error"


def test_carriers_are_wary_of_some_goods_and_of_short_links() -> None:
    assert {"sms_shaft", "short_link"} <= found("sms", "Craft beer: https://bit.ly/x").keys()
    assert "sms_shaft" not in found("sms", "Ginger beards and begin again")


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("{{1}}, your order is on its way to you.", "whatsapp_variable_edge"),
        ("Your order is on its way, {{1}}", "whatsapp_variable_edge"),
        ("Your order {{1}} {{2}} is on its way to you.", "whatsapp_variables_adjacent"),
        ("Your order {{1}} from {{3}} is on its way to you.", "whatsapp_variable_gap"),
        ("Your order {{name$}} is on its way to you.", "whatsapp_variable_name"),
        ("x" * 1025, "whatsapp_body_length"),
        ("Party " + "🎉" * 11, "whatsapp_emoji"),
    ],
)
def test_whatsapp_turns_down_what_its_review_turns_down(body: str, rule: str) -> None:
    assert found("whatsapp", body)[rule] == "error"


@pytest.mark.parametrize("title", ["x" * 61, "Hi {{1}} {{2}}", "Party 🎉", "*Sale* now", "Two\nlines"])
def test_a_whatsapp_header_is_short_and_plain(title: str) -> None:
    assert any(
        rule.startswith("whatsapp_header") and level == "error"
        for rule, level in found("whatsapp", "Hello to you all.", title).items()
    )


def test_a_subject_is_short_honest_and_calm() -> None:
    assert found("email", "Hi", "x" * 101)["email_subject_length"] == "error"
    assert found("email", "Hi", "x" * 51)["email_subject_length"] == "warning"
    assert "email_fake_reply" in found("email", "Hi", "RE: your order")
    assert "email_fake_reply" not in found("email", "Hi", "Reading week")
    assert "email_subject_emoji" in found("email", "Hi", "Sale 🎉🎁🔥")
    assert "email_spam_words" in found("email", "Hi", "Act now: new boots")
    assert "email_preheader_repeats" in found("email", "New boots!\nMore.", "New boots")


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("Look! Now!", "exclamation"),
        ("$$ saved", "currency_repeat"),
        ("THIS IS A VERY LOUD MESSAGE", "capitals"),
        ("Get it FREE today", "spam_word"),
        ("Our BIGGEST day yet", "all_caps_word"),
    ],
)
def test_our_house_style_is_calm(body: str, rule: str) -> None:
    assert found("im", body)[rule] == "warning"


@pytest.mark.parametrize(
    "body",
    [
        "Take 10% off with code POSTMAN today.",
        "Use STASH at checkout, or *VIP*25 and NEW_IN.",
        "SPF50 and UVA cover. [VIEW WISHLIST]",
        "Hi *|FNAME|*, see https://x.example/SHOES",
        "Fresh beans are in. Reply STOP to opt out",
    ],
)
def test_codes_tags_links_buttons_and_names_are_not_shouting(body: str) -> None:
    assert not {"all_caps_word", "capitals", "spam_word"} & found("im", body).keys()


def test_a_name_in_capitals_opens_a_text_message_and_shouts_elsewhere() -> None:
    assert "all_caps_word" not in found("sms", "KOPI: new beans just came in.")
    assert "all_caps_word" in found("im", "FINAL NOTICE: please pay your order.")


@pytest.mark.parametrize(
    "body",
    [
        "Doors open Saturday at 9am AEDT.",
        "The stream starts at 19:00 CEST on Friday.",
        "Reply BOOK and we keep the table.",
        "Comment MINE and the size.",
        "To keep your seat, text us the word PIANO.",
        "Nak order, taip ROTI sebelum Jumaat.",
        "Send “LINEN” to 91234567.",
    ],
)
def test_a_time_zone_or_a_word_to_send_is_no_shouting(body: str) -> None:
    assert "all_caps_word" not in found("im", body)


@pytest.mark.parametrize(
    "body", ["Reply IMMEDIATELY or miss it.", "Text us TODAY for a table.", "We are GONE on Sunday."]
)
def test_capitals_that_hurry_shout_even_after_reply(body: str) -> None:
    assert "all_caps_word" in found("im", body)


@pytest.mark.parametrize(
    ("body", "barred"),
    [
        ("Kopi: term 1 slots for piano lessons open on Monday.", False),
        ("Kopi: the slots are hot tonight, 50 free spins.", True),
        ("Kopi: glue guns, heat guns and a weed killer are in.", False),
        ("Kopi: guns and ammo are in.", True),
        ("Kopi: for goodness' sake, take a break.", False),
        ("Kopi: six new sake from Niigata.", True),
        ("Kopi: wine glasses, set of 6.", False),
        ("Kopi: wine by the glass tonight.", True),
    ],
)
def test_a_word_that_carriers_bar_is_only_barred_where_it_means_that(body: str, *, barred: bool) -> None:
    assert ("sms_shaft" in found("sms", body)) is barred


def test_a_long_chat_message_is_told_what_the_market_takes() -> None:
    assert found("im", "x" * 601, market="SG")["chat_length"] == "info"
    assert "chat_length" not in found("im", "x" * 601, market="GB")


def test_errors_stand_first() -> None:
    rows = lint(Message(title="x" * 60, body="Look!! " * 100), channel="push")
    levels = [row.severity for row in rows]
    assert levels == sorted(levels, key=("error", "warning", "info").index)


def test_the_count_line_reads_as_a_merchant_reads() -> None:
    sms = Message(body="Bloomé: 10% off orders from RM60: https://example.com/b Reply STOP to opt out")
    assert count_line(sms, channel="sms") == "1 SMS part, 77 of 160, GSM-7."
    push = Message(title="Your Kopi-O Drip Bags are still here", body="Hi {{first_name}}, come back.")
    assert count_line(push, channel="push") == (
        'Title 36 characters (an iPhone showing "now" cuts at 35), body 27; a tag counted as 12 characters.'
    )


@pytest.mark.parametrize("channel", CHANNELS)
def test_every_channel_has_limits_in_order(channel: Channel) -> None:
    known = limits(channel)
    for warn, error in ((known.title_warn, known.title_error), (known.body_warn, known.body_error)):
        assert warn is None or error is None or warn <= error


def test_our_numbers_are_those_of_the_reference(shared: Path) -> None:
    reference = json.loads((shared / "reference" / "channel_rules.json").read_text(encoding="utf-8"))
    ours = load("channels")
    assert (ours["push"]["title_warn"], ours["push"]["title_error"]) == (
        reference["push"]["title_warn"],
        reference["push"]["title_error"],
    )
    for name in ("gsm7_single", "gsm7_part", "ucs2_single", "ucs2_part"):
        assert ours["sms"][name] == reference["sms"][name]
    assert set(reference["sms"]["gsm7_ext_cost2"]) <= set(ours["sms"]["extension"])
    assert ours["email"]["title_error"] == reference["email"]["subject_error"]
    assert ours["whatsapp"]["body_error"] == reference["whatsapp"]["body"]


def test_a_tag_in_the_front_of_a_subject_is_shown_as_it_is_written() -> None:
    subject = "{{first_name}}, meet the Harvest Jelly Roll in forty strips"
    found = lint(Message(title=subject, body="See it."), channel="email")
    (front,) = [row.detail for row in found if row.rule == "email_subject_front"]
    assert "“{{first_name}}, meet the" in front
    assert "xxx" not in front
