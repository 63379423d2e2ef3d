"""Forms that were sent, field by field."""

from collections.abc import Mapping
from datetime import date

import pytest

from agents.types import Draft, Message, Product, Voucher
from handlers.slack.blocks.forms import FormValues, SettingsValues, edit_form, rewrite_form, settings_form
from handlers.slack.blocks.origin import Origin
from handlers.slack.forms import (
    read_connect_form,
    read_edit_form,
    read_reason_form,
    read_rewrite_form,
    read_settings_form,
)
from tests.handlers.slack.blocks.filling import Field, as_shown, chosen, filled

TODAY = date(2026, 11, 27)


def voucher_of(market: str | None = "SG", **fields: Field) -> Voucher | None:
    form = read_rewrite_form(filled(body="Come back", **fields), today=TODAY, market=market)
    assert not form.errors
    assert form.draft
    return form.draft.voucher


def errors_of(fields: Mapping[str, Field], market: str | None = "SG") -> dict[str, str]:
    form = read_rewrite_form(filled(**{"body": "Come back", **fields}), today=TODAY, market=market)
    assert form.draft is None
    return dict(form.errors)


def picked(day: str) -> Field:
    return {"type": "datepicker", "selected_date": day}


def test_a_full_form_is_a_draft() -> None:
    form = read_rewrite_form(
        filled(
            audience=chosen("new_buyers"),
            channel=chosen("push"),
            title=" Hello ",
            body="Hi {{first_name}},\r\nwelcome ",
            product="Drip Bags",
            category="Food > Coffee",
            voucher_title="S$5 OFF",
            voucher_type=chosen("fixed"),
            voucher_value="5",
            voucher_currency="sgd",
            voucher_min_spend="1,035",
            voucher_expires=picked("2026-11-30"),
        ),
        today=TODAY,
    )
    assert form.draft == Draft(
        audience="new_buyers",
        channel="push",
        title="Hello",
        body="Hi {{first_name}},\nwelcome",
        product=Product(name="Drip Bags", category="Food > Coffee"),
        voucher=Voucher(
            title="S$5 OFF",
            type="fixed",
            value=5,
            currency="SGD",
            min_spend=1035,
            expires_at=date(2026, 11, 30),
        ),
    )


def test_a_message_alone_is_enough() -> None:
    assert read_rewrite_form(filled(body="Come back"), today=TODAY).draft == Draft(body="Come back")


def test_an_untouched_form_asks_for_the_message_alone() -> None:
    assert set(read_rewrite_form(as_shown(rewrite_form()), today=TODAY).errors) == {"body"}


def test_a_form_comes_back_as_it_was_opened() -> None:
    values = FormValues(
        audience="new_buyers",
        channel="sms",
        title="Hello",
        body="Come back",
        product="Drip Bags",
        voucher_type="percentage",
        voucher_value="10%",
        voucher_expires=date(2026, 12, 1),
    )
    draft = read_rewrite_form(as_shown(rewrite_form(values)), today=TODAY).draft
    assert draft == Draft(
        audience="new_buyers",
        channel="sms",
        title="Hello",
        body="Come back",
        product=Product(name="Drip Bags"),
        voucher=Voucher(title="", type="percentage", value=10, expires_at=date(2026, 12, 1)),
    )


@pytest.mark.parametrize("body", ["", "   \n"])
def test_an_empty_message_is_told_at_its_field(body: str) -> None:
    assert set(errors_of({"body": body})) == {"body"}


def test_a_message_over_the_limit_is_told_where_to_go() -> None:
    assert "direct message" in errors_of({"body": "x" * 3001})["body"]


@pytest.mark.parametrize(
    ("said", "value", "currency"),
    [
        ("5", 5, "SGD"),
        ("S$5", 5, "SGD"),
        ("$5", 5, "SGD"),
        ("5 dollars", 5, "SGD"),
        ("RM60", 60, "MYR"),
        ("1,000", 1000, "SGD"),
        ("€4,99", 4.99, "EUR"),
        ("5.50", 5.5, "SGD"),
        ("5.5", 5.5, "SGD"),
    ],
)
def test_an_amount_is_read_as_people_write_it(said: str, value: float, currency: str) -> None:
    voucher = voucher_of(voucher_type=chosen("fixed"), voucher_value=said)
    assert voucher is not None
    assert (voucher.value, voucher.currency) == (value, currency)


@pytest.mark.parametrize(
    ("said", "kind", "value"),
    [
        ("10%", "percentage", 10),
        ("10 %", "percentage", 10),
        ("S$5", "fixed", 5),
        ("500 points", "points", 500),
    ],
)
def test_the_amount_tells_what_kind_of_voucher_it_is(said: str, kind: str, value: float) -> None:
    voucher = voucher_of(voucher_value=said)
    assert voucher is not None
    assert (voucher.type, voucher.value) == (kind, value)


def test_a_voucher_may_be_told_by_its_name_alone() -> None:
    assert voucher_of(voucher_title="S$5 off, min S$35, until 30 Nov 2026") == Voucher(
        title="S$5 off, min S$35, until 30 Nov 2026",
        type="fixed",
        value=5,
        currency="SGD",
        min_spend=35,
        expires_at=date(2026, 11, 30),
    )


def test_a_field_says_it_better_than_the_name() -> None:
    voucher = voucher_of(voucher_title="S$5 off, min S$35", voucher_min_spend="40")
    assert voucher is not None
    assert voucher.min_spend == 40


def test_a_voucher_without_a_name_is_fine() -> None:
    assert voucher_of(voucher_type=chosen("free_shipping")) == Voucher(title="", type="free_shipping")


@pytest.mark.parametrize(
    ("fields", "where", "said"),
    [
        ({"voucher_type": chosen("percentage"), "voucher_value": "lots"}, "voucher_value", "number"),
        ({"voucher_type": chosen("percentage"), "voucher_value": "120"}, "voucher_value", "100%"),
        ({"voucher_type": chosen("percentage"), "voucher_value": "-5"}, "voucher_value", "less than nothing"),
        ({"voucher_type": chosen("percentage"), "voucher_value": "S$5"}, "voucher_value", "percent"),
        ({"voucher_type": chosen("percentage"), "voucher_value": "10-20%"}, "voucher_value", "number"),
        ({"voucher_type": chosen("percentage")}, "voucher_value", "percent"),
        ({"voucher_type": chosen("fixed"), "voucher_value": "10%"}, "voucher_value", "amount"),
        ({"voucher_type": chosen("fixed"), "voucher_value": "0"}, "voucher_value", "amount"),
        ({"voucher_type": chosen("fixed"), "voucher_value": "$-5"}, "voucher_value", "less than nothing"),
        ({"voucher_type": chosen("gift"), "voucher_value": "5"}, "voucher_value", "no amount"),
        ({"voucher_type": chosen("gold"), "voucher_value": "5"}, "voucher_type", "Choose"),
        ({"voucher_title": "Raya special"}, "voucher_type", "Choose"),
        ({"voucher_expires": picked("2026-12-01")}, "voucher_type", "Choose"),
        ({"voucher_value": "10%", "voucher_min_spend": "a lot"}, "voucher_min_spend", "number"),
        ({"voucher_value": "10%", "voucher_min_spend": "5%"}, "voucher_min_spend", "money"),
        ({"voucher_value": "10%", "voucher_min_spend": "-3"}, "voucher_min_spend", "less than nothing"),
        ({"voucher_value": "S$5", "voucher_currency": "doubloons"}, "voucher_currency", "don't know"),
        ({"voucher_value": "S$5", "voucher_currency": "MYR"}, "voucher_currency", "MYR or SGD"),
        ({"voucher_value": "S$5", "voucher_min_spend": "RM60"}, "voucher_currency", "MYR or SGD"),
        ({"voucher_value": "10%", "voucher_expires": picked("2026-11-26")}, "voucher_expires", "passed"),
        ({"voucher_value": "10%", "voucher_expires": picked("soon")}, "voucher_expires", "day"),
        ({"voucher_value": "9" * 30, "voucher_type": chosen("points")}, "voucher_value", "number"),
        ({"audience": chosen("everybody")}, "audience", "list"),
        ({"channel": chosen("fax")}, "channel", "list"),
        ({"category": "Food > Coffee"}, "product", "Name the product"),
    ],
)
def test_each_mistake_is_told_at_its_own_field(fields: dict[str, Field], where: str, said: str) -> None:
    errors = errors_of(fields)
    assert set(errors) == {where}
    assert said in errors[where]


def test_all_mistakes_are_told_at_once() -> None:
    errors = errors_of({"body": " ", "voucher_value": "lots", "voucher_expires": picked("2020-01-01")})
    assert {"body", "voucher_value", "voucher_expires"} <= set(errors)


def test_a_currency_is_asked_for_where_none_is_known() -> None:
    five: dict[str, Field] = {"voucher_type": chosen("fixed"), "voucher_value": "5"}
    assert "SGD" in errors_of(five, market=None)["voucher_currency"]
    assert voucher_of(market=None, voucher_value="10%") == Voucher(title="", type="percentage", value=10)


def test_the_last_day_itself_is_not_past() -> None:
    voucher = voucher_of(voucher_value="10%", voucher_expires=picked("2026-11-27"))
    assert voucher is not None
    assert voucher.expires_at == TODAY


@pytest.mark.parametrize(
    "state",
    [{}, {"body": {}}, {"body": {"value": None}}, {"body": {"value": {"value": 7}}}, {"body": None}],
)
def test_a_malformed_form_counts_as_an_empty_one(state: dict[str, object]) -> None:
    assert set(read_rewrite_form(state, today=TODAY).errors) == {"body"}  # type: ignore[arg-type]
    assert set(read_edit_form(state).errors) == {"body"}  # type: ignore[arg-type]


def test_an_edited_version_is_a_message() -> None:
    assert read_edit_form(filled(title="T", body=" New words ")).message == Message(
        title="T", body="New words"
    )


def test_the_parts_of_a_long_version_are_one_text_again() -> None:
    body = "\n".join(["A line that says something."] * 400)
    view = edit_form(Message(body=body), Origin())
    assert sum(block["type"] == "input" for block in view["blocks"]) > 3
    assert read_edit_form(as_shown(view)).message == Message(body=body)


def test_a_reason_is_one_of_ours_and_words_may_go_with_it() -> None:
    form = read_reason_form(filled(reason=chosen("too_long"), words=" half of it "))
    assert (form.reason, form.words) == ("too_long", "half of it")
    assert read_reason_form(filled(reason=chosen("forged"))).reason == "other"


def test_a_code_is_taken_as_written_and_asked_for_when_missing() -> None:
    assert read_connect_form(filled(code=" ABCD-1234 ")).code == "ABCD-1234"
    form = read_connect_form(filled(code=" "))
    assert set(form.errors) == {form.block}


SETTINGS = SettingsValues(
    digest_channel="C_MARKETING",
    digest_day=2,
    digest_hour=17,
    time_zone="Asia/Singapore",
    default_audience="new_buyers",
    default_channel="push",
    editors=("U_BEN", "U_CHI"),
    lends_votes=True,
)


@pytest.mark.parametrize("settings", [SETTINGS, SettingsValues(), SettingsValues(time_zone="Europe/London")])
def test_settings_come_back_as_they_were_opened(settings: SettingsValues) -> None:
    assert read_settings_form(as_shown(settings_form(settings))).settings == settings


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("Singapore", "Asia/Singapore"),
        ("kuala lumpur", "Asia/Kuala_Lumpur"),
        ("london", "Europe/London"),
        ("asia/singapore", "Asia/Singapore"),
        ("UTC", "UTC"),
    ],
)
def test_a_city_names_its_time_zone(said: str, zone: str) -> None:
    state = {**as_shown(settings_form(SETTINGS)), **filled(time_zone=said)}
    form = read_settings_form(state)
    assert form.settings is not None
    assert form.settings.time_zone == zone


@pytest.mark.parametrize(
    ("said", "hint"),
    [("Singapor", "Asia/Singapore"), ("Asia/Singapor", "Asia/Singapore"), ("qqq", "write it like")],
)
def test_an_unknown_time_zone_is_told_with_the_nearest(said: str, hint: str) -> None:
    state = {**as_shown(settings_form(SETTINGS)), **filled(time_zone=said)}
    assert hint in read_settings_form(state).errors["time_zone"]


@pytest.mark.parametrize(
    ("block", "value"),
    [("digest_hour", "24"), ("digest_day", "7"), ("default_audience", "all"), ("default_channel", "fax")],
)
def test_a_forged_choice_is_refused(block: str, value: str) -> None:
    state = {**as_shown(settings_form(SETTINGS)), **filled(**{block: chosen(value)})}
    assert set(read_settings_form(state).errors) == {block}


def test_never_means_no_report_and_usual_values_can_be_given_up() -> None:
    none = {name: chosen("none") for name in ("digest_day", "default_audience", "default_channel")}
    settings = read_settings_form({**as_shown(settings_form(SETTINGS)), **filled(**none)}).settings
    assert settings is not None
    assert (settings.digest_channel, settings.default_audience, settings.default_channel) == (
        None,
        None,
        None,
    )


def test_a_public_channel_picked_by_another_element_counts_too() -> None:
    room = {"type": "channels_select", "selected_channel": "C_GENERAL"}
    settings = read_settings_form(
        {**as_shown(settings_form(SETTINGS)), **filled(digest_channel=room)}
    ).settings
    assert settings is not None
    assert settings.digest_channel == "C_GENERAL"


@pytest.mark.parametrize(
    "metadata", ["", "{", "[]", '{"channel": 1}', '{"stranger": "x"}', "x" * 4000, "null"]
)
def test_bad_metadata_leads_nowhere(metadata: str) -> None:
    assert Origin.read(metadata) is None


def test_an_origin_finds_its_way_back() -> None:
    origin = Origin(channel="C1", ts="1.2", thread="1.1", suggestion_id="S-1")
    assert Origin.read(origin.metadata) == origin
